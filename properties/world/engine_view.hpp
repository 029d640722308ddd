// SPDX-License-Identifier: Apache-2.0
// engine_view.hpp records everything that an engine reports of a small world, by number, so that two can be compared.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// What made a record Final; without a request and an agent, the server did.
struct FinalityPortrait {
  std::optional<Request> request;
  std::size_t agent = kAgents;
  friend bool operator==(FinalityPortrait const&, FinalityPortrait const&) = default;
};

struct ChangePortrait {
  std::size_t chain, agent;
  Access from, to;
  friend auto operator<=>(ChangePortrait const&, ChangePortrait const&) = default;
};

struct ShownPortrait {
  std::size_t record;
  bool updatable;
  friend bool operator==(ShownPortrait const&, ShownPortrait const&) = default;
};

/// An outcome with numbers in place of names; its changes are sorted by these numbers.
struct OutcomePortrait {
  Result result;
  Rule rule;
  Reason reason;
  std::string answer;
  bool read_only;
  std::optional<FinalityPortrait> finality;
  std::vector<ChangePortrait> changes;
  std::optional<std::vector<ShownPortrait>> shown;
  std::vector<std::size_t> finalized;
  friend bool operator==(OutcomePortrait const&, OutcomePortrait const&) = default;
};

struct RecordPortrait {
  std::size_t record;
  std::optional<FinalityPortrait> finality;
  friend bool operator==(RecordPortrait const&, RecordPortrait const&) = default;
};

/// One chain. If it is not loaded, the other members are those of an empty chain.
struct ChainPortrait {
  bool loaded = false;
  Phase phase = Phase::Idle;
  std::array<bool, kParties> parties{}, keepers{};
  std::array<std::array<std::optional<Stage>, kParties>, kParties>
      consultations{};   ///< indexed by initiator, then target
  std::size_t call = 0;  ///< 0 if it is not known
  std::array<Access, kAgents> accesses{};
  std::vector<RecordPortrait> records;
  friend bool operator==(ChainPortrait const&, ChainPortrait const&) = default;
};

struct Portrait {
  std::array<Standing, kAgents> standings{};
  std::array<DnBits, kAgents> dns{};  ///< at which each agent is logged in
  std::array<std::optional<std::size_t>, kDns> agent_at{};
  DnBits monitored = 0;
  std::array<ChainPortrait, kChains> chains{};
  std::array<std::optional<std::size_t>, kChains * kRecords> chain_of{};  ///< indexed by record number
  std::size_t name_count = 0, chain_count = 0;
  friend bool operator==(Portrait const&, Portrait const&) = default;
};

[[nodiscard]] OutcomePortrait portrait(Outcome const& outcome, Naming const& naming);
[[nodiscard]] ChainPortrait portrait(Engine const& engine, std::size_t chain, Naming const& naming);
[[nodiscard]] Portrait portrait(Engine const& engine, Naming const& naming);

/// The first difference in words; empty if absent.
[[nodiscard]] std::string difference(Portrait const& one, Portrait const& other);
[[nodiscard]] std::string difference(OutcomePortrait const& one, OutcomePortrait const& other);

}  // namespace recordshare::properties::streams
