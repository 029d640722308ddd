// SPDX-License-Identifier: Apache-2.0
// checked_replay.hpp cuts a stream, starts a new engine, replays the log, and goes on (I16).
#pragma once

#include <string>

#include <recordshare/outcome.hpp>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

/// Spoils an outcome of the first engine: the planted error of a canary (canary.hpp). Null without a canary.
using SpoilReplay = void (*)(Event const& event, Outcome& outcome);

/// The first difference, in words; empty if there is no difference. One engine plays the whole stream. A second plays
/// the part before the cut and is destroyed. A third replays the log of the second (its events as lines), is moved, and
/// plays the rest. Its answers are the same bytes as those of the first, and both states are equal at the cut and at
/// the end.
[[nodiscard]] std::string fault_of_restart(EventInput const& input, SpoilReplay spoil = nullptr);

}  // namespace recordshare::fuzz
