// SPDX-License-Identifier: Apache-2.0
// recheck.hpp asks a second solver, cvc5, what Z3 was asked, and compares the answers.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace recordshare::properties::prove {

/// A file on which cvc5 does not say what Z3 said.
struct Disagreement {
  std::string file;
  std::string z3;    ///< "unsat", or "sat"
  std::string cvc5;  ///< the same, "unknown", or what it complained of
};

struct RecheckReport {
  std::size_t files = 0;
  std::vector<Disagreement> disagreements;
  std::string problem;  ///< why it could not be done; empty where it could
  double seconds = 0;
};

/// How many files were answered, of how many.
using RecheckObserver = std::function<void(std::size_t, std::size_t)>;

/// Asks cvc5 about every `.smt2` file of the folder, with as many processes at a time as `processes` says.
[[nodiscard]] RecheckReport recheck(std::string const& folder, std::size_t processes,
                                    RecheckObserver const& observe = {});

}  // namespace recordshare::properties::prove
