// SPDX-License-Identifier: Apache-2.0
// seeded_hash.hpp hashes names, ids and handles with a secret of the engine, against hash flooding.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <recordshare/model/identifiers.hpp>

namespace recordshare {

/// The bytes of a text of at most 8 as a word: texts of one length have the same word if and only if they are equal.
/// Uses overlapping loads of fixed size, since a copy of unknown size is a call.
[[nodiscard]] inline std::uint64_t word_of_short(char const* bytes, std::size_t count) noexcept {
  if (count >= 4) {
    std::uint32_t head = 0;
    std::uint32_t tail = 0;
    std::memcpy(&head, bytes, 4);
    std::memcpy(&tail, bytes + count - 4, 4);
    return head | std::uint64_t{tail} << 32;
  }
  if (count == 0) return 0;
  auto const byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes[at])}; };
  return byte(0) | byte(count / 2) << 8 | byte(count - 1) << 16;
}

/// The first 8 bytes as a word.
[[nodiscard]] inline std::uint64_t word_of_8(char const* bytes) noexcept {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, 8);
  return value;
}

/// A hash keyed by two secret words: input chosen without them collides only by chance.
struct SeededHash {
  using is_transparent = void;
  using is_avalanching = void;  // the map need not mix the bits again

  std::uint64_t seed = 0x9E37'79B9'7F4A'7C15;
  std::uint64_t multiplier = 0xD6E8'FEB8'6659'FD93;  ///< odd, so that no bit of a key is lost; and at least 2^63, so
                                                     ///< that keys that differ in their highest bits spread out

  std::size_t operator()(std::uint64_t key) const noexcept { return narrowed(fold(key ^ seed, multiplier)); }

  template <class Tag>
  std::size_t operator()(Identifier<Tag> id) const noexcept {
    return (*this)(id.value());
  }

  std::size_t operator()(std::string_view text) const noexcept {
    std::uint64_t hash = seed ^ text.size();
    while (text.size() > 8) {
      hash = fold(hash ^ word_of_8(text.data()), multiplier);
      text.remove_prefix(8);
    }
    return narrowed(fold(hash ^ word_of_short(text.data(), text.size()), multiplier) ^ hash);
  }

 private:
  /// With 32-bit sizes, as in WebAssembly, the lower half: all bits are mixed equally.
  static std::size_t narrowed(std::uint64_t hash) noexcept { return static_cast<std::size_t>(hash); }

  __extension__ using Wide = unsigned __int128;

  static std::uint64_t fold(std::uint64_t one, std::uint64_t other) noexcept {
    Wide const product = static_cast<Wide>(one) * other;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
};

/// A hash with a secret drawn from `source`, which returns 32 random bits a call; from the clock if it throws.
template <class Source>
[[nodiscard]] SeededHash drawn_hash(Source&& source) noexcept {
  SeededHash hash;
  try {
    for (int i = 0; i < 2; ++i) {
      hash.seed = hash.seed << 32 ^ source();
      hash.multiplier = hash.multiplier << 32 ^ source();
    }
  } catch (...) {
    hash.seed ^= static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  }
  hash.multiplier |= std::uint64_t{1} << 63 | 1;
  return hash;
}

/// A hash with a new secret from the system's random numbers. Fuzz builds use the constants, to be reproducible;
/// libFuzzer defines the macro FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION. Thread-safe.
[[nodiscard]] SeededHash secret_hash() noexcept;

}  // namespace recordshare
