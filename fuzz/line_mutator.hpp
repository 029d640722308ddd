// SPDX-License-Identifier: Apache-2.0
// line_mutator.hpp mutates texts of JSON Lines line by line, so that inputs stay meaningful.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "fuzz/event_mutator.hpp"

namespace recordshare::fuzz {

/// Mutates the text in the first `size` bytes of `buffer`, and returns its new size. It inserts events, or other events
/// with the names of a line; deletes, duplicates or swaps lines; or, in one of five cases, mutates one line by
/// `mutate_bytes`. O(length).
[[nodiscard]] std::size_t mutate_lines(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed,
                                       MutateBytes mutate_bytes);

/// Writes into `out` one text with one to eight lines of the other inserted, at its end or anywhere; or, in one of four
/// cases, the first lines of one and the last of the other. Returns the size. O(length).
[[nodiscard]] std::size_t cross_lines(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                                      std::span<std::uint8_t> out, std::uint64_t seed);

}  // namespace recordshare::fuzz
