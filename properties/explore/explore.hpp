// SPDX-License-Identifier: Apache-2.0
// explore.hpp explores a bounded world with the state machines that ship.
#pragma once

#include "properties/explore/report.hpp"

namespace recordshare::properties::explore {

/// Explores the world of `options` to its last state, or to the first thing that does not hold; Boost.MSM takes every
/// step, as in the engine. `observe` is told of the progress by the calling thread, after each batch of states.
/// O(states × events); 16 bytes a state and its index. Throws std::length_error for more than 64 × 2²⁶ states, and
/// std::bad_alloc.
[[nodiscard]] ExploreReport explore(ExploreOptions const& options, Observer const& observe = {});

}  // namespace recordshare::properties::explore
