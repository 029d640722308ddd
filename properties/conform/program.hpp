// SPDX-License-Identifier: Apache-2.0
// program.hpp puts questions to a program by its standard input and output, whatever the program does.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/conform/respondent.hpp"

namespace recordshare::conformance {

/// The words of a command line: they stand between blanks. Quotes of either kind keep blanks within a word, and `\`
/// takes the next character as it is, but for single quotes, within which all is as it is. There are no variables, no
/// patterns and no pipes: no shell is involved. Nothing where a quote does not end, or there is no word.
[[nodiscard]] std::vector<std::string> words_of_command(std::string_view text);

/// Runs the program anew for every stream, and ends it and its process group afterwards.
///
/// All lines are written as fast as the program takes them, while what it writes is read: neither waits for the other.
/// Nothing of it is kept but the answer that is coming and the end of what it writes to standard error. By the limit of
/// play(), each of these is over: waiting for answers, for the end of its output, and for its own.
///
/// Throws std::system_error where the program cannot be run.
class Program : public Respondent {
 public:
  static constexpr std::size_t kComplaintBytesMax = 2'000;  ///< the end of standard error

  /// `stops` is asked while waiting; where it says so, play() gives up, and what it gives means nothing.
  Program(std::vector<std::string> words, bool by_members, std::function<bool()> stops)
      : words_(std::move(words)), by_members_(by_members), stops_(std::move(stops)) {}

  [[nodiscard]] std::optional<Wrong> play(Questions const& questions, std::chrono::milliseconds limit) override;
  [[nodiscard]] bool sees_one_at_a_time() const noexcept override { return false; }

 private:
  std::vector<std::string> words_;
  bool by_members_;
  std::function<bool()> stops_;
};

}  // namespace recordshare::conformance
