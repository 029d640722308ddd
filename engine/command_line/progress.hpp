// SPDX-License-Identifier: Apache-2.0
// progress.hpp shows a person how far a run has come: one line on a terminal, erased at the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace recordshare::command {

/// "1,234", for a person to read.
[[nodiscard]] std::string grouped(std::uint64_t number);

/// One line on standard error if that is a terminal, written anew some five times a second; erased at the end.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine() { erase(); }
  ProgressLine(ProgressLine const&) = delete;
  ProgressLine& operator=(ProgressLine const&) = delete;

  /// Whether it is time to show something.
  [[nodiscard]] bool is_due() const;
  void show(std::string_view text);
  void erase();

 private:
  bool is_terminal_;
  bool on_screen_ = false;
  std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
};

/// How much of a file has been read.
class Progress {
 public:
  /// Shows something only where standard error is a terminal and `input` a regular file, whose end is then known.
  explicit Progress(int input);

  /// Shows that `bytes` of the input and `lines` lines are done, if it is time to.
  void show(std::uint64_t bytes, std::uint64_t lines);

  /// Takes the line off the terminal, so that something else can be written.
  void erase() { line_.erase(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t bytes_total_ = 0;  // 0: nothing is ever shown
  Clock::time_point start_ = Clock::now();
  ProgressLine line_;
};

}  // namespace recordshare::command
