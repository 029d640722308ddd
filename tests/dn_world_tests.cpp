// SPDX-License-Identifier: Apache-2.0
// dn_world_tests.cpp explores DNs that change owners and two chains, and tests that faulty engines are found.
#include "properties/explore/dn_world.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "model/notation.hpp"
#include "properties/explore/dn_world_events.hpp"

namespace recordshare::tests {
namespace {

using properties::explore::DnWorldReport;
using properties::explore::EngineUnderTest;
using properties::explore::explore_dn_world;

#ifdef RECORDSHARE_INSTRUMENTED
constexpr std::size_t kDepth = 6;  // the whole world takes minutes
#else
constexpr std::size_t kDepth = ~std::size_t{0};
#endif

TEST(DnWorld, EveryEventInEveryStateIsAsTheContractsSayAndTouchesOneChain) {
  DnWorldReport const report = explore_dn_world({}, kDepth);
  EXPECT_EQ(report.finding, "");
#ifndef RECORDSHARE_INSTRUMENTED
  EXPECT_EQ(report.states, 31'570U);
  EXPECT_EQ(report.outcomes, 3'408'850U);
  EXPECT_EQ(report.changes, 165'826U);
#endif
}

/// The first levels, each with its counts. Builds of any kind explore them.
TEST(DnWorld, EachOfTheFirstDepthsIsAsPinned) {
  std::ostringstream seen;
  DnWorldReport const report = explore_dn_world({}, 4, [&](DnWorldReport const& now) {
    seen << now.depth << ": " << now.states << ", " << now.outcomes << ", " << now.changes << "\n";
  });
  EXPECT_EQ(seen.str(), "0: 4, 106, 0\n1: 13, 425, 0\n2: 33, 1385, 0\n3: 87, 3527, 4\n");
  EXPECT_EQ(report.depth, 4U);
  EXPECT_FALSE(report.is_whole);
}

TEST(DnWorld, HasEveryEventOnce) {
  namespace explore = properties::explore;
  auto const events = explore::events_of_dn_world();
  std::map<std::string_view, int> counts;
  std::set<std::string> lines;
  int foreign = 0;
  for (explore::DnWorldEvent const& event : events) {
    std::visit([&]<class E>(E const&) { ++counts[model::name_of_event<E>()]; }, event.event);
    foreign += event.chain != event.record_of ? 1 : 0;
    std::string line;
    explore::append_stream(line, {event});
    EXPECT_TRUE(lines.insert(line).second) << line;
  }
  // 2 agents, 2 DNs, 2 chains of a record; a request of each of 3 classes.
  std::map<std::string_view, int> const expected{
      {"DnMonitored", 2},
      {"DnUnmonitored", 2},
      {"AgentLogin", 2 * 2},
      {"AgentLogout", 2},
      {"ChainLoaded", 2 * (3 + 1)},  // no record, its record, its record twice, the other chain's record
      {"ChainUnloaded", 2},
      {"RecordAdded", 2 * 2},
      {"RecordCanceled", 2},
      {"PreviewRecord", 2 * 2},
      {"CallEstablished", 2 * 2},
      {"PartyLeft", 2 * 2},
      {"CallEnded", 2},
      {"SingleStepTransferCompleted", 2 * 4},
      {"TransferCompleted", 2 * 4},
      {"SingleStepConferenceCompleted", 2 * 4},
      {"ConferenceCompleted", 2 * 4},
      {"ConsultationInitiated", 2 * 4},
      {"ConsultationEstablished", 2 * 4},
      {"ConsultationReleased", 2 * 4},
      {model::kAnyRequest, 2 * 2 * 3}};
  EXPECT_EQ(counts, expected);
  EXPECT_EQ(foreign, 4);
}

/// A faulty engine: `spoil` is called with the engine, the event and its outcome.
template <class Spoil>
DnWorldReport explore_spoilt(Spoil spoil) {
  auto const make_engine = [spoil](Options const& options) {
    auto const engine = std::make_shared<Engine>(options);
    auto const changes = std::make_shared<std::vector<AccessChange>>();
    auto const apply = [engine, changes, spoil](Event const& event) {
      Outcome outcome = engine->apply(event);
      spoil(*engine, event, outcome, *changes);
      return outcome;
    };
    return EngineUnderTest{apply, engine.get()};
  };
  constexpr std::size_t kDeepEnough = 6;  // each is found by then; the whole world would take minutes if it is not
  return explore_dn_world({}, make_engine, kDeepEnough);
}

TEST(DnWorld, AnEngineWhoseRequestOnOneChainFinalizesAnothersIsFound) {
  auto const report = explore_spoilt([](Engine& engine, Event const& event, Outcome const& outcome, auto&) {
    if (outcome.result != Result::Acknowledged || !outcome.answer.starts_with("RecordProcessed")) return;
    RecordHandle const other = std::get<DesktopRequest>(event).record == 101 ? RecordHandle{102} : RecordHandle{101};
    static_cast<void>(engine.apply(RecordCanceled{other}));
  });
  EXPECT_EQ(report.finding.substr(0, 3), "I12");
  EXPECT_FALSE(report.stream.empty());
}

TEST(DnWorld, AnEngineThatForgetsToReportTheSecondChainsChangeIsFound) {
  auto const report = explore_spoilt([](Engine&, Event const&, Outcome& outcome, auto& kept) {
    if (outcome.changes.size() < 2) return;
    kept.assign(outcome.changes.begin(), outcome.changes.end() - 1);
    outcome.changes = kept;
  });
  EXPECT_EQ(report.finding.substr(0, 7), "changes");
}

/// Each way in which a reported change can be wrong.
TEST(DnWorld, AChangeThatIsNotReportedAsItIsIsFound) {
  using Changes = std::vector<AccessChange>;
  void (*const mistakes[])(Changes&) = {
      [](Changes& all) { all[0].chain = ChainId{all[0].chain.value() == 1 ? 2U : 1U}; },
      [](Changes& all) { all[0].agent = all[0].agent == "alice" ? "bob" : "alice"; },
      [](Changes& all) { all[0].from = all[0].from == Access::Full ? Access::ReadOnly : Access::Full; },
      [](Changes& all) { all[0].to = all[0].to == Access::None ? Access::ReadOnly : Access::None; },
      [](Changes& all) { all.erase(all.begin()); },
      [](Changes& all) { all.push_back(all.back()); },
      [](Changes& all) { all.insert(all.begin(), all.front()); },
  };
  for (auto const mistake : mistakes) {
    auto const report = explore_spoilt([&](Engine&, Event const&, Outcome& outcome, auto& kept) {
      if (outcome.changes.empty()) return;
      kept.assign(outcome.changes.begin(), outcome.changes.end());
      mistake(kept);
      outcome.changes = kept;
    });
    EXPECT_EQ(report.finding.substr(0, 7), "changes");
  }
  auto const reversed = explore_spoilt([](Engine&, Event const&, Outcome& outcome, auto& kept) {
    kept.assign(outcome.changes.rbegin(), outcome.changes.rend());
    outcome.changes = kept;
  });
  EXPECT_EQ(reversed.finding.substr(0, 7), "changes");
}

/// A refused event that names another chain's record logs an agent in and makes it a keeper, as only access() tells.
TEST(DnWorld, AnEngineThatLetsAnAgentInWhoIsNotLoggedInIsFound) {
  auto const report = explore_spoilt([](Engine& engine, Event const& event, Outcome const& outcome, auto&) {
    auto const* const added = std::get_if<RecordAdded>(&event);
    if (added == nullptr || outcome.reason != Reason::DuplicateRecord) return;
    if (added->chain != 1 || added->record != 102) return;
    static_cast<void>(engine.apply(DnMonitored{"7001"}));
    static_cast<void>(engine.apply(AgentLogin{"alice", "7001"}));
    static_cast<void>(engine.apply(CallEstablished{101, "alice"}));
    static_cast<void>(engine.apply(CallEnded{101}));
  });
  EXPECT_EQ(report.finding, "access (section 3), chain 1");
}

/// The next agent at a DN briefly gets the rights of the previous one: here, the DN's former agent stays logged in
/// although the directory does not say so.
TEST(DnWorld, AnEngineThatDoesNotLogOutIsFound) {
  auto const report = explore_spoilt([](Engine& engine, Event const& event, Outcome const& outcome, auto&) {
    auto const* const logout = std::get_if<AgentLogout>(&event);
    if (logout == nullptr || outcome.result != Result::Accepted) return;
    for (std::string_view const dn : {"7001", "7002"})
      if (engine.apply(AgentLogin{logout->agent, dn}).result == Result::Accepted) return;
  });
  EXPECT_NE(report.finding, "");
  EXPECT_FALSE(report.stream.empty());
}

}  // namespace
}  // namespace recordshare::tests
