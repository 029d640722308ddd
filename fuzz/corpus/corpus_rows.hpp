// SPDX-License-Identifier: Apache-2.0
// corpus_rows.hpp counts which rows of the tables a corpus reaches, and with which results of their conditions.
#pragma once

#include <string>
#include <vector>

#include "fuzz/targets.hpp"
#include "properties/mutate/row_coverage.hpp"

namespace recordshare::fuzz {

using properties::mutate::RowCoverage;

/// The contents of the folder's files, in the order of their names. Throws std::runtime_error if the folder has no
/// files.
[[nodiscard]] std::vector<std::string> read_corpus(std::string const& folder);

/// Plays every input on the tables, row by row, and counts in `rows`, which holds all rows of both tables. O(length).
void count_rows(Target const& target, std::vector<std::string> const& inputs, std::vector<RowCoverage>& rows);

/// The outcomes of the rows: that a row decides, and each result of each condition. Their number, how many were
/// counted, and the missing ones in words.
struct ReachedOutcomes {
  std::size_t all = 0;
  std::size_t reached = 0;
  std::vector<std::string> missing;
};
[[nodiscard]] ReachedOutcomes reached_outcomes(std::vector<RowCoverage> const& rows);

}  // namespace recordshare::fuzz
