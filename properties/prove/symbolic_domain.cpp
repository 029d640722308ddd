// SPDX-License-Identifier: Apache-2.0
// symbolic_domain.cpp implements the guards and actions of the chain's rows with formulas.
#include "properties/prove/symbolic_domain.hpp"

#include <cstddef>

namespace recordshare::properties::prove {
namespace {

template <class Condition>
Formula any_request(RequestTerm const& request, Condition&& condition) {
  Formula any(false);
  std::size_t q = 0;
  for (recordshare::RequestTerm const& term : kRequests) {
    auto const one = enumerator_at<Request>(q++);
    if (condition(term)) any = any || request == one;
  }
  return any;
}

}  // namespace

SymbolicState SymbolicState::any(Phase phase) {
  SymbolicState state;
  state.loaded = atom(Symbol::Loaded);
  state.phase = {phase};
  auto const set = [](Symbol symbol) { return [symbol](Term x) { return atom(symbol, x); }; };
  auto const relation = [](Symbol symbol) { return [symbol](Term x, Term y) { return atom(symbol, x, y); }; };
  state.parties = AgentSet(set(Symbol::Party));
  state.keepers = AgentSet(set(Symbol::Keeper));
  state.dialing = SymbolicPairs(relation(Symbol::Dialing));
  state.established = SymbolicPairs(relation(Symbol::Established));
  state.call = CallSet(set(Symbol::LiveCall));
  state.records = SymbolicMarks(RecordSet(set(Symbol::Known)), RecordSet(set(Symbol::Final)),
                                SymbolicMarks::Requests(relation(Symbol::FinalBy)),
                                SymbolicMarks::Agents(relation(Symbol::FinalWho)));
  state.logins = Logins(relation(Symbol::LoggedInAt));
  state.monitored = DnSet(set(Symbol::Monitored));
  return state;
}

Formula has_value(std::size_t policy, std::size_t value) {
  Formula is_other(false);  // one of the values before `value`
  for (std::size_t i = 0; i < kPolicyAtoms.size(); ++i) {
    if (kPolicyAtoms[i].policy != policy) continue;
    Formula const has = atom(symbol_of_policy_atom(i));
    if (kPolicyAtoms[i].value == value) return !is_other && has;
    is_other = is_other || has;
  }
  return !is_other;
}

Formula are_in_force(Policies const& policies) {
  Formula all(true);
  for (std::size_t i = 0; i < kPolicies.size(); ++i) all = all && has_value(i, kPolicies[i].value_in(policies));
  return all;
}

// --- Questions ---

Formula SymbolicChain::logged_in(Agent const& agent) const { return state_.logins.domain().contains(agent); }
Formula SymbolicChain::eligible(Agent const& agent) const { return eligible_ones().contains(agent); }
Formula SymbolicChain::attended() const { return !(state_.parties & eligible_ones()).is_empty(); }
Formula SymbolicChain::only_party(Agent const& agent) const {
  return party(agent) &&
         forall(Sort::Agent, [&](Term x) { return implies(state_.parties.has(x), equal(x, agent.term)); });
}
Formula SymbolicChain::other_call(Call const& call) const {
  return !call.is_empty() && !state_.call.is_empty() && !(call == state_.call);
}
Formula SymbolicChain::consulted(Agent const& agent) const {
  return (state_.dialing | state_.established).range().contains(agent);
}
Formula SymbolicChain::consulting(Agent const& agent) const {
  auto const pairs = state_.dialing | state_.established;
  return pairs.domain().contains(agent) || pairs.range().contains(agent);
}
Formula SymbolicChain::consultation(Agent const& from, Agent const& to) const {
  return (state_.dialing | state_.established).contains(from, to);
}
Formula SymbolicChain::consultation_at(Agent const& from, Agent const& to, Stage stage) const {
  return (stage == Stage::Dialing ? state_.dialing : state_.established).contains(from, to);
}

/// rules.md, section 3.
Formula SymbolicChain::has_access(Agent const& agent, Access level) const {
  Formula const has_place = party(agent) || (state_.keepers.contains(agent) && !attended());
  Formula const consulted_by_eligible =
      exists(Sort::Agent, [&](Term x) { return state_.established.has(x, agent.term) && eligible(AgentTerm{x}); });
  Formula const full = eligible(agent) && has_place;
  Formula const read_only = eligible(agent) && !has_place && consulted_by_eligible;
  if (level == Access::Full) return full;
  return level == Access::ReadOnly ? read_only : !full && !read_only;
}
Formula SymbolicChain::request_is(Request const& request, RequestClass kind) {
  return any_request(request, [&](recordshare::RequestTerm const& term) { return term.kind == kind; });
}
Formula SymbolicChain::reschedules(Request const& request) {
  return any_request(request, [](recordshare::RequestTerm const& term) { return term.reschedules; });
}

Formula SymbolicChain::objects(Request const& request) {
  return any_request(request, [](recordshare::RequestTerm const& term) { return term.objects; });
}

// --- Parties and keepers ---

void SymbolicChain::leave(Agent const& agent) {
  left_ = left_ | only(agent);
  state_.parties = state_.parties - only(agent);
}
void SymbolicChain::everyone_leaves() {
  left_ = left_ | state_.parties;
  state_.parties = {};
}
void SymbolicChain::join(Agent const& agent) { join_all(only(agent)); }
void SymbolicChain::join_all(Parties const& parties) {
  joined_ = joined_ | (parties - state_.parties - left_);
  state_.parties = state_.parties | parties;
}
/// R8. An agent that left was a party before, and so was a party that did not just join.
void SymbolicChain::find_keepers() {
  using enum mutate::R8Clause;
  AgentSet const parties_before = left_ | (state_.parties - joined_);
  Formula const attended_before = !(parties_before & eligible_ones()).is_empty();
  Formula const may_keep = !attended() || Formula(!says(NoneWhileAttended));
  AgentSet const who_left = says(WhoLeft) ? left_ : AgentSet{};
  AgentSet const who_kept = says(WhoKeptBefore) ? state_.keepers : AgentSet{};
  AgentSet const still_keep = says(UnlessAttendedThen) ? where(!attended_before, who_kept) : who_kept;
  settle(where(may_keep, (who_left | still_keep) - (says(NoParty) ? state_.parties : AgentSet{})));
}
void SymbolicChain::only_keeper(Agent const& agent) { settle(only(agent)); }
void SymbolicChain::settle(AgentSet const& keepers) {
  state_.keepers = keepers;
  left_ = {};
  joined_ = {};
}

// --- Consultations: as in the concrete domain, an agent is in at most one ---

void SymbolicChain::begin_consultation(Agent const& from, Agent const& to) {
  state_.dialing = state_.dialing | only(from, to);
}
void SymbolicChain::establish_consultation(Agent const& from, Agent const&) {
  SymbolicPairs const its = state_.dialing.from(only(from)) | state_.dialing.into(only(from));
  state_.established = state_.established | its;
  state_.dialing = state_.dialing - its;
}
void SymbolicChain::end_consultations_of(Agent const& agent) {
  auto const none_of = AgentSet([agent](Term x) { return !equal(x, agent.term); });
  state_.dialing = state_.dialing.from(none_of).into(none_of);
  state_.established = state_.established.from(none_of).into(none_of);
}
void SymbolicChain::end_consultation_between(Agent const& one, Agent const& other) {
  SymbolicPairs const ended = only(one, other) | only(other, one);
  state_.dialing = state_.dialing - ended;
  state_.established = state_.established - ended;
}
void SymbolicChain::end_all_consultations() {
  state_.dialing = {};
  state_.established = {};
}

// --- Records ---

void SymbolicChain::show_records(bool read_only) {
  decision_.shows_records = true;
  decision_.read_only = read_only;
}
void SymbolicChain::make_final(SymbolicState::RecordSet const& records, SymbolicMark const& mark) {
  state_.records = state_.records.with(records, mark);
  finalized_ = finalized_ | records;
}
void SymbolicChain::finalize(Record const& record, Request const& request, Agent const& agent) {
  make_final(only(record), SymbolicMark::final(request, agent));
}
void SymbolicChain::finalize_chain(Request const& request, Agent const& agent) {
  make_final(state_.records.open(), SymbolicMark::final(request, agent));
}
void SymbolicChain::cancel(Record const& record) { make_final(only(record), SymbolicMark::canceled()); }
void SymbolicChain::cancel_chain() { make_final(state_.records.open(), SymbolicMark::canceled()); }
void SymbolicChain::append_record(Record const& record) {
  state_.records = state_.records.with(only(record), SymbolicMark::open());
}
void SymbolicChain::forget() {
  state_.loaded = Formula(false);
  state_.parties = {};
  state_.keepers = {};
  end_all_consultations();
  forget_call();
  state_.records = {};
  decision_.forgotten = true;
}

}  // namespace recordshare::properties::prove
