// SPDX-License-Identifier: Apache-2.0
// judged_step.cpp instantiates all contracts and invariants for all events of the bounded world.
#include "properties/oracle/judged_step.hpp"

#include <variant>

#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"

namespace recordshare::properties {
namespace {

BrokenRule told(invariants::Term const* broken) noexcept {
  if (broken == nullptr) return {};
  return {broken->name, {}, broken->sentence};
}

}  // namespace

BrokenRule broken_by_state(Scene<Snapshot> const& state) noexcept { return told(invariants::broken_by(state)); }

BrokenRule broken_by_step(Scene<Snapshot> const& before, BoundedEvent const& event, StepOutcome const& outcome,
                          Scene<Snapshot> const& after) noexcept {
  return std::visit(
      [&](auto const& e) -> BrokenRule {
        if (auto const violation = contracts::check(before, e, outcome, after))
          return {violation->contract, contracts::kPartNames[static_cast<std::size_t>(violation->part)],
                  invariants::I18::sentence};
        return told(invariants::broken_by(before, e, outcome, after));
      },
      event);
}

}  // namespace recordshare::properties
