// SPDX-License-Identifier: Apache-2.0
// compare_tests.cpp compares the production state machine with the independent model, and tests that a difference is
// found.
#include "properties/compare/compare.hpp"

#include <gtest/gtest.h>

#include "properties/mutate/explore_mutant.hpp"

namespace recordshare::tests {
namespace {

using properties::compare::CompareReport;
using properties::compare::IndependentModel;

/// A test of some seconds, too slow in instrumented builds.
bool is_small(IndependentModel const& model) {
#ifdef RECORDSHARE_INSTRUMENTED
  return model.world.agents == 2 && model.world.records == 1;
#else
  return model.world.agents < 3 || model.world.records == 1;
#endif
}

TEST(Compare, WhatShipsAndTheIndependentModelAgreeOnEveryEventOfEveryState) {
  std::size_t compared = 0;
  for (IndependentModel const& model : properties::compare::independent_models()) {
    if (!is_small(model)) continue;
    CompareReport const report = properties::compare::compare(model);
    EXPECT_FALSE(report.difference.has_value()) << report.difference->what;
    EXPECT_GT(report.steps, report.states * 60);
    ++compared;
  }
  EXPECT_GE(compared, 1U);
}

TEST(Compare, AMistakeInTheTablesIsADifferenceWithItsStream) {
  using properties::mutate::Kind;
  using properties::mutate::Mutation;
  IndependentModel const& model = properties::compare::independent_models().front();
  // Row 10 is R2's that accepts; its fourth action finds the keepers.
  Mutation const no_keepers{properties::mutate::Table::Chain, Kind::DropAction, 9, 3};
  Mutation const other_reason{properties::mutate::Table::Chain, Kind::ChangeReason, 0,
                              static_cast<std::size_t>(Reason::NotOnCall)};
  for (Mutation const& mutation : {no_keepers, other_reason}) {
    CompareReport const report = compare_mutant(mutation, model);
    ASSERT_TRUE(report.difference.has_value()) << text_of(mutation);
    EXPECT_FALSE(report.difference->trace.events.empty());
  }
}

}  // namespace
}  // namespace recordshare::tests
