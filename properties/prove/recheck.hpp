// SPDX-License-Identifier: Apache-2.0
// recheck.hpp checks the obligations again with a second solver, cvc5, and compares the answers with Z3's.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace recordshare::properties::prove {

/// A file for which the answers of cvc5 and Z3 differ.
struct Disagreement {
  std::string file;
  std::string z3;    ///< "unsat", or "sat"
  std::string cvc5;  ///< the same, "unknown", or an error message
};

struct RecheckReport {
  std::size_t files = 0;
  std::vector<Disagreement> disagreements;
  std::string problem;  ///< the error, if the check could not run; otherwise empty
  double seconds = 0;
};

/// Called with the number of answered files and the total.
using RecheckObserver = std::function<void(std::size_t, std::size_t)>;

/// Runs cvc5 on every `.smt2` file of the folder, with up to `processes` processes at a time.
[[nodiscard]] RecheckReport recheck(std::string const& folder, std::size_t processes,
                                    RecheckObserver const& observe = {});

}  // namespace recordshare::properties::prove
