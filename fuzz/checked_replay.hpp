// SPDX-License-Identifier: Apache-2.0
// checked_replay.hpp cuts a stream, starts an engine anew, replays what was logged, and goes on (I16).
#pragma once

#include <string>

#include <recordshare/outcome.hpp>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

/// Makes an outcome of the first engine wrong: how a canary is planted (canary.hpp). Null where nothing is.
using SpoilReplay = void (*)(Event const& event, Outcome& outcome);

/// What is wrong, in words; empty where nothing is. One engine takes the whole stream, and its answers are kept.
/// Another takes what is before the cut, and is gone. A third is given the log, which is the lines that the events are,
/// and then the rest, where it has been moved. Its answers are the same bytes as the first one's, and at the cut and at
/// the end it holds the same.
[[nodiscard]] std::string fault_of_restart(EventInput const& input, SpoilReplay spoil = nullptr);

}  // namespace recordshare::fuzz
