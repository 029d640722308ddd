// SPDX-License-Identifier: Apache-2.0
// event_mutator.hpp mutates streams event by event, so that inputs stay meaningful.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

/// Mutates `size` bytes in a buffer of `size_max` bytes, and returns the new size: LLVMFuzzerMutate.
using MutateBytes = std::size_t (*)(std::uint8_t* bytes, std::size_t size, std::size_t size_max);

/// The layout of an input: a header of `header` bytes, then events.
struct EventLayout {
  std::size_t header = kHeaderBytes;
  bool has_directory = true;  ///< if not, most events that are inserted concern a chain, as no others have an effect
};

/// Mutates the input in the first `size` bytes of `buffer`, and returns its new size. It inserts one to eight events
/// or a phrase of related ones; deletes, duplicates or moves some; swaps two events, or two agents in some of them;
/// changes one member of an event; or, in one of eight cases, calls `mutate_bytes`. O(length).
[[nodiscard]] std::size_t mutate_events(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed,
                                        EventLayout layout, MutateBytes mutate_bytes);

/// Writes the beginning of one input and the end of the other into `out`, cut between events; returns the size.
/// O(length).
[[nodiscard]] std::size_t cross_events(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                                       std::span<std::uint8_t> out, std::uint64_t seed, EventLayout layout);

}  // namespace recordshare::fuzz
