// SPDX-License-Identifier: Apache-2.0
// progress.cpp draws the progress line.
#include "engine/command_line/progress.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "engine/command_line/output.hpp"

namespace recordshare::command {
namespace {

// Frequent enough to be seen moving, rare enough to cost nothing.
constexpr std::chrono::milliseconds kInterval{200};

std::uint64_t bytes_left(int input) {
  struct stat status = {};
  if (fstat(input, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  off_t const at = std::max<off_t>(0, lseek(input, 0, SEEK_CUR));
  return status.st_size > at ? static_cast<std::uint64_t>(status.st_size - at) : 0;
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string const digits = std::to_string(number);
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text.push_back(',');
    text.push_back(digits[at]);
  }
  return text;
}

ProgressLine::ProgressLine() : is_terminal_(isatty(STDERR_FILENO) == 1) {}

bool ProgressLine::is_due() const { return is_terminal_ && std::chrono::steady_clock::now() - shown_ >= kInterval; }

void ProgressLine::show(std::string_view text) {
  shown_ = std::chrono::steady_clock::now();
  on_screen_ = true;
  write_to_standard_error(std::string("\r").append(text).append("\x1b[K"));
}

void ProgressLine::erase() {
  if (std::exchange(on_screen_, false)) write_to_standard_error("\r\x1b[K");
}

Progress::Progress(int input) : bytes_total_(isatty(STDERR_FILENO) == 1 ? bytes_left(input) : 0) {}

void Progress::show(std::uint64_t bytes, std::uint64_t lines) {
  if (bytes_total_ == 0 || !line_.is_due()) return;
  double const seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  double const done = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(bytes_total_));
  double const left = done > 0 ? seconds / done - seconds : 0;
  std::array<char, 64> tail{};
  std::snprintf(tail.data(), tail.size(), " bytes (%.0f %%), %.2f M lines/s, %.0f s left", done * 100,
                static_cast<double>(lines) / seconds / 1e6, left);
  line_.show(grouped(bytes) + " of " + grouped(bytes_total_) + tail.data());
}

}  // namespace recordshare::command
