// SPDX-License-Identifier: Apache-2.0
// contracts.hpp gives the contracts of every event (I18), and checks a step of a bounded world against them.
#pragma once

#include <optional>
#include <string_view>

#include "properties/oracle/call_contracts.hpp"
#include "properties/oracle/environment_contracts.hpp"
#include "properties/oracle/request_contracts.hpp"
#include "properties/oracle/state_concept.hpp"

namespace recordshare::properties::contracts {

static_assert(State<Snapshot>);

/// A list of contracts.
template <class... C>
struct List {};

/// The contracts that can decide an event of this type: in any state exactly one does. Requests have no EventType.
template <EventType type>
[[nodiscard]] consteval auto deciding() {
  using enum EventType;
  if constexpr (type == DnMonitored) return List<E1>{};
  if constexpr (type == DnUnmonitored) return List<E2>{};
  if constexpr (type == AgentLogin) return List<E3>{};
  if constexpr (type == AgentLogout) return List<E4>{};
  if constexpr (type == ChainLoaded) return List<E5>{};
  if constexpr (type == ChainUnloaded) return List<E6>{};
  if constexpr (type == RecordAdded) return List<E7>{};
  if constexpr (type == RecordCanceled) return List<E8>{};
  if constexpr (type == PreviewRecord) return List<R13, R14>{};
  if constexpr (type == CallEstablished) return List<R13, R2>{};
  if constexpr (type == SingleStepTransferCompleted) return List<R13, R3>{};
  if constexpr (type == ConsultationInitiated || type == ConsultationEstablished) return List<R13, R5>{};
  if constexpr (type == ConsultationReleased) return List<R13, R9>{};
  if constexpr (type == TransferCompleted) return List<R13, R4, R6>{};
  if constexpr (type == ConferenceCompleted || type == SingleStepConferenceCompleted) return List<R13, R7>{};
  if constexpr (type == PartyLeft) return List<R13, R9, R10>{};
  if constexpr (type == CallEnded) return List<R13, R11>{};
}

template <class E>
[[nodiscard]] consteval auto contracts_of() {
  if constexpr (requires { &E::request; }) {
    return List<D1, D2, D3, D4, D5, D6, D7, D8, D9>{};
  } else {
    return deciding<E::type>();
  }
}

/// A contract that a step breaks, by its rule's name, and the part of it.
struct Violation {
  std::string_view contract;
  Part part;
  friend bool operator==(Violation const&, Violation const&) = default;
};

/// The first part of this contract that the step breaks.
template <class C, class E>
[[nodiscard]] std::optional<Violation> check(Scene<Snapshot> const& before, E const& e, StepOutcome const& outcome,
                                             Scene<Snapshot> const& after) noexcept {
  if (!C::precondition(before, e)) return Violation{name(C::rule), Part::Precondition};
  if (!answer<C>(before, e, outcome)) return Violation{name(C::rule), Part::Answer};
  if (!postcondition<C>(before, e, after)) return Violation{name(C::rule), Part::Postcondition};
  if (!frame<C>(before, e, after)) return Violation{name(C::rule), Part::Frame};
  return std::nullopt;
}

/// The first contract that the step breaks: that of the rule which the outcome names, or, where that is none of this
/// event's, that of the rule which should have decided. Nothing where all hold.
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
