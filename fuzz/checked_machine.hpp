// SPDX-License-Identifier: Apache-2.0
// checked_machine.hpp compares steps of Boost.MSM with the rows read one by one, from any state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "fuzz/event_mutator.hpp"
#include "model/notation.hpp"

// An input is a header of 32 bytes, then events as in event_bytes.hpp. The header encodes a state, reachable or not,
// and the facts that the directory states about the events:
//
//   byte 0         the policies, as in event_bytes.hpp
//   byte 1         the number of members (low half) and of records (high half)
//   bytes 2 and 3  the standings of agents 0 to 5 and of one who is not named, two bits each; then the phase (bits 6
//                  and 7 of byte 3); each taken modulo 3
//   bytes 4 to 15  six members, each: roles (5 bits of the first byte), partner (of the second)
//   bytes 16 to 23 four records, each: the request that finalized it, and the agent
//   bytes 24 to 31 facts: byte 24 + n modulo 8 holds those of the n-th event

namespace recordshare::fuzz {

inline constexpr EventLayout kMachineLayout{.header = 32};

struct Made;

/// Spoils a step of the machine: the planted error of a canary (canary.hpp). Null without a canary.
using SpoilStep = void (*)(properties::streams::Move const& move, Made& made);

/// The first event whose decision or next state differs, and how; empty if all agree. O(length).
[[nodiscard]] std::string fault_of_machines(std::span<std::uint8_t const> bytes, SpoilStep spoil = nullptr);

}  // namespace recordshare::fuzz
