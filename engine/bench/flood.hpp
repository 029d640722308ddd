// SPDX-License-Identifier: Apache-2.0
// flood.hpp makes input that collides under a hash whose secret is known: an attack, if an engine had that secret.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "engine/generator/random.hpp"
#include "engine/library/seeded_hash.hpp"

namespace recordshare::bench {

/// Distinct names of 24 ASCII characters, without U+0000, with the same hash under `known`: the second eight bytes undo
/// what the hash makes of the first eight. O(256 * count).
[[nodiscard]] inline std::vector<std::string> colliding_names(SeededHash const& known, std::size_t count) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
  generator::Random random(1);
  std::vector<std::string> names;
  while (names.size() < count) {
    std::array<std::uint64_t, 3> words{random.next() & ~kHighBits, 0, 0x6161'6161'6161'6161};
    // SeededHash of a number is the fold of its difference from the seed, and the first fold of a name is of its first
    // word, its length and the seed.
    words[1] = static_cast<std::uint64_t>(known(words[0] ^ 3 * kWord)) ^ 0x6161'6161'6161'6161;
    if ((words[1] & kHighBits) != 0) continue;  // not ASCII
    std::string name(3 * kWord, '\0');
    std::memcpy(name.data(), words.data(), name.size());
    if (name.find('\0') == std::string::npos) names.push_back(std::move(name));
  }
  return names;
}

/// Distinct numbers whose hashes under `known` have the same highest ten bits, by which a map chooses the place.
/// O(1024 * count).
[[nodiscard]] inline std::vector<std::uint64_t> colliding_numbers(SeededHash const& known, std::size_t count) {
  std::vector<std::uint64_t> numbers;
  for (std::uint64_t number = 1; numbers.size() < count; ++number) {
    if (static_cast<std::uint64_t>(known(number)) >> 54 == 0) numbers.push_back(number);
  }
  return numbers;
}

}  // namespace recordshare::bench
