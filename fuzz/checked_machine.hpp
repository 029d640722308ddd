// SPDX-License-Identifier: Apache-2.0
// checked_machine.hpp compares steps of Boost.MSM with the rows read one by one, from any state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "fuzz/event_mutator.hpp"
#include "model/notation.hpp"

// An input is a header of 37 bytes, then events as in event_bytes.hpp. The header encodes a state, reachable or not,
// and the facts that the directory states about the events:
//
//   byte 0         the policies, as in event_bytes.hpp
//   byte 1         the number of members (low half) and of records (high half)
//   bytes 2 and 3  the standings of parties 0 to 7, two bits each, taken modulo 3
//   bytes 4 to 19  eight members, each: roles (5 bits of the first byte), partner (of the second)
//   bytes 20 to 27 four records, each: the request that finalized it, and the agent
//   bytes 28 to 35 facts: byte 28 + n modulo 8 holds those of the n-th event
//   byte 36        the phase (bits 0 and 1), modulo 3; the id of the call (bits 2 and 3), or 0

namespace recordshare::fuzz {

inline constexpr EventLayout kMachineLayout{.header = 37, .has_directory = false};
inline constexpr std::size_t kMembersOfMachine = 4;  ///< where the members are in it, and so on
inline constexpr std::size_t kDispositionsOfMachine = 20;
inline constexpr std::size_t kFactsOfMachine = 28;
inline constexpr std::size_t kPhaseOfMachine = 36;

struct Made;

/// Spoils a step of the machine: the planted error of a canary (canary.hpp). Null without a canary.
using SpoilStep = void (*)(properties::streams::Move const& move, Made& made);

/// The first event whose decision or next state differs, and how; empty if all agree. O(length).
[[nodiscard]] std::string fault_of_machines(std::span<std::uint8_t const> bytes, SpoilStep spoil = nullptr);

}  // namespace recordshare::fuzz
