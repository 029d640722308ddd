// SPDX-License-Identifier: Apache-2.0
// judged_step.hpp checks one step of a bounded world against all contracts and invariants.
#pragma once

#include <string_view>

#include "properties/world/numbering.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::properties {

/// The broken contract or invariant; all members are empty if nothing is broken.
struct BrokenRule {
  std::string_view name;      ///< of the invariant, or of the contract's rule
  std::string_view part;      ///< of the contract; empty for an invariant
  std::string_view sentence;  ///< of the invariant; of I18 for a contract
  [[nodiscard]] bool found() const noexcept { return !name.empty(); }
};

// Compiled once, in judged_step.cpp: instantiating every contract and invariant for every event is slow.

/// The first invariant that the state breaks, if any.
[[nodiscard]] BrokenRule broken_by_state(Scene<Snapshot> const& state) noexcept;

/// The contract of the step (I18) if it is broken, otherwise the first broken invariant, if any.
[[nodiscard]] BrokenRule broken_by_step(Scene<Snapshot> const& before, BoundedEvent const& event,
                                        StepOutcome const& outcome, Scene<Snapshot> const& after) noexcept;

}  // namespace recordshare::properties
