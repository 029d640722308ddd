// SPDX-License-Identifier: Apache-2.0
// respondent.hpp is the interface of an implementation under test: an Arbiter in this process, or a program.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include <recordshare/conformance.hpp>

#include "properties/conform/questions.hpp"

namespace recordshare::conformance {

/// The first fault in the answers to a stream.
struct Wrong {
  Fault fault = Fault::WrongAnswer;
  std::size_t answer = 0;  ///< zero-based index of the answer; the number of answers if the fault is in none
  std::string what;        ///< one sentence
  std::string given;       ///< the answer; empty if absent
  std::string complaint;   ///< the end of a program's standard error
};

class Respondent {
 public:
  virtual ~Respondent() = default;

  /// Plays the stream from the initial state and returns the first fault, if any. `limit` is the maximum time for the
  /// whole stream; an Arbiter ignores it.
  [[nodiscard]] virtual std::optional<Wrong> play(Questions const& questions, std::chrono::milliseconds limit) = 0;

  /// Whether it sees a line only after it has answered the line before, so that Questions::one_by_one changes nothing.
  [[nodiscard]] virtual bool sees_one_at_a_time() const noexcept = 0;
};

/// The time limit of a stream, which an Arbiter ignores.
struct Terms {
  std::chrono::milliseconds limit{};
};

/// check() for any respondent. Throws what `respondent` and `observer` throw.
[[nodiscard]] Report check(Respondent& respondent, Plan const& plan, Terms const& terms, Observer const& observer);

}  // namespace recordshare::conformance
