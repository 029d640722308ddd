// SPDX-License-Identifier: Apache-2.0
// bounded_step.hpp checks contracts and invariants on one step of a bounded world.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"

namespace recordshare::tests {

using BoundedEvent = model::AnyEvent<properties::Bounded>;
using properties::Snapshot;
using properties::StepOutcome;
using Scene = properties::Scene<Snapshot>;
using properties::contracts::Part;
using properties::contracts::Violation;

// These are compiled once, in bounded_step.cpp: each compiles every contract, or every invariant, of every event.

std::optional<Violation> check(Scene const& before, BoundedEvent const& event, StepOutcome const& outcome,
                               Scene const& after);

/// The name of the first invariant that the step or its next state breaks; empty if all hold.
std::string broken_invariant(Scene const& before, BoundedEvent const& event, StepOutcome const& outcome,
                             Scene const& after);

/// The number of contracts that decide the event.
std::size_t deciding(Scene const& before, BoundedEvent const& event);

/// A step of the engine as a step of a bounded world.
struct Step {
  Snapshot before;
  BoundedEvent event;
  StepOutcome outcome;
  Snapshot after;
};

}  // namespace recordshare::tests
