// SPDX-License-Identifier: Apache-2.0
// symbolic_domain.hpp implements the domains of both tables with formulas, for states of any size.
#pragma once

#include <optional>

#include "model/domain.hpp"
#include "properties/mutate/mutation.hpp"
#include "properties/prove/symbolic_state.hpp"

namespace recordshare::properties::prove {

/// The chain's domain over formulas. Equivalent to model/concrete_chain.hpp, which uses numbers, in every state that
/// the invariants allow. For mutants, R8 can omit a clause.
class SymbolicChain {
 public:
  using Bool = Formula;
  using Agent = AgentTerm;
  using Party = AgentTerm;
  using Parties = SymbolicState::AgentSet;
  using Record = RecordTerm;
  using Request = RequestTerm;
  using Call = SymbolicState::CallSet;
  using AgentSet = SymbolicState::AgentSet;

  SymbolicChain(SymbolicState& state, SymbolicState::Policies const& policies, model::Decision& decision,
                std::optional<mutate::R8Clause> forgotten = {})
      : state_(state), policies_(policies), decision_(decision), forgotten_(forgotten) {}

  // --- Questions ---

  [[nodiscard]] static Formula truth() { return Formula(true); }
  [[nodiscard]] static Formula same(Agent const& one, Agent const& other) { return one == other; }
  [[nodiscard]] Formula logged_in(Agent const& agent) const;
  [[nodiscard]] Formula eligible(Agent const& agent) const;
  [[nodiscard]] Formula attended() const;
  [[nodiscard]] Formula party(Agent const& agent) const { return state_.parties.contains(agent); }
  [[nodiscard]] Formula only_party(Agent const& agent) const;
  [[nodiscard]] static Formula nobody(Parties const& parties) { return parties.is_empty(); }
  [[nodiscard]] Formula other_call(Call const& call) const;
  [[nodiscard]] Formula consulted(Agent const& agent) const;
  [[nodiscard]] Formula consulting(Agent const& agent) const;
  [[nodiscard]] Formula consultation(Agent const& from, Agent const& to) const;
  [[nodiscard]] Formula consultation_at(Agent const& from, Agent const& to, Stage stage) const;
  [[nodiscard]] Formula has_access(Agent const& agent, Access level) const;
  [[nodiscard]] static Formula request_is(Request const& request, RequestClass kind);
  [[nodiscard]] static Formula reschedules(Request const& request);
  [[nodiscard]] static Formula objects(Request const& request);
  [[nodiscard]] Formula is_final(Record const& record) const { return state_.records.final().contains(record); }
  template <class Value>
  [[nodiscard]] Formula policy(Value value) const {
    return is_in_force(value, policies_);
  }

  // --- Changes ---

  void leave(Agent const& agent);
  void everyone_leaves();
  void join(Agent const& agent);
  void join_all(Parties const& parties);
  void find_keepers();
  void only_keeper(Agent const& agent);

  void set_call(Call const& call) { state_.call = call; }
  void change_call(Call const& call) { state_.call = call | where(call.is_empty(), state_.call); }
  void forget_call() { state_.call = {}; }

  void begin_consultation(Agent const& from, Agent const& to);
  void establish_consultation(Agent const& from, Agent const& to);
  void end_consultations_of(Agent const& agent);
  void end_consultation_between(Agent const& one, Agent const& other);
  void end_all_consultations();

  void show_records(bool read_only);
  void tell_finality() { decision_.tells_finality = true; }
  void finalize(Record const& record, Request const& request, Agent const& agent);
  void finalize_chain(Request const& request, Agent const& agent);
  void cancel(Record const& record);
  void cancel_chain();
  void append_record(Record const& record);
  void forget();

  /// The records that have become Final.
  [[nodiscard]] SymbolicState::RecordSet const& finalized() const { return finalized_; }

 private:
  void make_final(SymbolicState::RecordSet const& records, SymbolicMark const& mark);
  [[nodiscard]] AgentSet eligible_ones() const {
    return state_.logins.domain() - (state_.logins - state_.logins.into(state_.monitored)).domain();
  }
  [[nodiscard]] bool says(mutate::R8Clause clause) const { return forgotten_ != clause; }
  void settle(AgentSet const& keepers);

  SymbolicState& state_;
  SymbolicState::Policies const& policies_;
  model::Decision& decision_;
  std::optional<mutate::R8Clause> forgotten_;
  AgentSet left_;    ///< since the last update of keepers
  AgentSet joined_;  ///< likewise, agents that were not parties
  SymbolicState::RecordSet finalized_;
};
static_assert(model::ChainDomain<SymbolicChain>);

/// The directory's domain over formulas.
class SymbolicDirectory {
 public:
  using Bool = Formula;
  using Agent = AgentTerm;
  using Party = AgentTerm;
  using Dn = DnTerm;
  using Dns = SymbolicState::DnSet;
  using Chain = Symbols::TheChain;
  using Record = RecordTerm;
  using Records = SymbolicList;

  explicit SymbolicDirectory(SymbolicState& state) : state_(state) {}

  [[nodiscard]] static Formula truth() { return Formula(true); }
  [[nodiscard]] Formula known(Chain) const { return state_.loaded; }
  [[nodiscard]] Formula known(Record const& record) const { return state_.records.known().contains(record); }
  [[nodiscard]] Formula logged_in(Agent const& agent) const { return state_.logins.domain().contains(agent); }
  [[nodiscard]] static Formula empty(Records const& records) { return records.set.is_empty() && !records.repeats; }
  [[nodiscard]] Formula any_known_or_twice(Records const& records) const {
    return records.repeats || !(records.set & state_.records.known()).is_empty();
  }
  /// An uninterpreted truth value: limits are arbitrary.
  template <class... Whose>
  [[nodiscard]] Formula exceeds_limit(Whose const&...) const {
    return atom(Symbol::Limit);
  }
  [[nodiscard]] static Formula exceeds_names() { return atom(Symbol::Limit); }
  [[nodiscard]] static Formula exceeds_members() { return atom(Symbol::Limit); }

  void monitor(Dn const& dn) { state_.monitored = state_.monitored | only(dn); }
  void unmonitor(Dn const& dn) { state_.monitored = state_.monitored - only(dn); }
  void log_in(Agent const& agent, Dns const& dns) {
    auto const displaced = state_.logins.into(dns).domain() | only(agent);
    state_.logins = (state_.logins - state_.logins.from(displaced)) | only(agent, dns);
  }
  void log_out(Agent const& agent) { state_.logins = state_.logins - state_.logins.from(only(agent)); }
  void load(Chain, Records const& records) {
    state_.loaded = Formula(true);
    state_.records = state_.records.with(records.set, SymbolicMark::open());
  }

 private:
  SymbolicState& state_;
};
static_assert(model::DirectoryDomain<SymbolicDirectory>);

}  // namespace recordshare::properties::prove
