// SPDX-License-Identifier: Apache-2.0
// event_mutator.hpp changes streams of events event by event, so that what comes out still means something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

/// Changes `size` bytes in a buffer of `size_max` in any way, and gives how many there are then: LLVMFuzzerMutate.
using MutateBytes = std::size_t (*)(std::uint8_t* bytes, std::size_t size, std::size_t size_max);

/// Inputs of the event targets: so many bytes, and then events.
struct EventLayout {
  std::size_t header = kHeaderBytes;
};

/// Changes the input that stands in the first `size` bytes of `buffer`, and gives its new size: inserts an event, or a
/// phrase of events that go together; deletes, duplicates or moves some; swaps two events, or two agents in some of
/// them; changes one thing of an event; or, once in eight times, leaves the bytes to `mutate_bytes`. O(length).
[[nodiscard]] std::size_t mutate_events(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed,
                                        EventLayout layout, MutateBytes mutate_bytes);

/// Writes the beginning of one input and the end of the other into `out`, cut between events; gives the size.
/// O(length).
[[nodiscard]] std::size_t cross_events(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                                       std::span<std::uint8_t> out, std::uint64_t seed, EventLayout layout);

}  // namespace recordshare::fuzz
