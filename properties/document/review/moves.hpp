// SPDX-License-Identifier: Apache-2.0
// moves.hpp tries every event that could come next, so that a reviewer is offered those that make sense first.
#pragma once

#include <recordshare/recordshare.hpp>

#include "engine/library/boost_json.hpp"

namespace recordshare::properties::review {

class Session;

/// How many of a cast are offered; of an imported stream that names more, the first of each kind.
inline constexpr std::size_t kOfferedAgentsMax = 8;
inline constexpr std::size_t kOfferedDnsMax = 10;
inline constexpr std::size_t kOfferedRecordsMax = 6;

/// Every event over the session's cast and one chain, in the order of events.md, each as a line
/// with what the engine would answer to it. What fits is not said here again: each is tried. O(moves × lines).
[[nodiscard]] json::array moves_of(Session& session, ChainId chain);

}  // namespace recordshare::properties::review
