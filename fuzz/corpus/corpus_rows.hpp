// SPDX-License-Identifier: Apache-2.0
// corpus_rows.hpp counts which rows of the tables a corpus reaches, and what their conditions say there.
#pragma once

#include <string>
#include <vector>

#include "fuzz/targets.hpp"
#include "properties/mutate/row_coverage.hpp"

namespace recordshare::fuzz {

using properties::mutate::RowCoverage;

/// The files of the folder, in the order of their names, each as its bytes. Throws std::runtime_error where there is
/// none.
[[nodiscard]] std::vector<std::string> read_corpus(std::string const& folder);

/// Plays every input to the tables, row by row, and counts in `rows`, which are all of both tables. O(length).
void count_rows(Target const& target, std::vector<std::string> const& inputs, std::vector<RowCoverage>& rows);

/// The outcomes that a row can have: that it decides, and each answer of each condition. How many there are, how many
/// of them the counts have, and the missing ones in words.
struct ReachedOutcomes {
  std::size_t all = 0;
  std::size_t reached = 0;
  std::vector<std::string> missing;
};
[[nodiscard]] ReachedOutcomes reached_outcomes(std::vector<RowCoverage> const& rows);

}  // namespace recordshare::fuzz
