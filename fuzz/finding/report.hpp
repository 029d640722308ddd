// SPDX-License-Identifier: Apache-2.0
// report.hpp writes the findings of a fuzzing run as SARIF 2.1.0 and JUnit.
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
  std::string fault;    ///< the finding in one sentence; empty if nothing was found
  std::string folder;   ///< the folder of the finding's files, below the results
};

/// Reads the results below this folder: for each target that has one there, a folder `TARGET` with `seconds`, `figures`
/// and, if something was found, `finding/fault`. Throws std::runtime_error if there are no results.
[[nodiscard]] std::vector<TargetResult> read_results(std::string const& folder);

/// Both as text, well formed for any bytes in a fault.
[[nodiscard]] std::string sarif_of(std::vector<TargetResult> const& results);
[[nodiscard]] std::string junit_of(std::vector<TargetResult> const& results);

}  // namespace recordshare::fuzz
