// SPDX-License-Identifier: Apache-2.0
// answers.hpp compares answers with the expected ones as they arrive; an answer may be any bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/conform/questions.hpp"
#include "properties/conform/respondent.hpp"

namespace recordshare::conformance {

/// The fault of an answer: WrongAnswer, WrongForm or NoAnswer; nothing if it equals `expected` byte for byte, except
/// for the text of `message`. With `by_members`, the answers are compared as JSON.
[[nodiscard]] std::optional<Wrong> difference(std::string_view expected, std::string_view given, bool by_members);

/// Splits output into lines and compares each. Holds only the current answer, which may exceed the expected length by
/// at most kSlackBytes.
class Answers {
 public:
  static constexpr std::size_t kSlackBytes = std::size_t{64} << 10;  ///< a `message` is free text

  Answers(Questions const& questions, bool by_members) noexcept : questions_(&questions), by_members_(by_members) {}

  /// Adds output; ignored after the first fault.
  void take(std::string_view bytes);
  /// Marks the end of the output.
  void end();

  [[nodiscard]] std::size_t compared() const noexcept { return compared_; }
  [[nodiscard]] bool all_came() const noexcept { return compared_ == questions_->expected.size(); }
  /// The first fault so far.
  [[nodiscard]] std::optional<Wrong> const& wrong() const noexcept { return wrong_; }

 private:
  void compare();
  void find(Fault fault, std::string what);

  Questions const* questions_;
  bool by_members_;
  std::string coming_;
  std::size_t compared_ = 0;
  std::optional<Wrong> wrong_;
};

}  // namespace recordshare::conformance
