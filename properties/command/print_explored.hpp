// SPDX-License-Identifier: Apache-2.0
// print_explored.hpp prints the result of an exploration as text and JSON, and its progress on a terminal.
#pragma once

#include <string>
#include <vector>

#include "engine/command_line/progress.hpp"
#include "properties/command/check_options.hpp"
#include "properties/explore/dn_world.hpp"
#include "properties/explore/report.hpp"

namespace recordshare::properties {

/// Appends the figures, the invariants that hold and the worst case of progress; or the broken sentence, with a stream
/// that `recordshare run` replays, the states before and after, and a sequence diagram.
void append_text(std::string& out, explore::ExploreReport const& report);

/// Appends the figures and what holds in the world of DNs; or what does not, with a stream that `recordshare run`
/// replays.
void append_text(std::string& out, explore::DnWorldReport const& report, explore::DnWorldKind kind,
                 Policies const& policies);

/// Appends the events as lines of events.md.
void append_stream(std::string& out, std::vector<BoundedEvent> const& events);

/// Appends the same figures as one JSON object.
void append_json(std::string& out, explore::ExploreReport const& report);

/// Writes `json` to the file of `--json`, if one is given. Throws std::runtime_error if it cannot.
void write_json(CheckCommandLine const& line, std::string json);

/// Shows the progress of the exploration, at most a few times a second.
void show(command::ProgressLine& line, explore::ExploreProgress const& progress);

}  // namespace recordshare::properties
