// SPDX-License-Identifier: Apache-2.0
// row_coverage.hpp counts which rows of the tables decide, and which of their conditions are seen true and false.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "properties/explore/world.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// One condition of a row's guard. It is asked only where the row is come to: the phase is one of its own, and no row
/// above it has decided.
struct ConditionCoverage {
  std::string name;
  std::array<std::uint64_t, 2> seen{};  ///< how often false, how often true
};

/// One row.
struct RowCoverage {
  Table table = Table::Chain;
  std::size_t number = 0;  ///< from 0
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::string guard;
  std::uint64_t decided = 0;  ///< how often the row did
  std::vector<ConditionCoverage> conditions;
};

/// The worlds in which every row has its occasion: three agents, and two records under each policy's other value.
[[nodiscard]] std::vector<explore::World> const& worlds_of_row_coverage();

/// All rows of both tables, in order, with nothing counted.
[[nodiscard]] std::vector<RowCoverage> all_rows();

/// Takes every event of these worlds in every state, and the limits' trial, by the rows one by one; gives all rows of
/// both tables, in order. O(states × events).
[[nodiscard]] std::vector<RowCoverage> row_coverage(std::vector<explore::World> const& worlds);

}  // namespace recordshare::properties::mutate
