// SPDX-License-Identifier: Apache-2.0
// conform_verb.cpp holds a program against the engine, and shows how far that has come.
#include "properties/command/conform_verb.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_conform.hpp"
#include "properties/conform/program.hpp"

namespace recordshare::properties {
namespace {

using command::grouped;

/// One line on standard error where that is a terminal, erased at the end.
class ProgressLine {
 public:
  ~ProgressLine() {
    if (is_shown_) command::write_to_standard_error("\r\x1b[K");
  }

  void show(conformance::Progress const& progress) {
    constexpr std::chrono::milliseconds kInterval{200};
    auto const now = std::chrono::steady_clock::now();
    if (!is_terminal_ || now - shown_at_ < kInterval) return;
    shown_at_ = now;
    is_shown_ = true;
    std::string text = "\r" + grouped(progress.played) + " of " + grouped(progress.of) + " streams, " +
                       grouped(progress.answers) + " answers";
    if (progress.shortest > 0) text += "; a difference, shown by " + grouped(progress.shortest) + " lines";
    command::write_to_standard_error(text + "\x1b[K");
  }

 private:
  bool is_terminal_ = isatty(STDERR_FILENO) == 1;
  bool is_shown_ = false;
  std::chrono::steady_clock::time_point shown_at_ = std::chrono::steady_clock::now();
};

conformance::Report played(CheckCommandLine const& line, std::vector<std::string> words) {
  conformance::Program program(std::move(words), line.conform.by_members, command::interrupted);
  ProgressLine progress;
  return conformance::check(program, line.conform, {.limit = std::chrono::seconds(line.timeout_s)},
                            [&](conformance::Progress const& now) {
                              progress.show(now);
                              return !command::interrupted();
                            });
}

}  // namespace

int conform_program(CheckCommandLine const& line) {
  std::vector<std::string> words = conformance::words_of_command(line.program);
  if (words.empty()) {
    command::complain(line.program.empty() ? "`conform` needs `--exec CMD`, the program to hold against the rules"
                                           : "option `--exec` must be a program and its arguments, not `" +
                                                 line.program + "`: a quote does not end, or nothing is there");
    return command::kFailure;
  }
  command::catch_signals();
  conformance::Report const report = played(line, std::move(words));
  command::Output text(STDOUT_FILENO, "standard output");
  conformance::append_text(text.pending(), report);
  if (!text.close()) {
    command::complain(text.problem());
    return command::kFailure;
  }
  std::string json;
  append_json(json, report);
  std::string junit;
  append_junit(junit, report);
  for (auto const& [path, content] : {std::pair(line.json, json), std::pair(line.junit, junit)}) {
    std::string const problem = path.empty() ? "" : command::write_file(path, content);
    if (problem.empty()) continue;
    command::complain(problem);
    return command::kFailure;
  }
  if (report.stopped) return command::kInterrupted;
  return report.holds() ? command::kSuccess : kDoesNotHold;
}

}  // namespace recordshare::properties
