// SPDX-License-Identifier: Apache-2.0
// rewrite.hpp transforms streams for metamorphic tests: other names, another order, extra logouts and logins.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "properties/world/engine_view.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// A hash of this move alone. Choices based on it do not depend on the rest of the stream, so a failing stream can be
/// shrunk; choices based on a position would change with every removed event.
[[nodiscard]] std::uint64_t drawn(Move const& move, std::uint64_t seed) noexcept;

/// The position to cut at: the first move that a chance of one in eight selects, or the end.
[[nodiscard]] std::size_t cut_of(std::vector<Move> const& moves, std::uint64_t seed) noexcept;

/// Other names: short, long, any bytes that events.md allows, agents with names of DNs and of numbers; ids up to the
/// maximum.
[[nodiscard]] Naming renaming(std::uint64_t seed);

/// Another order of the moves, as positions. Moves of one chain keep their order, and no move crosses a directory
/// event. Chains that share a record count as one.
[[nodiscard]] std::vector<std::size_t> other_interleaving(std::vector<Move> const& moves, std::uint64_t seed);

/// The logins and the monitored DNs.
struct Directory {
  std::array<DnBits, kAgents> dns_of{};  ///< none of an agent who is logged out
  DnBits monitored = 0;
};

/// The state before the move at `position`, from the outcomes of earlier moves.
[[nodiscard]] Directory directory_before(std::vector<Move> const& moves, std::vector<OutcomePortrait> const& outcomes,
                                         std::size_t position);

/// Moves that log one agent out and in again, and that stop and restart the monitoring of one DN. Empty if there is
/// no such agent or DN.
[[nodiscard]] std::vector<Move> away_for_a_moment(Directory const& directory, std::uint64_t seed);

/// I13: the events that make the agent eligible, a login at one DN and its monitoring: at most two.
[[nodiscard]] std::vector<Move> plan_for(Directory const& directory, std::uint8_t agent);

/// The numbers of the Open records of a chain.
[[nodiscard]] std::vector<std::size_t> open_records(ChainPortrait const& chain);

/// `RecordProcessed` by the agent on the record of this number.
[[nodiscard]] Move processed(std::size_t record, std::uint8_t agent);

/// Logs out all agents, unmonitors all DNs and unloads all chains. In this order no call is attended, so an unload is
/// refused only if the chain is not loaded.
[[nodiscard]] std::vector<Move> giving_everything_back();

}  // namespace recordshare::properties::streams
