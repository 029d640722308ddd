// SPDX-License-Identifier: Apache-2.0
// line_input.cpp splits blocks of input into lines.
#include "engine/command_line/line_input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "engine/command_line/interrupt.hpp"

namespace recordshare::command {
namespace {

bool is_regular_file(int descriptor) {
  struct stat status = {};
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

LineInput::LineInput(int descriptor, std::string name)
    : descriptor_(descriptor),
      name_(std::move(name)),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)),
      is_file_(is_regular_file(descriptor)) {}

LineInput::~LineInput() { ::close(descriptor_); }

Found LineInput::next(std::string_view& line) {
  while (true) {
    if (interrupted()) return Found::Interrupt;
    if (take_line(line)) return Found::Line;
    if (at_end_) return take_last_line(line) ? Found::Line : Found::End;
    Found const filled = fill();
    if (filled != Found::Line) return filled;
  }
}

// Returns a line that is complete or already too long.
bool LineInput::take_line(std::string_view& line) {
  while (true) {
    char const* const data = buffer_.get();
    auto const* const newline = static_cast<char const*>(std::memchr(data + scanned_, '\n', end_ - scanned_));
    std::size_t const line_end = newline == nullptr ? end_ : static_cast<std::size_t>(newline - data);
    if (skipping_) {
      skipping_ = newline == nullptr;
      begin_ = scanned_ = line_end + (skipping_ ? 0 : 1);
      if (skipping_) return false;
      continue;
    }
    scanned_ = line_end;
    bool const too_long = line_end - begin_ > kLineBytesMax;
    if (newline == nullptr && !too_long) return false;
    line = {data + begin_, std::min(line_end - begin_, kLineBytesMax + 1)};
    skipping_ = newline == nullptr;
    begin_ = scanned_ = line_end + (skipping_ ? 0 : 1);
    return true;
  }
}

// The last line need not have a `\n`.
bool LineInput::take_last_line(std::string_view& line) {
  line = {buffer_.get() + begin_, end_ - begin_};
  begin_ = scanned_ = end_;
  return !line.empty();
}

// Reads the next block; returns `Line` if there may be a line now.
Found LineInput::fill() {
  if (!is_file_ && !can_read_at_once(descriptor_)) {
    if (!std::exchange(told_waiting_, true)) return Found::Waiting;
    wait_for_input(descriptor_);
    if (interrupted()) return Found::Interrupt;
  }
  told_waiting_ = false;
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    scanned_ -= begin_;
    begin_ = 0;
  }
  if (end_ == capacity_ || is_plenty_) grow();
  std::size_t const wanted = std::min(kBlockBytes, capacity_ - end_);
  ssize_t const count = ::read(descriptor_, buffer_.get() + end_, wanted);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return Found::Line;  // no data: try again
  if (count < 0) {
    problem_ = "cannot read " + name_ + ": " + std::generic_category().message(errno);
    return Found::Failure;
  }
  at_end_ = count == 0;
  is_plenty_ = static_cast<std::size_t>(count) == wanted;
  end_ += static_cast<std::size_t>(count);
  bytes_read_ += static_cast<std::uint64_t>(count);
  return Found::Line;
}

// The buffer has room for a line of maximum length and one block.
void LineInput::grow() {
  if (capacity_ == kCapacityMax) return;
  capacity_ = std::min(2 * capacity_, kCapacityMax);
  auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
  std::memcpy(larger.get(), buffer_.get(), end_);
  buffer_ = std::move(larger);
}

}  // namespace recordshare::command
