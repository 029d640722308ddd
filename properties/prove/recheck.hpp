// SPDX-License-Identifier: Apache-2.0
// recheck.hpp checks the obligations again with a second solver, cvc5, and compares the answers with Z3's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare::properties::prove {

/// Both solvers give the same answer; or opposite ones; or one of them gives none. "unknown" is no answer.
enum class RecheckVerdict : std::uint8_t { Agrees, Differs, NoAnswer };
[[nodiscard]] std::string_view name(RecheckVerdict verdict) noexcept;

/// One file, and the answers of both solvers.
struct Rechecked {
  std::string file;
  std::string z3;    ///< "unsat", "sat" or "unknown"; "no answer" if the file has none
  std::string cvc5;  ///< "unsat", "sat" or "unknown"; otherwise what it printed, or "no answer"

  [[nodiscard]] RecheckVerdict verdict() const noexcept;
};

struct RecheckReport {
  std::size_t files = 0;
  std::size_t agreed = 0;                ///< files on which both agree
  std::vector<Rechecked> disagreements;  ///< all others
  std::string problem;                   ///< the error, if the check could not run; otherwise empty
  double seconds = 0;
};

/// Called with the number of answered files and the total.
using RecheckObserver = std::function<void(std::size_t, std::size_t)>;

/// The second solver, which reads SMT-LIB from standard input. Finite models, since satisfiable files need an answer
/// too; a limit in steps, since time is not reproducible.
[[nodiscard]] std::vector<std::string> second_solver();

/// Runs the solver on every `.smt2` file of the folder, with up to `processes` processes at a time.
[[nodiscard]] RecheckReport recheck(std::string const& folder, std::size_t processes,
                                    RecheckObserver const& observe = {},
                                    std::vector<std::string> const& solver = second_solver());

}  // namespace recordshare::properties::prove
