// SPDX-License-Identifier: Apache-2.0
// main.cpp is the command `recordshare-check`: it reads the command line and hands over to the verb.
#include <exception>
#include <new>

#include <unistd.h>

#include "engine/command_line/files.hpp"
#include "engine/command_line/output.hpp"
#include "properties/command/check_options.hpp"
#include "properties/command/compare_verb.hpp"
#include "properties/command/conform_verb.hpp"
#include "properties/command/explore_verb.hpp"
#include "properties/command/mutants_verb.hpp"
#include "properties/command/prove_verb.hpp"
#include "properties/command/recheck_verb.hpp"
#include "properties/command/rows_verb.hpp"

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
  command::Output output(STDOUT_FILENO, "standard output");
  output.pending() = line.text;
  if (output.close()) return command::kSuccess;
  command::complain(output.problem());
  return command::kFailure;
}

}  // namespace
}  // namespace recordshare::properties

int main(int argc, char** argv) {
  using namespace recordshare;
  command::set_program_name("recordshare-check");
  command::hold_standard_descriptors();
  try {
    return properties::dispatch(properties::read_check_command_line(argc, argv));
  } catch (std::bad_alloc const&) {
    command::complain("no memory is left");
  } catch (std::exception const& error) {
    command::complain(error.what());
  }
  return command::kFailure;
}
