// SPDX-License-Identifier: Apache-2.0
// questions.hpp defines a stream for the implementation under test, with the engine's answers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <recordshare/options.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare::conformance {

using Lines = std::vector<std::string>;  ///< without their `\n`

/// Lines and their expected answers.
struct Questions {
  Policies policies;
  Lines lines;
  bool one_by_one = false;  ///< send a line only when all before it are answered

  std::vector<std::size_t> asked;  ///< the indices of the lines that are not blank, and so need an answer
  Lines expected;                  ///< the answer to each of those
  std::vector<Rule> rules;         ///< the rule that decides each of those
};

/// Computes the expected answers with an engine. O(total bytes).
[[nodiscard]] Questions questions_of(Lines lines, Policies const& policies);

}  // namespace recordshare::conformance
