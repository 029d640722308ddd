// SPDX-License-Identifier: Apache-2.0
// main.cpp is the command `recordshare-check`: it reads the command line and calls the verb.
#include "engine/command_line/output.hpp"
#include "properties/command/check_options.hpp"
#include "properties/command/verbs.hpp"

namespace recordshare::properties {
namespace {

int dispatch(CheckCommandLine const& line) {
  if (!line.problem.empty()) {
    command::complain(line.problem);
    return command::kFailure;
  }
  if (line.verb == "explore") return explore_worlds(line);
  if (line.verb == "compare") return compare_worlds(line);
  if (line.verb == "prove") return prove_tables(line);
  if (line.verb == "recheck") return recheck_answers(line);
  if (line.verb == "mutants") return run_mutants(line);
  if (line.verb == "rows") return show_rows(line);
  if (line.verb == "conform") return conform_program(line);
  if (line.verb == "describe") return describe_model(line);
  command::write_file("-", line.text);
  return command::kSuccess;
}

}  // namespace
}  // namespace recordshare::properties

int main(int argc, char** argv) {
  using namespace recordshare;
  return command::run_command("recordshare-check",
                              [&] { return properties::dispatch(properties::read_check_command_line(argc, argv)); });
}
