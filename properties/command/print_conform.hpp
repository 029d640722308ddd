// SPDX-License-Identifier: Apache-2.0
// print_conform.hpp writes what `conform` came to for other programs.
#pragma once

#include <string>

#include <recordshare/conformance.hpp>

namespace recordshare::properties {

/// Appends one JSON object: what was played, and what is wrong.
void append_json(std::string& out, conformance::Report const& report);

/// Appends the same as JUnit's XML: one case for the stories and one for the generated streams; the one with the
/// difference fails, with the report for people as its text, and one that was not come to is skipped.
void append_junit(std::string& out, conformance::Report const& report);

}  // namespace recordshare::properties
