// SPDX-License-Identifier: Apache-2.0
// planted_errors_tests.cpp plants an error against every property: it is found, and shrinks to at most eight events.
#include <cassert>  // which RapidCheck uses without it
#include <cstdint>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <rapidcheck/detail/TestListenerAdapter.h>

#include "properties/streams/invariants_of_streams.hpp"
#include "properties/streams/metamorphic.hpp"
#include "tests/streams/arbitrary.hpp"
#include "tests/streams/wrong_engines.hpp"

namespace recordshare::tests {
namespace {

namespace invariants = properties::invariants;
namespace streams = properties::streams;

/// Two agents log in at monitored DNs, a chain is loaded, and three events of its call.
constexpr int kEventsMax = 8;
/// Nothing less makes an agent ReadOnly and lets it ask for something: a fourth event of the call.
constexpr int kEventsMaxOfTargets = 9;

/// What RapidCheck found: the failing stream as it is printed, with why; empty where it found nothing.
template <class Property>
std::string counterexample(Property const& property, std::uint64_t seed) {
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = 10'100;  // ends with the first that fails
  rc::detail::TestListenerAdapter quiet;
  auto const result = rc::detail::checkTestable(property, rc::detail::TestMetadata{}, params, quiet);
  std::string found;
  if (!result.template is<rc::detail::FailureResult>()) return found;
  auto const& failure = result.template get<rc::detail::FailureResult>();
  for (auto const& [type, value] : failure.counterExample) found += value;
  return found + failure.description;
}

/// How many lines of events.md are printed for a person to play again.
int events_in(std::string const& text) {
  std::istringstream lines(text.substr(0, text.rfind("\nEVENTS\n")));
  int count = 0;
  for (std::string line; std::getline(lines, line);) count += line.starts_with("{\"type\":") ? 1 : 0;
  return count;
}

/// Whatever the seed, the error is found, and at most so many events show it.
template <class Property>
void expect_found(Property const& property, int most = kEventsMax) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    auto const found = counterexample(property, seed);
    EXPECT_NE(found, "") << "nothing is found with seed " << seed;
    EXPECT_LE(events_in(found), most) << found;
  }
}

template <class Error>
void expect_wrong_rule_found(int most = kEventsMax) {
  expect_found(
      [](Stream const& stream) { expect_none(streams::fault_against_reference<wrong::ByWrongSteps<Error>>(stream)); },
      most);
}

TEST(PlantedErrors, InAClauseOfR8ShrinkToFiveEventsOrEight) {
  expect_wrong_rule_found<wrong::ForgetsWhoLeft>(5);  // somebody logs in, a call, its end
  expect_wrong_rule_found<wrong::KeepsKeepers>(8);    // two log in; one previews, the other calls and logs out
}

TEST(PlantedErrors, WithoutD8ShrinkToSixEvents) { expect_wrong_rule_found<wrong::UpdatesFinalRecords>(6); }

TEST(PlantedErrors, WithoutLimitsShrinkToOneEvent) {
  expect_found(
      [](Stream const& s, Seed seed) {
        expect_none(streams::fault_against_reference<wrong::KnowsNoLimit>(s, streams::some_limits(seed.value)));
      },
      1);
}

TEST(PlantedErrors, WhatIsPrintedPlaysAgain) {
  auto const found = counterexample(
      [](Stream const& stream) { expect_none(streams::fault_against_reference<wrong::AcknowledgesTwice>(stream)); }, 1);
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
  expect_found([](Stream const& stream) { expect_none(streams::fault_of_invariant<I, Wrong>(stream)); }, most);
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
  expect_found([](Stream const& s) { expect_none(streams::fault_of_refusals<wrong::RefusesNoisily>(s)); });
  expect_found([](Stream const& s) { expect_none(streams::fault_of_other_chains<wrong::EndsAnotherCall>(s)); });
  expect_found([](Stream const& s) { expect_none(streams::fault_of_progress<wrong::TurnsEveryoneDown>(s)); });
  expect_found(
      [](Stream const& s, Seed seed) { expect_none(streams::fault_of_race<wrong::AcknowledgesTwice>(s, seed.value)); });
  expect_found([](Stream const& s) { expect_none(streams::fault_when_replayed<wrong::CountsWithOthers>(s)); });
  expect_found([](Stream const& s) { expect_none(streams::fault_of_contracts<wrong::AcknowledgesTwice>(s)); });
}

TEST(PlantedErrors, AgainstMetamorphicProperties) {
  expect_found(
      [](Stream const& s, Seed seed) { expect_none(streams::fault_when_renamed<wrong::CutsNames>(s, seed.value)); });
  expect_found([](Stream const& s, Seed seed) {
    expect_none(streams::fault_when_interleaved<wrong::EndsAnotherCall>(s, seed.value));
  });
  expect_found(
      [](Stream const& s, Seed seed) { expect_none(streams::fault_when_cut<wrong::LostInMoves>(s, seed.value)); });
  expect_found([](Stream const& s) { expect_none(streams::fault_through_lines<wrong::CountsWithOthers>(s)); });
  expect_found([](Stream const& s) { expect_none(streams::fault_without_the_refused<wrong::RefusesNoisily>(s)); });
  expect_found(
      [](Stream const& s) { expect_none(streams::fault_without_what_only_asks<wrong::CancelsWhatIsRead>(s)); });
  expect_found([](Stream const& s, Seed seed) {
    expect_none(streams::fault_when_away_for_a_moment<wrong::HangsUpAtLogout>(s, seed.value));
  });
  expect_found([](Stream const& s) { expect_none(streams::fault_when_given_back<wrong::LeavesANameBehind>(s)); });
}

/// Without this a property could pass because nothing happens.
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
      if (outcome.result == Result::Accepted || outcome.result == Result::Acknowledged) ++taking_place;
    }
  EXPECT_GE(taking_place * 10, events * 7);
  // None, R1, R8 and R12 decide nothing by themselves; limits have a property of their own.
  EXPECT_EQ(rules.size(), kRules.size() - 4);
  EXPECT_EQ(reasons.size(), kReasons.size() - 1);
  EXPECT_FALSE(reasons.contains(Reason::LimitReached));
}

/// Without this an invariant could pass because its bounded world is too small to see the chain.
TEST(GeneratedStreams, FitABoundedWorld) {
  for (std::uint64_t seed = 0; seed < 2'020; ++seed) {
    auto const stream = streams::generate(seed, static_cast<int>(seed % 101));
    Engine engine;
    streams::Teller tell(streams::Naming::plain());
    std::vector<streams::Watched> chains;
    for (std::size_t chain = 0; chain < streams::kChains; ++chain) chains.emplace_back(chain, engine, Policies{});
    for (auto const& move : stream.moves) {
      auto const& event = tell(move);
      auto const concerned = streams::chain_concerned(engine, move);
      for (auto& chain : chains)
        EXPECT_TRUE(streams::is_of_two_chains(engine, move) || chain.expect(event, concerned) || !chain.is_lost());
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
