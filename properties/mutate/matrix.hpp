// SPDX-License-Identifier: Apache-2.0
// matrix.hpp runs every checker on every mutant, and records which checkers find it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// The checkers.
enum class Checker : std::uint8_t {
  Invariants,        ///< I1 to I22 but I18 alone, explored
  Contracts,         ///< I18 alone: every rule's contract, explored, and the contract of limits
  Graph,             ///< the explored graph's counts and hash, as pinned
  IndependentModel,  ///< compared in every state
  Proof,             ///< obligations of the prover
  Stories,           ///< the conformance streams, byte for byte
  Streams,           ///< random streams, compared with the reference
};
inline constexpr std::array<std::string_view, 7> kCheckerNames{"invariants", "contracts", "graph",  "independent model",
                                                               "proof",      "stories",   "streams"};
inline constexpr std::size_t kCheckers = kCheckerNames.size();

/// The end of a mutant: some checker finds it; or none does, and the prover shows that it is equivalent; or it
/// survives.
enum class Verdict : std::uint8_t { Killed, Equivalent, Survives };

/// The result for one mutant.
struct Fate {
  Mutation mutation;
  std::array<bool, kCheckers> killed{};
  bool proved_equal = false;  ///< the prover shows that no outcome and no next state differs

  [[nodiscard]] bool is_killed() const noexcept;
  [[nodiscard]] bool is_killed_by(Checker checker) const noexcept { return killed[static_cast<std::size_t>(checker)]; }
  /// Whether the mutant is equivalent: its explored graphs are the same, outcomes included, since it is not killed; and
  /// the prover shows the same for all other worlds.
  [[nodiscard]] bool is_equivalent() const noexcept { return verdict() == Verdict::Equivalent; }
  [[nodiscard]] Verdict verdict() const noexcept {
    if (is_killed()) return Verdict::Killed;
    return proved_equal ? Verdict::Equivalent : Verdict::Survives;
  }
};

struct MatrixOptions {
  std::size_t threads = 1;
  std::function<bool(Mutation const&)> fails_proof;   ///< whether the prover refutes the mutant
  std::function<bool(Mutation const&)> proves_equal;  ///< whether it proves the mutant equivalent
  std::size_t streams = 300;                          ///< the number of random streams
};

/// Asks the prover about a mutant that no checker has found.
void ask_prover(Fate& fate, MatrixOptions const& options);

/// Called with the number of finished mutants and the total.
using MatrixObserver = std::function<void(std::size_t done, std::size_t of)>;

/// Runs all checkers on all mutants, or on those that `is_wanted` selects. Throws what the checkers throw.
[[nodiscard]] std::vector<Fate> run_matrix(MatrixOptions const& options,
                                           std::function<bool(Mutation const&)> const& is_wanted = {},
                                           MatrixObserver const& observe = {});

}  // namespace recordshare::properties::mutate
