// SPDX-License-Identifier: Apache-2.0
// explore.hpp explores a bounded world with the production state machines.
#pragma once

#include "properties/explore/report.hpp"

namespace recordshare::properties::explore {

/// Explores the world of `options` completely, or up to the first violation. Boost.MSM takes every step, as in the
/// engine. The calling thread calls `observe` after each batch of states.
/// O(states × events); 16 bytes a state, plus its index. Throws std::length_error for more than 64 × 2²⁶ states, and
/// std::bad_alloc.
[[nodiscard]] ExploreReport explore(ExploreOptions const& options, Observer const& observe = {});

}  // namespace recordshare::properties::explore
