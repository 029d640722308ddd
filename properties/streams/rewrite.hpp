// SPDX-License-Identifier: Apache-2.0
// rewrite.hpp changes streams in ways that must not matter: other names, another order, a moment away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "properties/streams/portrait.hpp"
#include "properties/streams/stream.hpp"

namespace recordshare::properties::streams {

/// Other names: short, long, of any bytes that events.md allows, agents named as DNs are; ids up to the greatest.
[[nodiscard]] Naming renaming(std::uint64_t seed);

/// Another order of the moves, as their positions: those of one chain stay in order, and nothing passes an event of
/// the directory. Chains that a record moves between count as one.
[[nodiscard]] std::vector<std::size_t> other_interleaving(std::vector<Move> const& moves, std::uint64_t seed);

/// What takes one who is logged in at `position` away and back, and what does so to one DN that is monitored; as
/// `outcomes` tell who is. No moves where there are none.
[[nodiscard]] std::vector<Move> away_for_a_moment(std::vector<Move> const& moves,
                                                  std::vector<OutcomePortrait> const& outcomes, std::size_t position,
                                                  std::uint64_t seed);

/// Logs everybody out, watches no DN and unloads every chain; in this order no unloading is refused but of what is not
/// loaded, since no call is attended.
[[nodiscard]] std::vector<Move> giving_everything_back();

}  // namespace recordshare::properties::streams
