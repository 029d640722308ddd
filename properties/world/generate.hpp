// SPDX-License-Identifier: Apache-2.0
// generate.hpp generates random streams of a small world, as moves that can be shrunk.
#pragma once

#include <cstdint>

#include <recordshare/options.hpp>

#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// Random limits, from zero to more than any stream needs.
[[nodiscard]] Limits some_limits(std::uint64_t seed) noexcept;

/// A stream of the generator's small profile: 1 to kAgents agents (some of whom may never log in: a queue, an outside
/// number) and 1 to kChains chains, under any policies. At most `size` events follow the opening. An interesting state
/// is at most a dozen events from there (two parties consult, both consultations are completed, both parties leave), so
/// 100 events reach several; short streams find near faults at a fraction of the cost.
[[nodiscard]] Stream generate(std::uint64_t seed, int size);

}  // namespace recordshare::properties::streams
