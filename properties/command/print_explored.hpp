// SPDX-License-Identifier: Apache-2.0
// print_explored.hpp tells what an exploration came to: for people, as JSON, and on a terminal while it runs.
#pragma once

#include <string>
#include <vector>

#include "properties/command/check_options.hpp"
#include "properties/explore/report.hpp"

namespace recordshare::properties {

/// Appends the figures, what holds, and the worst case of progress; or what does not hold, with a stream that
/// `recordshare run` replays, the states before and after, and a sequence diagram.
void append_text(std::string& out, explore::ExploreReport const& report);

/// Appends the events as lines of events.md.
void append_stream(std::string& out, std::vector<BoundedEvent> const& events);

/// Appends the same figures as one JSON object.
void append_json(std::string& out, explore::ExploreReport const& report);

/// Writes `json` where the command line says; false, and it is told, where that fails.
[[nodiscard]] bool write_json(CheckCommandLine const& line, std::string json);

/// An observer that draws one line on standard error where that is a terminal, and erases it at the end.
class ExploreProgressLine {
 public:
  ExploreProgressLine();
  ~ExploreProgressLine();
  ExploreProgressLine(ExploreProgressLine const&) = delete;
  ExploreProgressLine& operator=(ExploreProgressLine const&) = delete;
  void show(explore::ExploreProgress const& progress);

 private:
  bool is_terminal_;
  double shown_at_ = -1;
};

}  // namespace recordshare::properties
