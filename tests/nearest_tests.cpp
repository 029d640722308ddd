// SPDX-License-Identifier: Apache-2.0
// nearest_tests.cpp tests the suggestion for a misspelled word, for words of any length.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

/// The definition of the optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  auto const cut = [](std::string_view text, std::size_t count) { return text.substr(0, text.size() - count); };
  std::size_t fewest = std::min({distance(cut(a, 1), b) + 1, distance(a, cut(b, 1)) + 1,
                                 distance(cut(a, 1), cut(b, 1)) + (a.back() == b.back() ? 0 : 1)});
  bool const swapped = a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back();
  if (swapped) fewest = std::min(fewest, distance(cut(a, 2), cut(b, 2)) + 1);
  return fewest;
}

/// All words of up to three of the letters a, b and c, and up to four of a and b.
std::vector<std::string> short_words() {
  std::vector<std::string> words{""};
  for (std::size_t at = 0; at < words.size(); ++at)
    for (char const letter : {'a', 'b', 'c'}) {
      std::string const word = words[at] + letter;
      if (word.size() <= 3 || (word.size() == 4 && word.find('c') == std::string::npos)) words.push_back(word);
    }
  return words;
}

/// A candidate of 3n to 3n + 2 letters is near if it has at most n mistakes. A common beginning adds letters but no
/// mistakes.
TEST(Nearest, TheMistakesAreThoseOfTheDefinition) {
  std::vector<std::string> const words = short_words();
  for (std::string const& word : words)
    for (std::string const& other : words) {
      std::size_t const mistakes = other.starts_with(word) ? 0 : distance(word, other);
      for (std::size_t allowed = 2; allowed <= 4; ++allowed) {
        std::string const beginning(3 * allowed - other.size(), 'x');
        std::string const candidate = beginning + other;
        std::string_view const expected = mistakes <= allowed ? std::string_view(candidate) : std::string_view{};
        ASSERT_EQ(nearest(beginning + word, std::array<std::string_view, 1>{candidate}), expected) << word;
      }
    }
}

TEST(Nearest, TheBestOfTwoIsChosenAndTheFirstOfEquals) {
  std::string const beginning(12, 'x');
  std::vector<std::string> const words = short_words();
  for (std::string const word : {"a", "ab", "abc", "ba"})
    for (std::string const& one : words)
      for (std::string const& other : words) {
        auto const mistakes = [&](std::string const& of) { return of.starts_with(word) ? 0 : distance(word, of); };
        std::string const first = beginning + one;
        std::string const second = beginning + other;
        std::string_view const expected = mistakes(one) <= mistakes(other) ? first : second;
        ASSERT_EQ(nearest(beginning + word, std::array<std::string_view, 2>{first, second}), expected) << word;
      }
}

}  // namespace
}  // namespace recordshare::tests
