// SPDX-License-Identifier: Apache-2.0
// nearest_tests.cpp tests the suggestion for a misspelled word, for words of any length.
#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/command_line/nearest.hpp"

namespace recordshare::tests {
namespace {

using command::nearest;

TEST(Nearest, CandidatesMayBeOfAnyLength) {
  std::string const word = std::string(20, 'a') + std::string(20, 'b');
  std::string const near = std::string(20, 'a') + "xyz" + std::string(20, 'b');
  std::string const far = std::string(400, 'a') + std::string(400, 'b');
  EXPECT_EQ(nearest(word, std::array<std::string_view, 1>{near}), near);
  EXPECT_EQ(nearest(word, std::array<std::string_view, 1>{far}), "");
  EXPECT_EQ(nearest(word, std::array<std::string_view, 2>{far, near}), near);
}

TEST(Nearest, ALetterTooManyTooFewWrongOrSwappedIsOneMistake) {
  std::array<std::string_view, 2> const candidates{"explain", "diagram"};
  for (std::string_view const word : {"expplain", "expain", "exblain", "epxlain", "ex"})
    EXPECT_EQ(nearest(word, candidates), "explain") << word;
  EXPECT_EQ(nearest("frobnicate", candidates), "");
  EXPECT_EQ(nearest("", candidates), "");
}

}  // namespace
}  // namespace recordshare::tests
