// SPDX-License-Identifier: Apache-2.0
// line_input.hpp reads lines from a descriptor in blocks, in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <recordshare/json_lines.hpp>

namespace recordshare::command {

/// The result of LineInput::next.
enum class Found : std::uint8_t {
  Line,
  Waiting,  ///< no line yet: the next call waits for input, so flush output now
  End,
  Interrupt,
  Failure,  ///< see `problem()`
};

class LineInput {
 public:
  /// With this block size, reading costs far less than parsing.
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

  /// Reads from `descriptor` and owns it; `name` is its name in messages.
  LineInput(int descriptor, std::string name);
  ~LineInput();
  LineInput(LineInput const&) = delete;
  LineInput& operator=(LineInput const&) = delete;

  /// Sets `line` to the next line without its `\n`; it is valid until the next call. A line longer than `kLineBytesMax`
  /// is truncated to `kLineBytesMax` + 1 bytes, so that the reader rejects it.
  [[nodiscard]] Found next(std::string_view& line);

  /// The number of bytes of the lines returned so far.
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

  std::size_t capacity_ = kCapacityMin;  // grows with long lines, and while reads fill it
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;    // of data not yet returned
  std::size_t scanned_ = 0;  // there is no `\n` between begin_ and here
  std::size_t end_ = 0;      // of data read
  std::uint64_t bytes_read_ = 0;
  bool is_file_;           // a read of a regular file never waits
  bool skipping_ = false;  // the rest of a line that is too long
  bool told_waiting_ = false;
  bool at_end_ = false;
  bool is_plenty_ = false;  // the last read filled the buffer
};

}  // namespace recordshare::command
