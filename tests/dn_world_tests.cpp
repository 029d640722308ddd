// SPDX-License-Identifier: Apache-2.0
// dn_world_tests.cpp explores DNs that change owners and two chains, and tests that faulty engines are found.
#include "properties/explore/dn_world.hpp"

#include <algorithm>
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
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

using properties::explore::DnWorldKind;
using properties::explore::DnWorldReport;
using properties::explore::EngineUnderTest;
using properties::explore::explore_dn_world;

#ifdef RECORDSHARE_INSTRUMENTED
constexpr bool kInstrumented = true;
#else
constexpr bool kInstrumented = false;
#endif
constexpr std::size_t kWhole = ~std::size_t{0};

/// A depth of a world and its counts; `Whole` takes minutes.
struct Pinned {
  DnWorldKind kind;
  std::size_t depth;
  std::size_t states;
  std::uint64_t outcomes;
  std::uint64_t changes;
};

void explore_as_pinned(Pinned const& pinned) {
  DnWorldReport const report = explore_dn_world(pinned.kind, {}, pinned.depth);
  EXPECT_EQ(report.finding, "");
  EXPECT_EQ(report.states, pinned.states);
  EXPECT_EQ(report.outcomes, pinned.outcomes);
  EXPECT_EQ(report.changes, pinned.changes);
  EXPECT_EQ(report.is_whole, pinned.depth == kWhole);
}

TEST(DnWorld, EveryEventInEveryStateIsAsTheContractsSayAndTouchesOneChain) {
  if (kInstrumented || !variable_is_on("RECORDSHARE_LARGE_WORLDS"))
    GTEST_SKIP() << "takes minutes; tests/campaign.sh runs it";
  explore_as_pinned({DnWorldKind::Places, kWhole, 44'128, 5'206'118, 399'320});
}

TEST(DnWorld, EveryEventInEveryStateNearTheFirstIsAsTheContractsSayAndTouchesOneChain) {
  if (kInstrumented) GTEST_SKIP() << "takes a minute; builds as shipped run it";
  explore_as_pinned({DnWorldKind::Places, 10, 14'081, 958'771, 51'663});
}

TEST(DnWorld, NumbersThatStandForAgentsAndCallIdsAreAsTheContractsSay) {
  if (kInstrumented) GTEST_SKIP() << "takes a minute; builds as shipped run it";
  explore_as_pinned({DnWorldKind::Calls, kWhole, 3'128, 1'470'160, 19'166});
}

/// The first levels, each with its counts. Builds of any kind explore them.
TEST(DnWorld, EachOfTheFirstDepthsIsAsPinned) {
  std::ostringstream seen;
  DnWorldReport const report = explore_dn_world(DnWorldKind::Places, {}, 4, [&](DnWorldReport const& now) {
    seen << now.depth << ": " << now.states << ", " << now.outcomes << ", " << now.changes << "\n";
  });
  EXPECT_EQ(seen.str(), "0: 5, 116, 0\n1: 17, 581, 0\n2: 49, 1981, 0\n3: 141, 5728, 9\n");
  EXPECT_EQ(report.depth, 4U);
  EXPECT_FALSE(report.is_whole);
}

/// The number of events of each type; each line of events.md stands there once.
std::map<std::string_view, int> counts_of(DnWorldKind kind) {
  namespace explore = properties::explore;
  std::map<std::string_view, int> counts;
  std::set<std::string> lines;
  for (explore::DnWorldEvent const& event : explore::events_of_dn_world(kind)) {
    std::visit([&]<class E>(E const&) { ++counts[model::name_of_event<E>()]; }, event.event);
    std::string line;
    explore::append_stream(line, {event});
    EXPECT_TRUE(lines.insert(line).second) << line;
  }
  return counts;
}

// 2 agents, 2 DNs, 2 chains of a record; a request of each of 3 classes.
TEST(DnWorld, HasEveryEventOfTwoChainsOnce) {
  std::map<std::string_view, int> const expected{
      {"DnMonitored", 2},
      {"DnUnmonitored", 2},
      {"AgentLogin", 2 * 3},
      {"AgentLogout", 2},
      {"ChainLoaded", 2 * (3 + 1)},  // no record, its record, its record twice, the other chain's record
      {"ChainUnloaded", 2},
      {"RecordAdded", 2 * 2},
      {"RecordCanceled", 2},
      {"PreviewRecord", 2 * 2},
      {"CallEstablished", 2 * 2},
      {"PartyLeft", 2 * 2},
      {"CallEnded", 2},
      {"CallRecovered", 2 * 4},
      {"SingleStepTransferCompleted", 2 * 4},
      {"TransferCompleted", 2 * 4},
      {"SingleStepConferenceCompleted", 2 * 4},
      {"ConferenceCompleted", 2 * 4},
      {"ConsultationInitiated", 2 * 4},
      {"ConsultationEstablished", 2 * 4},
      {"ConsultationReleased", 2 * 4},
      {model::kAnyRequest, 2 * 2 * 3}};
  EXPECT_EQ(counts_of(DnWorldKind::Places), expected);
  auto const events = properties::explore::events_of_dn_world(DnWorldKind::Places);
  EXPECT_EQ(std::ranges::count_if(events, [](auto const& event) { return event.chain != event.record_of; }), 4);
}

// 2 agents and a number, one DN, one chain of a record; a call's id may be one of 2, or not given.
TEST(DnWorld, HasEveryEventOfNumbersAndCallIdsOnce) {
  std::map<std::string_view, int> const expected{{"DnMonitored", 1},
                                                 {"DnUnmonitored", 1},
                                                 {"AgentLogin", 2},
                                                 {"AgentLogout", 2},
                                                 {"ChainLoaded", 3},
                                                 {"ChainUnloaded", 1},
                                                 {"RecordAdded", 1},
                                                 {"RecordCanceled", 1},
                                                 {"PreviewRecord", 2},
                                                 {"CallEstablished", 3 * 3},
                                                 {"PartyLeft", 3 * 3},
                                                 {"CallEnded", 3},
                                                 {"CallRecovered", 8 * 3},
                                                 {"SingleStepTransferCompleted", 9 * 3 * 3},
                                                 {"TransferCompleted", 9 * 3 * 3},
                                                 {"SingleStepConferenceCompleted", 9 * 3 * 3},
                                                 {"ConferenceCompleted", 9 * 3 * 3},
                                                 {"ConsultationInitiated", 9 * 3},
                                                 {"ConsultationEstablished", 9 * 3},
                                                 {"ConsultationReleased", 9 * 3},
                                                 {model::kAnyRequest, 2 * 3}};
  EXPECT_EQ(counts_of(DnWorldKind::Calls), expected);
}

/// A faulty engine: `spoil` is called with the engine, the event and its outcome.
template <class Spoil>
DnWorldReport explore_spoilt(Spoil spoil, DnWorldKind kind = DnWorldKind::Places) {
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
  return explore_dn_world(kind, {}, make_engine, kDeepEnough);
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

/// A login that does not end that of another agent at one of its DNs.
TEST(DnWorld, AnEngineThatLogsNobodyOutForAnotherIsFound) {
  auto const report = explore_spoilt([](Engine& engine, Event const& event, Outcome const& outcome, auto&) {
    auto const* const login = std::get_if<AgentLogin>(&event);
    if (login == nullptr || outcome.result != Result::Accepted || login->dns.size() < 2) return;
    static_cast<void>(engine.apply(AgentLogin{login->agent == "alice" ? "bob" : "alice", "7001"}));
  });
  EXPECT_NE(report.finding, "");
}

/// An end of another call ends the live one.
TEST(DnWorld, AnEngineThatEndsACallForTheEndOfAnotherIsFound) {
  auto const report = explore_spoilt(
      [](Engine& engine, Event const& event, Outcome const& outcome, auto&) {
        if (outcome.reason == Reason::OtherCall && std::holds_alternative<CallEnded>(event))
          static_cast<void>(engine.apply(CallEnded{101}));
      },
      DnWorldKind::Calls);
  EXPECT_EQ(report.finding.substr(0, 8), "contract");
}

/// A number is taken for the agent who is logged in at the DN of its name, although it is on the call itself.
TEST(DnWorld, AnEngineThatTakesANumberOnTheCallForAnAgentIsFound) {
  auto const report = explore_spoilt(
      [](Engine& engine, Event const& event, Outcome const& outcome, auto&) {
        auto const* const left = std::get_if<PartyLeft>(&event);
        if (left == nullptr || outcome.result != Result::Accepted || !left->agent.is_number) return;
        std::string_view const occupant = engine.agent_at(left->agent.name);
        if (!occupant.empty()) static_cast<void>(engine.apply(PartyLeft{101, occupant}));
      },
      DnWorldKind::Calls);
  EXPECT_EQ(report.finding.substr(0, 8), "contract");
}

}  // namespace
}  // namespace recordshare::tests
