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

/// An Open record of a chain that has an agent as a party or keeper, and the moves after which an agent has Full
/// access.
struct FinalizationPlan {
  RecordNumber record;
  std::vector<properties::streams::Move> moves;

  /// Nullopt if no record is Open or the chain has no agent as a party or keeper.
  [[nodiscard]] static std::optional<FinalizationPlan> of(properties::Scene<Snapshot> const& scene) {
    auto const open = scene.state.records.open();
    auto const placed =
        (scene.state.parties | scene.state.keepers) & properties::AgentSet::first(properties::streams::kAgents);
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

  /// Makes the agent eligible: it logs in at a monitored DN, from which it may displace another.
  static std::vector<properties::streams::Move> moves_for(Snapshot const& state, std::uint8_t agent) {
    if (!state.monitored.is_empty())
      return {{.kind = EventType::AgentLogin, .agent = agent, .dn = first(state.monitored.word())}};
    return {{.kind = EventType::DnMonitored}, {.kind = EventType::AgentLogin, .agent = agent}};
  }
};

}  // namespace recordshare::fuzz
