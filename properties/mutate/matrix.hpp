// SPDX-License-Identifier: Apache-2.0
// matrix.hpp runs every mistake against every checker, and says which checker finds what.
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

/// Who looks for mistakes.
enum class Checker : std::uint8_t {
  Invariants,        ///< I1 to I17 alone, explored
  Contracts,         ///< I18 alone: each rule's contract, explored, and the limits'
  Graph,             ///< the explored graph's counts and hash, as pinned
  IndependentModel,  ///< compared in every state
  Proof,             ///< obligations of the prover
  Stories,           ///< the conformance streams, byte for byte
  Streams,           ///< a sample of arbitrary streams against the reference
};
inline constexpr std::array<std::string_view, 7> kCheckerNames{"invariants", "contracts", "graph",  "independent model",
                                                               "proof",      "stories",   "streams"};
inline constexpr std::size_t kCheckers = kCheckerNames.size();

/// What became of one mistake.
struct Fate {
  Mutation mutation;
  std::array<bool, kCheckers> killed{};
  bool proved_equal = false;  ///< the prover shows that no outcome and no next state can differ

  [[nodiscard]] bool is_killed() const noexcept;
  [[nodiscard]] bool is_killed_by(Checker checker) const noexcept { return killed[static_cast<std::size_t>(checker)]; }
  /// The explored graphs are the same, outcomes included, or the mistake were killed; and nothing can differ in any
  /// other.
  [[nodiscard]] bool is_equivalent() const noexcept { return !is_killed() && proved_equal; }
};

struct MatrixOptions {
  std::size_t threads = 1;
  std::function<bool(Mutation const&)> fails_proof;   ///< whether the prover finds something
  std::function<bool(Mutation const&)> proves_equal;  ///< whether it proves that nothing can differ
  std::size_t streams = 300;                          ///< how many arbitrary streams are played
};

/// Told how many mistakes are done, of how many.
using MatrixObserver = std::function<void(std::size_t done, std::size_t of)>;

/// Runs all mistakes, or those that `is_wanted` says, against all checkers. Throws what the checkers throw.
[[nodiscard]] std::vector<Fate> run_matrix(MatrixOptions const& options,
                                           std::function<bool(Mutation const&)> const& is_wanted = {},
                                           MatrixObserver const& observe = {});

}  // namespace recordshare::properties::mutate
