// SPDX-License-Identifier: Apache-2.0
// concrete_directory.hpp is the directory's concrete domain: what model/directory_table.hpp asks and changes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <recordshare/options.hpp>

#include "engine/chain_store.hpp"
#include "engine/directory.hpp"
#include "model/domain.hpp"

namespace recordshare {

/// What an event says beyond ids: the names and the chain's id that it may bring.
struct Brought {
  std::string_view agent;
  std::string_view dn;
  std::uint64_t chain = 0;
};

/// The directory's domain over numbers, for one event.
class ConcreteDirectory {
 public:
  using Bool = bool;
  using Agent = AgentId;
  using Dn = DnId;
  using Chain = ChainIndex;
  using Record = RecordRef;
  using Records = std::span<std::uint64_t const>;

  /// `out_of_memory` says that the event was tried and could not be given the memory it needs.
  ConcreteDirectory(Directory& directory, ChainStore& chains, Limits const& limits, Brought const& brought,
                    std::vector<std::uint64_t>& scratch, bool out_of_memory) noexcept
      : directory_(directory),
        chains_(chains),
        limits_(limits),
        brought_(brought),
        scratch_(scratch),
        out_of_memory_(out_of_memory) {}

  static constexpr bool truth() noexcept { return true; }
  static bool known(ChainIndex chain) noexcept { return chain != kNoChain; }
  static bool known(RecordRef record) noexcept { return record.chain != kNoChain; }
  bool logged_in(AgentId agent) const noexcept { return directory_.standing(agent) != Standing::NotLoggedIn; }
  bool occupied(DnId dn) const noexcept { return directory_.dn(dn).occupant != kNobody; }
  static bool empty(Records records) noexcept { return records.empty(); }
  bool any_known_or_twice(Records records) const {
    for (std::uint64_t const record : records) {
      if (chains_.find_record(record).chain != kNoChain) return true;
    }
    scratch_.assign(records.begin(), records.end());
    std::sort(scratch_.begin(), scratch_.end());
    return std::adjacent_find(scratch_.begin(), scratch_.end()) != scratch_.end();
  }

  bool exceeds_limit() const noexcept { return out_of_memory_; }
  bool exceeds_limit(AgentId agent) const noexcept { return out_of_memory_ || exceeds_names(is_new(agent)); }
  bool exceeds_limit(DnId dn) const noexcept { return out_of_memory_ || exceeds_names(is_new(dn)); }
  bool exceeds_limit(AgentId agent, DnId dn) const noexcept {
    return out_of_memory_ || exceeds_names(is_new(agent) + is_new(dn));
  }
  bool exceeds_limit(ChainIndex chain, Records records) const noexcept {
    return out_of_memory_ || records.size() > limits_.records ||
           (chain == kNoChain && chains_.count() >= limits_.chains);
  }
  bool exceeds_limit(ChainIndex chain, RecordRef) const noexcept {
    return out_of_memory_ || (chain != kNoChain && chains_[chain].record_count >= limits_.records);
  }

  void monitor(DnId dn) {
    if (!directory_.dns().holds(dn)) directory_.hold_dn(brought_.dn);
    directory_.set_monitored(dn, true);
  }
  void unmonitor(DnId dn) noexcept {
    directory_.set_monitored(dn, false);
    directory_.release_if_unused(dn);
  }
  void log_in(AgentId agent, DnId dn) {
    bool const agent_is_new = is_new(agent) != 0;
    if (agent_is_new) directory_.hold_agent(brought_.agent);
    try {
      if (is_new(dn) != 0) directory_.hold_dn(brought_.dn);
    } catch (...) {
      if (agent_is_new) directory_.release_if_unused(agent);
      throw;
    }
    directory_.log_in(agent, dn);
  }
  void log_out(AgentId agent) noexcept {
    DnId const dn = directory_.agent(agent).dn;
    directory_.log_out(agent);
    directory_.release_if_unused(dn);
    directory_.release_if_unused(agent);
  }
  void load(ChainIndex, Records records) { chains_.load(brought_.chain, records); }

 private:
  std::size_t is_new(AgentId agent) const noexcept { return directory_.agents().holds(agent) ? 0 : 1; }
  std::size_t is_new(DnId dn) const noexcept { return directory_.dns().holds(dn) ? 0 : 1; }
  bool exceeds_names(std::size_t more) const noexcept { return more > 0 && directory_.count() + more > limits_.names; }

  Directory& directory_;
  ChainStore& chains_;
  Limits const& limits_;
  Brought const& brought_;
  std::vector<std::uint64_t>& scratch_;
  bool out_of_memory_;
};
static_assert(model::DirectoryDomain<ConcreteDirectory>);

}  // namespace recordshare
