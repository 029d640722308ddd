// SPDX-License-Identifier: Apache-2.0
// judged_step.hpp asks every contract and every invariant of one step of a bounded world, for any event.
#pragma once

#include <string_view>

#include "properties/world/numbering.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::properties {

/// What a state or a step breaks; all empty where it breaks nothing.
struct BrokenRule {
  std::string_view name;      ///< of the invariant, or of the rule whose contract it is
  std::string_view part;      ///< of the contract; empty for an invariant
  std::string_view sentence;  ///< of the invariant; of I18 for a contract
  [[nodiscard]] bool found() const noexcept { return !name.empty(); }
};

// These are compiled once, in judged_step.cpp: they compile every contract and every invariant of every event.

/// The first invariant that the state breaks.
[[nodiscard]] BrokenRule broken_by_state(Scene<Snapshot> const& state) noexcept;

/// The contract that decides the step (I18), or else the first invariant that it breaks.
[[nodiscard]] BrokenRule broken_by_step(Scene<Snapshot> const& before, BoundedEvent const& event,
                                        StepOutcome const& outcome, Scene<Snapshot> const& after) noexcept;

}  // namespace recordshare::properties
