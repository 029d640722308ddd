// SPDX-License-Identifier: Apache-2.0
// program.hpp plays a stream to a program over standard input and output, and survives hangs, crashes and floods.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/conform/respondent.hpp"

namespace recordshare::conformance {

/// Splits a command line into words at blanks. Single and double quotes group; `\` escapes the next character, except
/// within single quotes. There are no variables, patterns or pipes, since no shell is used. Empty if a quote is
/// unterminated or there is no word.
[[nodiscard]] std::vector<std::string> words_of_command(std::string_view text);

/// Starts the program once for each stream, and kills it and its process group afterwards.
///
/// Writes lines and reads answers concurrently, so that neither side blocks the other. Keeps only the current answer
/// and the end of standard error. The limit of play() covers the answers, the end of the output and the exit.
///
/// Throws std::system_error if the program cannot be run.
class Program : public Respondent {
 public:
  static constexpr std::size_t kComplaintBytesMax = 2'000;  ///< the end of standard error

  /// `stops` is polled while waiting. If it returns true, play() returns at once, with a meaningless result.
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
