// SPDX-License-Identifier: Apache-2.0
// describe.cpp writes what the tables that are compiled in say of themselves.
#include "engine/command/describe.hpp"

#include "engine/command_line/files.hpp"
#include "engine/command_line/output.hpp"
#include "properties/document/formats.hpp"

namespace recordshare::command {

int describe(CommandLine const& line) {
  Opened const opened = open_output(line.output, -1);
  if (!opened.problem.empty()) {
    complain(opened.problem);
    return kFailure;
  }
  Output output(opened.descriptor, opened.name);
  for (describe::Format const& format : describe::kFormats)
    if (format.name == line.format) format.append(output.pending(), describe::describe());
  if (output.close()) return kSuccess;
  complain(output.problem());
  return kFailure;
}

}  // namespace recordshare::command
