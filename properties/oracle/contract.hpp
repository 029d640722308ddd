// SPDX-License-Identifier: Apache-2.0
// contract.hpp defines a contract (I18): a precondition, an answer, a postcondition and a frame for one rule.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <recordshare/model/vocabulary.hpp>
#include "properties/world/scene.hpp"

// A contract is a struct named for its rule, with the rule's id and these functions of the scene before, the event and
// the scene after:
//
//   precondition   this rule decides the event; exactly one contract of an event has a true precondition
//   refusals       the rule's refusals in order (optional); requests have none
//   answer         the answer to a request (rules on requests only)
//   made_final     the records that become Final (E8 only; D9 has them in its answer)
//   effect         the exact new values of the parts that the rule changes
//   changed        the parts that the rule may change; the frame: all others are unchanged
//
// A refused event and a request in error have no effect: their frame is the whole state.

namespace recordshare::properties::contracts {

/// A list of contracts.
template <class... C>
struct List {};

/// The four parts of a contract.
enum class Part : std::uint8_t { Precondition, Answer, Postcondition, Frame };
inline constexpr std::array<std::string_view, 4> kPartNames{"precondition", "answer", "postcondition", "frame"};

// The components of a state.
inline constexpr unsigned kNothing = 0;
inline constexpr unsigned kLoaded = 1;
inline constexpr unsigned kPhase = 2;
inline constexpr unsigned kParties = 4;
inline constexpr unsigned kKeepers = 8;
inline constexpr unsigned kConsultations = 16;
inline constexpr unsigned kRecords = 32;
inline constexpr unsigned kLogins = 64;
inline constexpr unsigned kMonitored = 128;
inline constexpr unsigned kCall = 256;

/// All components except `changed` are unchanged.
template <unsigned changed, class S>
[[nodiscard]] constexpr auto same_but(S const& before, S const& after) {
  typename S::Bool same = S::truth(true);
  if constexpr ((changed & kLoaded) == 0) same = same && iff(after.loaded, before.loaded);
  if constexpr ((changed & kPhase) == 0) same = same && after.phase == before.phase;
  if constexpr ((changed & kParties) == 0) same = same && after.parties == before.parties;
  if constexpr ((changed & kKeepers) == 0) same = same && after.keepers == before.keepers;
  if constexpr ((changed & kConsultations) == 0)
    same = same && after.dialing == before.dialing && after.established == before.established;
  if constexpr ((changed & kRecords) == 0) same = same && after.records == before.records;
  if constexpr ((changed & kLogins) == 0) same = same && after.logins == before.logins;
  if constexpr ((changed & kMonitored) == 0) same = same && after.monitored == before.monitored;
  if constexpr ((changed & kCall) == 0) same = same && after.call == before.call;
  return same;
}

/// Whether any refusal of a list applies.
template <class Bool>
struct AnyRefusal {
  Bool applies;
  constexpr void operator()(Reason, Bool const& when) { applies = applies || when; }
};

/// Whether the outcome's reason is that of the first refusal that applies; and whether any applies.
template <class Bool, class GivenReason>
struct FirstRefusal {
  GivenReason const& given;
  Bool applies;
  Bool is_given;
  constexpr void operator()(Reason reason, Bool const& when) {
    is_given = is_given && implies(!applies && when, given == reason);
    applies = applies || when;
  }
};

/// The visitor after it has visited the refusals of a contract, if it has any.
template <class C, class S, class E, class Visitor>
[[nodiscard]] constexpr Visitor through_refusals(Scene<S> const& before, E const& e, Visitor visitor) {
  if constexpr (requires { C::refusals(before, e, visitor); }) C::refusals(before, e, visitor);
  return visitor;
}

template <class C, class S, class E>
[[nodiscard]] constexpr auto is_refused(Scene<S> const& before, E const& e) {
  return through_refusals<C>(before, e, AnyRefusal<typename S::Bool>{S::truth(false)}).applies;
}

/// The records that a rule on events makes Final.
template <class C, class S, class E>
[[nodiscard]] constexpr typename S::RecordSet made_final(Scene<S> const& before, E const& e) {
  if constexpr (requires { C::made_final(before, e); }) {
    return C::made_final(before, e);
  } else {
    return {};
  }
}

/// The answer of a rule on events: accepted, or refused with the first reason of its list; the rule id is its own.
template <class C, class S, class E, class O>
[[nodiscard]] constexpr auto answer(Scene<S> const& before, E const& e, O const& outcome) {
  if constexpr (requires { C::answer(before, e, outcome); }) {
    return outcome.rule == C::rule && C::answer(before, e, outcome);
  } else {
    using First = FirstRefusal<typename S::Bool, decltype(outcome.reason)>;
    auto const first = through_refusals<C>(before, e, First{outcome.reason, S::truth(false), S::truth(true)});
    return outcome.rule == C::rule && first.is_given && implies(first.applies, outcome.result == Result::Refused) &&
           implies(!first.applies, outcome.result == Result::Accepted && outcome.reason == Reason::None) &&
           outcome.answers_nothing() && outcome.shows_nothing() && outcome.names_nobody() &&
           outcome.tells_final(where(!first.applies, made_final<C>(before, e)));
  }
}

template <class C, class S, class E>
[[nodiscard]] constexpr auto postcondition(Scene<S> const& before, E const& e, Scene<S> const& after) {
  if constexpr (requires { C::effect(before, e, after); }) {
    return implies(!is_refused<C>(before, e), C::effect(before, e, after));
  } else {
    return S::truth(true);
  }
}

template <class C, class S, class E>
[[nodiscard]] constexpr auto frame(Scene<S> const& before, E const& e, Scene<S> const& after) {
  if constexpr (C::changed == kNothing) {
    return same_but<kNothing>(before.state, after.state);
  } else {
    return same_but<C::changed>(before.state, after.state) &&
           implies(is_refused<C>(before, e), same_but<kNothing>(before.state, after.state));
  }
}

}  // namespace recordshare::properties::contracts
