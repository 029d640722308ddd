// SPDX-License-Identifier: Apache-2.0
// shrink.hpp shrinks a failing stream while it still fails: it removes parts, then tries simpler streams.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// The items without at most `count` items from `begin` on.
template <class Items>
[[nodiscard]] Items without(Items items, std::size_t begin, std::size_t count) {
  auto const first = items.begin() + static_cast<std::ptrdiff_t>(begin);
  items.erase(first, first + static_cast<std::ptrdiff_t>(std::min(count, items.size() - begin)));
  return items;
}

/// Removes as many of `size()` items as it can: chunks of all, a half, a quarter and so on down to single items, until
/// no item can be removed. `take(begin, count)` tries to remove a chunk, and returns whether the rest still fails.
/// Returns whether anything was removed. At most O(n^2) calls, mostly O(n log n).
/// (Zeller, Hildebrandt: "Simplifying and isolating failure-inducing input", 2002)
template <class Size, class Take>
bool leave_out_chunks(Size const& size, Take const& take) {
  bool any = false;
  for (std::size_t chunk = size(); chunk > 0;) {
    bool left_out = false;
    for (std::size_t begin = 0; begin < size();) {
      if (take(begin, chunk))
        left_out = true;
      else
        begin += chunk;
    }
    any = any || left_out;
    if (chunk > 1 || !left_out) chunk /= 2;
  }
  return any;
}

/// The simpler streams to try if this one fails: first those with most events removed, then those with fewer or smaller
/// names, simpler kinds of events, or the order of a story. Each is shorter, or has lower numbers, or is better
/// ordered, so that shrinking terminates.
[[nodiscard]] std::vector<Stream> simpler(Stream const& stream);

/// Replaces a failing stream by a simpler one that fails, as long as there is one. `first_failing(candidates)` returns
/// the index of the first that fails, or nothing if none does or time is up.
template <class FirstFailing>
[[nodiscard]] Stream shrink(Stream stream, FirstFailing const& first_failing) {
  while (true) {
    auto candidates = simpler(stream);
    std::optional<std::size_t> const found = first_failing(candidates);
    if (!found) return stream;
    stream = std::move(candidates[*found]);
  }
}

}  // namespace recordshare::properties::streams
