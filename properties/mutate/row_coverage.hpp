// SPDX-License-Identifier: Apache-2.0
// row_coverage.hpp measures how often each row decides, and each of its conditions is true and false.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "properties/explore/world.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// One condition of a row's guards. It is evaluated only if the row is tried: the phase matches, and no earlier row has
/// decided.
struct ConditionCoverage {
  std::string name;
  std::array<std::uint64_t, 2> seen{};  ///< the number of times false, and true
};

/// The coverage of one row.
struct RowCoverage {
  Table table = Table::Chain;
  std::size_t number = 0;  ///< zero-based
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::string guard;
  std::uint64_t decided = 0;  ///< the number of times
  std::vector<ConditionCoverage> conditions;
};

/// Two agents, and events that give call ids.
inline constexpr explore::World kWorldOfCalls{.agents = 2, .records = 1, .calls = 2};

/// The worlds in which every row can decide: three agents, two records under all other policies, and call ids.
[[nodiscard]] std::vector<explore::World> const& worlds_of_row_coverage();

/// All rows of both tables, in order, with zero counts.
[[nodiscard]] std::vector<RowCoverage> all_rows();

/// Tries every event in every state of these worlds, and all combinations of limits, with interpreted rows. Returns all
/// rows of both tables, in order. O(states × events).
[[nodiscard]] std::vector<RowCoverage> row_coverage(std::vector<explore::World> const& worlds);

}  // namespace recordshare::properties::mutate
