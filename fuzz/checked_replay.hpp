// SPDX-License-Identifier: Apache-2.0
// checked_replay.hpp cuts a stream, starts a new engine, replays the log, and goes on (I16).
#pragma once

#include <string>

#include <recordshare/engine.hpp>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

/// Planted errors, of a canary (canary.hpp) or of a test; null: none.
struct SpoilRestart {
  void (*outcome)(Event const& event, Outcome& outcome) = nullptr;  ///< spoils an outcome of the first engine
  void (*log)(std::string& log) = nullptr;                          ///< spoils the log before it is replayed
  void (*at_cut)(Engine& engine) = nullptr;                         ///< spoils the third engine after the replay
  void (*at_end)(Engine& engine) = nullptr;                         ///< spoils the third engine at the end
};

/// The first difference, in words; empty if there is no difference. One engine plays the whole stream. A second plays
/// the part before the cut and is destroyed. A third replays the log of the second (its events as lines), is moved, and
/// plays the rest. Its answers are the same bytes as those of the first, and both states are equal at the cut and at
/// the end.
[[nodiscard]] std::string fault_of_restart(EventInput const& input, SpoilRestart const& spoil = {});

}  // namespace recordshare::fuzz
