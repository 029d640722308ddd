// SPDX-License-Identifier: Apache-2.0
// symbolic_state.hpp defines symbolic states of any size, outcomes and events.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <tuple>
#include <utility>

#include "model/event_fields.hpp"
#include "model/notation.hpp"
#include "properties/prove/symbolic_sets.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::properties::prove {

// The rules' enumerations are constants on each path through the tables; comparisons of them are formulas.
template <class Enumeration>
struct Known {
  Enumeration value{};
  friend Formula operator==(Known const& one, Known const& other) { return Formula(one.value == other.value); }
  friend Formula operator==(Known const& one, Enumeration other) { return Formula(one.value == other); }
};

/// The state of one record. A Final one without a request was finalized by the server.
struct SymbolicMark {
  Formula known{false};
  Formula is_final{false};
  std::function<Formula(Term)> by = [](Term) { return Formula(false); };   ///< of a request
  std::function<Formula(Term)> who = [](Term) { return Formula(false); };  ///< of an agent

  [[nodiscard]] static SymbolicMark open() { return {.known = Formula(true)}; }
  [[nodiscard]] static SymbolicMark canceled() { return {.known = Formula(true), .is_final = Formula(true)}; }
  [[nodiscard]] static SymbolicMark final(RequestTerm const& request, AgentTerm const& agent) {
    return {.known = Formula(true),
            .is_final = Formula(true),
            .by = [request](Term q) { return equal(q, request.term); },
            .who = [agent](Term a) { return equal(a, agent.term); }};
  }
  friend Formula operator==(SymbolicMark const& one, SymbolicMark const& other) {
    return iff(one.known, other.known) && iff(one.is_final, other.is_final) &&
           forall(Sort::Request, [&](Term q) { return iff(one.by(q), other.by(q)); }) &&
           forall(Sort::Agent, [&](Term a) { return iff(one.who(a), other.who(a)); });
  }
};

/// The mark of every record.
class SymbolicMarks {
 public:
  using Records = SymbolicSet<Sort::Record>;
  using Requests = SymbolicRelation<Sort::Record, Sort::Request>;
  using Agents = SymbolicRelation<Sort::Record, Sort::Agent>;

  SymbolicMarks() = default;
  SymbolicMarks(Records known, Records final, Requests by, Agents who)
      : known_(std::move(known)), final_(std::move(final)), by_(std::move(by)), who_(std::move(who)) {}

  [[nodiscard]] Records const& known() const { return known_; }
  [[nodiscard]] Records const& final() const { return final_; }
  [[nodiscard]] Records open() const { return known_ - final_; }
  [[nodiscard]] Requests const& by() const { return by_; }
  [[nodiscard]] Agents const& who() const { return who_; }
  [[nodiscard]] Formula is_empty() const { return known_.is_empty(); }
  [[nodiscard]] SymbolicMark of(RecordTerm const& record) const {
    return {.known = known_.contains(record),
            .is_final = final_.contains(record),
            .by = [by = by_, record](Term q) { return by.has(record.term, q); },
            .who = [who = who_, record](Term a) { return who.has(record.term, a); }};
  }
  /// These marks, with this one for all of the set.
  [[nodiscard]] SymbolicMarks with(Records const& set, SymbolicMark const& mark) const {
    auto const choice = [](Formula const& condition, Formula const& p, Formula const& q) {
      return (condition && p) || (!condition && q);
    };
    return {Records([=, old = known_](Term r) { return choice(set.has(r), mark.known, old.has(r)); }),
            Records([=, old = final_](Term r) { return choice(set.has(r), mark.is_final, old.has(r)); }),
            Requests([=, old = by_](Term r, Term q) { return choice(set.has(r), mark.by(q), old.has(r, q)); }),
            Agents([=, old = who_](Term r, Term a) { return choice(set.has(r), mark.who(a), old.has(r, a)); })};
  }
  friend Formula operator==(SymbolicMarks const& a, SymbolicMarks const& b) {
    return a.known_ == b.known_ && a.final_ == b.final_ && a.by_ == b.by_ && a.who_ == b.who_;
  }

 private:
  Records known_;
  Records final_;
  Requests by_;
  Agents who_;
};

/// The formula that a policy has the value at this position.
[[nodiscard]] Formula has_value(std::size_t policy, std::size_t value);

/// The formula that all these policies are in force.
[[nodiscard]] Formula are_in_force(Policies const& policies);

/// A policy with an arbitrary value.
template <class Value>
struct SymbolicPolicy {
  friend Formula operator==(SymbolicPolicy, Value value) {
    return has_value(policy_of(value), static_cast<std::size_t>(value));
  }
};

/// A state as properties/oracle/state_concept.hpp describes it.
struct SymbolicState {
  using Bool = Formula;
  using AgentSet = SymbolicSet<Sort::Agent>;
  using DnSet = SymbolicSet<Sort::Dn>;
  using CallSet = SymbolicSet<Sort::Call>;
  using RecordSet = SymbolicSet<Sort::Record>;
  using Mark = SymbolicMark;
  using Logins = SymbolicRelation<Sort::Agent, Sort::Dn>;
  struct Policies {
#define RECORDSHARE_POLICY(Type, name, no_values) SymbolicPolicy<Type> name;
    RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY
  };
  [[nodiscard]] static Formula truth(bool value) { return Formula(value); }

  Formula loaded{false};
  Known<Phase> phase;
  AgentSet parties, keepers;
  SymbolicPairs dialing, established;
  CallSet call;
  SymbolicMarks records;
  Logins logins;
  DnSet monitored;

  /// An arbitrary state in this phase.
  [[nodiscard]] static SymbolicState any(Phase phase);
};

/// Arbitrary policies.
[[nodiscard]] inline SymbolicState::Policies any_policies() { return {}; }

/// A symbolic Outcome.
struct SymbolicOutcome {
  Known<Result> result;
  Known<Rule> rule;
  Known<Reason> reason;
  bool has_answer = false;
  RequestTerm request{};  ///< the request of the positive answer, if there is one
  bool shows_records = false;
  bool read_only = false;
  SymbolicState::RecordSet shown;
  SymbolicState::RecordSet updatable;
  bool tells_finality = false;
  SymbolicMark finality;
  SymbolicState::RecordSet finalized;

  [[nodiscard]] Formula answers(RequestTerm const& to) const { return Formula(has_answer) && request == to; }
  [[nodiscard]] Formula answers_nothing() const { return Formula(!has_answer); }
  [[nodiscard]] Formula shows(SymbolicState::RecordSet const& records,
                              SymbolicState::RecordSet const& can_be_updated) const {
    return Formula(shows_records) && shown == records && updatable == can_be_updated;
  }
  [[nodiscard]] Formula is_read_only() const { return Formula(read_only); }
  [[nodiscard]] Formula shows_nothing() const { return Formula(!shows_records && !read_only); }
  [[nodiscard]] Formula names(SymbolicMark const& mark) const { return finality == mark; }
  [[nodiscard]] Formula tells_final(SymbolicState::RecordSet const& records) const { return finalized == records; }
  [[nodiscard]] Formula finalizes_nothing() const { return finalized.is_empty(); }
  [[nodiscard]] Formula names_nobody() const { return Formula(!tells_finality); }
};

/// All members are equal. A member that is added must be named here.
[[nodiscard]] inline Formula operator==(SymbolicOutcome const& one, SymbolicOutcome const& other) {
  auto const& [result, rule, reason, has_answer, request, shows, read_only, shown, updatable, tells, finality,
               finalized] = one;
  bool const same = has_answer == other.has_answer && shows == other.shows_records && read_only == other.read_only &&
                    tells == other.tells_finality;
  return Formula(same) && result == other.result && rule == other.rule && reason == other.reason &&
         implies(Formula(has_answer), request == other.request) && shown == other.shown &&
         updatable == other.updatable && finality == other.finality && finalized == other.finalized;
}

/// The list of `ChainLoaded`.
struct SymbolicList {
  SymbolicState::RecordSet set;
  Formula repeats{false};
};

/// The names of symbolic events. There is one chain, without a name.
struct Symbols {
  struct TheChain {};
  using Agent = AgentTerm;
  using Party = AgentTerm;
  using Parties = SymbolicState::AgentSet;
  using Dn = DnTerm;
  using Dns = SymbolicState::DnSet;
  using Call = SymbolicState::CallSet;
  using Chain = TheChain;
  using Record = RecordTerm;
  using Records = SymbolicList;
  using Request = RequestTerm;
};

/// The constant for a member of an event; a chain has none, and a list is a predicate. Of `dns` it is one of them.
[[nodiscard]] constexpr Name constant_of(model::FieldName field) {
  using enum model::FieldName;
  switch (field) {
    case Agent:
      return Name::agent;
    case From:
      return Name::from;
    case To:
      return Name::to;
    case Dn:
    case Dns:
      return Name::dn;
    case Call:
      return Name::call;
    case NewCall:
      return Name::new_call;
    case Record:
      return Name::record;
    default:
      return Name::request;
  }
}

/// The event with a constant for each of its members.
template <class E>
[[nodiscard]] E any_event() {
  E event{};
  model::for_each_field(event, [](auto field, auto& value) {
    constexpr Name kConstant = constant_of(field);
    Term const constant{kNames[static_cast<std::size_t>(kConstant)].sort, Term::Kind::Name,
                        static_cast<std::uint16_t>(kConstant)};
    if constexpr (field == model::FieldName::Records) {
      value.set = SymbolicState::RecordSet([](Term r) { return atom(Symbol::Listed, r); });
      value.repeats = atom(Symbol::Repeats);
    } else if constexpr (field == model::FieldName::Parties) {
      value = SymbolicState::AgentSet([](Term a) { return atom(Symbol::Named, a); });
    } else if constexpr (field == model::FieldName::Dns) {  // one at least
      value = SymbolicState::DnSet([constant](Term d) { return equal(d, constant) || atom(Symbol::NamedDn, d); });
    } else if constexpr (field == model::FieldName::Call || field == model::FieldName::NewCall) {
      constexpr Symbol kGives = field == model::FieldName::Call ? Symbol::GivesCall : Symbol::GivesNewCall;
      value = SymbolicState::CallSet([constant](Term c) { return atom(kGives) && equal(c, constant); });
    } else if constexpr (field != model::FieldName::Chain) {
      value.term = constant;
    }
  });
  return event;
}

}  // namespace recordshare::properties::prove
