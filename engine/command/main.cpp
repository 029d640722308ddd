// SPDX-License-Identifier: Apache-2.0
// main.cpp is the command `recordshare`: it parses the command line and calls the verb.
#include "engine/command/options.hpp"
#include "engine/command/verbs.hpp"
#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/output.hpp"

namespace recordshare::command {
namespace {

int dispatch(CommandLine const& line) {
  if (!line.problem.empty()) {
    complain(line.problem);
    return kFailure;
  }
  switch (line.verb) {
    case CommandLine::Verb::Run:
      return run(line);
    case CommandLine::Verb::Generate:
      return generate(line);
    case CommandLine::Verb::Explain:
      return explain(line);
    case CommandLine::Verb::Diagram:
      return diagram(line);
    case CommandLine::Verb::Print:
      write_file("-", line.text);
      return kSuccess;
  }
  return kFailure;
}

}  // namespace
}  // namespace recordshare::command

int main(int argc, char** argv) {
  using namespace recordshare::command;
  return run_command("recordshare", [&] {
    catch_interrupt();
    return dispatch(read_command_line(argc, argv));
  });
}
