// SPDX-License-Identifier: Apache-2.0
// finalization_plan.hpp plans how an agent can finalize a chain's Open record: at most two events before the request
// (I13).
#pragma once

#include <bit>
#include <optional>
#include <vector>

#include "fuzz/seen_chain.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::fuzz {

/// An Open record of a chain that has a party or a keeper, and the moves after which an agent has Full access.
struct FinalizationPlan {
  RecordNumber record;
  std::vector<properties::streams::Move> moves;

  /// Nullopt if no record is Open or the chain has no party and no keeper.
  [[nodiscard]] static std::optional<FinalizationPlan> of(properties::Scene<Snapshot> const& scene) {
    auto const open = scene.state.records.open();
    auto const placed = scene.state.parties | scene.state.keepers;
    if (open.is_empty() || placed.is_empty()) return std::nullopt;
    FinalizationPlan plan{.record = RecordNumber{first(open.word())}, .moves = {}};
    if (scene.full.is_empty()) plan.moves = moves_for(scene.state, first(placed.word()));
    return plan;
  }

  [[nodiscard]] static properties::streams::Move processed(RecordNumber record, std::uint8_t agent) noexcept {
    auto const number = static_cast<std::uint8_t>(record);
    return {.kind = Request::RecordProcessed,
            .agent = agent,
            .home = static_cast<std::uint8_t>(number / kRecordsOfHome),
            .record = static_cast<std::uint8_t>(number % kRecordsOfHome)};
  }

 private:
  template <class Word>
  static std::uint8_t first(Word word) noexcept {
    return static_cast<std::uint8_t>(std::countr_zero(word));
  }

  /// Makes the agent eligible: its DN is not monitored, or it is not logged in. There are more DNs than agents, so one
  /// is free.
  static std::vector<properties::streams::Move> moves_for(Snapshot const& state, std::uint8_t agent) {
    auto const own = state.logins.from(properties::only(AgentNumber{agent})).range();
    if (!own.is_empty()) return {{.kind = EventType::DnMonitored, .dn = first(own.word())}};
    auto const free = properties::DnSet::first(properties::streams::kDns) - state.logins.range();
    auto const watched = free & state.monitored;
    if (!watched.is_empty()) return {{.kind = EventType::AgentLogin, .agent = agent, .dn = first(watched.word())}};
    auto const dn = first(free.word());
    return {{.kind = EventType::DnMonitored, .dn = dn}, {.kind = EventType::AgentLogin, .agent = agent, .dn = dn}};
  }
};

}  // namespace recordshare::fuzz
