// SPDX-License-Identifier: Apache-2.0
// chain_transaction.hpp applies one event to one chain as a transaction: reserve, step, then commit or roll back.
#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include <recordshare/events.hpp>

#include "engine/library/buffers.hpp"
#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"
#include "model/concrete_chain.hpp"

namespace recordshare {

/// What an event can add to its chain, as model/newcomers.hpp derives it from the rows.
struct ChainAdditions {
  std::span<AgentId const> newcomers;      ///< who may become members; each stands there once
  std::optional<RecordHandle> new_record;  ///< the record that may be appended to the chain
};

/// The transaction of one event of one chain. (A desktop request needs none: it adds nothing and moves nobody.)
///
/// The constructor reserves room for what the event can add; it throws std::bad_alloc, and changes nothing, if memory
/// runs out. The caller then runs a step with chain() and phase(). commit() keeps the step. Without a successful
/// commit() the destructor rolls back.
class ChainTransaction {
 public:
  ChainTransaction(Directory& directory, ChainStore& chains, Buffers& buffers, ChainIndex index,
                   ChainAdditions const& additions, Policies policies, model::Decision& decision)
      : ChainTransaction(directory, chains, buffers, index, additions, decision) {
    // From here on the destructor rolls back if an exception is thrown.
    bool const has_room_for_record = additions.new_record.has_value() && make_room_for_record();
    std::uint32_t const newcomers = additions.newcomers.empty() ? 0 : make_room_for_newcomers();
    state_ = chains.state_of(index);
    state_.member_capacity += newcomers;
    if (has_room_for_record) ++state_.record_capacity;
    members_before_ = state_.member_count;
    chain_.emplace(state_, directory.standings(), policies, decision);
    buffers.changes.note(*chain_);
  }
  ChainTransaction(ChainTransaction const&) = delete;
  ChainTransaction& operator=(ChainTransaction const&) = delete;
  ~ChainTransaction() {
    if (!is_committed_) buffers_.changes.put_back(state_.members, members_before_);
  }

  [[nodiscard]] model::ConcreteChain& chain() noexcept { return *chain_; }
  [[nodiscard]] Phase& phase() noexcept { return state_.phase; }

  /// Keeps the step and computes the changes of access. Returns false, and keeps nothing, if the step added a member or
  /// a record without reserved room. Throws std::bad_alloc, and keeps nothing, if there is no memory to index a record.
  [[nodiscard]] bool commit() {
    if (decision_.lacks_room || !are_newcomers_alone_added()) return false;
    if (state_.record_count > chains_[index_].record_count) chains_.index_record(index_, *additions_.new_record);
    is_committed_ = true;
    buffers_.changes.compare(chains_[index_].id, *chain_, members_before_, directory_);
    if (decision_.forgotten) {
      chains_.forget(index_);
    } else {
      chains_.settle(index_, state_);
    }
    return true;
  }

 private:
  ChainTransaction(Directory& directory, ChainStore& chains, Buffers& buffers, ChainIndex index,
                   ChainAdditions const& additions, model::Decision& decision) noexcept
      : directory_(directory),
        chains_(chains),
        buffers_(buffers),
        index_(index),
        additions_(additions),
        decision_(decision) {}

  /// Reserves room for the newcomers; returns how many of them are no members yet.
  [[gnu::noinline]] std::uint32_t make_room_for_newcomers() {
    std::uint32_t const newcomers = chains_.make_room_for_members(index_, additions_.newcomers);
    buffers_.changes.reserve(chains_[index_].member_count + std::size_t{newcomers});
    return newcomers;
  }
  /// Reserves room for the record and for answers about it; returns false if the record is known.
  [[gnu::noinline]] bool make_room_for_record() {
    if (chains_.find_record(*additions_.new_record).chain != kNoChain) return false;
    buffers_.reserve_records(chains_[index_].record_count + std::size_t{1});
    chains_.make_room_for_record(index_);
    return true;
  }
  [[nodiscard]] bool are_newcomers_alone_added() const noexcept {
    for (std::uint32_t i = members_before_; i < state_.member_count; ++i) {
      bool is_newcomer = false;
      for (AgentId const newcomer : additions_.newcomers) is_newcomer |= newcomer == state_.members[i].id();
      if (!is_newcomer) return false;
    }
    return true;
  }

  Directory& directory_;
  ChainStore& chains_;
  Buffers& buffers_;
  ChainIndex index_;
  ChainAdditions const& additions_;
  model::Decision& decision_;
  ChainState state_{};
  std::uint32_t members_before_ = 0;
  std::optional<model::ConcreteChain> chain_;
  bool is_committed_ = false;
};

}  // namespace recordshare
