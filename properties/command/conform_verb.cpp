// SPDX-License-Identifier: Apache-2.0
// conform_verb.cpp runs the verb `conform`: compares a program with the engine and shows the progress.
#include "properties/command/verbs.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_conform.hpp"
#include "properties/command/status.hpp"
#include "properties/conform/program.hpp"

namespace recordshare::properties {
namespace {

using command::grouped;

void show(command::ProgressLine& line, conformance::Progress const& progress) {
  if (!line.is_due()) return;
  std::string text =
      grouped(progress.played) + " of " + grouped(progress.of) + " streams, " + grouped(progress.answers) + " answers";
  if (progress.shortest > 0) text += "; a difference, shown by " + grouped(progress.shortest) + " lines";
  line.show(text);
}

conformance::Report played(CheckCommandLine const& line, std::vector<std::string> words) {
  conformance::Program program(std::move(words), line.conform.by_members, command::interrupted);
  command::ProgressLine progress;
  return conformance::check(program, line.conform, {.limit = std::chrono::seconds(line.timeout_s)},
                            [&](conformance::Progress const& now) {
                              show(progress, now);
                              return !command::interrupted();
                            });
}

}  // namespace

int conform_program(CheckCommandLine const& line) {
  std::vector<std::string> words = conformance::words_of_command(line.program);
  if (words.empty()) {
    command::complain(line.program.empty() ? "`conform` needs `--exec CMD`, the program to test"
                                           : "option `--exec` must be a program and its arguments, not `" +
                                                 line.program + "`: unterminated quote, or no words");
    return command::kFailure;
  }
  command::catch_interrupt();
  conformance::Report const report = played(line, std::move(words));
  std::string text;
  conformance::append_text(text, report);
  command::write_file("-", std::move(text));
  std::string json;
  append_json(json, report);
  std::string junit;
  append_junit(junit, report);
  for (auto const& [path, content] : {std::pair(line.json, json), std::pair(line.junit, junit)})
    if (!path.empty()) command::write_file(path, content);
  return status_of(report);
}

}  // namespace recordshare::properties
