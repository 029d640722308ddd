// SPDX-License-Identifier: Apache-2.0
// output.hpp buffers a command's output, writes it in blocks and records the first failure.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace recordshare::command {

/// A buffered output. Nothing is written until `flush`: the caller decides when.
class Output {
 public:
  /// With this block size, writing costs far less than making a line.
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

  /// Owns `descriptor`; `name` is its name in messages.
  Output(int descriptor, std::string name);
  ~Output();
  Output(Output const&) = delete;
  Output& operator=(Output const&) = delete;

  /// The buffer; append output to it.
  [[nodiscard]] std::string& pending() noexcept { return pending_; }
  [[nodiscard]] bool block_is_full() const noexcept { return pending_.size() >= kBlockBytes; }

  /// Writes the buffer; returns false, and writes nothing, once a write has failed.
  [[nodiscard]] bool flush();

  /// Flushes and closes; a full disk may only show here. Returns false if anything failed.
  [[nodiscard]] bool close();

  /// The first failure, as a sentence; empty if there was none.
  [[nodiscard]] std::string const& problem() const noexcept { return problem_; }

 private:
  void fail(int error);

  int descriptor_;
  std::string name_;
  std::string pending_;
  std::string problem_;
};

/// Writes a whole file; `-` is standard output. Throws std::runtime_error, whose text names the file, if it cannot, and
/// what open_output throws.
void write_file(std::string const& path, std::string text);

/// Runs `body` as the main function of a command and returns its exit status; if it throws, 1, or 130 after SIGINT, and
/// a message. Messages begin with `program`, which must outlive the call. Writing to a closed pipe is an error: SIGPIPE
/// is ignored.
[[nodiscard]] int run_command(std::string_view program, std::function<int()> const& body);

/// Writes one line to standard error: the program's name and `text`, with unprintable characters escaped. A text longer
/// than 8 KiB loses its middle.
void complain(std::string_view text);

/// Writes `text` to standard error unchanged; returns whether that succeeded.
bool write_to_standard_error(std::string_view text);

}  // namespace recordshare::command
