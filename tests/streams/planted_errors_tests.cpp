// SPDX-License-Identifier: Apache-2.0
// planted_errors_tests.cpp plants an error against every property, which must find it and shrink it to at most eight
// events.
#include <cassert>  // which RapidCheck uses without it
#include <cstdint>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <rapidcheck/detail/TestListenerAdapter.h>

#include "properties/oracle/invariants_of_streams.hpp"
#include "properties/oracle/metamorphic.hpp"
#include "tests/streams/arbitrary.hpp"
#include "tests/streams/wrong_engines.hpp"

namespace recordshare::tests {
namespace {

namespace invariants = properties::invariants;
namespace streams = properties::streams;

/// Two agents log in at monitored DNs, a chain is loaded, and three events of its call.
constexpr int kEventsMax = 8;
/// A request by a ReadOnly agent needs a fourth event of the call.
constexpr int kEventsMaxOfTargets = 9;

/// The fault of a stream that was changed by the seed. One type for all, so that RapidCheck is instantiated once.
using Property = std::function<std::string(Stream const&, std::uint64_t)>;

/// RapidCheck's report: the failing stream with the reason; empty if all streams passed.
std::string counterexample(Property const& property, std::uint64_t seed) {
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = 10'100;  // ends with the first that fails
  rc::detail::TestListenerAdapter quiet;
  auto const check = [&](Stream const& stream, Seed change) { expect_none(property(stream, change.value)); };
  auto const result = rc::detail::checkTestable(check, rc::detail::TestMetadata{}, params, quiet);
  std::string found;
  if (!result.is<rc::detail::FailureResult>()) return found;
  auto const& failure = result.get<rc::detail::FailureResult>();
  for (auto const& [type, value] : failure.counterExample) found += value;
  return found + failure.description;
}

/// The number of event lines in the report.
int events_in(std::string const& text) {
  std::istringstream lines(text.substr(0, text.rfind("\nEVENTS\n")));
  int count = 0;
  for (std::string line; std::getline(lines, line);) count += line.starts_with("{\"type\":") ? 1 : 0;
  return count;
}

/// With every seed the error is found and shrunk to at most `most` events.
void expect_found(Property const& property, int most = kEventsMax) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    auto const found = counterexample(property, seed);
    EXPECT_NE(found, "") << "nothing is found with seed " << seed;
    EXPECT_LE(events_in(found), most) << found;
  }
}
/// The same for a property that does not change the stream.
void expect_found(std::string (*property)(Stream const&), int most = kEventsMax) {
  expect_found([=](Stream const& stream, std::uint64_t) { return property(stream); }, most);
}

template <class Subject>
std::string against_reference(Stream const& stream) {
  return streams::fault_against_reference<Subject>(stream);
}

TEST(PlantedErrors, InAClauseOfR8ShrinkToFiveEventsOrEight) {
  using wrong::Clause;
  expect_found(against_reference<wrong::Without<Clause::WhoLeftKeeps>>, 5);     // one logs in; a call, and its end
  expect_found(against_reference<wrong::Without<Clause::AttendedHasNone>>, 8);  // a preview, another's call and logout
}

TEST(PlantedErrors, WithoutD8ShrinkToSixEvents) {
  expect_found(against_reference<wrong::Without<wrong::Clause::FinalIsNotUpdated>>, 6);
}

TEST(PlantedErrors, WithoutLimitsShrinkToTwoEvents) {
  auto const under_limits = [](Stream const& stream, std::uint64_t seed) {
    return streams::fault_against_reference<wrong::KnowsNoLimit>(stream, streams::some_limits(seed));
  };
  expect_found(under_limits, 2);  // a login at a new DN, in place of another
}

TEST(PlantedErrors, WhatIsPrintedPlaysAgain) {
  auto const found = counterexample(
      [](Stream const& stream, std::uint64_t) { return against_reference<wrong::AcknowledgesTwice>(stream); }, 1);
  auto const begin = found.find("recordshare run - <<'EVENTS'\n");  // under the default policies: those shrink too
  ASSERT_NE(begin, std::string::npos) << found;
  std::istringstream lines(found.substr(begin, found.find("\nEVENTS\n") - begin));
  wrong::AcknowledgesTwice engine(Options{});
  properties::Reference reference;
  EventReader reader;
  bool is_same = true;
  std::string line;
  for (std::getline(lines, line); std::getline(lines, line);) {
    auto const* const event = reader.read(line);
    ASSERT_NE(event, nullptr) << line;
    is_same = properties::same(engine.apply(*event), reference.apply(*event));
  }
  EXPECT_FALSE(is_same) << found;
}

template <class I, class Wrong>
void expect_broken(int most = kEventsMax) {
  expect_found(streams::fault_of_invariant<I, Wrong>, most);
}

TEST(PlantedErrors, AgainstInvariantsOfSteps) {
  expect_broken<invariants::I1, wrong::AcknowledgesTwice>();
  expect_broken<invariants::I2, wrong::AcknowledgesTwice>();
  expect_broken<invariants::I3, wrong::AcknowledgesTargets>(kEventsMaxOfTargets);
  expect_broken<invariants::I4, wrong::AcknowledgesStrangers>();
  expect_broken<invariants::I5, wrong::ForgetsTransfers>();
  expect_broken<invariants::I6, wrong::LosesInitiators>();
  expect_broken<invariants::I7, wrong::TurnsEveryoneDown>();
  expect_broken<invariants::I8, wrong::AcknowledgesAbsent>();
  expect_broken<invariants::I9, wrong::TurnsEveryoneDown>();
  expect_broken<invariants::I10, wrong::RefusesNoisily>();
  expect_broken<invariants::I11, wrong::ForgetsWhoHadIt>();
  expect_broken<invariants::I14, wrong::AcknowledgesTwice>();
  expect_broken<invariants::I15, wrong::EstablishesEarly>();
  expect_broken<invariants::I17, wrong::SettlesKeepersTooEarly>();
}

TEST(PlantedErrors, AgainstInvariantsOfWholeWorlds) {
  expect_found(streams::fault_of_refusals<wrong::RefusesNoisily>);
  expect_found(streams::fault_of_other_chains<wrong::EndsAnotherCall>);
  expect_found(streams::fault_of_progress<wrong::TurnsEveryoneDown>);
  expect_found(streams::fault_of_race<wrong::AcknowledgesTwice>);
  expect_found(streams::fault_when_replayed<wrong::CountsWithOthers>);
  expect_found(streams::fault_of_contracts<wrong::AcknowledgesTwice>);
}

TEST(PlantedErrors, AgainstMetamorphicProperties) {
  expect_found(streams::fault_when_renamed<wrong::CutsNames>);
  expect_found(streams::fault_when_interleaved<wrong::EndsAnotherCall>);
  expect_found(streams::fault_when_cut<wrong::LostInMoves>);
  expect_found(streams::fault_through_lines<wrong::CountsWithOthers>);
  expect_found(streams::fault_without_the_refused<wrong::RefusesNoisily>);
  expect_found(streams::fault_without_what_only_asks<wrong::CancelsWhatIsRead>);
  expect_found(streams::fault_when_away_for_a_moment<wrong::HangsUpAtLogout>);
  expect_found(streams::fault_when_given_back<wrong::LeavesANameBehind>);
}

/// Otherwise a property could pass because nothing happens.
TEST(GeneratedStreams, MeetEveryRuleAndReasonAndMostlyTakePlace) {
  std::set<Rule> rules;
  std::set<Reason> reasons;
  std::size_t events = 0;
  std::size_t taking_place = 0;
  for (std::uint64_t seed = 0; seed < 4'040; ++seed)
    for (auto const& outcome : streams::play<Engine>(streams::generate(seed, static_cast<int>(seed % 101))).outcomes) {
      rules.insert(outcome.rule);
      reasons.insert(outcome.reason);
      ++events;
      if (has_taken_place(outcome.result)) ++taking_place;
    }
  EXPECT_GE(taking_place * 10, events * 7);
  // None, R1, R8 and R12 decide nothing by themselves; limits have a property of their own.
  EXPECT_EQ(rules.size(), kRules.size() - 4);
  EXPECT_EQ(reasons.size(), kReasons.size() - 1);
  EXPECT_FALSE(reasons.contains(Reason::LimitReached));
}

/// Otherwise an invariant could pass because its bounded world is too small for the chain.
TEST(GeneratedStreams, FitABoundedWorld) {
  for (std::uint64_t seed = 0; seed < 2'020; ++seed) {
    auto const stream = streams::generate(seed, static_cast<int>(seed % 101));
    Engine engine;
    streams::Teller tell(streams::Naming::plain());
    std::vector<streams::Watched> chains;
    chains.reserve(streams::kChains);
    for (std::size_t chain = 0; chain < streams::kChains; ++chain) chains.emplace_back(chain, engine, Policies{});
    for (auto const& move : stream.moves) {
      auto const& event = tell(move);
      auto const concerned = streams::chain_concerned(engine, move);
      for (auto& chain : chains)
        EXPECT_TRUE(streams::is_of_two_chains(engine, move) || chain.expect(event, engine, concerned) ||
                    !chain.is_lost());
      static_cast<void>(engine.apply(event));
    }
  }
}

TEST(SimplerStreams, AreNoLongerAndNoneIsTheSame) {
  for (std::uint64_t seed = 0; seed < 101; ++seed) {
    auto const stream = streams::generate(seed, static_cast<int>(seed));
    for (auto const& simpler : streams::simpler(stream)) {
      EXPECT_LE(simpler.moves.size(), stream.moves.size());
      EXPECT_NE(simpler, stream);
    }
  }
}

}  // namespace
}  // namespace recordshare::tests
