// SPDX-License-Identifier: Apache-2.0
// contracts.hpp lists the contracts of every event (I18), and checks steps of a bounded world against them.
#pragma once

#include <optional>
#include <string_view>

#include "properties/oracle/call_contracts.hpp"
#include "properties/oracle/environment_contracts.hpp"
#include "properties/oracle/request_contracts.hpp"
#include "properties/oracle/state_concept.hpp"

namespace recordshare::properties::contracts {

static_assert(State<Snapshot>);

/// The contracts of an event: in every state exactly one decides. Requests have no EventType.
template <class E>
[[nodiscard]] consteval auto contracts_of() {
  if constexpr (requires { &E::request; }) {
    return List<D1, D2, D3, D4, D5, D6, D7, D8, D9>{};
  } else if constexpr (kEvents[index_of(E::type)].section == Section::Call) {
    return deciding_call_event<E::type>();
  } else {
    return deciding_environment_event<E::type>();
  }
}

/// The part of a contract that a step breaks, with the name of the rule.
struct Violation {
  std::string_view contract;
  Part part;
  friend bool operator==(Violation const&, Violation const&) = default;
};

/// The first part of this contract that the step breaks, if any.
template <class C, class E>
[[nodiscard]] std::optional<Violation> check(Scene<Snapshot> const& before, E const& e, StepOutcome const& outcome,
                                             Scene<Snapshot> const& after) noexcept {
  if (!C::precondition(before, e)) return Violation{name(C::rule), Part::Precondition};
  if (!answer<C>(before, e, outcome)) return Violation{name(C::rule), Part::Answer};
  if (!postcondition<C>(before, e, after)) return Violation{name(C::rule), Part::Postcondition};
  if (!frame<C>(before, e, after)) return Violation{name(C::rule), Part::Frame};
  return std::nullopt;
}

/// The first contract that the step breaks: that of the rule in the outcome, or, if this is not a rule of the event,
/// that of the rule that should have decided. Nothing if all hold.
template <class E>
[[nodiscard]] std::optional<Violation> check(Scene<Snapshot> const& before, E const& e, StepOutcome const& outcome,
                                             Scene<Snapshot> const& after) noexcept {
  return [&]<class... C>(List<C...>) -> std::optional<Violation> {
    std::optional<Violation> found;
    bool const named = ((outcome.rule == C::rule && (found = check<C>(before, e, outcome, after), true)) || ...);
    if (named) return found;
    static_cast<void>(((C::precondition(before, e) && (found = Violation{name(C::rule), Part::Answer}, true)) || ...));
    return found;
  }(contracts_of<E>());
}

}  // namespace recordshare::properties::contracts
