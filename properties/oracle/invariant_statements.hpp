// SPDX-License-Identifier: Apache-2.0
// invariant_statements.hpp defines the invariants I1 to I18 (rules.md, section 8), each with its sentence.
#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>

#include "properties/world/scene.hpp"

// Each invariant is a struct with its name and its sentence. `of_state` must hold in every state; `of_step` must hold
// for every event with its outcome and the states before and after. Both are in set notation over any type that
// satisfies properties/oracle/state_concept.hpp. If an invariant is not about one chain's step, `elsewhere` names the
// check. Invariants state exactly rules.md, section 8; contracts state which rule decides, and why.

namespace recordshare::properties::invariants {

// The kind of an event, at compile time.
template <class E>
inline constexpr bool kIsRequest = requires { &E::request; };
template <class E>
[[nodiscard]] consteval bool is(auto... types) {
  if constexpr (kIsRequest<E>) {
    return false;
  } else {
    return ((E::type == types) || ...);
  }
}
template <class E>
inline constexpr bool kIsTransfer = is<E>(EventType::SingleStepTransferCompleted, EventType::TransferCompleted);
template <class E>
inline constexpr bool kIsConference = is<E>(EventType::ConferenceCompleted, EventType::SingleStepConferenceCompleted);
template <class E>
inline constexpr bool kIsConsultation =
    is<E>(EventType::ConsultationInitiated, EventType::ConsultationEstablished, EventType::ConsultationReleased);
template <class E>
inline constexpr bool kIsOfCall = [] {
  if constexpr (requires { E::type; }) return kEvents[index_of(E::type)].section == Section::Call;
  return false;
}();

template <class O>
[[nodiscard]] constexpr auto is_acknowledged(O const& outcome) {
  return outcome.result == Result::Acknowledged;
}
template <class O>
[[nodiscard]] constexpr auto is_accepted(O const& outcome) {
  return outcome.result == Result::Accepted;
}

/// The request is acknowledged, or fails only because the record is Final: the meaning of Full access.
template <class O>
[[nodiscard]] constexpr auto is_granted(O const& outcome) {
  return is_acknowledged(outcome) || outcome.reason == Reason::RecordAlreadyFinal;
}

template <class S>
[[nodiscard]] constexpr auto who_has_it(Scene<S> const& s) {
  return s.state.parties | s.state.keepers;
}

struct I1 {
  static constexpr std::string_view name = "I1";
  static constexpr std::string_view sentence =
      "Per load, at most one `RecordProcessed` is acknowledged for a record, and at most one finalizing request or "
      "cancellation succeeds.";
  /// A finalization finds the record Open and makes it Final; a Final record stays Final until the chain is unloaded.
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after) {
    auto const finals = before.state.records.final();
    auto const stay = implies(before.state.loaded && after.state.loaded, finals.subset_of(after.state.records.final()));
    if constexpr (kIsRequest<E> || is<E>(EventType::RecordCanceled)) {
      auto const makes_final =
          before.state.records.open().contains(e.record) && after.state.records.final().contains(e.record);
      if constexpr (kIsRequest<E>) {
        return stay && implies(is_acknowledged(outcome) && finalizes(before.policies, e.request), makes_final);
      } else {
        return stay && implies(is_accepted(outcome), makes_final);
      }
    } else {
      return stay;
    }
  }
};

struct I2 {
  static constexpr std::string_view name = "I2";
  static constexpr std::string_view sentence =
      "Per load, once a record is Final, no update or finalizing request on it is ever acknowledged, from anyone (but "
      "`DoNotCall` under `do_not_call=always`), and what made it Final stays as it is.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after)
    requires kIsRequest<E>
  {
    auto const may_succeed = reads(e.request) || is_always_taken(before.policies, e.request);
    return implies(before.state.records.final().contains(e.record),
                   implies(is_acknowledged(outcome), may_succeed) &&
                       after.state.records.of(e.record) == before.state.records.of(e.record));
  }
};

struct I3 {
  static constexpr std::string_view name = "I3";
  static constexpr std::string_view sentence =
      "An agent with ReadOnly access is acknowledged nothing but `ChainedRecordRequest`, and that answer is marked "
      "read-only.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const&)
    requires kIsRequest<E>
  {
    return implies(before.reading.contains(e.agent) && is_acknowledged(outcome),
                   reads(e.request) && outcome.is_read_only() &&
                       outcome.shows(before.state.records.known(), typename S::RecordSet{}));
  }
};

struct I4 {
  static constexpr std::string_view name = "I4";
  static constexpr std::string_view sentence =
      "An agent with no access is acknowledged nothing, and is shown no record.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const&)
    requires kIsRequest<E>
  {
    return implies(!(before.full | before.reading).contains(e.agent),
                   !is_acknowledged(outcome) && outcome.answers_nothing() && outcome.shows_nothing());
  }
};

struct I5 {
  static constexpr std::string_view name = "I5";
  static constexpr std::string_view sentence =
      "After a transfer `a → b` completed: `b` is a party and `a` is none; if the call is attended then, `access(a)` = "
      "None, and if `b` is eligible `access(b)` = Full. Only while nobody on the call can act does `a` keep access "
      "(R8): "
      "the one exception to the guide's sentence.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const&, E const& e, O const& outcome, Scene<S> const& after)
    requires kIsTransfer<E>
  {
    auto const moved = after.state.parties.contains(e.to) && !after.state.parties.contains(e.from);
    return implies(is_accepted(outcome), moved &&
                                             implies(after.attended, !(after.full | after.reading).contains(e.from)) &&
                                             implies(after.eligible.contains(e.to), after.full.contains(e.to)));
  }
};

struct I6 {
  static constexpr std::string_view name = "I6";
  static constexpr std::string_view sentence =
      "No consultation event (initiated, established, released) changes the initiator's access.";
  /// A consulted agent that leaves also releases its consultation. (R9)
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after)
    requires(kIsConsultation<E> || is<E>(EventType::PartyLeft))
  {
    if constexpr (kIsConsultation<E>) {
      return iff(before.full.contains(e.from), after.full.contains(e.from)) &&
             iff(before.reading.contains(e.from), after.reading.contains(e.from));
    } else {
      auto const pairs = before.state.dialing | before.state.established;
      auto const initiators = pairs.into(only(e.agent)).domain();
      return implies(outcome.rule == Rule::R9, (before.full & initiators) == (after.full & initiators) &&
                                                   (before.reading & initiators) == (after.reading & initiators));
    }
  }
};

struct I7 {
  static constexpr std::string_view name = "I7";
  static constexpr std::string_view sentence =
      "Every eligible party has Full access, at all times, and all are shown the same records with the same marks.";
  template <class S>
  static constexpr auto of_state(Scene<S> const& s) {
    return (s.state.parties & s.eligible).subset_of(s.full);
  }
  /// Its requests fail only for a Final record, and the shown records depend only on the records' states.
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const&)
    requires kIsRequest<E>
  {
    auto const records = before.state.records;
    auto const is_party = (before.state.parties & before.eligible).contains(e.agent);
    return implies(
        is_party && records.known().contains(e.record),
        is_granted(outcome) &&
            implies(reads(e.request), !outcome.is_read_only() && outcome.shows(records.known(), records.open())));
  }
};

struct I8 {
  static constexpr std::string_view name = "I8";
  static constexpr std::string_view sentence = "Full or ReadOnly access implies logged in and monitored.";
  template <class S>
  static constexpr auto of_state(Scene<S> const& s) {
    auto const& logins = s.state.logins;
    auto const has_unmonitored = (logins - logins.into(s.state.monitored)).domain();
    return (s.full | s.reading).subset_of(logins.domain() - has_unmonitored);
  }
  /// No other agent's request is acknowledged.
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const&)
    requires kIsRequest<E>
  {
    return implies(is_acknowledged(outcome), before.eligible.contains(e.agent));
  }
};

struct I9 {
  static constexpr std::string_view name = "I9";
  static constexpr std::string_view sentence =
      "Access to one record of a chain equals access to every other record of it.";
  /// A request on any record of the chain is granted exactly to agents with access to the chain.
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const&)
    requires kIsRequest<E>
  {
    auto const full = before.full.contains(e.agent);
    auto const reading = before.reading.contains(e.agent);
    return implies(before.state.records.known().contains(e.record),
                   iff(is_granted(outcome), full || (reading && reads(e.request))));
  }
};

struct I10 {
  static constexpr std::string_view name = "I10";
  static constexpr std::string_view sentence =
      "Every request is answered exactly once; a refused event or an errored request leaves the state bit-identical.";
  /// An outcome is one answer or one reason, never both and never neither.
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after) {
    auto const& [was, is] = std::tie(before.state, after.state);
    auto const same = iff(is.loaded, was.loaded) && is.phase == was.phase && is.parties == was.parties &&
                      is.keepers == was.keepers && is.dialing == was.dialing && is.established == was.established &&
                      is.call == was.call && is.records == was.records && is.logins == was.logins &&
                      is.monitored == was.monitored;
    auto const has_reason = !(outcome.reason == Reason::None);
    if constexpr (kIsRequest<E>) {
      auto const error = outcome.result == Result::Error;
      return (is_acknowledged(outcome) || error) && iff(error, has_reason) && iff(error, outcome.answers_nothing()) &&
             implies(!error, outcome.answers(e.request)) && implies(error, same);
    } else {
      auto const refused = outcome.result == Result::Refused;
      return (is_accepted(outcome) || refused) && iff(refused, has_reason) && outcome.answers_nothing() &&
             implies(refused, same);
    }
  }
};

struct I11 {
  static constexpr std::string_view name = "I11";
  static constexpr std::string_view sentence =
      "*Availability:* no call event takes the record from everyone: if an agent had Full access before it, some agent "
      "has Full access after it. And a chain that has had a party or keeper has one until it is unloaded.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const&, O const&, Scene<S> const& after) {
    auto const somebody = implies(!who_has_it(before).is_empty() && after.state.loaded, !who_has_it(after).is_empty());
    if constexpr (kIsOfCall<E>) {
      return somebody && implies(!before.full.is_empty(), !after.full.is_empty());
    } else {
      return somebody;
    }
  }
};

struct I12 {
  static constexpr std::string_view name = "I12";
  static constexpr std::string_view sentence =
      "An event of one chain, or a request on it, changes nothing of another chain.";
  static constexpr std::string_view elsewhere =
      "the explorer's world of two chains, and the engine against the reference";
};

/// Checked on the explored graph: from each state with `is_owed`, some path of at most `kEventsMax` events, each with
/// `may_be_used`, ends with an event with `is_kept`.
struct I13 {
  static constexpr std::string_view name = "I13";
  static constexpr std::string_view sentence =
      "*Progress:* from every reachable state with an Open record and an agent (somebody who can log in) among parties "
      "or keepers, some sequence of at most three events (monitoring, login, request) ends with "
      "`RecordProcessed` acknowledged for it.";
  static constexpr std::string_view elsewhere = "the explorer, on the explored graph";
  static constexpr std::size_t kEventsMax = 3;

  /// `agents` are the agents that can log in.
  template <class S, class Record>
  static constexpr auto is_owed(Scene<S> const& s, Record const& record, typename S::AgentSet const& agents) {
    return s.state.records.open().contains(record) && !(who_has_it(s) & agents).is_empty();
  }
  template <class E>
  static constexpr bool may_be_used = kIsRequest<E> || is<E>(EventType::DnMonitored, EventType::AgentLogin);
  template <class E, class O, class Record>
  static constexpr auto is_kept(E const& e, O const& outcome, Record const& record)
    requires kIsRequest<E>
  {
    return e.request == Request::RecordProcessed && e.record == record && is_acknowledged(outcome);
  }
};

struct I14 {
  static constexpr std::string_view name = "I14";
  static constexpr std::string_view sentence =
      "*Race:* of any number of `RecordProcessed` for an Open record by agents with Full access, in any order and from "
      "any number of threads, exactly one is acknowledged and every other gets `RecordAlreadyFinal`.";
  static constexpr std::string_view elsewhere = "the race of threads; here, any order of them";
  /// Among agents with Full access, the first request is acknowledged; all others get an error that names it.
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after)
    requires kIsRequest<E>
  {
    auto const races = e.request == Request::RecordProcessed && before.full.contains(e.agent);
    auto const& records = before.state.records;
    return implies(races && records.open().contains(e.record),
                   is_acknowledged(outcome) && after.state.records.final().contains(e.record)) &&
           implies(races && records.final().contains(e.record),
                   outcome.reason == Reason::RecordAlreadyFinal && outcome.names(records.of(e.record)));
  }
};

struct I15 {
  static constexpr std::string_view name = "I15";
  static constexpr std::string_view sentence =
      "*Least privilege:* an agent's access rises only by an event of R2–R4, R6, R7 or R15 that makes it a party, of "
      "R5 "
      "that establishes its consultation as target, or of R14; by becoming eligible, or its consultation's initiator "
      "becoming eligible; or, for a keeper, when the call stops being attended.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const&, Scene<S> const& after) {
    auto const risen = (after.full - before.full) | (after.reading - before.full - before.reading);
    auto const now_eligible = after.eligible - before.eligible;
    auto const whose_initiator_is = after.state.established.from(now_eligible).range();
    auto const woken = where(before.attended && !after.attended, before.state.keepers & after.state.keepers);
    return risen.subset_of(by_event(before, e, after) | now_eligible | whose_initiator_is | woken);
  }
  template <class S, class E>
  static constexpr typename S::AgentSet by_event(Scene<S> const& before, E const& e, Scene<S> const& after) {
    if constexpr (kIsTransfer<E> || kIsConference<E>) return (after.state.parties - before.state.parties) & only(e.to);
    if constexpr (is<E>(EventType::CallEstablished))
      return (after.state.parties - before.state.parties) & only(e.agent);
    if constexpr (is<E>(EventType::CallRecovered)) return after.state.parties - before.state.parties;
    if constexpr (is<E>(EventType::ConsultationEstablished)) return only(e.to);
    if constexpr (is<E>(EventType::PreviewRecord)) return only(e.agent);
    return {};
  }
};

struct I16 {
  static constexpr std::string_view name = "I16";
  static constexpr std::string_view sentence =
      "*Replay:* the same events in the same order give the same state and the same answers.";
  static constexpr std::string_view elsewhere = "two engines on one stream, and one of them cut in two";
};

struct I17 {
  static constexpr std::string_view name = "I17";
  static constexpr std::string_view sentence =
      "`parties` is empty exactly when the phase is not `Live`; consultations exist only while `Live`, their "
      "initiators are parties, nobody is in two; nobody is party and keeper; right after an event that R8 names, an "
      "attended call has no keepers.";
  template <class S>
  static constexpr auto of_state(Scene<S> const& s) {
    auto const& state = s.state;
    auto const pairs = state.dialing | state.established;
    return iff(state.parties.is_empty(), !s.is_live()) && implies(!pairs.is_empty(), s.is_live()) &&
           pairs.domain().subset_of(state.parties) && is_matching(pairs) &&
           (state.dialing & state.established).is_empty() && (state.parties & state.keepers).is_empty();
  }
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const&, E const&, O const& outcome, Scene<S> const& after)
    requires(kIsTransfer<E> || kIsConference<E> ||
             is<E>(EventType::CallEstablished, EventType::PartyLeft, EventType::CallEnded, EventType::CallRecovered))
  {
    return implies(is_accepted(outcome) && !(outcome.rule == Rule::R9) && after.attended,
                   after.state.keepers.is_empty());
  }
};

struct I18 {
  static constexpr std::string_view name = "I18";
  static constexpr std::string_view sentence =
      "*Contracts:* each rule, when it fires, leaves exactly what it says and nothing else changed; each refusal and "
      "error has exactly the reason and the rule id that the lists give (a precondition, a postcondition and a frame "
      "per rule, written apart from the code that implements the rule).";
  static constexpr std::string_view elsewhere = "properties/oracle/contracts.hpp";
};

}  // namespace recordshare::properties::invariants
