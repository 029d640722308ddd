// SPDX-License-Identifier: Apache-2.0
// line_input.hpp reads lines from a descriptor in blocks, in memory that no input can make grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <recordshare/json_lines.hpp>

namespace recordshare::command {

/// What LineInput::next found.
enum class Found : std::uint8_t {
  Line,
  Waiting,  ///< nothing yet: the next call waits for input, so flush output now
  End,
  Interrupt,
  Failure,  ///< `problem()` says which
};

class LineInput {
 public:
  /// Blocks of this size keep the cost of reading far below that of parsing.
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

  /// Reads from `descriptor`, which it takes over; `name` is what messages call it.
  LineInput(int descriptor, std::string name);
  ~LineInput();
  LineInput(LineInput const&) = delete;
  LineInput& operator=(LineInput const&) = delete;

  /// Puts the next line, without its `\n`, into `line`, where it lasts until the next call. Of a line that is longer
  /// than `kLineBytesMax` only the first `kLineBytesMax` + 1 bytes are given, which tells; the rest is skipped.
  [[nodiscard]] Found next(std::string_view& line);

  /// How many bytes of the input the lines given so far took.
  [[nodiscard]] std::uint64_t bytes_taken() const noexcept { return bytes_read_ - (end_ - begin_); }

  [[nodiscard]] std::string const& problem() const noexcept { return problem_; }

 private:
  bool take_line(std::string_view& line);
  bool take_last_line(std::string_view& line);
  Found fill();
  void grow();

  int descriptor_;
  std::string name_;
  std::string problem_;
  static constexpr std::size_t kCapacityMin = std::size_t{64} << 10;
  static constexpr std::size_t kCapacityMax = kLineBytesMax + kBlockBytes;

  std::size_t capacity_ = kCapacityMin;  // it grows with long lines, and while there is plenty to read
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;    // of what is not yet given
  std::size_t scanned_ = 0;  // up to here there is no `\n` behind begin_
  std::size_t end_ = 0;      // of what was read
  std::uint64_t bytes_read_ = 0;
  bool is_file_;           // a read of a regular file never waits
  bool skipping_ = false;  // the rest of a line that is too long
  bool told_waiting_ = false;
  bool at_end_ = false;
  bool is_plenty_ = false;  // the last read gave all that was asked for
};

}  // namespace recordshare::command
