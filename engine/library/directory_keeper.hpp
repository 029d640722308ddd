// SPDX-License-Identifier: Apache-2.0
// directory_keeper.hpp tells the directory's table what it asks of an event, and makes the change it decides on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <recordshare/options.hpp>

#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"
#include "engine/library/resolve.hpp"
#include "model/concrete_directory.hpp"

namespace recordshare {

/// Stands between model/directory_table.hpp and what an engine holds, for one event whose names are resolved.
class DirectoryKeeper {
 public:
  using Ids = model::Ids;

  DirectoryKeeper(Directory& directory, ChainStore& chains, Limits const& limits, Brought const& brought) noexcept
      : directory_(directory), chains_(chains), limits_(limits), brought_(brought) {}

  /// What the table asks. `scratch` is room to sort a list in; throws std::bad_alloc where it cannot grow, but never
  /// where memory is known to have run out.
  template <class Event>
  [[nodiscard]] model::DirectoryFacts facts_of(Event const& event, bool out_of_memory,
                                               std::vector<std::uint64_t>& scratch) const {
    model::DirectoryFacts facts;
    facts.out_of_memory = out_of_memory;
    if (out_of_memory) return facts;  // the answer to whatever needs more; the rest of the facts need not be known
    facts.agent_is_new = !brought_.agent.empty();
    facts.dn_is_new = !brought_.dn.empty();
    facts.names_left = limits_.names - directory_.count();
    if constexpr (requires { event.dn; }) facts.dn_is_occupied = directory_.dn(event.dn).occupant != kNobody;
    if constexpr (requires { event.records; }) {
      facts.chains_left = limits_.chains - chains_.count();
      facts.records_left = limits_.records;
      facts.records_repeat = event.records.size() <= limits_.records && any_known_or_twice(event.records, scratch);
    } else if constexpr (requires { event.chain, event.record; }) {
      if (event.chain != kNoChain) facts.records_left = limits_.records - chains_[event.chain].record_count;
    }
    return facts;
  }

  // Makes what the table decided. Each throws std::bad_alloc with nothing changed.
  template <EventType T>
  void make(model::DirectoryChange change, model::DnEvent<Ids, T> const& event) {
    if (change == model::DirectoryChange::Monitor) {
      if (!directory_.dns().holds(event.dn)) directory_.hold_dn(brought_.dn);
      directory_.set_monitored(event.dn, true);
    } else if (change == model::DirectoryChange::Unmonitor) {
      directory_.set_monitored(event.dn, false);
      directory_.release_if_unused(event.dn);
    }
  }
  void make(model::DirectoryChange change, model::AgentLogin<Ids> const& event) {
    if (change == model::DirectoryChange::LogIn) log_in(event.agent, event.dn);
  }
  void make(model::DirectoryChange change, model::AgentLogout<Ids> const& event) noexcept {
    if (change != model::DirectoryChange::LogOut) return;
    DnId const dn = directory_.agent(event.agent).dn;
    directory_.log_out(event.agent);
    directory_.release_if_unused(dn);
    directory_.release_if_unused(event.agent);
  }
  void make(model::DirectoryChange change, model::ChainLoaded<Ids> const& event) {
    if (change == model::DirectoryChange::Load) chains_.load(brought_.chain, event.records);
  }
  template <class Event>
  static void make(model::DirectoryChange, Event const&) noexcept {}

 private:
  bool any_known_or_twice(Ids::Records records, std::vector<std::uint64_t>& scratch) const {
    for (std::uint64_t const record : records) {
      if (chains_.find_record(record).chain != kNoChain) return true;
    }
    scratch.assign(records.begin(), records.end());
    std::sort(scratch.begin(), scratch.end());
    return std::adjacent_find(scratch.begin(), scratch.end()) != scratch.end();
  }
  void log_in(AgentId agent, DnId dn) {
    bool const agent_is_new = !directory_.agents().holds(agent);
    if (agent_is_new) directory_.hold_agent(brought_.agent);
    try {
      if (!directory_.dns().holds(dn)) directory_.hold_dn(brought_.dn);
    } catch (...) {
      if (agent_is_new) directory_.release_if_unused(agent);
      throw;
    }
    directory_.log_in(agent, dn);
  }

  Directory& directory_;
  ChainStore& chains_;
  Limits const& limits_;
  Brought const& brought_;
};

}  // namespace recordshare
