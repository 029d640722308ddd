// SPDX-License-Identifier: Apache-2.0
// planted_in_tables_tests.cpp plants a mutant of the tables for each contract and each invariant, which must find it.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/json_lines.hpp>

#include "properties/explore/explorer.hpp"
#include "properties/mutate/checkers.hpp"
#include "properties/mutate/explore_mutant.hpp"
#include "properties/mutate/mutant_engine.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/world/bounded_names.hpp"

namespace recordshare::tests {
namespace {

using properties::BoundedEvent;
using properties::explore::ExploreOptions;
using properties::explore::ExploreReport;
using properties::mutate::Mutation;

/// A mutant of the tables (mutate::text_of), and the check that finds it alone.
struct Planted {
  std::string_view finder;
  std::string_view mistake;
};

// The name of a mutant in GoogleTest's list.
void PrintTo(Planted const& planted, std::ostream* out) { *out << planted.mistake; }

// The contract of the rule finds each: rows and contracts were written independently.
constexpr Planted kForContracts[] = {
    {"R2", "R8 without `those who left by this event`"},
    {"R3", "R3.2: action 1 dropped (consultations that `from` is in end)"},
    {"R4", "R4.1: action 3 dropped (`to` joins the call)"},
    {"R5", "R13.8: the row is dropped"},
    {"R6", "R4.1: the row is dropped"},
    {"R7", "R7.3: action 1 dropped (a consultation between `from` and `to` ends)"},
    {"R9", "R13.7: the row is dropped"},
    {"R10", "R8 without `unless the call was attended then`"},
    {"R11", "R11.1: action 1 dropped (all consultations end)"},
    {"R13", "R13.3: the row is dropped"},
    {"R14", "R14.2: the row is dropped"},
    {"R15", "R15.4: action 3 dropped (all who are named join the call)"},
    {"D1", "D1.1: gives the reason OtherCall"},
    {"D2", "D2.1: leads to Live"},
    {"D3", "D2.1: after the row that follows it"},
    {"D4", "D3.1: the row is dropped"},
    {"D5", "D5.1: action 1 dropped (the records are shown, marked read-only)"},
    {"D6", "D5.1: the row is dropped"},
    {"D7", "D4.1: the row is dropped"},
    {"D8", "D7.1: after the row that follows it"},
    {"D9", "D8.1: the row is dropped"},
    {"E1", "E1.2: the row is dropped"},
    {"E2", "E2.2: action 1 dropped (`dn` is no longer monitored)"},
    {"E3",
     "E3.2: action 1 dropped (`agent` is logged in at `dns` alone; others who were at one of them are logged out)"},
    {"E4", "E4.2: the row is dropped"},
    {"E5", "E5.4: the row is dropped"},
    {"E6", "E6.3: the row is dropped"},
    {"E7", "E7.3: gives the reason UnknownChain"},
    {"E8", "E8.3: the row is dropped"},
};

// I6 and I8 come below: no mutant of a row can break them. I12 and I16 are not about steps of one chain
// (dn_world_tests.cpp, replay_tests.cpp), and I18 is the contracts.
constexpr Planted kForInvariants[] = {
    {"I1", "E8.3: the row is dropped"},
    {"I2", "D8.1: the row is dropped"},
    {"I3", "D6.1: the row is dropped"},
    {"I4", "D4.1: the row is dropped"},
    {"I5", "R3.2: action 2 dropped (`from` leaves the call)"},
    {"I7", "D7.1: the row is dropped"},
    {"I9", "D5.1: the row is dropped"},
    {"I10", "R13.3: leads to WrapUp"},
    {"I11", "R10.1: action 3 dropped (the keepers are found anew (R8))"},
    {"I13", "E1.1: condition 1 negated (it would exceed a limit)"},
    {"I14", "D8.1: condition 1 negated (the record is Final)"},
    {"I15", "R9.2: the row is dropped"},
    {"I20", "R7.3: action 2 dropped (`to` joins the call)"},
    {"I21", "R10.2: action 2 dropped (`agent` leaves the call)"},
    {"I17", "R8 without `whoever is a party is no keeper`"},
};

std::optional<Mutation> mutation_called(std::string_view text) {
  for (Mutation const& mutation : properties::mutate::all_mutations())
    if (text_of(mutation) == text) return mutation;
  return std::nullopt;
}

ExploreOptions small_world() {
  ExploreOptions options;
  options.world = {2, 1, {}};
  return options;
}

/// Plays the found stream, as lines of events.md, on an engine with the same mutant: it ends as the finding says.
void expect_that_it_replays(Mutation const& mutation, ExploreReport const& report) {
  properties::NamedEvents names;
  properties::mutate::MutantEngine engine(mutation, {});
  EventReader reader;
  Outcome last;
  for (BoundedEvent const& event : report.to_finding.events) {
    std::string line;
    append_line(line, names.named(event));
    Event const* const read = reader.read(std::string_view(line).substr(0, line.size() - 1));
    ASSERT_NE(read, nullptr) << line;
    last = engine.apply(*read);
  }
  if (report.finding->of_state) return;
  EXPECT_EQ(last.result, report.to_finding.outcome.result);
  EXPECT_EQ(last.rule, report.to_finding.outcome.rule);
  EXPECT_EQ(last.reason, report.to_finding.outcome.reason);
}

class PlantedForContract : public testing::TestWithParam<Planted> {};

TEST_P(PlantedForContract, IsFoundByItWithATraceThatReplays) {
  auto const mutation = mutation_called(GetParam().mistake);
  ASSERT_TRUE(mutation.has_value()) << "no row can have the mistake " << GetParam().mistake;
  ExploreOptions options = small_world();
  options.checks = {.contracts = true, .invariants = false};
  ExploreReport const report = explore_mutant(*mutation, options);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->name, GetParam().finder) << report.finding->part;
  EXPECT_FALSE(report.to_finding.events.empty());
  expect_that_it_replays(*mutation, report);
}

INSTANTIATE_TEST_SUITE_P(Rules, PlantedForContract, testing::ValuesIn(kForContracts),
                         [](auto const& test) { return std::string(test.param.finder); });

class PlantedForInvariant : public testing::TestWithParam<Planted> {};

TEST_P(PlantedForInvariant, IsFoundByItAloneWithATraceThatReplays) {
  auto const mutation = mutation_called(GetParam().mistake);
  ASSERT_TRUE(mutation.has_value()) << "no row can have the mistake " << GetParam().mistake;
  ExploreOptions options = small_world();
  options.checks = {.contracts = false, .invariants = true, .only = GetParam().finder};
  ExploreReport const report = explore_mutant(*mutation, options);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->name, GetParam().finder);
  expect_that_it_replays(*mutation, report);
}

INSTANTIATE_TEST_SUITE_P(Invariants, PlantedForInvariant, testing::ValuesIn(kForInvariants),
                         [](auto const& test) { return std::string(test.param.finder); });

// --- Invariants that no mutant of a row can break: errors planted in the code that runs the rows ---

/// Decides by the rows; but an agent who consults another leaves the call.
class LosesInitiators : public properties::mutate::MutantSteps {
 public:
  LosesInitiators() : MutantSteps({}) {}
  using MutantSteps::decide;
  void decide(model::ConsultationInitiated<model::Ids> const& event, model::ConcreteChain& chain, Phase& phase,
              model::Decision& decision) {
    MutantSteps::decide(event, chain, phase, decision);
    if (decision.result != Result::Accepted) return;
    chain.leave(event.from);
    chain.find_keepers();
  }
};

/// Decides by the rows; but agents at DNs that are not monitored are eligible too.
class ServesTheUnmonitored : public properties::mutate::MutantSteps {
 public:
  ServesTheUnmonitored() : MutantSteps({}) {}
  using MutantSteps::decide;
  void decide(model::DesktopRequest<model::Ids> const& event, model::ConcreteChain& chain, Phase& phase,
              model::Decision& decision) {
    MutantSteps::decide(event, chain, phase, decision);
    if (decision.reason == Reason::NotMonitored) decision = {.result = Result::Acknowledged, .rule = Rule::D9};
  }
};

template <class Steps>
void expect_that_it_is_found_by(std::string_view invariant) {
  ExploreOptions options = small_world();
  options.checks = {.contracts = false, .invariants = true, .only = invariant};
  ExploreReport const report = properties::explore::Exploration(options, [] { return Steps(); }, {}).run();
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->name, invariant);
  properties::NamedEvents names;
  Engine engine;
  for (BoundedEvent const& event : report.to_finding.events)
    EXPECT_NE(engine.apply(names.named(event)).result, Result::Invalid);
}

TEST(PlantedInSteps, I6FindsAConsultationThatCostsTheInitiatorTheRecord) {
  expect_that_it_is_found_by<LosesInitiators>("I6");
}
TEST(PlantedInSteps, I8FindsARequestServedAtADnThatIsNotMonitored) {
  expect_that_it_is_found_by<ServesTheUnmonitored>("I8");
}

TEST(PlantedInTables, TheStoriesFindMostMistakesAndNothingWhereThereIsNone) {
  using properties::mutate::is_found_by_stories;
  EXPECT_FALSE(is_found_by_stories({}));
  auto const& mutations = properties::mutate::all_mutations();
  auto const found = std::ranges::count_if(mutations, is_found_by_stories);
  EXPECT_GT(found, static_cast<std::ptrdiff_t>(mutations.size() / 2));
}

TEST(PlantedInTables, WithoutAMistakeTheMutantsTablesAreTheTables) {
  ExploreOptions const options = small_world();
  ExploreReport const report = properties::mutate::explore_mutant({}, options);
  EXPECT_FALSE(report.finding.has_value());
  EXPECT_EQ(report.states, 1'446U);
}

TEST(PlantedInTables, AMistakeOfEachKindOfRuleIsThere) { EXPECT_GE(properties::mutate::all_mutations().size(), 400U); }

}  // namespace
}  // namespace recordshare::tests
