// SPDX-License-Identifier: Apache-2.0
// request_contracts.hpp defines the contracts of desktop requests (rules.md, section 5), in set notation.
#pragma once

#include "properties/oracle/contract.hpp"

namespace recordshare::properties::contracts {

// "The first row that applies decides": each precondition also excludes all rows before it.

template <class S, class E>
[[nodiscard]] constexpr auto is_of_known_record(Scene<S> const& s, E const& e) {
  return s.state.records.known().contains(e.record);
}

/// The record is known and the agent has Full access, so the agent is eligible. (I8)
template <class S, class E>
[[nodiscard]] constexpr auto has_full_access(Scene<S> const& s, E const& e) {
  return is_of_known_record(s, e) && s.full.contains(e.agent);
}

template <class S, class E>
[[nodiscard]] constexpr auto has_read_only_access(Scene<S> const& s, E const& e) {
  return is_of_known_record(s, e) && s.reading.contains(e.agent);
}

template <class O>
[[nodiscard]] constexpr auto is_error(O const& outcome, Reason reason) {
  return outcome.result == Result::Error && outcome.reason == reason && outcome.answers_nothing() &&
         outcome.shows_nothing() && outcome.finalizes_nothing();
}

template <class O, class Request>
[[nodiscard]] constexpr auto is_acknowledged(O const& outcome, Request const& request) {
  return outcome.result == Result::Acknowledged && outcome.reason == Reason::None && outcome.answers(request) &&
         outcome.names_nobody();
}

/// The records that one finalization makes Final (section 7, `final_scope`): `record`, or all Open ones of its chain.
template <class S, class Record>
[[nodiscard]] constexpr auto final_at_once(Scene<S> const& s, Record const& record) {
  return only(record) | where(s.policies.final_scope == FinalScope::Chain, s.state.records.open());
}

/// An error with this reason, without a finality.
template <Rule id, Reason why>
struct ErrorRow {
  static constexpr Rule rule = id;
  static constexpr unsigned changed = kNothing;
  template <class S, class E, class O>
  static constexpr auto answer(Scene<S> const&, E const&, O const& outcome) {
    return is_error(outcome, why) && outcome.names_nobody();
  }
};

struct D1 : ErrorRow<Rule::D1, Reason::UnknownRecord> {
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return !is_of_known_record(s, e);
  }
};

struct D2 : ErrorRow<Rule::D2, Reason::NotLoggedIn> {
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return is_of_known_record(s, e) && !s.state.logins.domain().contains(e.agent);
  }
};

struct D3 : ErrorRow<Rule::D3, Reason::NotMonitored> {
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return is_of_known_record(s, e) && (s.state.logins.domain() - s.eligible).contains(e.agent);
  }
};

struct D4 : ErrorRow<Rule::D4, Reason::NoAccess> {
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return is_of_known_record(s, e) && (s.eligible - s.full - s.reading).contains(e.agent);
  }
};

/// The answer shows the records, marked read-only.
struct D5 {
  static constexpr Rule rule = Rule::D5;
  static constexpr unsigned changed = kNothing;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return has_read_only_access(s, e) && reads(e.request);
  }
  template <class S, class E, class O>
  static constexpr auto answer(Scene<S> const& before, E const& e, O const& outcome) {
    return is_acknowledged(outcome, e.request) && outcome.finalizes_nothing() && outcome.is_read_only() &&
           outcome.shows(before.state.records.known(), typename S::RecordSet{});
  }
};

struct D6 : ErrorRow<Rule::D6, Reason::ReadOnlyAccess> {
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return has_read_only_access(s, e) && !reads(e.request);
  }
};

/// The answer shows the records, each with whether it can still be updated.
struct D7 {
  static constexpr Rule rule = Rule::D7;
  static constexpr unsigned changed = kNothing;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return has_full_access(s, e) && reads(e.request);
  }
  template <class S, class E, class O>
  static constexpr auto answer(Scene<S> const& before, E const& e, O const& outcome) {
    return is_acknowledged(outcome, e.request) && outcome.finalizes_nothing() && !outcome.is_read_only() &&
           outcome.shows(before.state.records.known(), before.state.records.open());
  }
};

/// The error names the request and the agent that finalized the record.
struct D8 {
  static constexpr Rule rule = Rule::D8;
  static constexpr unsigned changed = kNothing;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return has_full_access(s, e) && !reads(e.request) && s.state.records.final().contains(e.record) &&
           !is_always_taken(s.policies, e.request);
  }
  template <class S, class E, class O>
  static constexpr auto answer(Scene<S> const& before, E const& e, O const& outcome) {
    return is_error(outcome, Reason::RecordAlreadyFinal) && outcome.names(before.state.records.of(e.record));
  }
};

/// The positive answer; a finalizing request makes the record Final.
struct D9 {
  static constexpr Rule rule = Rule::D9;
  static constexpr unsigned changed = kRecords;
  template <class S, class E>
  static constexpr auto precondition(Scene<S> const& s, E const& e) {
    return has_full_access(s, e) && !reads(e.request) &&
           (s.state.records.open().contains(e.record) || is_always_taken(s.policies, e.request));
  }
  template <class S, class E>
  static constexpr auto made_final(Scene<S> const& before, E const& e) {
    return where(finalizes(before.policies, e.request), final_at_once(before, e.record));
  }
  template <class S, class E, class O>
  static constexpr auto answer(Scene<S> const& before, E const& e, O const& outcome) {
    return is_acknowledged(outcome, e.request) && outcome.shows_nothing() && outcome.tells_final(made_final(before, e));
  }
  template <class S, class E>
  static constexpr auto effect(Scene<S> const& before, E const& e, Scene<S> const& after) {
    return after.state.records == before.state.records.with(made_final(before, e), S::Mark::final(e.request, e.agent));
  }
};

}  // namespace recordshare::properties::contracts
