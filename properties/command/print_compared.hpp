// SPDX-License-Identifier: Apache-2.0
// print_compared.hpp prints the result of a comparison with the independent model.
#pragma once

#include <string>

#include "properties/compare/compare.hpp"

namespace recordshare::properties {

/// Appends one line if both agree; otherwise what differs, with a stream that `recordshare run` replays.
void append_text(std::string& out, compare::CompareReport const& report);

}  // namespace recordshare::properties
