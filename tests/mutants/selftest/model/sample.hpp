// SPDX-License-Identifier: Apache-2.0
// sample.hpp is what the self-test of the mutants mutates: each kind of place once.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sample {

inline constexpr int kLimit = 3;  // a constant: nothing here is a mutant
static_assert(kLimit < 4);

struct Point {
  int x = 0;
  int y = 0;
  friend bool operator==(Point const&, Point const&) = default;
};

/// How many of `values` are above `limit`, at most `kLimit`.
constexpr int count_above(std::vector<int> const& values, int limit) {
  int count = 0;
  for (int const value : values) {
    if (value <= limit) continue;
    count += 1;
    if (count == kLimit) break;
  }
  return count;
}

inline std::optional<Point> inside(Point point, int size) {
  if (point.x < 0 || point.y >= size) return std::nullopt;
  return Point{point.x, point.y + 0};
}

template <class Value>
bool both(Value one, Value other) {
  return one && !other;
}

inline std::unique_ptr<int> owned(int value) {
  int const doubled = value * 2;
  return std::make_unique<int>(doubled);
}

/// It has no empty value: the mutant that leaves it out of an initializer does not compile.
struct Even {
  explicit Even(int half) : value(half * 2) {}
  int value;
};
struct Pair {
  Even one;
  int two;
};
inline Pair pair_of(Even even) { return {even, 2}; }

inline int never_called(int value) { return value + 1; }

inline int never_tested(int value) { return value - 1; }

/// Its loop ends by the statement alone: without it, it hangs.
inline int countdown(int value) {
  while (value > 0) {
    --value;
  }
  return 7;
}

}  // namespace sample
