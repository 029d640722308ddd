// SPDX-License-Identifier: Apache-2.0
// row_coverage_tests.cpp tests that every row decides, and that every condition of a row is both true and false
// somewhere.
#include "properties/mutate/row_coverage.hpp"

#include <gtest/gtest.h>

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

TEST(RowCoverage, OneAgentAloneLeavesRowsUnseen) {
  std::size_t unseen = 0;
  for (auto const& row : properties::mutate::row_coverage({{1, 1, {}}})) unseen += row.decided == 0 ? 1 : 0;
  EXPECT_GT(unseen, 5U);
}

}  // namespace
}  // namespace recordshare::tests
