// SPDX-License-Identifier: Apache-2.0
// respondent.hpp is the party that answers: an arbiter in this process, or a program.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include <recordshare/conformance.hpp>

#include "properties/conform/questions.hpp"

namespace recordshare::conformance {

/// What is wrong with the answers to a stream.
struct Wrong {
  Fault fault = Fault::WrongAnswer;
  std::size_t answer = 0;  ///< which answer, from 0; their number if it is not one of them
  std::string what;        ///< one sentence
  std::string given;       ///< the answer; empty where there is none
  std::string complaint;   ///< the end of what a program wrote to standard error
};

class Respondent {
 public:
  virtual ~Respondent() = default;

  /// Puts the questions from a new start; the first thing that is wrong with the answers, if anything is. `limit` is
  /// the most time for all of it, where somebody keeps time.
  [[nodiscard]] virtual std::optional<Wrong> play(Questions const& questions, std::chrono::milliseconds limit) = 0;

  /// Whether it sees the next question only when it has answered, so that putting them one by one shows nothing more.
  [[nodiscard]] virtual bool sees_one_at_a_time() const noexcept = 0;
};

/// How long a stream may take.
struct Terms {
  std::chrono::milliseconds limit{10'000};
};

/// check() of anybody. What a respondent throws comes out.
[[nodiscard]] Report check(Respondent& respondent, Plan const& plan, Terms const& terms, Observer const& observer);

}  // namespace recordshare::conformance
