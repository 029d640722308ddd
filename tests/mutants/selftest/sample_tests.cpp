// SPDX-License-Identifier: Apache-2.0
// sample_tests.cpp tests sample.hpp, but for what the self-test wants to survive.
#include "model/sample.hpp"

#include <gtest/gtest.h>

namespace {

using namespace sample;

TEST(Sample, CountAbove) {
  EXPECT_EQ(count_above({1, 2, 3}, 1), 2);
  EXPECT_EQ(count_above({1, 2, 3, 4, 5, 6}, 1), 3);
  EXPECT_EQ(count_above({}, 1), 0);
}
TEST(Sample, Inside) {
  EXPECT_EQ(inside({1, 2}, 3), (Point{1, 2}));
  EXPECT_FALSE((Point{1, 2}) == (Point{1, 3}));
  EXPECT_FALSE((Point{2, 2}) == (Point{1, 2}));
  EXPECT_EQ(inside({0, 2}, 3), (Point{0, 2}));
  EXPECT_EQ(inside({-1, 2}, 3), std::nullopt);
  EXPECT_EQ(inside({1, 3}, 3), std::nullopt);
}
TEST(Sample, Both) {
  EXPECT_TRUE(both(true, false));
  EXPECT_FALSE(both(true, true));
  EXPECT_FALSE(both(false, false));
}
TEST(Sample, Owned) { EXPECT_EQ(*owned(3), 6); }
TEST(Sample, PairOf) { EXPECT_EQ(pair_of(Even(3)).one.value + pair_of(Even(3)).two, 8); }
TEST(Sample, Countdown) { EXPECT_EQ(countdown(5), 7); }
TEST(Sample, Untested) { static_cast<void>(never_tested(1)); }

}  // namespace
