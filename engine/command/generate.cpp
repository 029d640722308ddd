// SPDX-License-Identifier: Apache-2.0
// generate.cpp is the verb `generate`: it writes a random stream of events.
#include "engine/command/verbs.hpp"

#include <cstdint>

#include <recordshare/json_lines.hpp>

#include "engine/command_line/files.hpp"
#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "engine/generator/generator.hpp"

namespace recordshare::command {

int generate(CommandLine const& line) {
  Opened const opened = open_output(line.output, -1);
  Output output(opened.descriptor, opened.name);
  generator::StreamGenerator generator(line.generator);
  std::uint64_t lines = 0;
  bool writes = true;
  for (; writes && lines < line.lines && !interrupted(); ++lines) {
    append_line(output.pending(), generator.next());
    if (output.block_is_full()) writes = output.flush();
  }
  if (!output.close()) {
    complain(output.problem());
    return kFailure;
  }
  if (lines == line.lines) return kSuccess;
  complain("interrupted after line " + grouped(lines));
  return kInterrupted;
}

}  // namespace recordshare::command
