// SPDX-License-Identifier: Apache-2.0
// checked_machine.hpp takes steps from any state at all, by Boost.MSM and by the rows read one by one, and compares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "fuzz/event_mutator.hpp"
#include "model/notation.hpp"

// An input is a header of 32 bytes, and then events as in event_bytes.hpp. The header gives a state that need not be
// reachable, and what the directory is said to know of the events:
//
//   byte 0         the policies, as in event_bytes.hpp
//   byte 1         how many members (low half), how many records (high half)
//   bytes 2 and 3  the standings of agents 0 to 5 and of one who is not named, two bits each; then the phase (bits 6
//   and
//                  7 of byte 3); each taken modulo 3
//   bytes 4 to 15  six members, each: roles (5 bits of the first byte), partner (of the second)
//   bytes 16 to 23 four records, each: what finalized it, and who
//   bytes 24 to 31 facts: those of byte 24 + n modulo 8 are asked of the n-th event

namespace recordshare::fuzz {

inline constexpr EventLayout kMachineLayout{.header = 32};

/// Makes a decision wrong: how a canary is planted (canary.hpp). Null where nothing is.
using SpoilDecision = void (*)(properties::streams::Move const& move, model::Decision& decision);

/// What the two decide differently of some event, or leave differently behind; empty where nothing. O(length).
[[nodiscard]] std::string fault_of_machines(std::span<std::uint8_t const> bytes, SpoilDecision spoil = nullptr);

}  // namespace recordshare::fuzz
