// SPDX-License-Identifier: Apache-2.0
// limit_contract_tests.cpp checks the limits' contract for every event with every combination of facts of a directory.
#include <gtest/gtest.h>

#include "engine/library/step.hpp"
#include "properties/explore/limits.hpp"
#include "properties/mutate/mutant_steps.hpp"

namespace recordshare::tests {
namespace {

using properties::explore::LimitReport;
using properties::explore::LimitTrial;
using namespace properties::mutate;

TEST(LimitContract, HoldsWhateverADirectoryKnows) {
  LimitReport const report = LimitTrial(MsmSteps()).run();
  EXPECT_EQ(report.broken_by, "");
  EXPECT_EQ(report.outcomes, 11'520U);
  EXPECT_EQ(report.refused, 5'152U);
}

/// A row of limits that is removed or negated is found.
TEST(LimitContract, FindsEveryMistakeInARowOfLimits) {
  std::size_t mistakes = 0;
  for (Mutation const& mutation : all_mutations()) {
    constexpr std::size_t kLimitRows = boost::mp11::mp_size<model::Limits_Reached>::value;
    bool const is_of_limits = mutation.table == Table::Directory && mutation.row < kLimitRows;
    if (!is_of_limits || mutation.kind == Kind::SwapWithNext) continue;
    ++mistakes;
    EXPECT_NE(LimitTrial(MutantSteps(mutation)).run().broken_by, "") << text_of(mutation);
  }
  EXPECT_GE(mistakes, 44U);
}

}  // namespace
}  // namespace recordshare::tests
