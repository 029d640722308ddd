// SPDX-License-Identifier: Apache-2.0
// event_bytes.hpp reads a stream of events from bytes, so that every string of bytes is one, and writes it as such.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <recordshare/options.hpp>

#include "properties/world/stream.hpp"

// An input of the event targets is a header, and then four bytes for each event; what is left over is not read. Any
// value of any byte means something: numbers are taken modulo what there is of a kind. So a byte can be changed, and
// events be cut out and put in, and the result is as good a test as any.
//
//   byte 0                 the policies, two bits for each in the order of the register
//   byte 1, bit 7          whether the limits of bytes 1 and 2 are in force
//   byte 1, bits 4 to 6    how many fewer members than there are agents a chain may have
//   byte 1, bits 0 to 3    the most names
//   byte 2                 the most chains (low half) and records of a chain (high half)
//   byte 3                 where the stream is cut: this many 256ths of its events are before it
//
//   event byte 0           what it is: the event of this number in the register (bits 0 to 5); or, where bits 6 and 7
//                          are both set, the request of this number
//   event byte 1           agent or `from` (low half), `to` (high half)
//   event byte 2           DN (low half), chain (bits 4 and 5), whose number the record has (bits 6 and 7)
//   event byte 3           record (bits 0 and 1), how many records (bits 2 to 5), whether one repeats (bit 6)

// What is stored means the same when an event, a request or a policy is added at the end of its list: events and
// requests are numbered apart, and no number depends on how many there are. A number that nothing has yet stands for
// another; such numbers are not stored (normalize).

namespace recordshare::fuzz {

inline constexpr std::size_t kHeaderBytes = 4;
inline constexpr std::size_t kEventBytes = 4;

/// What is behind this many events is not read: longer streams find no more, and take longer.
inline constexpr std::size_t kEventsMax = 256;

/// Of the worlds of streams (stream.hpp), all agents, DNs and chains; but eight records, as many as a bounded world
/// has: so every step of every chain can be judged. Any chain can be loaded with any of them.
inline constexpr std::size_t kHomes = 2;
inline constexpr std::size_t kRecordsOfHome = 4;

/// What is played, and how.
struct EventInput {
  properties::streams::Stream stream;
  Limits limits;
  std::size_t cut = 0;  ///< how many events come before it

  [[nodiscard]] Options options() const noexcept { return {.policies = stream.policies, .limits = limits}; }
};

/// Reads `bytes` into `input`, whose memory is used again. O(length).
void read_events(std::span<std::uint8_t const> bytes, EventInput& input);

/// The number that `number` stands for where `count` are in use: itself, or, as long as it is not in use, one of the
/// first eight.
[[nodiscard]] constexpr std::size_t number_in_use(std::size_t number, std::size_t count) noexcept {
  constexpr std::size_t kAlwaysInUse = 8;
  return number < count ? number : number % kAlwaysInUse;
}

/// The policies of a header's byte, and the byte of some policies.
[[nodiscard]] Policies policies_of(std::uint8_t byte) noexcept;
[[nodiscard]] std::uint8_t byte_of(Policies const& policies) noexcept;

/// Writes every event behind a header of so many bytes by the numbers that are in use: the same events. O(length).
void normalize(std::string& input, std::size_t header) noexcept;

/// The event that these bytes are.
[[nodiscard]] properties::streams::Move read_event(std::span<std::uint8_t const, kEventBytes> bytes) noexcept;

/// The bytes of the event.
[[nodiscard]] std::array<std::uint8_t, kEventBytes> bytes_of(properties::streams::Move const& move) noexcept;

/// The bytes that `input` is read from; of events beyond kEventsMax nothing is written.
[[nodiscard]] std::string bytes_of(EventInput const& input);

}  // namespace recordshare::fuzz
