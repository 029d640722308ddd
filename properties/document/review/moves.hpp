// SPDX-License-Identifier: Apache-2.0
// moves.hpp tries every possible next event, so that the page can offer the accepted ones first.
#pragma once

#include <recordshare/recordshare.hpp>

#include "engine/library/boost_json.hpp"

namespace recordshare::properties::review {

class Session;

/// The maximum number of names offered, of each kind; of a larger cast, the first ones.
inline constexpr std::size_t kOfferedAgentsMax = 8;
inline constexpr std::size_t kOfferedNumbersMax = 3;
inline constexpr std::size_t kOfferedDnsMax = 10;
inline constexpr std::size_t kOfferedRecordsMax = 6;

/// The ids that the offered call events give; not given if empty. (rules.md, section 4, "Call ids")
struct OfferedCalls {
  std::string_view call;
  std::string_view new_call;
};

/// Every event over the session's cast and one chain, in the order of events.md, each as a line
/// with the engine's answer. A login is offered at each single DN, and a recovered call with nobody and with each
/// single party. No validity rule is repeated here: each event is tried. O(moves × lines).
[[nodiscard]] json::array moves_of(Session& session, ChainId chain, OfferedCalls const& calls);

}  // namespace recordshare::properties::review
