// SPDX-License-Identifier: Apache-2.0
// small_names.hpp says how large the small profile's streams can be, and which names are in them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <recordshare/events.hpp>

namespace recordshare::generator {

// These are enough to show every rule beside every other, and few enough that events meet:
// * Five agents fill every place of a chain at once: two initiators (each a party), their two targets, and a keeper or
//   stranger. No rule names more than two agents, or distinguishes two agents of one place.
// * One DN more than agents: there is always a free one to log in at.
// * Three chains: an event's own, one that it must not touch, and one that is loaded and unloaded beside them.
// * Six records: a chain's memory has room for two, doubles, and doubles again; no rule distinguishes more than the
//   record asked for from all the others.
inline constexpr std::size_t kSmallAgents = 5;
inline constexpr std::size_t kSmallDns = kSmallAgents + 1;
inline constexpr std::size_t kSmallChains = 3;
inline constexpr std::size_t kSmallRecords = 6;  ///< that a chain is loaded with at most

inline constexpr std::array<std::string_view, kSmallAgents> kSmallAgentNames{"alice", "bob", "carol", "dave", "queue"};

/// The first DN; the others follow. Of the load profile it is the first agent's, so that agent-17 sits at 7017.
inline constexpr std::uint32_t kFirstDn = 7001;

/// Chain 1 has the records 101 to 106.
[[nodiscard]] constexpr RecordHandle small_handle(ChainId chain, std::size_t position) noexcept {
  return 100 * chain.value() + position + 1;
}

}  // namespace recordshare::generator
