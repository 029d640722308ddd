// SPDX-License-Identifier: Apache-2.0
// progress.hpp shows the progress of a run: one line on a terminal, erased at the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace recordshare::command {

/// The number with separators: "1,234".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// A line on standard error, if that is a terminal, updated about five times a second and erased at the end.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine() { erase(); }
  ProgressLine(ProgressLine const&) = delete;
  ProgressLine& operator=(ProgressLine const&) = delete;

  /// Whether an update is due.
  [[nodiscard]] bool is_due() const;
  void show(std::string_view text);
  void erase();

 private:
  bool is_terminal_;
  bool on_screen_ = false;
  std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
};

/// The progress of reading a file.
class Progress {
 public:
  /// Shows progress only if standard error is a terminal and `input` is a regular file, whose size is known.
  explicit Progress(int input);

  /// Shows that `bytes` bytes and `lines` lines are done, if an update is due.
  void show(std::uint64_t bytes, std::uint64_t lines);

  /// Erases the line, so that other output can follow.
  void erase() { line_.erase(); }

 private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t bytes_total_ = 0;  // 0: progress is never shown
  Clock::time_point start_ = Clock::now();
  ProgressLine line_;
};

}  // namespace recordshare::command
