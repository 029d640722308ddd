// SPDX-License-Identifier: Apache-2.0
// checked_world.hpp plays streams on the engine, and checks every step by the reference, the contracts and the
// invariants.
#pragma once

#include <memory>
#include <string>

#include <recordshare/outcome.hpp>

#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {

class OpenEngine;

/// Planted errors, of a canary (canary.hpp) or of a test; null: none.
struct SpoilWorld {
  /// Spoils an event before the engine takes it.
  void (*event)(OpenEngine const& engine, Event& event) = nullptr;
  /// Spoils an outcome.
  void (*outcome)(Event const& event, Outcome& outcome) = nullptr;
  /// Spoils the engine's state after an event.
  void (*engine)(OpenEngine& engine, Event const& event, Outcome const& outcome) = nullptr;
  /// Whether the reference judges too: without it, the other checks alone must find the error.
  bool with_reference = true;
};

/// Plays streams, each on a new engine, and returns the first fault. After every event:
///
/// * the outcome is the reference's, and so is the state of the event's chain;
/// * the contract that decides the event holds, and every invariant of a step and of a state (I1 to I11, I15, I17
/// to I22);
/// * a refusal has changed no bit of the state (I10), an event of one chain no bit of another chain (I12);
/// * accesses and standings follow from section 3 and the logins.
///
/// At the end all states equal the reference's. All agents with Full access race for each Open record, and one gets it
/// (I14). If nobody has Full access, a party or keeper gets the record in at most three events (I13).
///
/// Its memory is reused: a stream of 64 events takes some 10 microseconds. One thread at a time.
class CheckedWorld {
 public:
  explicit CheckedWorld(SpoilWorld spoil = {});
  ~CheckedWorld();
  CheckedWorld(CheckedWorld const&) = delete;
  CheckedWorld& operator=(CheckedWorld const&) = delete;

  /// The first fault: the event and the property that it breaks; empty if all hold.
  [[nodiscard]] std::string fault_of(EventInput const& input);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::fuzz
