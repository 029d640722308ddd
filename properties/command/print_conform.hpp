// SPDX-License-Identifier: Apache-2.0
// print_conform.hpp prints the result of `conform` for other programs: JSON and JUnit XML.
#pragma once

#include <string>

#include <recordshare/conformance.hpp>

namespace recordshare::properties {

/// Appends one JSON object: the plan, the counts and the finding.
void append_json(std::string& out, conformance::Report const& report);

/// Appends the same as JUnit XML: one test case for the stories and one for the random streams. The one with the
/// difference fails, with the report as its text; one that was not reached is skipped.
void append_junit(std::string& out, conformance::Report const& report);

}  // namespace recordshare::properties
