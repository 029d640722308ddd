// SPDX-License-Identifier: Apache-2.0
// output.hpp gathers what the command answers and writes it in blocks, and remembers the first failure.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace recordshare::command {

/// Where answers go. Nothing is written until `flush`, so that whoever appends decides when.
class Output {
 public:
  /// Blocks of this size keep the cost of writing far below that of making a line.
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;

  /// Takes over `descriptor`; `name` is what messages call it.
  Output(int descriptor, std::string name);
  ~Output();
  Output(Output const&) = delete;
  Output& operator=(Output const&) = delete;

  /// What is to be written next; append to it.
  [[nodiscard]] std::string& pending() noexcept { return pending_; }
  [[nodiscard]] bool block_is_full() const noexcept { return pending_.size() >= kBlockBytes; }

  /// Writes all that is pending; false once a write has failed, and then nothing more is written.
  [[nodiscard]] bool flush();

  /// Flushes and closes: a full disk may show only here. False where anything failed.
  [[nodiscard]] bool close();

  /// What failed first, as a sentence; empty where nothing did.
  [[nodiscard]] std::string const& problem() const noexcept { return problem_; }

 private:
  void fail(int error);

  int descriptor_;
  std::string name_;
  std::string pending_;
  std::string problem_;
};

/// Writes a whole file; `-` is standard output. Throws std::runtime_error, whose text names the file, if it cannot.
void write_file(std::string const& path, std::string text);

/// Runs `body` as the whole of a command and gives its exit status; 1, and a complaint, if it throws. Complaints begin
/// with `program`, which must last; until then, with "recordshare".
[[nodiscard]] int run_command(std::string_view program, std::function<int()> const& body);

/// Writes `text` to standard error, after the program's name and with a line's end.
void complain(std::string_view text);

/// Writes `text` to standard error as it is; nobody is left to tell where that fails.
void write_to_standard_error(std::string_view text);

}  // namespace recordshare::command
