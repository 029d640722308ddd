// SPDX-License-Identifier: Apache-2.0
// shrink.hpp makes what fails smaller while it still fails: it leaves parts out, and then takes what is simpler.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// The items but for `count` from `begin` on, or as many as there are.
template <class Items>
[[nodiscard]] Items without(Items items, std::size_t begin, std::size_t count) {
  auto const first = items.begin() + static_cast<std::ptrdiff_t>(begin);
  items.erase(first, first + static_cast<std::ptrdiff_t>(std::min(count, items.size() - begin)));
  return items;
}

/// Leaves out as much of `size()` items as it can: chunks of all, a half, a quarter and so on down to single ones,
/// these over and over until all are needed. `take(begin, count)` tries it without a chunk, and says whether it left it
/// out: whether what remains still fails. Whether anything was left out. At most O(n^2) calls, mostly O(n log n).
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

/// The streams that are tried where this one fails: first those that leave most out, then those that say the same of
/// fewer or smaller names, by simpler kinds of event, or in the order of a story. Each is simpler than this one, so
/// that shrinking ends: shorter, or else of lower numbers, or else better ordered.
[[nodiscard]] std::vector<Stream> simpler(Stream const& stream);

/// Goes from a failing stream to a simpler one that fails, as long as there is one. `first_failing(candidates)` gives
/// the index of the first that fails, if any does that it has the time to try.
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
