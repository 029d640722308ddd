// SPDX-License-Identifier: Apache-2.0
// answers.hpp compares answers with the expected ones, while they arrive; an answer may be any bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/conform/questions.hpp"
#include "properties/conform/respondent.hpp"

namespace recordshare::conformance {

/// What is wrong with an answer; nothing where it is `expected`, byte for byte but for the text of `message`, or, where
/// `by_members`, by its members. What it says of the fault: WrongAnswer, WrongForm or NoAnswer.
[[nodiscard]] std::optional<Wrong> difference(std::string_view expected, std::string_view given, bool by_members);

/// Cuts what comes into lines and compares each. It holds no more than the answer that is coming, which may be longer
/// than expected by so much and no more.
class Answers {
 public:
  static constexpr std::size_t kSlackBytes = std::size_t{64} << 10;  ///< a `message` is free text

  Answers(Questions const& questions, bool by_members) noexcept : questions_(&questions), by_members_(by_members) {}

  /// Takes what came; once something is wrong, nothing more.
  void take(std::string_view bytes);
  /// No more will come.
  void end();

  [[nodiscard]] std::size_t compared() const noexcept { return compared_; }
  [[nodiscard]] bool all_came() const noexcept { return compared_ == questions_->expected.size(); }
  /// What is wrong first, so far.
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
