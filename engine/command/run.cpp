// SPDX-License-Identifier: Apache-2.0
// run.cpp is the verb `run`: it answers every line of a stream with a line of events.md.
#include "engine/command/verbs.hpp"

#include "engine/command/stream.hpp"

namespace recordshare::command {

int run(CommandLine const& line) {
  IdForm const ids = line.ids_as_strings ? IdForm::String : IdForm::Number;
  return play_stream(line, [ids](std::string& out, Played const& played) {
    append_line(out, played.sequence, played.event != nullptr ? type_name(*played.event) : "", played.outcome, ids);
  });
}

}  // namespace recordshare::command
