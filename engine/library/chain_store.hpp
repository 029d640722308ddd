// SPDX-License-Identifier: Apache-2.0
// chain_store.hpp stores all chains: 64 bytes each for up to two records and two members, and a block for more.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "engine/library/block_pool.hpp"
#include "engine/library/boost_unordered.hpp"
#include "engine/library/directory.hpp"
#include "engine/library/seeded_hash.hpp"
#include "engine/library/slab.hpp"
#include "model/concrete_chain.hpp"

namespace recordshare {

using model::ChainState;
using model::Disposition;
using model::kNoChain;
using model::Member;
using model::RecordRef;

/// The members of a chain that has too many to store them inline; `places[i]` is the chain's position in the index of
/// members[i]'s agent.
struct MemberBlock {
  std::uint32_t capacity;
  Member* members;
  std::uint32_t* places;
};
/// The records of a chain that has too many to store them inline.
struct RecordBlock {
  std::uint32_t capacity;
  RecordHandle* handles;
  Disposition* dispositions;
};

/// One chain in memory.
struct alignas(64) StoredChain {
  static constexpr std::uint32_t kInline = 2;
  struct InlineMembers {
    Member members[kInline];
    std::uint32_t places[kInline];
  };
  struct InlineRecords {
    RecordHandle handles[kInline];
    Disposition dispositions[kInline];
  };

  ChainId id;
  std::uint16_t member_count;
  std::uint16_t record_count;
  std::uint32_t call : 24;  ///< a CallId
  std::uint32_t phase_number : 2;
  std::uint32_t members_beside : 1;
  std::uint32_t records_beside : 1;
  union {
    InlineMembers inline_members;
    MemberBlock* member_block;
  };
  union {
    InlineRecords inline_records{};
    RecordBlock* record_block;
  };

  [[nodiscard]] Phase phase() const noexcept { return static_cast<Phase>(phase_number); }
  [[nodiscard]] CallId call_id() const noexcept { return CallId{call}; }
  [[nodiscard]] Member* members() noexcept { return members_beside ? member_block->members : inline_members.members; }
  [[nodiscard]] std::uint32_t* places() noexcept {
    return members_beside ? member_block->places : inline_members.places;
  }
  [[nodiscard]] Disposition* dispositions() noexcept {
    return records_beside ? record_block->dispositions : inline_records.dispositions;
  }
  [[nodiscard]] RecordHandle* handles() noexcept {
    return records_beside ? record_block->handles : inline_records.handles;
  }
  [[nodiscard]] Member const* members() const noexcept { return const_cast<StoredChain*>(this)->members(); }
  [[nodiscard]] RecordHandle const* handles() const noexcept { return const_cast<StoredChain*>(this)->handles(); }
  [[nodiscard]] Disposition const* dispositions() const noexcept {
    return const_cast<StoredChain*>(this)->dispositions();
  }
};
static_assert(sizeof(StoredChain) == 64);

/// All chains, by index, by id and by record, and an index from each agent to the chains of which it is a member.
class ChainStore {
 public:
  ChainStore(SeededHash hash, Directory& directory);
  ~ChainStore();
  ChainStore(ChainStore const&) = delete;
  ChainStore& operator=(ChainStore const&) = delete;

  // --- Look-ups, each expected O(1) ---

  [[nodiscard]] ChainIndex find_chain(ChainId id) const noexcept {
    auto const it = by_id_.find(id);
    return it == by_id_.end() ? kNoChain : it->second;
  }
  /// The record's chain and position; prefetches the chain's memory.
  [[nodiscard]] RecordRef find_record(RecordHandle record) const noexcept {
    auto const it = by_record_.find(record);
    if (it == by_record_.end()) return {kNoChain, 0};
    __builtin_prefetch(&(*this)[it->second.chain]);
    return it->second;
  }
  [[nodiscard]] StoredChain const& operator[](ChainIndex chain) const noexcept {
    return chains_[static_cast<std::uint32_t>(chain)];
  }
  [[nodiscard]] std::size_t count() const noexcept { return by_id_.size(); }

  /// The chain's state for a step, in place; settle() keeps the changes. It has no room for additions.
  [[nodiscard]] ChainState state_of(ChainIndex index) noexcept {
    StoredChain& chain = at(index);
    return {.phase = chain.phase(),
            .call = chain.call_id(),
            .member_count = chain.member_count,
            .record_count = chain.record_count,
            .member_capacity = chain.member_count,
            .record_capacity = chain.record_count,
            .members = chain.members(),
            .records = chain.dispositions()};
  }
  /// Whether the agent is a member of the chain. O(members).
  [[nodiscard]] bool is_member(ChainIndex index, AgentId agent) const noexcept {
    std::span const members((*this)[index].members(), (*this)[index].member_count);
    return std::any_of(members.begin(), members.end(), [&](Member const& member) { return member.id() == agent; });
  }

  /// Whether the agent or number is a party or an end of a consultation of the chain. O(members).
  [[nodiscard]] bool is_on_call(ChainIndex index, AgentId agent) const noexcept {
    std::span const members((*this)[index].members(), (*this)[index].member_count);
    return std::any_of(members.begin(), members.end(), [&](Member const& member) {
      return member.id() == agent && member.is(model::kParty | model::kConsulting);
    });
  }

  // --- Changes; if one throws, it is std::bad_alloc and nothing has changed ---

  /// Adds a chain with these records, Idle and without members. Neither `id` nor any of `records` may be known.
  void load(ChainId id, std::span<RecordHandle const> records);

  /// Reserves room for all of `agents` who are no members to become some; returns how many they are. Each may stand
  /// there once. O(members) for each.
  std::uint32_t make_room_for_members(ChainIndex index, std::span<AgentId const> agents);

  /// Reserves room for one more record in the chain.
  void make_room_for_record(ChainIndex index);

  /// Indexes the handle of a record that a step appended to the chain, for which there is room; settle() must follow.
  /// The handle must not be known.
  void index_record(ChainIndex index, RecordHandle record);

  /// Keeps the changes of a step in `state`, updates the index from agents to chains, and releases the names of agents
  /// that are no longer in use. O(members).
  void settle(ChainIndex index, ChainState const& state) noexcept {
    StoredChain& chain = at(index);
    chain.phase_number = static_cast<std::uint32_t>(state.phase) & 3U;
    set_call(chain, state.call);
    chain.record_count = static_cast<std::uint16_t>(state.record_count);
    bool same_members = state.member_count == chain.member_count;
    for (Member const& member : std::span(state.members, state.member_count)) same_members &= member.roles != 0;
    if (!same_members) settle_members(index, state.member_count);
  }

  /// Forgets the chain and its records. O(records + members).
  void forget(ChainIndex index) noexcept;

 private:
  void set_call(StoredChain& chain, CallId call) noexcept {
    if (call == chain.call_id()) return;
    directory_.change_call(chain.call_id(), call);
    chain.call = static_cast<std::uint32_t>(call) & 0xFF'FFFFU;
  }
  void reserve_members(StoredChain& chain, std::uint32_t count);
  StoredChain& at(ChainIndex chain) noexcept { return chains_[static_cast<std::uint32_t>(chain)]; }
  void settle_members(ChainIndex index, std::uint32_t member_count) noexcept;
  void remove_member(ChainIndex index, std::uint32_t position) noexcept;
  void remove_from_index(AgentId agent, std::uint32_t place) noexcept;
  void pull_members_in(StoredChain& chain) noexcept;
  MemberBlock* new_member_block(std::uint32_t capacity);
  RecordBlock* new_record_block(std::uint32_t capacity);
  void free_blocks_of(StoredChain& chain) noexcept;
  void free_block(MemberBlock* block) noexcept;
  void free_block(RecordBlock* block) noexcept;

  Directory& directory_;
  Slab<StoredChain> chains_;
  unordered_flat_map<ChainId, ChainIndex, SeededHash> by_id_;
  unordered_flat_map<RecordHandle, RecordRef, SeededHash> by_record_;
  BlockPool blocks_;  // for members and records that do not fit inline
};

}  // namespace recordshare
