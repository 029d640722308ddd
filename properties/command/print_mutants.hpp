// SPDX-License-Identifier: Apache-2.0
// print_mutants.hpp prints which checkers find which mutants of the tables, as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "properties/mutate/matrix.hpp"

namespace recordshare::properties {

/// Appends the number of mutants of each kind and how many of them each checker finds; and lists those that contracts
/// and invariants miss, the equivalent ones and the survivors.
void append_text(std::string& out, std::vector<mutate::Fate> const& fates);

/// Appends the result for each mutant as one JSON object a line.
void append_json(std::string& out, std::vector<mutate::Fate> const& fates);

}  // namespace recordshare::properties
