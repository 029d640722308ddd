// SPDX-License-Identifier: Apache-2.0
// nearest.cpp finds the nearest word by edit distance.
#include "engine/command_line/nearest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace recordshare::command {
namespace {

// A longer word is not a typing mistake. Candidates may have any length.
constexpr std::size_t kWordBytesMax = 40;

// The optimal string alignment distance: row by row over the prefixes of `a`, keeping the last three rows.
std::size_t mistakes_between(std::string_view a, std::string_view b) {
  std::array<std::vector<std::size_t>, 3> rows;
  rows.fill(std::vector<std::size_t>(b.size() + 1));
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    auto const& above = rows[(i - 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t const wrong = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + wrong});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<std::string_view const> candidates) {
  if (word.empty() || word.size() > kWordBytesMax) return {};
  std::string_view best;
  std::size_t fewest = kWordBytesMax;
  for (std::string_view const candidate : candidates) {
    std::size_t const mistakes = candidate.starts_with(word) ? 0 : mistakes_between(word, candidate);
    bool const is_near = mistakes <= std::max<std::size_t>(1, candidate.size() / 3);
    if (is_near && mistakes < fewest) {
      best = candidate;
      fewest = mistakes;
    }
  }
  return best;
}

std::string unknown_word(std::string_view kind, std::string_view word, std::span<std::string_view const> candidates) {
  std::string text("unknown ");
  text.append(kind).append(" `").append(word).append("`: ");
  std::string_view const meant = nearest(word, candidates);
  if (!meant.empty()) return text.append("did you mean `").append(meant).append("`?");
  text.append("expected one of ");
  for (std::size_t c = 0; c < candidates.size(); ++c)
    text.append(c == 0 ? "`" : ", `").append(candidates[c]).append("`");
  return text;
}

}  // namespace recordshare::command
