// SPDX-License-Identifier: Apache-2.0
// bounded_step.hpp lets tests ask contracts and invariants of one step of a bounded world.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "properties/contracts/contracts.hpp"
#include "properties/invariants.hpp"

namespace recordshare::tests {

using BoundedEvent = model::AnyEvent<properties::Bounded>;
using properties::Snapshot;
using properties::StepOutcome;
using Scene = properties::Scene<Snapshot>;
using properties::contracts::Part;
using properties::contracts::Violation;

inline std::optional<Violation> check(Scene const& before, BoundedEvent const& event, StepOutcome const& outcome,
                                      Scene const& after) {
  return std::visit([&](auto const& e) { return properties::contracts::check(before, e, outcome, after); }, event);
}

/// The name of the first invariant that the step or its last state breaks; empty where all hold.
inline std::string broken_invariant(Scene const& before, BoundedEvent const& event, StepOutcome const& outcome,
                                    Scene const& after) {
  if (auto const* const broken = properties::invariants::broken_by(after)) return std::string(broken->name);
  auto const* const broken =
      std::visit([&](auto const& e) { return properties::invariants::broken_by(before, e, outcome, after); }, event);
  return broken == nullptr ? "" : std::string(broken->name);
}

/// How many contracts say that they decide the event.
inline std::size_t deciding(Scene const& before, BoundedEvent const& event) {
  return std::visit(
      [&]<class E>(E const& e) {
        return [&]<class... C>(properties::contracts::List<C...>) {
          return (std::size_t{C::precondition(before, e)} + ...);
        }(properties::contracts::contracts_of<E>());
      },
      event);
}

/// A step of the engine, seen as one of a bounded world.
struct Step {
  Snapshot before;
  BoundedEvent event;
  StepOutcome outcome;
  Snapshot after;
};

}  // namespace recordshare::tests
