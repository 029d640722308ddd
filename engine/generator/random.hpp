// SPDX-License-Identifier: Apache-2.0
// random.hpp generates pseudo-random integers that are the same on every machine, unlike those of <random>.
#pragma once

#include <cstdint>

namespace recordshare::generator {

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) noexcept : state_(seed) {}

  constexpr std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// A number from 0 to `bound` - 1; `bound` is from 1 to 2^32. The bias, below `bound` / 2^32, is negligible.
  constexpr std::uint32_t below(std::uint64_t bound) noexcept {
    return static_cast<std::uint32_t>(((next() >> 32U) * bound) >> 32U);
  }

  /// The same for a byte: `bound` is from 1 to 256.
  constexpr std::uint8_t byte_below(std::uint64_t bound) noexcept { return static_cast<std::uint8_t>(below(bound)); }

  /// True with probability 1 / `times`.
  constexpr bool once_in(std::uint64_t times) noexcept { return below(times) == 0; }

  /// A random item; there must be at least one.
  template <class Items>
  constexpr auto& one_of(Items& items) noexcept {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace recordshare::generator
