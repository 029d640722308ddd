// SPDX-License-Identifier: Apache-2.0
// directory_transaction.hpp applies one event to the directory as a transaction: facts for the table, then its change.
#pragma once

#include <algorithm>
#include <cstddef>
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

/// The agents and numbers that an event can add to its chain according to the rows.
template <class Event>
[[nodiscard]] std::span<AgentId const> newcomers_of(Event const& event) noexcept {
  using Newcomers = model::newcomers<model::ChainRules, Event, model::Ids>;
  if constexpr (boost::mp11::mp_empty<Newcomers>::value) {
    return {};
  } else if constexpr (boost::mp11::mp_contains<Newcomers, model::Named>::value) {
    return event.parties;
  } else {
    return {&boost::mp11::mp_front<Newcomers>::of(event), 1};
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

  /// `new_chain` is the id of a chain to load.
  DirectoryTransaction(DirectoryParts const& parts, Event const& event, ChainId new_chain, bool out_of_memory)
      : parts_(parts), event_(event), new_chain_(new_chain) {
    facts_.out_of_memory = facts_.names_exceeded = facts_.members_exceeded = out_of_memory;
    if (out_of_memory) return;  // the table does not need the other facts
    if constexpr (kIsOfDirectory) note_chains();
    find_facts();
    if constexpr (requires { event.records; }) {
      if (event.records.size() <= parts.options.limits.records) parts.buffers.reserve_records(event.records.size());
    }
  }

  [[nodiscard]] model::DirectoryFacts const& facts() const noexcept { return facts_; }

  /// Makes the change and computes the changes of access. Throws std::bad_alloc and changes nothing then.
  void commit(model::DirectoryChange change) {
    if (change == model::DirectoryChange::None) return;
    make(change, event_);
    if constexpr (kIsOfDirectory) compare_chains();
  }

 private:
  // --- An event of the directory changes accesses to all chains of which the agents concerned are members ---

  void note_chains() {
    std::vector<ChainIndex>& chains = parts_.buffers.concerned;
    chains.clear();
    Directory& directory = parts_.directory;
    if constexpr (requires { event_.agent; }) concern(event_.agent);
    if constexpr (requires { event_.dn; }) concern(directory.dn(event_.dn).occupant);
    if constexpr (requires { event_.dns; }) {
      std::size_t const of_agent = chains.size();
      for (DnId const dn : event_.dns) {
        if (directory.dn(dn).occupant != event_.agent) concern(directory.dn(dn).occupant);
      }
      if (chains.size() > of_agent) {  // two of them may be members of one chain
        std::sort(chains.begin(), chains.end());
        chains.erase(std::unique(chains.begin(), chains.end()), chains.end());
      }
    }
    std::size_t members = 0;
    for (ChainIndex const chain : chains) members += parts_.chains[chain].member_count;
    parts_.buffers.changes.reserve(members);
    for (ChainIndex const chain : chains)
      ask(chain, [&](model::ConcreteChain const& state) { parts_.buffers.changes.note(state); });
  }
  void concern(AgentId agent) {
    for (auto const& [chain, position] : parts_.directory.agent(agent).chains)
      parts_.buffers.concerned.push_back(chain);
  }
  void compare_chains() noexcept {
    for (ChainIndex const chain : parts_.buffers.concerned) {
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
    facts_.names_exceeded = parts_.buffers.resolver.new_names.count() > 0 && parts_.directory.count() > limits.names;
    if constexpr (requires { event_.records; }) {
      facts_.chains_left = limits.chains - chains.count();
      facts_.records_left = limits.records;
      facts_.records_repeat = event_.records.size() <= limits.records && any_known_or_twice(event_.records);
    } else if constexpr (requires { event_.chain, event_.record; }) {
      if (event_.chain != kNoChain) facts_.records_left = limits.records - chains[event_.chain].record_count;
    }
    if constexpr (!boost::mp11::mp_empty<model::newcomers<model::ChainRules, Event, Ids>>::value) {
      if (event_.record.chain != kNoChain) facts_.members_exceeded = exceeds_members();
    }
  }
  /// Looks for those who are named among the members only near the limit, since that takes O(members).
  bool exceeds_members() const noexcept {
    ChainStore const& chains = parts_.chains;
    ChainIndex const chain = event_.record.chain;
    std::size_t const left = parts_.options.limits.members - chains[chain].member_count;
    auto const is_new = [&](AgentId who) { return !chains.is_member(chain, who); };
    std::span const named = newcomers_of(event_);
    if constexpr (requires { event_.from; }) {
      if (left >= 2) return false;
      bool const other_is_new = event_.from != event_.to && is_new(event_.from);
      return (is_new(event_.to) ? 1U : 0U) + (other_is_new ? 1U : 0U) > left;
    } else {
      if (left >= named.size()) return false;
      return static_cast<std::size_t>(std::count_if(named.begin(), named.end(), is_new)) > left;
    }
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
  void make(model::DirectoryChange change, model::DnEvent<Ids, T> const& event) noexcept {
    bool const monitors = change == model::DirectoryChange::Monitor;
    if (monitors || change == model::DirectoryChange::Unmonitor) parts_.directory.set_monitored(event.dn, monitors);
  }
  void make(model::DirectoryChange change, model::AgentLogin<Ids> const& event) noexcept {
    if (change == model::DirectoryChange::LogIn) parts_.directory.log_in(event.agent, event.dns);
  }
  void make(model::DirectoryChange change, model::AgentLogout<Ids> const& event) noexcept {
    if (change == model::DirectoryChange::LogOut) parts_.directory.log_out(event.agent);
  }
  void make(model::DirectoryChange change, model::ChainLoaded<Ids> const& event) {
    if (change == model::DirectoryChange::Load) parts_.chains.load(new_chain_, event.records);
  }
  template <class Other>
  static void make(model::DirectoryChange, Other const&) noexcept {}

  static constexpr bool kIsOfDirectory = !boost::mp11::mp_contains<model::ChainRules::Events::over<Ids>, Event>::value;

  DirectoryParts parts_;
  Event const& event_;
  ChainId new_chain_;
  model::DirectoryFacts facts_;
};

}  // namespace recordshare
