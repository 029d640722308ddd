// SPDX-License-Identifier: Apache-2.0
// event_bytes.hpp encodes streams of events as bytes; every byte string decodes to a stream.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <recordshare/options.hpp>

#include "properties/world/stream.hpp"

// An input of the event targets is a header, then six bytes for each event; trailing bytes are ignored. Every value of
// every byte is valid: numbers are taken modulo the count of their kind. So a mutator may change any byte, and remove
// or insert events, and the result is a valid input.
//
//   byte 0                 the policies, two bits for each in the order of the register
//   byte 1, bit 7          whether the limits of bytes 1 and 2 are in force
//   byte 1, bits 4 to 6    the most members of a chain: seven minus this
//   byte 1, bits 0 to 3    the most names
//   byte 2                 the most chains (low half) and records of a chain (high half)
//   byte 3                 the cut: this many 256ths of the events come before it
//
//   event byte 0           its type: the event of this number in the register (bits 0 to 5); or, if bits 6 and 7
//                          are both set, the request of this number
//   event byte 1           agent or party or `from` (low half), `to` (high half): the agents, then the numbers
//   event byte 2           DN (low half), chain (bits 4 and 5), the record's home (bits 6 and 7)
//   event byte 3           record (bits 0 and 1), how many records (bits 2 to 5), whether one repeats (bit 6)
//   event byte 4           the further DNs of a login, or the parties of a recovered call: a bit for each
//   event byte 5           the id of the call (bits 0 and 1) and the new one (bits 2 and 3); 0: not given

// Stored inputs keep their meaning when an event, a request or a policy is appended to its list: events and requests
// are numbered separately, and no number depends on the length of a list. A number that is not in use stands for
// another; such numbers are never stored (normalize).

namespace recordshare::fuzz {

inline constexpr std::size_t kHeaderBytes = 4;
inline constexpr std::size_t kEventBytes = 6;

/// Events after this many are ignored: longer streams find no more and take longer.
inline constexpr std::size_t kEventsMax = 256;

/// All agents, DNs and chains of the worlds of streams (stream.hpp), but only eight records: a bounded world has no
/// more, so every step of every chain can be checked. Any chain can be loaded with any of them.
inline constexpr std::size_t kHomes = 2;
inline constexpr std::size_t kRecordsOfHome = 4;

/// All agents, and three numbers: of the first two DNs, and the one that is no DN. They are as many as a bounded world
/// has agents.
inline constexpr std::size_t kPartiesOfInputs = 8;

/// The party of a stream that is this one of an input, and the inverse, for those that an input can have.
[[nodiscard]] constexpr std::uint8_t party_of_stream(std::size_t party) noexcept {
  return static_cast<std::uint8_t>(party + 1 == kPartiesOfInputs ? properties::streams::kParties - 1 : party);
}
[[nodiscard]] constexpr std::uint8_t party_of_input(std::size_t party) noexcept {
  return static_cast<std::uint8_t>(party + 1 == properties::streams::kParties ? kPartiesOfInputs - 1 : party);
}

/// A decoded input: the stream, and the options under which it is played.
struct EventInput {
  properties::streams::Stream stream;
  Limits limits;
  std::size_t cut = 0;  ///< the number of events before the cut

  [[nodiscard]] Options options() const noexcept { return {.policies = stream.policies, .limits = limits}; }
};

/// Decodes `bytes` into `input`, and reuses its memory. O(length).
void read_events(std::span<std::uint8_t const> bytes, EventInput& input);

/// The number that `number` stands for if `count` numbers are in use: itself if it is in use, otherwise one of the
/// first eight.
[[nodiscard]] constexpr std::size_t number_in_use(std::size_t number, std::size_t count) noexcept {
  constexpr std::size_t kAlwaysInUse = 8;
  return number < count ? number : number % kAlwaysInUse;
}

/// The policies that a header's byte encodes, and the inverse.
[[nodiscard]] Policies policies_of(std::uint8_t byte) noexcept;
[[nodiscard]] std::uint8_t byte_of(Policies const& policies) noexcept;

/// Rewrites every event after a header of `header` bytes with the numbers in use; the events stay the same. O(length).
void normalize(std::string& input, std::size_t header) noexcept;

/// Decodes one event.
[[nodiscard]] properties::streams::Move read_event(std::span<std::uint8_t const, kEventBytes> bytes) noexcept;

/// Encodes one event.
[[nodiscard]] std::array<std::uint8_t, kEventBytes> bytes_of(properties::streams::Move const& move) noexcept;

/// Encodes `input`, without events beyond kEventsMax.
[[nodiscard]] std::string bytes_of(EventInput const& input);

}  // namespace recordshare::fuzz
