// SPDX-License-Identifier: Apache-2.0
// section_2.hpp states section 2 of rules.md of single agents, DNs, calls and records, to prove each fact as strong as
// that.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "properties/prove/assumptions.hpp"

// The facts (properties/oracle/facts.hpp) are written in set notation. Here each is written a second time, of arbitrary
// single elements. A fact that loses a conjunct no longer implies its own statement, so that a weak fact is found by
// its name, whether or not another proof needs the conjunct.

namespace recordshare::properties::prove {

/// What section 2 says, and the fact that must imply it.
struct StatementOfFact {
  std::string_view fact;
  std::string_view sentence;
  Formula holds;
};

[[nodiscard]] inline std::vector<StatementOfFact> section_2(SymbolicState const& state) {
  auto const constant = [](Sort sort, Name name) {
    return Term{sort, Term::Kind::Name, static_cast<std::uint16_t>(name)};
  };
  Term const a = constant(Sort::Agent, Name::from);
  Term const b = constant(Sort::Agent, Name::to);
  Term const c = constant(Sort::Agent, Name::who);
  Term const dn = constant(Sort::Dn, Name::dn);
  Term const call = constant(Sort::Call, Name::call);
  Term const new_call = constant(Sort::Call, Name::new_call);
  Term const record = constant(Sort::Record, Name::record);
  Term const request = constant(Sort::Request, Name::request);
  Formula const is_live(state.phase.value == Phase::Live);
  Formula const is_idle(state.phase.value == Phase::Idle);
  auto const pair = [&](Term x, Term y) { return state.dialing.has(x, y) || state.established.has(x, y); };
  auto const some_agent = [&](auto const& has) { return exists(Sort::Agent, has); };
  auto const& marks = state.records;
  Formula const is_final = marks.final().has(record);
  Formula const is_known = marks.known().has(record);
  return {
      {"parties", "Nobody is a party unless the call is live.", implies(state.parties.has(a), is_live)},
      {"parties", "A live call has a party.",
       implies(is_live, some_agent([&](Term x) { return state.parties.has(x); }))},
      {"live", "No consultation exists unless the call is live.", implies(pair(a, b), is_live)},
      {"initiators", "An initiator is a party.", implies(pair(a, b), state.parties.has(a))},
      {"matching", "Nobody consults two.", implies(pair(a, b) && pair(a, c), equal(b, c))},
      {"matching", "Nobody is consulted by two.", implies(pair(a, c) && pair(b, c), equal(a, b))},
      {"matching", "Nobody consults while consulted.", implies(pair(a, b), !pair(b, c))},
      {"stages", "A consultation that dials is not established.",
       !(state.dialing.has(a, b) && state.established.has(a, b))},
      {"keepers", "A party is no keeper.", !(state.parties.has(a) && state.keepers.has(a))},
      {"logins", "One agent is logged in at a DN.",
       implies(state.logins.has(a, dn) && state.logins.has(b, dn), equal(a, b))},
      {"call", "An id is of a live call.", implies(state.call.has(call), is_live)},
      {"call", "A call has one id.", implies(state.call.has(call) && state.call.has(new_call), equal(call, new_call))},
      {"unloaded", "Only a loaded chain has a phase, a party, a keeper, a consultation or a record.",
       implies(!is_idle || state.parties.has(a) || state.keepers.has(a) || pair(a, b) || is_known, state.loaded)},
      {"records", "A loaded chain has a record.",
       implies(state.loaded, exists(Sort::Record, [&](Term r) { return marks.known().has(r); }))},
      {"marks", "A Final record is known.", implies(is_final, is_known)},
      {"marks", "A request finalizes a record.", implies(marks.by().has(record, request), is_final)},
      {"marks", "An agent finalizes a record.", implies(marks.who().has(record, a), is_final)},
      {"marks", "A request is of an agent.",
       implies(marks.by().has(record, request), some_agent([&](Term x) { return marks.who().has(record, x); }))},
      {"marks", "An agent finalizes by a request.",
       implies(marks.who().has(record, a), exists(Sort::Request, [&](Term q) { return marks.by().has(record, q); }))},
      {"marks", "One request finalizes a record.",
       forall(Sort::Request,
              [&](Term other) {
                return implies(marks.by().has(record, request) && marks.by().has(record, other), equal(request, other));
              })},
      {"marks", "One agent finalizes a record.",
       implies(marks.who().has(record, a) && marks.who().has(record, b), equal(a, b))},
  };
}

}  // namespace recordshare::properties::prove
