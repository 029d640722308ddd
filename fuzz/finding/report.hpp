// SPDX-License-Identifier: Apache-2.0
// report.hpp writes what a run of fuzzing found for machines to read: SARIF 2.1.0 and JUnit.
#pragma once

#include <string>
#include <vector>

#include "fuzz/targets.hpp"

namespace recordshare::fuzz {

/// How one target's run ended.
struct TargetResult {
  Target const* target = nullptr;
  double seconds = 0;
  std::string figures;  ///< one line: executions, executions a second, coverage, the corpus
  std::string fault;    ///< what was found, in one sentence; empty where nothing was
  std::string folder;   ///< where the finding's files are, below the results
};

/// Reads the results below this folder: for each target that has one there, a folder `TARGET` with `seconds`, `figures`
/// and, where something was found, `finding/fault`. Throws std::runtime_error where there are none.
[[nodiscard]] std::vector<TargetResult> read_results(std::string const& folder);

/// Both as text. Whatever bytes a fault has, they are well formed.
[[nodiscard]] std::string sarif_of(std::vector<TargetResult> const& results);
[[nodiscard]] std::string junit_of(std::vector<TargetResult> const& results);

}  // namespace recordshare::fuzz
