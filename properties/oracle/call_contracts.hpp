// SPDX-License-Identifier: Apache-2.0
// call_contracts.hpp defines the contracts of call events (rules.md, section 4), in set notation.
#pragma once

#include "properties/oracle/contract.hpp"

namespace recordshare::properties::contracts {

/// R8: the new keepers, from the state after the event; `leavers` left by this event.
template <class S>
[[nodiscard]] constexpr auto keepers_found_anew(Scene<S> const& before, Scene<S> const& after,
                                                typename S::AgentSet const& leavers) {
  auto const kept = where(!before.attended, before.state.keepers);
  return where(!after.attended, (leavers | kept) - after.state.parties);
}

/// R12: consultations exist only while the phase is `Live`.
template <class S, class Pairs>
[[nodiscard]] constexpr auto while_live(Scene<S> const& scene, Pairs const& pairs) {
  return where(scene.is_live(), pairs);
}

/// The agent's consultations, as initiator or target.
template <class Pairs, class Agent>
[[nodiscard]] constexpr auto of(Pairs const& pairs, Agent const& agent) {
  return pairs.from(only(agent)) | pairs.into(only(agent));
}

template <class S, class E>
[[nodiscard]] constexpr auto knows(Scene<S> const& s, E const& e) {
  return s.state.records.known().contains(e.record);
}

/// Call ids: the event and the live call have one each, and they differ.
template <class S, class E>
[[nodiscard]] constexpr auto is_of_other_call(Scene<S> const& s, E const& e) {
  return s.is_live() && !e.call.is_empty() && !s.state.call.is_empty() && !(e.call == s.state.call);
}

template <class S, class E>
[[nodiscard]] constexpr auto is_on_live_call(Scene<S> const& s, E const& e) {
  return knows(s, e) && s.is_live() && !is_of_other_call(s, e);
}

/// Call ids: a completed transfer or conference gives the id that the call has from then on; without one it keeps its
/// id.
template <class S, class E>
[[nodiscard]] constexpr auto has_new_call(Scene<S> const& before, E const& e, Scene<S> const& after) {
  return after.state.call == (e.new_call | where(e.new_call.is_empty(), before.state.call));
}

/// For events with `from` and `to`: a live call, two agents, the first on the call.
template <class S, class E>
[[nodiscard]] constexpr auto comes_from_party(Scene<S> const& s, E const& e) {
  return is_on_live_call(s, e) && !(e.from == e.to) && s.state.parties.contains(e.from);
}

template <class S>
[[nodiscard]] constexpr auto has_no_consultations(Scene<S> const& s) {
  return s.state.dialing.is_empty() && s.state.established.is_empty();
}

/// Call established.
struct R2 {
  static constexpr Rule rule = Rule::R2;
  static constexpr unsigned changed = kPhase | kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return knows(s, e);
  }
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const&, auto& refuse) {
    refuse(Reason::CallAlreadyLive, s.is_live() && s.attended);
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.phase == Phase::Live && after.state.parties == only(e.agent) && has_no_consultations(after) &&
           after.state.keepers == keepers_found_anew(before, after, before.state.parties) && after.state.call == e.call;
  }
};

/// R3, R4 and R6: `from` leaves the call and `to` joins it; the consultations that `from` is in end.
struct Transfer {
  static constexpr unsigned changed = kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.parties == ((before.state.parties - only(e.from)) | only(e.to)) &&
           after.state.dialing == before.state.dialing - of(before.state.dialing, e.from) &&
           after.state.established == before.state.established - of(before.state.established, e.from) &&
           after.state.keepers == keepers_found_anew(before, after, only(e.from)) && has_new_call(before, e, after);
  }
};

/// Single-step transfer completed.
struct R3 : Transfer {
  static constexpr Rule rule = Rule::R3;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return comes_from_party(s, e);
  }
};

/// Mute transfer completed: it completes a consultation still marked `Dialing`.
struct R4 : Transfer {
  static constexpr Rule rule = Rule::R4;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return comes_from_party(s, e) && s.state.dialing.contains(e.from, e.to);
  }
};

/// Two-step transfer completed, or one whose consultation was never reported established, nor initiated.
struct R6 : Transfer {
  static constexpr Rule rule = Rule::R6;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return comes_from_party(s, e) && !s.state.dialing.contains(e.from, e.to);
  }
};

/// Consultation initiated, and established.
struct R5 {
  static constexpr Rule rule = Rule::R5;
  static constexpr unsigned changed = kConsultations;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    if constexpr (E::type == EventType::ConsultationEstablished) {
      return comes_from_party(s, e) && s.state.dialing.contains(e.from, e.to);
    } else {
      auto const pairs = s.state.dialing | s.state.established;
      return comes_from_party(s, e) && !pairs.range().contains(e.from) &&
             !(pairs.domain() | pairs.range()).contains(e.to);
    }
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    auto const pair = only(e.from, e.to);
    if constexpr (E::type == EventType::ConsultationEstablished) {
      return after.state.dialing == before.state.dialing - pair &&
             after.state.established == (before.state.established | pair);
    } else {
      // One that `from` has begun with somebody else ends.
      auto const begun = only(e.from);
      return after.state.dialing == ((before.state.dialing - before.state.dialing.from(begun)) | pair) &&
             after.state.established == before.state.established - before.state.established.from(begun);
    }
  }
};

/// Conference completed: `to` joins, and the completed consultation ends. A single-step one ends a consultation between
/// the two, in either direction.
struct R7 {
  static constexpr Rule rule = Rule::R7;
  static constexpr unsigned changed = kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    if constexpr (E::type == EventType::SingleStepConferenceCompleted) {
      return comes_from_party(s, e);
    } else {
      return comes_from_party(s, e) && (s.state.dialing | s.state.established).contains(e.from, e.to);
    }
  }
  template <class E>
  static constexpr auto ended(E const& e) {
    if constexpr (E::type == EventType::SingleStepConferenceCompleted) {
      return only(e.from, e.to) | only(e.to, e.from);
    } else {
      return only(e.from, e.to);
    }
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.parties == (before.state.parties | only(e.to)) &&
           after.state.dialing == before.state.dialing - ended(e) &&
           after.state.established == before.state.established - ended(e) &&
           after.state.keepers == keepers_found_anew(before, after, typename S::AgentSet{}) &&
           has_new_call(before, e, after);
  }
};

/// Consultation released; a target that is not a party leaves.
struct R9 {
  static constexpr Rule rule = Rule::R9;
  static constexpr unsigned changed = kConsultations;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    auto const pairs = s.state.dialing | s.state.established;
    if constexpr (E::type == EventType::PartyLeft) {
      return is_on_live_call(s, e) && !s.state.parties.contains(e.agent) && pairs.range().contains(e.agent);
    } else {
      return comes_from_party(s, e) && pairs.contains(e.from, e.to);
    }
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    if constexpr (E::type == EventType::PartyLeft) {
      return after.state.dialing == before.state.dialing - before.state.dialing.into(only(e.agent)) &&
             after.state.established == before.state.established - before.state.established.into(only(e.agent));
    } else {
      return after.state.dialing == before.state.dialing - only(e.from, e.to) &&
             after.state.established == before.state.established - only(e.from, e.to);
    }
  }
};

/// A party leaves the call.
struct R10 {
  static constexpr Rule rule = Rule::R10;
  static constexpr unsigned changed = kPhase | kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return is_on_live_call(s, e) && s.state.parties.contains(e.agent);
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    auto const remaining = before.state.parties - only(e.agent);
    return after.state.parties == remaining && implies(remaining.is_empty(), after.state.phase == Phase::WrapUp) &&
           implies(!remaining.is_empty(), after.state.phase == before.state.phase) &&
           after.state.dialing == while_live(after, before.state.dialing - of(before.state.dialing, e.agent)) &&
           after.state.established ==
               while_live(after, before.state.established - of(before.state.established, e.agent)) &&
           after.state.keepers == keepers_found_anew(before, after, only(e.agent)) &&
           after.state.call == where(after.is_live(), before.state.call);
  }
};

/// The call ends.
struct R11 {
  static constexpr Rule rule = Rule::R11;
  static constexpr unsigned changed = kPhase | kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return is_on_live_call(s, e);
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const&, Scene<S> const& after) {
    return after.state.phase == Phase::WrapUp && after.state.parties.is_empty() &&
           after.state.dialing == while_live(after, before.state.dialing) &&
           after.state.established == while_live(after, before.state.established) && after.state.call.is_empty() &&
           after.state.keepers == keepers_found_anew(before, after, before.state.parties);
  }
};

/// Order: a call event that does not fit the state is refused and changes nothing.
struct R13 {
  static constexpr Rule rule = Rule::R13;
  static constexpr unsigned changed = kNothing;

  /// The table, from top to bottom.
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const& e, auto& refuse) {
    using enum EventType;
    constexpr auto type = E::type;
    constexpr bool kSaysAnew = type == CallEstablished || type == PreviewRecord || type == CallRecovered;
    constexpr bool kNeedsConsultation =
        type == ConsultationEstablished || type == ConsultationReleased || type == ConferenceCompleted;
    auto const pairs = s.state.dialing | s.state.established;
    refuse(Reason::UnknownRecord, !knows(s, e));
    if constexpr (!kSaysAnew) {
      refuse(Reason::OtherCall, is_of_other_call(s, e));
      refuse(Reason::NoLiveCall, !s.is_live());
    }
    if constexpr (requires { e.from; }) {
      refuse(Reason::SameAgent, e.from == e.to);
      refuse(Reason::NotOnCall, !s.state.parties.contains(e.from));
    }
    if constexpr (type == PartyLeft)
      refuse(Reason::NotOnCall, !s.state.parties.contains(e.agent) && !pairs.range().contains(e.agent));
    if constexpr (type == ConsultationInitiated) {
      refuse(Reason::ConsultationBusy,
             (pairs.domain() | pairs.range()).contains(e.to) || pairs.range().contains(e.from));
    }
    if constexpr (kNeedsConsultation) refuse(Reason::NoConsultation, !pairs.contains(e.from, e.to));
    if constexpr (type == ConsultationEstablished)
      refuse(Reason::AlreadyEstablished, s.state.established.contains(e.from, e.to));
  }
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return is_refused<R13>(s, e);
  }
};

/// Preview.
struct R14 {
  static constexpr Rule rule = Rule::R14;
  static constexpr unsigned changed = kPhase | kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return knows(s, e);
  }
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const& e, auto& refuse) {
    refuse(Reason::CallAlreadyLive, s.is_live() && s.attended);
    refuse(Reason::NotEligible, !s.eligible.contains(e.agent));
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const&, E const& e, Scene<S> const& after) {
    return after.state.phase == Phase::Idle && after.state.parties.is_empty() && has_no_consultations(after) &&
           after.state.keepers == only(e.agent) && after.state.call.is_empty();
  }
};

/// Call recovered: the parties are exactly those named. With nobody named, a live call ends and nothing else changes.
struct R15 {
  static constexpr Rule rule = Rule::R15;
  static constexpr unsigned changed = kPhase | kParties | kKeepers | kConsultations | kCall;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return knows(s, e);
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    auto const nobody = e.parties.is_empty();
    auto const nothing = nobody && !before.is_live();
    auto const is_new = after.state.parties == e.parties && has_no_consultations(after) &&
                        after.state.keepers == keepers_found_anew(before, after, before.state.parties);
    return implies(nothing, same_but<kNothing>(before.state, after.state)) && implies(!nothing, is_new) &&
           implies(!nobody, after.state.phase == Phase::Live) &&
           implies(nobody && before.is_live(), after.state.phase == Phase::WrapUp) &&
           implies(!nothing, after.state.call == where(!nobody, e.call));
  }
};

/// The contracts of an event type: in every state exactly one decides.
template <EventType type>
[[nodiscard]] consteval auto deciding_call_event() {
  using enum EventType;
  if constexpr (type == PreviewRecord) return List<R13, R14>{};
  if constexpr (type == CallEstablished) return List<R13, R2>{};
  if constexpr (type == SingleStepTransferCompleted) return List<R13, R3>{};
  if constexpr (type == ConsultationInitiated || type == ConsultationEstablished) return List<R13, R5>{};
  if constexpr (type == ConsultationReleased) return List<R13, R9>{};
  if constexpr (type == TransferCompleted) return List<R13, R4, R6>{};
  if constexpr (type == ConferenceCompleted || type == SingleStepConferenceCompleted) return List<R13, R7>{};
  if constexpr (type == PartyLeft) return List<R13, R9, R10>{};
  if constexpr (type == CallEnded) return List<R13, R11>{};
  if constexpr (type == CallRecovered) return List<R13, R15>{};
}

}  // namespace recordshare::properties::contracts
