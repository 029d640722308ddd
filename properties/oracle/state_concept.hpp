// SPDX-License-Identifier: Apache-2.0
// state_concept.hpp defines the interface of a state type that contracts and invariants need.
#pragma once

#include <concepts>

#include <recordshare/model/vocabulary.hpp>

// Contracts and invariants are templates in set notation over a state type `S`. Snapshot is one, made of machine words;
// the prover's symbolic state is another, whose sets are closures and whose truth values are formulas.
//
// Truth values: `S::Bool` has `!`, `&&`, `||`, and the free functions `implies(p, q)` and `iff(p, q)`; no contract
// branches on one with `if` or `?:`, and all operands are always evaluated. `S::truth(bool)` is the constant.
//
// `==` returns a Bool. Its left operand is part of the state, the outcome or the event; its right operand is such a
// part or an enumerator of vocabulary.hpp. `!=` is never used.
//
// Sets (`AgentSet`, `DnSet`, `CallSet`, `RecordSet`; default-constructed they are empty): `|`, `&`, `-`, `==`,
// `contains(element)`, `is_empty()`, `has_at_most_one()`, `subset_of(set)`; free functions `only(element)`, and
// `where(condition, set)`, which is the set if the condition holds, otherwise empty.
//
// Relations (`dialing`, `established`: agent to agent; `logins`: agent to DN): `|`, `-`, `&`, `==`,
// `contains(first, second)`, `is_empty()`, `domain()`, `range()`, `from(set of firsts)`, `into(set of seconds)`; free
// functions `only(first, second)`, `only(first, set of seconds)`, `where(condition, relation)` and, for consultations,
// `is_matching(relation)`: no agent is in two pairs, nor twice in one.
//
// Records (`records`): a mark for each, with `known()`, `open()`, `final()` as sets, `of(record)`, `is_empty()`, `==`,
// and `with(set, mark)`: these marks, with this one for all of the set. `S::Mark` has `open()`, `final(request, agent)`
// and `canceled()`.
//
// Events: model/include/recordshare/model/events.hpp over names whose `==` returns a Bool, whose `Records` has `set`
// and `repeats`, and whose `Dns`, `Parties` and `Call` are sets; that of a call that is not given is empty.
//
// Outcomes: `result`, `rule`, `reason`; `answers(request)`, `answers_nothing()`, `shows(records, those that can be
// updated)`, `is_read_only()`, `shows_nothing()`, `names(mark)`, `names_nobody()`,
// `tells_final(records)`, `finalizes_nothing()`, each a Bool.

namespace recordshare::properties {

template <class S>
concept State = requires(S const& s, typename S::Policies const& policies) {
  { S::truth(true) } -> std::same_as<typename S::Bool>;
  { s.loaded } -> std::convertible_to<typename S::Bool>;
  { s.phase == Phase::Live } -> std::same_as<typename S::Bool>;
  { s.phase == s.phase } -> std::same_as<typename S::Bool>;
  { where(s.loaded, s.parties | s.keepers) - s.logins.domain() } -> std::same_as<typename S::AgentSet>;
  { s.established.from(s.parties).range() & s.dialing.into(s.keepers).domain() } -> std::same_as<typename S::AgentSet>;
  { is_matching(where(s.loaded, s.dialing | s.established)) } -> std::same_as<typename S::Bool>;
  { s.logins.into(s.monitored).domain() == s.parties } -> std::same_as<typename S::Bool>;
  { s.call.has_at_most_one() && s.call == s.call } -> std::same_as<typename S::Bool>;
  { s.parties.subset_of(s.keepers) && s.dialing.is_empty() } -> std::same_as<typename S::Bool>;
  { s.records.known() - s.records.final() } -> std::same_as<typename S::RecordSet>;
  { s.records.with(s.records.open(), S::Mark::canceled()) == s.records } -> std::same_as<typename S::Bool>;
#define RECORDSHARE_POLICY(Type, name, no_values) \
  {                                               \
    policies.name == Type {}                      \
  } -> std::same_as<typename S::Bool>;
  RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY
      {implies(s.loaded, iff(s.loaded, !s.loaded))} -> std::same_as<typename S::Bool>;
};

}  // namespace recordshare::properties
