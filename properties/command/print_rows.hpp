// SPDX-License-Identifier: Apache-2.0
// print_rows.hpp prints the coverage of rows and conditions.
#pragma once

#include <string>
#include <vector>

#include "properties/mutate/row_coverage.hpp"

namespace recordshare::properties {

/// Appends how often each row decided and each of its conditions was true and false, and the totals.
void append_text(std::string& out, std::vector<mutate::RowCoverage> const& rows);

}  // namespace recordshare::properties
