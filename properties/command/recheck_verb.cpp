// SPDX-License-Identifier: Apache-2.0
// recheck_verb.cpp has a second solver answer what the first was asked, and prints where they differ.
#include "properties/command/recheck_verb.hpp"

#include <array>
#include <cstdio>

#include <unistd.h>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/prove/recheck.hpp"

namespace recordshare::properties {
namespace {

void show_progress(std::size_t files, std::size_t of) {
  if (isatty(STDERR_FILENO) != 1) return;
  command::write_to_standard_error("\r" + command::grouped(files) + " of " + command::grouped(of) +
                                   " files answered\x1b[K" + (files == of ? "\r\x1b[K" : ""));
}

}  // namespace

int recheck_answers(CheckCommandLine const& line) {
  if (line.folder.empty()) {
    command::complain("`recheck` needs the folder that `prove --smt-dir` wrote");
    return command::kFailure;
  }
  prove::RecheckReport const report = prove::recheck(line.folder, line.explore.threads, show_progress);
  if (!report.problem.empty()) {
    command::complain(report.problem);
    return command::kFailure;
  }
  command::Output text(STDOUT_FILENO, "standard output");
  for (prove::Disagreement const& one : report.disagreements)
    text.pending().append(one.file + ": Z3 says " + one.z3 + ", cvc5 says " + one.cvc5 + "\n");
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%.1f", report.seconds);
  text.pending().append(command::grouped(report.files) + " files: cvc5 agrees on " +
                        command::grouped(report.files - report.disagreements.size()) + " (" + seconds.data() + " s)\n");
  if (!text.close()) {
    command::complain(text.problem());
    return command::kFailure;
  }
  return report.disagreements.empty() ? command::kSuccess : kDoesNotHold;
}

}  // namespace recordshare::properties
