// SPDX-License-Identifier: Apache-2.0
// stream.cpp is the loop of `run` and `explain`; its memory does not grow with the length of the stream.
#include "engine/command/stream.hpp"

#include <chrono>
#include <string_view>

#include <unistd.h>

#include "engine/command/summary.hpp"
#include "engine/command_line/files.hpp"
#include "engine/command_line/line_input.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"

namespace recordshare::command {
namespace {

class Stream {
 public:
  Stream(CommandLine const& line, Opened const& input, Opened const& output, Teller const& tell,
         Observer const& observe)
      : with_summary_(line.summary),
        output_is_terminal_(isatty(output.descriptor) == 1),
        tell_(tell),
        observe_(observe),
        progress_(input.descriptor),
        input_(input.descriptor, input.name),
        output_(output.descriptor, output.name),
        engine_(line.generator.engine) {}

  int play() {
    Found found = Found::Line;
    bool writes = true;
    while (writes && (found == Found::Line || found == Found::Waiting)) {
      std::string_view line;
      found = input_.next(line);
      if (found == Found::Line) answer(line);
      if (found == Found::Waiting || output_.block_is_full()) writes = flush();
    }
    progress_.erase();
    writes = output_.close();
    if (!writes) complain(output_.problem());
    if (found == Found::Failure) complain(input_.problem());
    if (found == Found::Interrupt) tell_interrupt();
    bool const tells = !with_summary_ || write_to_standard_error(summary_.table(seconds()));
    if (!tells) complain("cannot write the summary to standard error");
    if (!writes || found == Found::Failure || !tells) return kFailure;
    if (found == Found::Interrupt) return kInterrupted;
    return summary_.invalid_lines() > 0 ? kInvalidLines : kSuccess;
  }

 private:
  void answer(std::string_view line) {
    if (line.size() <= kLineBytesMax && is_blank(line)) return;
    Event const* const event = reader_.read(line);
    if (event != nullptr && observe_) observe_(*event, engine_);
    Outcome const outcome = event != nullptr ? engine_.apply(*event) : no_event(reader_.message());
    summary_.count(event, outcome);
    tell_(output_.pending(), {summary_.lines(), event, outcome, engine_});
  }

  static Outcome no_event(std::string_view message) {
    Outcome outcome;
    outcome.message = message;
    return outcome;
  }

  bool flush() {
    if (output_is_terminal_) progress_.erase();
    bool const flushed = output_.flush();
    progress_.show(input_.bytes_taken(), summary_.lines());
    return flushed;
  }

  void tell_interrupt() const {
    complain("interrupted after line " + grouped(summary_.lines()) + ", at byte " + grouped(input_.bytes_taken()) +
             " of the input");
  }

  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  bool with_summary_;
  bool output_is_terminal_;
  Teller const& tell_;
  Observer const& observe_;
  Summary summary_;
  Progress progress_;
  LineInput input_;
  Output output_;
  EventReader reader_;
  Engine engine_;
};

}  // namespace

int play_stream(CommandLine const& line, Teller const& tell, Observer const& observe) {
  Opened const input = open_input(line.input);
  Opened const output = open_output(line.output, input.descriptor);
  return Stream(line, input, output, tell, observe).play();
}

}  // namespace recordshare::command
