// SPDX-License-Identifier: Apache-2.0
// dn_world_tests.cpp explores DNs that change owners and two chains, and tests that faulty engines are found.
#include "properties/explore/dn_world.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

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
  return explore_dn_world({}, make_engine);
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
