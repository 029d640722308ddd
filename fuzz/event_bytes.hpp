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
//   byte 0, bits 0 and 1   the policies (final_scope, reschedule)
//   byte 0, bit 2          whether the limits of bytes 0 to 2 are in force
//   byte 0, high half      how many fewer members than there are agents a chain may have
//   byte 1                 the most names
//   byte 2                 the most chains (low half) and records of a chain (high half)
//   byte 3                 where the stream is cut: this many 256ths of its events are before it
//
//   event byte 0           its kind
//   event byte 1           agent or `from` (low half), `to` (high half)
//   event byte 2           DN (low half), chain (bits 4 and 5), whose number the record has (bits 6 and 7)
//   event byte 3           record (bits 0 and 1), how many records (bits 2 to 5), whether one repeats (bit 6)

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

/// The event that these bytes are.
[[nodiscard]] properties::streams::Move read_event(std::span<std::uint8_t const, kEventBytes> bytes) noexcept;

/// The bytes of the event.
[[nodiscard]] std::array<std::uint8_t, kEventBytes> bytes_of(properties::streams::Move const& move) noexcept;

/// The bytes that `input` is read from; of events beyond kEventsMax nothing is written.
[[nodiscard]] std::string bytes_of(EventInput const& input);

}  // namespace recordshare::fuzz
