// SPDX-License-Identifier: Apache-2.0
// finding_text.cpp decodes an input to a stream, and writes the stream, its explanation and its diagram.
#include "fuzz/finding/finding_text.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string_view>

#include <recordshare/json_lines.hpp>

#include "engine/command/verbs.hpp"
#include "engine/command_line/output.hpp"
#include "engine/generator/kept_events.hpp"
#include "engine/report/lines.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "fuzz/checked_machine.hpp"
#include "fuzz/checked_run.hpp"
#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {
namespace {

std::string diagram_of(EventStream const& stream) {
  generator::KeptEvents events;
  EventReader reader;
  for (std::string_view const line : lines_in(stream.lines))
    if (auto const* const event = reader.read(line)) events.keep(*event);
  std::string text;
  command::append_sequence_diagram(text, events.events(), stream.options);
  return text;
}

}  // namespace

EventStream stream_of(Target const& target, std::string const& input) {
  if (target.inputs == Inputs::Lines) return {input, {.policies = policies_of(input), .limits = {}}};
  EventInput read;
  std::span<std::uint8_t const> const bytes(reinterpret_cast<std::uint8_t const*>(input.data()), input.size());
  // A raw state has a longer header and may not be reachable by a stream: only its events are written.
  bool const is_state = target.inputs == Inputs::States;
  std::size_t const skipped = is_state ? std::min(kMachineLayout.header - kHeaderBytes, bytes.size()) : 0;
  read_events(bytes.subspan(skipped), read);
  EventStream stream;
  if (!is_state) stream.options = read.options();
  for (auto const& move : read.stream.moves) stream.lines += properties::streams::text_of(move) + "\n";
  return stream;
}

void write_texts(EventStream const& stream, std::string const& folder) {
  command::write_file(folder + "/stream.jsonl", stream.lines);
  command::CommandLine line;
  line.input = folder + "/stream.jsonl";
  line.output = folder + "/explain.txt";
  line.generator.engine = stream.options;
  if (command::explain(line) == command::kFailure) throw std::runtime_error("cannot write `" + line.output + "`");
  command::write_file(folder + "/diagram.mmd", diagram_of(stream));
}

}  // namespace recordshare::fuzz
