// SPDX-License-Identifier: Apache-2.0
// xml.hpp writes text from outside into XML, and results as the XML that CI systems read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recordshare::command {

/// Appends `text` as character data or as an attribute's value, line ends as `&#10;`. What XML cannot hold is written
/// as append_printable() writes it.
void append_xml(std::string& out, std::string_view text);

/// A test case of a JUnit file.
struct JUnitCase {
  std::string name;
  std::string failure = {};  ///< one sentence; empty if it passed
  std::string details = {};  ///< what else is to be read of a failure
  std::string output = {};   ///< what it printed; may be empty
  double seconds = 0;
  bool is_skipped = false;
};

/// Appends one suite as a JUnit file.
void append_junit(std::string& out, std::string_view suite, std::vector<JUnitCase> const& cases);

}  // namespace recordshare::command
