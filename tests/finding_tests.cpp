// SPDX-License-Identifier: Apache-2.0
// finding_tests.cpp tests what the explorer tells of a violation and of the worst progress, whole.
#include <cstddef>
#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

#include "properties/explore/step_check.hpp"
#include "tests/small_world.hpp"

namespace recordshare::tests {
namespace {

using namespace small_world;
using properties::Scene;
using properties::explore::Checks;
using properties::explore::Finding;
using properties::explore::StateId;
using properties::explore::WorstProgress;
namespace contracts = properties::contracts;
namespace explore = properties::explore;
namespace facts = properties::facts;
namespace invariants = properties::invariants;

constexpr StateId kHere{7};

TEST(ExplorerFindings, OfAStateTellWhatItBreaks) {
  Checks const all = Checks::all();
  Scene<Snapshot> const right(dialing(kAlice, kBob), {});
  EXPECT_EQ(explore::check_state(all, right, kHere), std::nullopt);
  EXPECT_EQ(explore::check_facts(all, right, kHere), std::nullopt);
  Scene<Snapshot> const nobody_on_the_live_call(live({}), {});
  auto const* const term = invariants::broken_by(nobody_on_the_live_call);
  ASSERT_NE(term, nullptr);
  EXPECT_EQ(explore::check_state(all, nobody_on_the_live_call, kHere),
            (Finding{term->name, {}, term->sentence, kHere, true}));
  auto const* const fact = facts::broken_by(*all.facts, nobody_on_the_live_call);
  ASSERT_NE(fact, nullptr);
  EXPECT_EQ(explore::check_facts(all, nobody_on_the_live_call, kHere),
            (Finding{fact->name, "fact", fact->sentence, kHere, true}));
  Checks without_facts = all;
  without_facts.facts = nullptr;
  EXPECT_EQ(explore::check_facts(without_facts, nobody_on_the_live_call, kHere), std::nullopt);
}

TEST(ExplorerFindings, OfAStepTellWhatItBreaks) {
  Checks const all = Checks::all();
  Scene<Snapshot> const before(dialing(kAlice, kBob), {});
  Scene<Snapshot> const after({}, {});  // a refused event must not change the state
  model::ConsultationInitiated<B> const event{kFirst, kAlice, kBob};
  StepOutcome const outcome = refused(Rule::R13, Reason::ConsultationBusy);
  EXPECT_EQ(explore::check_step(all, before, event, outcome, before, kHere), std::nullopt);
  auto const violation = contracts::check(before, event, outcome, after);
  ASSERT_TRUE(violation.has_value());
  EXPECT_EQ(explore::check_step(all, before, event, outcome, after, kHere),
            (Finding{violation->contract, contracts::kPartNames[static_cast<std::size_t>(violation->part)],
                     invariants::I18::sentence, kHere, false}));
  Checks only_invariants = all;
  only_invariants.contracts = false;
  auto const* const term = invariants::broken_by(before, event, outcome, after);
  ASSERT_NE(term, nullptr);
  EXPECT_EQ(explore::check_step(only_invariants, before, event, outcome, after, kHere),
            (Finding{term->name, {}, term->sentence, kHere, false}));
}

TEST(ExplorerFindings, OfTwoEquallyLongPathsTheOneFromTheFirstStateIsTheWorst) {
  for (std::uint32_t i = 0; i < 9; ++i)
    for (std::uint32_t j = 0; j < 9; ++j) {
      // In rising order: more events are worse, then a lower number.
      WorstProgress const one{i / 3, StateId{2 - i % 3}, kFirst};
      WorstProgress const other{j / 3, StateId{2 - j % 3}, kFirst};
      EXPECT_EQ(one.is_worse_than(other), i > j);
    }
  EXPECT_TRUE((WorstProgress{1, StateId{0}, kFirst}).is_worse_than({}));
}

}  // namespace
}  // namespace recordshare::tests
