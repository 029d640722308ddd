// SPDX-License-Identifier: Apache-2.0
// stream.hpp plays an event stream: every line is read, decided by one engine, and told in words or in JSON.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include <recordshare/recordshare.hpp>

#include "engine/command/options.hpp"

namespace recordshare::command {

/// One line of the stream and what became of it. `event` is null where the line was none.
struct Played {
  std::uint64_t sequence;
  Event const* event;
  Outcome const& outcome;
  Engine const& engine;  ///< as it is after the event
};

/// Appends to `out` what is to be said of a line.
using Teller = std::function<void(std::string& out, Played const& played)>;

/// Plays the stream that `line` names, telling every line of it; gives the exit status.
[[nodiscard]] int play_stream(CommandLine const& line, Teller const& tell);

}  // namespace recordshare::command
