// SPDX-License-Identifier: Apache-2.0
// row_coverage_tests.cpp tests that every row decides, and that every condition of a row is both true and false
// somewhere.
#include "properties/mutate/row_coverage.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "properties/mutate/checkers.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::tests {
namespace {

TEST(RowCoverage, EveryRowDecidesAndEveryConditionIsSeenTrueAndFalse) {
#ifdef RECORDSHARE_INSTRUMENTED
  GTEST_SKIP() << "takes minutes; builds as shipped run it";
#endif
  for (auto const& row : properties::mutate::row_coverage(properties::mutate::worlds_of_row_coverage())) {
    EXPECT_GT(row.decided, 0U) << properties::mutate::id_of_row(row.table, row.number);
    for (auto const& condition : row.conditions) {
      EXPECT_GT(condition.seen[0], 0U) << properties::mutate::id_of_row(row.table, row.number) << ": "
                                       << condition.name;
      EXPECT_GT(condition.seen[1], 0U) << properties::mutate::id_of_row(row.table, row.number) << ": "
                                       << condition.name;
    }
  }
}

/// Three agents, for all other policies two with two records each, and call ids: every combination once, and no larger
/// world.
TEST(RowCoverage, LooksAtEachCombinationOfPolicies) {
  namespace mutate = properties::mutate;
  auto const expected = [](auto const& all) {
    std::vector<properties::explore::World> worlds{{3, 1, {}}};
    for (Policies const& policies : all)
      if (policies != Policies{}) worlds.push_back({2, 2, policies});
    worlds.push_back({2, 1, {}, 2});
    return worlds;
  };
  auto const text_of = [](std::vector<properties::explore::World> const& worlds) {
    std::string text;
    for (auto const& world : worlds)
      text += std::to_string(world.agents) + " agents, " + std::to_string(world.records) + " records, " +
              std::to_string(world.calls) + " calls, " + properties::text_of(world.policies) + "\n";
    return text;
  };
  EXPECT_EQ(text_of(mutate::worlds_of_row_coverage()), text_of(expected(properties::kAllPolicies)));
  EXPECT_EQ(text_of(mutate::worlds_of_matrix()), text_of(expected(properties::kEachValueOfPolicies)));
}

TEST(RowCoverage, OneAgentAloneLeavesRowsUnseen) {
  std::size_t unseen = 0;
  for (auto const& row : properties::mutate::row_coverage({{1, 1, {}}})) unseen += row.decided == 0 ? 1 : 0;
  EXPECT_GT(unseen, 5U);
}

}  // namespace
}  // namespace recordshare::tests
