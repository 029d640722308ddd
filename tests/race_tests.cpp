// SPDX-License-Identifier: Apache-2.0
// race_tests.cpp tests threads that race for a record: exactly one gets it, and every other is told the winner (I14).
#include <algorithm>
#include <barrier>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/outcomes.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

constexpr ChainId kChain = 1;

/// The fault in one round's answers, in the order of `agents`; empty if all are right.
std::string fault_of_round(std::vector<std::string> const& agents, std::vector<OwnedOutcome> const& answers) {
  auto const is_winner = [](OwnedOutcome const& answer) { return answer.result == Result::Acknowledged; };
  auto const winners = std::ranges::count_if(answers, is_winner);
  if (winners != 1) return std::to_string(winners) + " requests were acknowledged";
  auto const winner = static_cast<std::size_t>(std::ranges::find_if(answers, is_winner) - answers.begin());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (i == winner) continue;
    if (answers[i].reason != Reason::RecordAlreadyFinal) return agents[i] + " lost, for another reason";
    if (!answers[i].finality || answers[i].finality->agent != agents[winner])
      return agents[i] + " was told the wrong winner";
  }
  return {};
}

/// One load of the chain is a heat: one round for each of its records. Threads run through a heat without waiting for
/// each other, each from its own first record, so that they often contend for the lock. Waiting before every round
/// would take a thousand times as long as the request, and threads woken one by one would seldom contend.
constexpr std::size_t kRecordsOfHeat = 100;

/// `Front` is shared by the threads: a SharedEngine, or one with a planted error.
template <class Front>
class Race {
 public:
  explicit Race(std::size_t threads) : answers_(kRecordsOfHeat, std::vector<OwnedOutcome>(threads)) {
    for (std::uint64_t i = 0; i < kRecordsOfHeat; ++i) records_.push_back(100 + i);
    for (std::size_t i = 0; i < threads; ++i) {
      agents_.push_back("agent " + std::to_string(i));
      dns_.push_back("dn " + std::to_string(i));
      give(DnMonitored{dns_[i]});
      give(AgentLogin{agents_[i], dns_[i]});
    }
    prepare();
  }

  /// The fault of the first wrong round. Between heats one thread checks the answers and sets up the next conference.
  std::string run(std::size_t heats) {
    auto const between = [this]() noexcept {
      judge();
      prepare();
    };
    std::barrier barrier(static_cast<std::ptrdiff_t>(agents_.size()), between);
    std::vector<std::thread> threads;
    threads.reserve(agents_.size());
    for (std::size_t i = 0; i < agents_.size(); ++i)
      threads.emplace_back([&, i] {
        for (std::size_t heat = 0; heat < heats; ++heat) {
          run_heat(i, heat);
          barrier.arrive_and_wait();
        }
      });
    for (auto& thread : threads) thread.join();
    return fault_;
  }

 private:
  void run_heat(std::size_t runner, std::size_t heat) {
    for (std::size_t step = 0; step < kRecordsOfHeat; ++step) {
      auto const record = (step + runner * (heat % kRecordsOfHeat)) % kRecordsOfHeat;
      front_.apply(DesktopRequest{records_[record], agents_[runner], Request::RecordProcessed},
                   [&](Outcome const& outcome) {
                     answers_[record][runner] = owned(outcome);
                     if (step % 50 == 49) std::this_thread::yield();  // the others find the lock taken
                   });
      // All threads run in parallel, even on few or busy processors.
      if (step % 50 == 24) std::this_thread::yield();
    }
  }

  void judge() {
    for (auto& answers : answers_) {
      if (fault_.empty()) fault_ = fault_of_round(agents_, answers);
      std::ranges::fill(answers, OwnedOutcome{});
    }
  }

  void give(Event const& event) {
    bool const takes_place =
        front_.apply(event, [](Outcome const& outcome) { return outcome.result == Result::Accepted; });
    if (!takes_place && fault_.empty()) fault_ = std::string(type_name(event)) + " does not take place";
  }

  /// One conference of all agents, on a chain that is loaded again.
  void prepare() {
    if (front_.read([](Engine const& engine) { return engine.phase(kChain).has_value(); })) {
      give(CallEnded{records_[0]});
      give(ChainUnloaded{kChain});
    }
    give(ChainLoaded{kChain, records_});
    give(CallEstablished{records_[0], agents_[0]});
    for (std::size_t i = 1; i < agents_.size(); ++i)
      give(SingleStepConferenceCompleted{records_[0], agents_[0], agents_[i]});
  }

  Front front_;
  std::vector<RecordHandle> records_;
  std::vector<std::string> agents_;
  std::vector<std::string> dns_;
  std::vector<std::vector<OwnedOutcome>> answers_;  ///< by record, then agent
  std::string fault_;
};

/// For each number of threads: 100,000 rounds, unless a longer run is asked for.
std::size_t heats() {
  return number_in_variable("RECORDSHARE_RACE_ROUNDS", 100'000, kRecordsOfHeat, 1'000'000'000'000) / kRecordsOfHeat;
}

class Races : public testing::TestWithParam<std::size_t> {};

TEST_P(Races, ExactlyOneGetsTheRecordAndAllOthersAreToldWho) {  // I14
  EXPECT_EQ(Race<SharedEngine>(GetParam()).run(heats()), "");
}

INSTANTIATE_TEST_SUITE_P(Threads, Races, testing::Values(2, 4, 8), testing::PrintToStringParamName());

// ---- The check itself, on planted errors ----

/// Acknowledges one of the losers.
class AcknowledgesTwice : public SharedEngine {
 public:
  template <class Receive>
  auto apply(Event const& event, Receive const& receive) {
    return SharedEngine::apply(event, [&](Outcome const& outcome) {
      bool const is_lost = outcome.reason == Reason::RecordAlreadyFinal;
      if (!is_lost || ++lost_ != 100) return receive(outcome);
      Outcome wrong;
      wrong.result = Result::Acknowledged;
      wrong.rule = Rule::D9;
      return receive(wrong);
    });
  }

 private:
  std::size_t lost_ = 0;  // changed under the lock
};

TEST(PlantedInRaces, ASecondAcknowledgementIsReported) {
  EXPECT_EQ(Race<AcknowledgesTwice>(4).run(10), "2 requests were acknowledged");
}

TEST(PlantedInRaces, EveryWrongRoundIsReported) {
  std::vector<std::string> const agents{"a", "b"};
  OwnedOutcome const won = acknowledged("RecordProcessedAcknowledge");
  OwnedOutcome const lost = already_final(Request::RecordProcessed, "a");
  EXPECT_EQ(fault_of_round(agents, {won, lost}), "");
  EXPECT_EQ(fault_of_round(agents, {won, won}), "2 requests were acknowledged");
  EXPECT_EQ(fault_of_round(agents, {lost, lost}), "0 requests were acknowledged");
  EXPECT_EQ(fault_of_round(agents, {lost, won}), "a was told the wrong winner");
  EXPECT_EQ(fault_of_round(agents, {won, error(Rule::D4, Reason::NoAccess)}), "b lost, for another reason");
}

// ---- The front ----

TEST(SharedEngine, GivesWhatTheReceiverGivesAndReadsAtOneMoment) {
  SharedEngine shared({.policies = {FinalScope::Chain, Reschedule::Updates}, .limits = {}});
  auto const result = shared.apply(DnMonitored{"7001"}, [](Outcome const& outcome) { return outcome.result; });
  EXPECT_EQ(result, Result::Accepted);
  shared.apply(AgentLogin{"alice", "7001"}, [](Outcome const&) {});
  auto const [standing, names] =
      shared.read([](Engine const& engine) { return std::pair{engine.standing("alice"), engine.name_count()}; });
  EXPECT_EQ(standing, Standing::Eligible);
  EXPECT_EQ(names, 2U);
  EXPECT_EQ(shared.read([](Engine const& engine) { return engine.options().policies.final_scope; }), FinalScope::Chain);
}

TEST(SharedEngine, WhatTheReceiverThrowsComesOutAndTheLockIsFree) {
  SharedEngine shared;
  EXPECT_THROW(shared.apply(DnMonitored{"7001"}, [](Outcome const&) { throw 1; }), int);
  EXPECT_EQ(shared.read([](Engine const& engine) { return engine.name_count(); }), 1U);  // the event took place
}

}  // namespace
}  // namespace recordshare::tests
