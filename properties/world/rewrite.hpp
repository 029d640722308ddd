// SPDX-License-Identifier: Apache-2.0
// rewrite.hpp makes streams from streams: other names, another order, a moment away, what lets somebody act.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "properties/world/portrait.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// A number drawn for this move alone. What is decided by it stays so whatever else is in the stream, which lets a
/// failing one shrink; a position would mean another place once anything is left out.
[[nodiscard]] std::uint64_t drawn(Move const& move, std::uint64_t seed) noexcept;

/// Where to cut: before one move in eight, the first of which counts; or at the end.
[[nodiscard]] std::size_t cut_of(std::vector<Move> const& moves, std::uint64_t seed) noexcept;

/// Other names: short, long, of any bytes that events.md allows, agents named as DNs are; ids up to the greatest.
[[nodiscard]] Naming renaming(std::uint64_t seed);

/// Another order of the moves, as their positions: those of one chain stay in order, and nothing passes an event of
/// the directory. Chains that a record moves between count as one.
[[nodiscard]] std::vector<std::size_t> other_interleaving(std::vector<Move> const& moves, std::uint64_t seed);

/// Who is logged in where, and which DNs are monitored.
struct Directory {
  std::array<std::optional<std::uint8_t>, kAgents> dn_of{};
  std::array<bool, kDns> monitored{};
};

/// Before the move at `position`, as the outcomes of the moves before it tell.
[[nodiscard]] Directory directory_before(std::vector<Move> const& moves, std::vector<OutcomePortrait> const& outcomes,
                                         std::size_t position);

/// What takes one who is logged in away and back, and what does so to one DN that is monitored. No moves where there
/// are none.
[[nodiscard]] std::vector<Move> away_for_a_moment(Directory const& directory, std::uint64_t seed);

/// I13: the events that let the agent act, monitoring and a login at a free DN: two at most.
[[nodiscard]] std::vector<Move> plan_for(Directory const& directory, std::uint8_t agent);

/// The Open records of a chain, by their numbers.
[[nodiscard]] std::vector<std::size_t> open_records(ChainPortrait const& chain);

/// `RecordProcessed` by the agent on the record of this number.
[[nodiscard]] Move processed(std::size_t record, std::uint8_t agent);

/// Logs everybody out, watches no DN and unloads every chain; in this order no unloading is refused but of what is not
/// loaded, since no call is attended.
[[nodiscard]] std::vector<Move> giving_everything_back();

}  // namespace recordshare::properties::streams
