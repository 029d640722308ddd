// SPDX-License-Identifier: Apache-2.0
// recheck_verb.cpp runs the verb `recheck`: checks the obligations with cvc5 and prints each disagreement.
#include "properties/command/verbs.hpp"

#include <string>
#include <utility>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_proof.hpp"
#include "properties/command/status.hpp"
#include "properties/prove/recheck.hpp"

namespace recordshare::properties {

int recheck_answers(CheckCommandLine const& line) {
  if (line.folder.empty()) {
    command::complain("`recheck` needs the folder that `prove --smt-dir` wrote");
    return command::kFailure;
  }
  command::ProgressLine progress;
  prove::RecheckReport const report =
      prove::recheck(line.folder, line.explore.threads, [&](std::size_t files, std::size_t of) {
        if (progress.is_due())
          progress.show(command::grouped(files) + " of " + command::grouped(of) + " files answered");
      });
  progress.erase();
  if (!report.problem.empty()) {
    command::complain(report.problem);
    return command::kFailure;
  }
  std::string text;
  append_text(text, report);
  command::write_file("-", std::move(text));
  return status_of(report);
}

}  // namespace recordshare::properties
