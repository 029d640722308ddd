// SPDX-License-Identifier: Apache-2.0
// small_names.hpp defines the sizes and names of the small profile's streams.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <recordshare/events.hpp>

namespace recordshare::generator {

// These sizes suffice for every combination of rules, and are small enough that events interact:
// * Five agents fill every role of a chain at once: two initiators (each a party), their two targets, and a keeper or
//   stranger. No rule names more than two agents, or distinguishes two agents of one role.
// * One DN more than agents, so that one is free unless an agent has several. The names of two DNs are also numbers,
// and
//   one number is no DN: with the agents they are eight, as many as a bounded world has.
// * Three ids of calls: the live call's, an earlier one's and the next one's.
// * Three chains: the event's own, one that it must not touch, and one that is loaded and unloaded.
// * Six records: a chain stores two inline, and its block doubles twice; rules only distinguish the requested record
//   from all others.
inline constexpr std::size_t kSmallAgents = 5;
inline constexpr std::size_t kSmallDns = kSmallAgents + 1;
inline constexpr std::uint32_t kSmallDnNumbers = 2;
inline constexpr std::size_t kSmallChains = 3;
inline constexpr std::size_t kSmallCalls = 3;
inline constexpr std::size_t kSmallRecords = 6;  ///< maximum of a new chain

inline constexpr std::array<std::string_view, kSmallAgents> kSmallAgentNames{"alice", "bob", "carol", "dave", "erin"};
inline constexpr std::array<std::string_view, kSmallCalls> kSmallCallNames{"call-1", "call-2", "call-3"};
inline constexpr std::string_view kSmallOutside = "1509";  ///< the number that is no DN: a queue

/// The first DN; the others follow. In the load profile it is the first agent's, so that agent-17 is at 7017.
inline constexpr std::uint32_t kFirstDn = 7001;

/// Chain 1 has the records 101 to 106.
[[nodiscard]] constexpr RecordHandle small_handle(ChainId chain, std::size_t position) noexcept {
  return 100 * chain.value() + position + 1;
}

}  // namespace recordshare::generator
