// SPDX-License-Identifier: Apache-2.0
// diagram.cpp is the verb `diagram`: it plays a stream of bounded length and draws it.
#include "engine/command/verbs.hpp"

#include <string>
#include <string_view>

#include <recordshare/recordshare.hpp>

#include "engine/command_line/files.hpp"
#include "engine/command_line/line_input.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "engine/report/sequence_diagram.hpp"

namespace recordshare::command {
namespace {

std::string beyond_bounds(std::uint64_t sequence) {
  return "line " + grouped(sequence) + " exceeds the maximum of " + grouped(SequenceDiagram::kEventsMax) +
         " events and " + std::to_string(SequenceDiagram::kLanesMax) +
         " agents in a diagram: draw a part of the stream";
}

/// Reads a stream to its end, or until the diagram is full.
class Drawing {
 public:
  explicit Drawing(Options const& options) : engine_(options) {}

  /// What went wrong, as a sentence; empty if nothing did.
  [[nodiscard]] std::string read(LineInput& input) {
    Found found = Found::Waiting;
    while (found == Found::Line || found == Found::Waiting) {
      std::string_view line;
      found = input.next(line);
      if (found != Found::Line || (line.size() <= kLineBytesMax && is_blank(line))) continue;
      ++sequence_;
      if (!add(line)) return beyond_bounds(sequence_);
    }
    if (found == Found::Failure) return input.problem();
    was_interrupted_ = found == Found::Interrupt;
    return {};
  }

  [[nodiscard]] SequenceDiagram const& diagram() const noexcept { return diagram_; }
  [[nodiscard]] std::uint64_t lines() const noexcept { return sequence_; }
  [[nodiscard]] int status() const noexcept {
    return was_interrupted_ ? kInterrupted : has_invalid_lines_ ? kInvalidLines : kSuccess;
  }

 private:
  bool add(std::string_view line) {
    // A report of a counterexample has text around its stream.
    std::size_t const begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || line[begin] != '{') return true;
    Event const* const event = reader_.read(line);
    if (event != nullptr) return diagram_.add(*event, engine_.apply(*event));
    has_invalid_lines_ = true;
    return diagram_.add_no_event(sequence_, reader_.message());
  }

  Engine engine_;
  EventReader reader_;
  SequenceDiagram diagram_;
  std::uint64_t sequence_ = 0;
  bool has_invalid_lines_ = false;
  bool was_interrupted_ = false;
};

}  // namespace

int diagram(CommandLine const& line) {
  Opened const input = open_input(line.input);
  Opened const opened = open_output(line.output, input.descriptor);
  LineInput lines(input.descriptor, input.name);
  Output output(opened.descriptor, opened.name);
  Drawing drawing(line.generator.engine);
  if (std::string const problem = drawing.read(lines); !problem.empty()) {
    complain(problem);
    return kFailure;
  }
  (line.format == "svg" ? append_svg : append_mermaid)(output.pending(), drawing.diagram());
  if (!output.close()) {
    complain(output.problem());
    return kFailure;
  }
  if (drawing.status() == kInterrupted) complain("interrupted after line " + grouped(drawing.lines()));
  return drawing.status();
}

}  // namespace recordshare::command
