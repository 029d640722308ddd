// SPDX-License-Identifier: Apache-2.0
// subprocess.hpp runs the command with pipes, so that a test can write to it and read from it while it runs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include "engine/command_line/process.hpp"

namespace recordshare::tests {

using command::Ended;

/// A running command, by default `recordshare`. A pipe has a limited size: a test must read while it writes much.
class Subprocess : public command::Process {
 public:
  explicit Subprocess(std::vector<std::string> arguments, std::string const& command = RECORDSHARE_COMMAND)
      : Process(words_of(std::move(arguments), command)) {}

  /// Writes `text` to its standard input; false if it no longer reads.
  bool write(std::string_view text) const {
    while (!text.empty()) {
      ssize_t const written = ::write(input.number(), text.data(), text.size());
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  void close_input() { input.close(); }
  void close_output() { output.close(); }

  /// Waits for the next line of its standard output; returns it without `\n`.
  [[nodiscard]] std::string read_line() const {
    std::string line;
    for (char c = 0; ::read(output.number(), &c, 1) == 1 && c != '\n';) line.push_back(c);
    return line;
  }
  [[nodiscard]] std::string rest_of_output() const { return rest(output.number()); }
  [[nodiscard]] std::string rest_of_error() const { return rest(error.number()); }

 private:
  static std::vector<std::string> words_of(std::vector<std::string> arguments, std::string const& command) {
    arguments.insert(arguments.begin(), command);
    return arguments;
  }

  static std::string rest(int end) {
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(end, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<std::size_t>(count));
    return text;
  }
};

}  // namespace recordshare::tests
