// SPDX-License-Identifier: Apache-2.0
// questions.hpp is a stream as it is put to an arbiter, with the engine's answers to it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <recordshare/options.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare::conformance {

using Lines = std::vector<std::string>;  ///< without their `\n`

/// Lines, and what they are to be answered with.
struct Questions {
  Policies policies;
  Lines lines;
  bool one_by_one = false;  ///< a line is put only when those before it are answered

  std::vector<std::size_t> asked;  ///< which of the lines are not blank, and so are owed an answer
  Lines expected;                  ///< the answer to each of those
  std::vector<Rule> rules;         ///< which rule decides it
};

/// Asks the engine. O(all bytes).
[[nodiscard]] Questions questions_of(Lines lines, Policies const& policies);

}  // namespace recordshare::conformance
