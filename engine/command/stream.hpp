// SPDX-License-Identifier: Apache-2.0
// stream.hpp plays an event stream: it reads each line, applies the event to one engine, and writes an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <recordshare/recordshare.hpp>

#include "engine/command/options.hpp"

namespace recordshare::command {

/// One line of the stream and its outcome. `event` is null if the line is not a valid event.
struct Played {
  std::uint64_t sequence;
  Event const* event;
  Outcome const& outcome;
  Engine const& engine;  ///< after the event
};

/// Appends the answer to a line.
using Teller = std::function<void(std::string& out, Played const& played)>;

/// Looks at the engine before it applies an event.
using Observer = std::function<void(Event const& event, Engine const& engine)>;

/// Plays the stream of `line.input` and writes the answer to each line. Returns the exit status.
[[nodiscard]] int play_stream(CommandLine const& line, Teller const& tell, Observer const& observe = {});

}  // namespace recordshare::command
