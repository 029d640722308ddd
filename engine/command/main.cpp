// SPDX-License-Identifier: Apache-2.0
// main.cpp is the command `recordshare`: it reads the command line and hands over to the verb.
#include <exception>
#include <new>

#include <unistd.h>

#include "engine/command/describe.hpp"
#include "engine/command/diagram.hpp"
#include "engine/command/explain.hpp"
#include "engine/command/generate.hpp"
#include "engine/command/options.hpp"
#include "engine/command/run.hpp"
#include "engine/command_line/files.hpp"
#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/output.hpp"

namespace recordshare::command {
namespace {

int print(std::string const& text) {
  Output output(STDOUT_FILENO, "standard output");
  output.pending() = text;
  if (output.close()) return kSuccess;
  complain(output.problem());
  return kFailure;
}

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
    case CommandLine::Verb::Describe:
      return describe(line);
    case CommandLine::Verb::Print:
      return print(line.text);
  }
  return kFailure;
}

}  // namespace
}  // namespace recordshare::command

int main(int argc, char** argv) {
  using namespace recordshare::command;
  hold_standard_descriptors();
  catch_signals();
  try {
    return dispatch(read_command_line(argc, argv));
  } catch (std::bad_alloc const&) {
    complain("no memory is left");
  } catch (std::exception const& error) {
    complain(error.what());
  }
  return kFailure;
}
