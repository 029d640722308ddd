// SPDX-License-Identifier: Apache-2.0
// environment_contracts.hpp defines the contracts of environment events (rules.md, section 6), in set notation.
#pragma once

#include "properties/oracle/request_contracts.hpp"

namespace recordshare::properties::contracts {

/// A rule that is the only one of its event, and decides in every state.
struct Alone {
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const&, E const&) {
    return S::truth(true);
  }
};

/// The DN is monitored.
struct E1 : Alone {
  static constexpr Rule rule = Rule::E1;
  static constexpr unsigned changed = kMonitored;
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.monitored == (before.state.monitored | only(e.dn));
  }
};

/// The DN is not monitored.
struct E2 : Alone {
  static constexpr Rule rule = Rule::E2;
  static constexpr unsigned changed = kMonitored;
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.monitored == before.state.monitored - only(e.dn);
  }
};

/// The agent is logged in at exactly these DNs; the others who were at one of them are logged out.
struct E3 : Alone {
  static constexpr Rule rule = Rule::E3;
  static constexpr unsigned changed = kLogins;
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    auto const displaced = before.state.logins.into(e.dns).domain() | only(e.agent);
    return after.state.logins == ((before.state.logins - before.state.logins.from(displaced)) | only(e.agent, e.dns));
  }
};

/// The agent is logged out; its roles in chains stay.
struct E4 : Alone {
  static constexpr Rule rule = Rule::E4;
  static constexpr unsigned changed = kLogins;
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const& e, auto& refuse) {
    refuse(Reason::AgentNotLoggedIn, !s.state.logins.domain().contains(e.agent));
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.logins == before.state.logins - before.state.logins.from(only(e.agent));
  }
};

/// No agent has a role in the chain, and it never had a call.
template <class S>
[[nodiscard]] constexpr auto is_nobodys(S const& state) {
  return state.phase == Phase::Idle && state.parties.is_empty() && state.keepers.is_empty() &&
         state.dialing.is_empty() && state.established.is_empty() && state.call.is_empty();
}

inline constexpr unsigned kWholeChain = kLoaded | kPhase | kParties | kKeepers | kConsultations | kCall | kRecords;

/// The chain is known: `Idle`, without parties and keepers, all records Open.
struct E5 : Alone {
  static constexpr Rule rule = Rule::E5;
  static constexpr unsigned changed = kWholeChain;
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const& e, auto& refuse) {
    refuse(Reason::DuplicateChain, s.state.loaded);
    refuse(Reason::EmptyChain, e.records.set.is_empty());
    refuse(Reason::DuplicateRecord, e.records.repeats || !(e.records.set & s.state.records.known()).is_empty());
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const&, E const& e, Scene<S> const& after) {
    return after.state.loaded && is_nobodys(after.state) && after.state.records.known() == e.records.set &&
           after.state.records.open() == e.records.set;
  }
};

/// The chain and its records are forgotten.
struct E6 : Alone {
  static constexpr Rule rule = Rule::E6;
  static constexpr unsigned changed = kWholeChain;
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const&, auto& refuse) {
    refuse(Reason::UnknownChain, !s.state.loaded);
    refuse(Reason::CallAlreadyLive, s.is_live() && s.attended);
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const&, E const&, Scene<S> const& after) {
    return !after.state.loaded && is_nobodys(after.state) && after.state.records.is_empty();
  }
};

/// One more Open record.
struct E7 : Alone {
  static constexpr Rule rule = Rule::E7;
  static constexpr unsigned changed = kRecords;
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const& e, auto& refuse) {
    refuse(Reason::UnknownChain, !s.state.loaded);
    refuse(Reason::DuplicateRecord, is_of_known_record(s, e));
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.records == before.state.records.with(only(e.record), S::Mark::open());
  }
};

/// The server finalizes the record.
struct E8 : Alone {
  static constexpr Rule rule = Rule::E8;
  static constexpr unsigned changed = kRecords;
  template <class S, class E>
  static constexpr void refusals(Scene<S> const& s, E const& e, auto& refuse) {
    refuse(Reason::UnknownRecord, !is_of_known_record(s, e));
    refuse(Reason::RecordAlreadyFinal, s.state.records.final().contains(e.record));
  }
  template <class S, class E>
  static constexpr auto made_final(Scene<S> const& before, E const& e) {
    return final_at_once(before, e.record);
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.records == before.state.records.with(made_final(before, e), S::Mark::canceled());
  }
};

/// The contract that decides an event of this type.
template <EventType type>
[[nodiscard]] consteval auto deciding_environment_event() {
  using enum EventType;
  if constexpr (type == DnMonitored) return List<E1>{};
  if constexpr (type == DnUnmonitored) return List<E2>{};
  if constexpr (type == AgentLogin) return List<E3>{};
  if constexpr (type == AgentLogout) return List<E4>{};
  if constexpr (type == ChainLoaded) return List<E5>{};
  if constexpr (type == ChainUnloaded) return List<E6>{};
  if constexpr (type == RecordAdded) return List<E7>{};
  if constexpr (type == RecordCanceled) return List<E8>{};
}

}  // namespace recordshare::properties::contracts
