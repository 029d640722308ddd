// SPDX-License-Identifier: Apache-2.0
// seeded_hash.hpp hashes names, ids and handles with a secret of the engine, so that nobody can send colliding ones.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace recordshare {

/// A hash that depends on two secret words: input chosen without them collides no more often than by chance.
struct SeededHash {
  using is_transparent = void;
  using is_avalanching = void;  // the map need not mix again

  std::uint64_t seed = 0x9E37'79B9'7F4A'7C15;
  std::uint64_t multiplier = 0xD6E8'FEB8'6659'FD93;  ///< odd

  std::size_t operator()(std::uint64_t key) const noexcept { return fold(key ^ seed, multiplier); }

  std::size_t operator()(std::string_view text) const noexcept {
    std::uint64_t hash = seed ^ text.size();
    while (text.size() > 8) {
      hash = fold(hash ^ word(text.data(), 8), multiplier);
      text.remove_prefix(8);
    }
    return fold(hash ^ word(text.data(), text.size()), multiplier) ^ hash;
  }

 private:
  __extension__ using Wide = unsigned __int128;

  static std::uint64_t fold(std::uint64_t one, std::uint64_t other) noexcept {
    Wide const product = static_cast<Wide>(one) * other;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
  static std::uint64_t word(char const* bytes, std::size_t count) noexcept {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, count);
    return value;
  }
};

}  // namespace recordshare
