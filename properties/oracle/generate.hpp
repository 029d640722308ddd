// SPDX-License-Identifier: Apache-2.0
// generate.hpp makes streams at random, guided by the reference so that most events take place.
#pragma once

#include <cstddef>
#include <cstdint>

#include <recordshare/options.hpp>

#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// Random choices; the same seed gives the same ones everywhere. (splitmix64)
class Dice {
 public:
  explicit Dice(std::uint64_t seed) noexcept : state_(seed) {}
  std::uint64_t next() noexcept {
    std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15);
    z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31U);
  }
  /// Any number below `bound`, which is not 0.
  std::uint8_t below(std::size_t bound) noexcept { return static_cast<std::uint8_t>(next() % bound); }
  bool one_in(std::size_t bound) noexcept { return below(bound) == 0; }
  template <class Items>
  auto const& one_of(Items const& items) noexcept {
    return items[static_cast<std::size_t>(next() % items.size())];
  }

 private:
  std::uint64_t state_;
};

/// Limits from nothing to what no stream exceeds.
[[nodiscard]] Limits some_limits(std::uint64_t seed) noexcept;

/// A stream of a world of 1 to kAgents agents (some of whom may never log in: a queue, an outside number), 1 to kChains
/// chains and 1 to kRecords records a chain, under any policies. First most of its agents log in and most chains are
/// loaded, in any order; then come at most `size` events. An interesting state is at most a dozen events away from
/// there (a consultation of each of two parties, both completed, both parties gone), so that the 100 of the largest
/// size walk through several of them; a short stream finds what is near at a fraction of the cost.
[[nodiscard]] Stream generate(std::uint64_t seed, int size);

}  // namespace recordshare::properties::streams
