// SPDX-License-Identifier: Apache-2.0
// arbitrary.hpp connects streams to RapidCheck: how they are generated, shrunk and printed, and how a property fails.
#pragma once

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/world/generate.hpp"
#include "properties/world/shrink.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// A failing stream is printed as a command that replays it.
inline void showValue(Stream const& stream, std::ostream& out) { out << '\n' << text_of(stream); }

}  // namespace recordshare::properties::streams

namespace recordshare::tests {

using properties::streams::Stream;

/// A seed for changing a stream: its names, its order, its cut. All seeds are equivalent, so shrinking tries small
/// ones.
struct Seed {
  std::uint64_t value;

  [[nodiscard]] std::vector<Seed> smaller() const {
    std::vector<Seed> all;
    for (std::uint64_t small = 0; small < std::min<std::uint64_t>(value, 16); ++small) all.push_back({small});
    return all;
  }
};
inline void showValue(Seed const& seed, std::ostream& out) { out << seed.value; }

/// Fails the property with this sentence, unless it is empty.
inline void expect_none(std::string const& fault) {
  if (!fault.empty()) RC_FAIL(fault);
}

}  // namespace recordshare::tests

template <>
struct rc::Arbitrary<recordshare::properties::streams::Stream> {
  using Stream = recordshare::properties::streams::Stream;
  static Gen<Stream> arbitrary() {
    return [](Random const& random, int size) {
      auto const stream = recordshare::properties::streams::generate(Random(random).next(), size);
      return shrinkable::shrinkRecur(
          stream, [](Stream const& one) { return seq::fromContainer(recordshare::properties::streams::simpler(one)); });
    };
  }
};

template <>
struct rc::Arbitrary<recordshare::tests::Seed> {
  static Gen<recordshare::tests::Seed> arbitrary() {
    return [](Random const& random, int) {
      return shrinkable::shrinkRecur(
          recordshare::tests::Seed{Random(random).next()},
          [](recordshare::tests::Seed const& seed) { return seq::fromContainer(seed.smaller()); });
    };
  }
};
