// SPDX-License-Identifier: Apache-2.0
// xml.hpp escapes untrusted text for XML, and writes JUnit files for CI systems.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recordshare::command {

/// Appends `text` as character data or as an attribute's value, with line ends as `&#10;`. Characters that XML does not
/// allow are written as append_printable() writes them.
void append_xml(std::string& out, std::string_view text);

/// A test case of a JUnit file.
struct JUnitCase {
  std::string name;
  std::string failure = {};  ///< one sentence; empty if it passed
  std::string details = {};  ///< further text about a failure
  std::string output = {};   ///< what it printed; may be empty
  double seconds = 0;
  bool is_skipped = false;
};

/// Appends one suite as a JUnit file.
void append_junit(std::string& out, std::string_view suite, std::vector<JUnitCase> const& cases);

}  // namespace recordshare::command
