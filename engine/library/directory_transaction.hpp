// SPDX-License-Identifier: Apache-2.0
// directory_transaction.hpp applies one event to the directory as a transaction: facts for the table, then its change.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <recordshare/options.hpp>

#include "engine/library/buffers.hpp"
#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"
#include "engine/library/resolve.hpp"
#include "model/concrete_directory.hpp"
#include "model/newcomers.hpp"
#include "model/table.hpp"

namespace recordshare {

/// The agent that an event can add to its chain according to the rows; kNobody if absent.
template <class Event>
[[nodiscard]] AgentId newcomer_of(Event const& event) noexcept {
  using Newcomers = model::newcomers<model::ChainRules, Event, model::Ids>;
  if constexpr (boost::mp11::mp_empty<Newcomers>::value) {
    return kNobody;
  } else {
    return boost::mp11::mp_front<Newcomers>::of(event);
  }
}

/// The parts of an engine that directory transactions use.
struct DirectoryParts {
  Directory& directory;
  ChainStore& chains;
  Buffers& buffers;
  Options const& options;
};

/// The directory's transaction of one event with resolved names.
///
/// The constructor reserves room for what the event can change; it throws std::bad_alloc, and changes nothing, if
/// memory runs out. In the second attempt after that it reserves nothing: the table then refuses events that need
/// memory. facts() is the input of the table; commit() makes the change that the table decided.
template <class Event>
class DirectoryTransaction {
 public:
  using Ids = model::Ids;

  DirectoryTransaction(DirectoryParts const& parts, Event const& event, Brought const& brought, bool out_of_memory)
      : parts_(parts), event_(event), brought_(brought), concerned_(agent_concerned()) {
    facts_.out_of_memory = out_of_memory;
    if (out_of_memory) return;  // the table does not need the other facts
    if (concerned_ != kNobody) note_chains();
    find_facts();
    if constexpr (requires { event.records; }) {
      if (event.records.size() <= parts.options.limits.records) parts.buffers.shown.reserve(event.records.size());
    }
  }

  [[nodiscard]] model::DirectoryFacts const& facts() const noexcept { return facts_; }

  /// Makes the change and computes the changes of access. Throws std::bad_alloc and changes nothing then.
  void commit(model::DirectoryChange change) {
    if (change == model::DirectoryChange::None) return;
    make(change, event_);
    if (concerned_ != kNobody) compare_chains();
  }

 private:
  // --- An event of the directory changes accesses to all chains of which one agent is a member ---

  [[nodiscard]] AgentId agent_concerned() const noexcept {
    if constexpr (!kIsOfDirectory) {
      return kNobody;
    } else if constexpr (requires { event_.agent; }) {
      return event_.agent;
    } else if constexpr (requires { event_.dn; }) {
      return parts_.directory.dn(event_.dn).occupant;
    } else {
      return kNobody;
    }
  }
  void note_chains() {
    std::vector<Membership> const& chains = parts_.directory.agent(concerned_).chains;
    std::size_t members = 0;
    for (auto const& [chain, position] : chains) members += parts_.chains[chain].member_count;
    parts_.buffers.changes.reserve(members);
    for (auto const& [chain, position] : chains) {
      ask(chain, [&](model::ConcreteChain const& state) { parts_.buffers.changes.note(state); });
    }
  }
  void compare_chains() noexcept {
    for (auto const& [index, position] : parts_.directory.agent(concerned_).chains) {
      ChainIndex const chain = index;  // clang 15: a lambda cannot capture a structured binding
      ask(chain, [&](model::ConcreteChain const& state) {
        parts_.buffers.changes.compare(parts_.chains[chain].id, state, state.members().size(), parts_.directory);
      });
    }
  }
  template <class Ask>
  void ask(ChainIndex chain, Ask&& question) const {
    ChainState state = parts_.chains.state_of(chain);
    model::Decision none;
    question(model::ConcreteChain(state, parts_.directory.standings(), parts_.options.policies, none));
  }

  // --- Facts for the table ---

  void find_facts() {
    Limits const& limits = parts_.options.limits;
    ChainStore const& chains = parts_.chains;
    facts_.agent_is_new = !brought_.agent.empty();
    facts_.dn_is_new = !brought_.dn.empty();
    facts_.names_left = limits.names - parts_.directory.count();
    if constexpr (requires { event_.dn; }) {
      facts_.dn_is_occupied = parts_.directory.dn(event_.dn).occupant != kNobody;
    }
    if constexpr (requires { event_.records; }) {
      facts_.chains_left = limits.chains - chains.count();
      facts_.records_left = limits.records;
      facts_.records_repeat = event_.records.size() <= limits.records && any_known_or_twice(event_.records);
    } else if constexpr (requires { event_.chain, event_.record; }) {
      if (event_.chain != kNoChain) facts_.records_left = limits.records - chains[event_.chain].record_count;
    }
    if constexpr (!boost::mp11::mp_empty<model::newcomers<model::ChainRules, Event, Ids>>::value) {
      if (event_.record.chain != kNoChain) find_facts_of_newcomer(newcomer_of(event_));
    }
  }
  /// Looks for the newcomer among the members only at the limit, since that takes O(members).
  void find_facts_of_newcomer(AgentId newcomer) noexcept {
    ChainIndex const chain = event_.record.chain;
    facts_.members_left = parts_.options.limits.members - parts_.chains[chain].member_count;
    facts_.member_is_new =
        facts_.members_left == 0 && (facts_.agent_is_new || !parts_.chains.is_member(chain, newcomer));
  }
  bool any_known_or_twice(Ids::Records records) {
    for (RecordHandle const record : records) {
      if (parts_.chains.find_record(record).chain != kNoChain) return true;
    }
    std::vector<RecordHandle>& sorted = parts_.buffers.sorted;
    sorted.assign(records.begin(), records.end());
    std::sort(sorted.begin(), sorted.end());
    return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
  }

  // --- Changes that the table decides. Each throws std::bad_alloc and changes nothing then. ---

  template <EventType T>
  void make(model::DirectoryChange change, model::DnEvent<Ids, T> const& event) {
    Directory& directory = parts_.directory;
    if (change == model::DirectoryChange::Monitor) {
      if (!directory.dns().holds(event.dn)) directory.hold_dn(brought_.dn);
      directory.set_monitored(event.dn, true);
    } else if (change == model::DirectoryChange::Unmonitor) {
      directory.set_monitored(event.dn, false);
      directory.release_if_unused(event.dn);
    }
  }
  void make(model::DirectoryChange change, model::AgentLogin<Ids> const& event) {
    if (change == model::DirectoryChange::LogIn) log_in(event.agent, event.dn);
  }
  void make(model::DirectoryChange change, model::AgentLogout<Ids> const& event) noexcept {
    if (change != model::DirectoryChange::LogOut) return;
    DnId const dn = parts_.directory.agent(event.agent).dn;
    parts_.directory.log_out(event.agent);
    parts_.directory.release_if_unused(dn);
    parts_.directory.release_if_unused(event.agent);
  }
  void make(model::DirectoryChange change, model::ChainLoaded<Ids> const& event) {
    if (change == model::DirectoryChange::Load) parts_.chains.load(brought_.chain, event.records);
  }
  template <class Other>
  static void make(model::DirectoryChange, Other const&) noexcept {}

  void log_in(AgentId agent, DnId dn) {
    Directory& directory = parts_.directory;
    bool const agent_is_new = !directory.agents().holds(agent);
    if (agent_is_new) directory.hold_agent(brought_.agent);
    try {
      if (!directory.dns().holds(dn)) directory.hold_dn(brought_.dn);
    } catch (...) {
      if (agent_is_new) directory.release_if_unused(agent);
      throw;
    }
    directory.log_in(agent, dn);
  }

  static constexpr bool kIsOfDirectory = !boost::mp11::mp_contains<model::ChainRules::Events::over<Ids>, Event>::value;

  DirectoryParts parts_;
  Event const& event_;
  Brought const& brought_;
  AgentId concerned_;
  model::DirectoryFacts facts_;
};

}  // namespace recordshare
