// SPDX-License-Identifier: Apache-2.0
// line_mutator.hpp changes texts of JSON Lines line by line, so that what comes out still means something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "fuzz/event_mutator.hpp"

namespace recordshare::fuzz {

/// Changes the text that stands in the first `size` bytes of `buffer`, and gives its new size: inserts lines that are
/// events, or that make another event of the names of a line; deletes, duplicates or swaps lines; or, once in five
/// times, leaves the bytes of one line to `mutate_bytes`. O(length).
[[nodiscard]] std::size_t mutate_lines(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed,
                                       MutateBytes mutate_bytes);

/// Writes into `out` one text with one to eight lines of the other put in, at its end or anywhere; or, once in four
/// times, the first lines of one and the last of the other. Gives the size. O(length).
[[nodiscard]] std::size_t cross_lines(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                                      std::span<std::uint8_t> out, std::uint64_t seed);

}  // namespace recordshare::fuzz
