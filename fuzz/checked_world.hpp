// SPDX-License-Identifier: Apache-2.0
// checked_world.hpp plays streams to the engine, and holds every step against all that is known of the rules.
#pragma once

#include <memory>
#include <string>

#include <recordshare/outcome.hpp>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

/// Makes an outcome wrong: how a canary is planted (canary.hpp). Null where nothing is.
using SpoilOutcome = void (*)(Event const& event, Outcome& outcome);

/// Plays streams, each to a new engine, and says what is wrong. After every event:
///
/// * the outcome is the reference's, and so is the state of the event's chain;
/// * the contract that decides the event holds, and every invariant of a step and of a state (I1 to I11, I15, I17,
/// I18);
/// * a refusal has changed not a bit (I10), an event of one chain not a bit of another (I12);
/// * who has which access and standing is what section 3 and the logins say.
///
/// At the end all states equal the reference's; all agents with Full access race for each Open record, and one gets it
/// (I14); where nobody has, somebody with a place gets it in at most three events (I13).
///
/// It reuses its memory: a stream of 64 events takes some 10 microseconds. One thread at a time.
class CheckedWorld {
 public:
  explicit CheckedWorld(SpoilOutcome spoil = nullptr);
  ~CheckedWorld();
  CheckedWorld(CheckedWorld const&) = delete;
  CheckedWorld& operator=(CheckedWorld const&) = delete;

  /// What is wrong, in words: the event, and what it breaks; empty where nothing is.
  [[nodiscard]] std::string fault_of(EventInput const& input);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::fuzz
