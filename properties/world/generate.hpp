// SPDX-License-Identifier: Apache-2.0
// generate.hpp makes random streams of a small world, as moves that can be shrunk.
#pragma once

#include <cstdint>

#include <recordshare/options.hpp>

#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// Limits from nothing to what no stream exceeds.
[[nodiscard]] Limits some_limits(std::uint64_t seed) noexcept;

/// A stream of the generator's small profile: 1 to kAgents agents (some of whom may never log in: a queue, an outside
/// number) and 1 to kChains chains, under any policies. Behind its opening come at most `size` events. An interesting
/// state is at most a dozen events away from there (a consultation of each of two parties, both completed, both parties
/// gone), so that the 100 of the largest size walk through several of them; a short stream finds what is near at a
/// fraction of the cost.
[[nodiscard]] Stream generate(std::uint64_t seed, int size);

}  // namespace recordshare::properties::streams
