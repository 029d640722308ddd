// SPDX-License-Identifier: Apache-2.0
// chain_store.cpp stores chains, moves large ones to separate blocks, and maintains the indexes.
#include "engine/library/chain_store.hpp"

#include <algorithm>
#include <new>

namespace recordshare {

namespace {

// A block and its two arrays are one allocation, with the larger elements first so that each array is aligned.
constexpr std::size_t bytes_of_members(std::uint32_t capacity) noexcept {
  return sizeof(MemberBlock) + capacity * (sizeof(Member) + sizeof(std::uint32_t));
}
constexpr std::size_t bytes_of_records(std::uint32_t capacity) noexcept {
  return sizeof(RecordBlock) + capacity * (sizeof(RecordHandle) + sizeof(Disposition));
}

/// Shrinks the index of an agent who was once in very many chains. The threshold is far below the size at which the
/// index grows, so that a size near one of them does not allocate again and again.
void shrink_if_sparse(std::vector<Membership>& chains) noexcept {
  constexpr std::size_t kAlwaysKept = 4096;
  if (chains.capacity() <= kAlwaysKept || chains.size() >= chains.capacity() / 8) return;
  try {
    std::vector<Membership> smaller;
    smaller.reserve(chains.capacity() / 2);
    smaller.assign(chains.begin(), chains.end());
    chains.swap(smaller);
  } catch (std::bad_alloc const&) {
    return;  // it was only to save memory; another time
  }
}

}  // namespace

ChainStore::ChainStore(SeededHash hash, Directory& directory)
    : directory_(directory), by_id_(0, hash), by_record_(0, hash) {}

ChainStore::~ChainStore() {
  for (auto const& [id, index] : by_id_) free_blocks_of(at(index));
}

void ChainStore::load(ChainId id, std::span<RecordHandle const> records) {
  std::uint32_t const number = chains_.next();
  auto const count = static_cast<std::uint32_t>(records.size());
  RecordBlock* const block = count > StoredChain::kInline ? new_record_block(count) : nullptr;
  std::size_t known = 0;
  try {
    by_id_.emplace(id, ChainIndex{number});
    for (; known < count; ++known) {
      by_record_.emplace(records[known], RecordRef{ChainIndex{number}, static_cast<std::uint32_t>(known)});
    }
    chains_.take();
  } catch (...) {
    for (RecordHandle const record : records.first(known)) by_record_.erase(record);
    by_id_.erase(id);
    if (block != nullptr) free_block(block);
    throw;
  }
  StoredChain& chain = chains_[number];
  chain = StoredChain{};
  chain.id = id;
  chain.record_count = static_cast<std::uint16_t>(count);
  if (block != nullptr) {
    chain.records_beside = 1;
    chain.record_block = block;
  }
  std::copy(records.begin(), records.end(), chain.handles());
  std::fill_n(chain.dispositions(), count, Disposition{0, Disposition::kOpen, 0});
}

std::uint32_t ChainStore::make_room_for_members(ChainIndex index, std::span<AgentId const> agents) {
  StoredChain& chain = at(index);
  std::uint32_t newcomers = 0;
  for (AgentId const agent : agents) {
    if (is_member(index, agent)) continue;
    std::vector<Membership>& places = directory_.agent(agent).chains;
    if (places.size() == places.capacity()) places.reserve(std::max<std::size_t>(1, 2 * places.size()));
    ++newcomers;
  }
  reserve_members(chain, chain.member_count + newcomers);
  return newcomers;
}

void ChainStore::reserve_members(StoredChain& chain, std::uint32_t count) {
  std::uint32_t const capacity = chain.members_beside ? chain.member_block->capacity : StoredChain::kInline;
  if (count <= capacity) return;
  MemberBlock* const block = new_member_block(std::max(2 * capacity, count));
  std::copy_n(chain.members(), chain.member_count, block->members);
  std::copy_n(chain.places(), chain.member_count, block->places);
  if (chain.members_beside) free_block(chain.member_block);
  chain.members_beside = 1;
  chain.member_block = block;
}

void ChainStore::make_room_for_record(ChainIndex index) {
  StoredChain& chain = at(index);
  std::uint32_t const capacity = chain.records_beside ? chain.record_block->capacity : StoredChain::kInline;
  if (chain.record_count < capacity) return;
  RecordBlock* const block = new_record_block(2 * capacity);
  std::copy_n(chain.handles(), chain.record_count, block->handles);
  std::copy_n(chain.dispositions(), chain.record_count, block->dispositions);
  if (chain.records_beside) free_block(chain.record_block);
  chain.records_beside = 1;
  chain.record_block = block;
}

void ChainStore::index_record(ChainIndex index, RecordHandle record) {
  StoredChain& chain = at(index);
  by_record_.emplace(record, RecordRef{index, chain.record_count});
  chain.handles()[chain.record_count] = record;
}

/// Indexes members that a step added, and removes those without a role.
void ChainStore::settle_members(ChainIndex index, std::uint32_t member_count) noexcept {
  StoredChain& chain = at(index);
  Member* const members = chain.members();
  for (std::uint32_t i = chain.member_count; i < member_count; ++i) {
    std::vector<Membership>& chains = directory_.agent(members[i].id()).chains;
    chain.places()[i] = static_cast<std::uint32_t>(chains.size());
    chains.push_back({index, i});  // there is room: make_room_for_member()
  }
  chain.member_count = static_cast<std::uint16_t>(member_count);
  for (std::uint32_t i = member_count; i-- > 0;) {
    if (members[i].roles == 0) remove_member(index, i);
  }
  if (chain.members_beside && chain.member_count <= StoredChain::kInline) pull_members_in(chain);
}

void ChainStore::forget(ChainIndex index) noexcept {
  StoredChain& chain = at(index);
  std::span const handles(chain.handles(), chain.record_count);
  for (RecordHandle const record : handles) by_record_.erase(record);
  for (Disposition const& record : std::span(chain.dispositions(), chain.record_count)) {
    if (record.id() == kNobody) continue;
    --directory_.agent(record.id()).finalized_count;
    directory_.release_if_unused(record.id());
  }
  while (chain.member_count > 0) remove_member(index, chain.member_count - 1);
  free_blocks_of(chain);
  set_call(chain, kNoCall);
  by_id_.erase(chain.id);
  chains_.give_back(static_cast<std::uint32_t>(index));
}

/// Removes the member at `position`; the last member moves there.
void ChainStore::remove_member(ChainIndex index, std::uint32_t position) noexcept {
  StoredChain& chain = at(index);
  Member* const members = chain.members();
  AgentId const agent = members[position].id();
  remove_from_index(agent, chain.places()[position]);
  std::uint32_t const last = --chain.member_count;
  if (position != last) {
    members[position] = members[last];
    chain.places()[position] = chain.places()[last];
    directory_.agent(members[position].id()).chains[chain.places()[position]].position = position;
    std::uint32_t const partner = members[position].partner;
    if (members[position].is(model::kConsulting) && partner < chain.member_count) members[partner].partner = position;
  }
  directory_.release_if_unused(agent);
}

/// Removes the chain at `place` from the agent's index; the last one moves there. O(1).
void ChainStore::remove_from_index(AgentId agent, std::uint32_t place) noexcept {
  std::vector<Membership>& chains = directory_.agent(agent).chains;
  Membership const moved = chains.back();
  chains.pop_back();
  shrink_if_sparse(chains);
  if (place == chains.size()) return;
  chains[place] = moved;
  at(moved.chain).places()[moved.position] = place;
}

void ChainStore::pull_members_in(StoredChain& chain) noexcept {
  MemberBlock* const block = chain.member_block;
  StoredChain::InlineMembers inside{};
  std::copy_n(block->members, chain.member_count, inside.members);
  std::copy_n(block->places, chain.member_count, inside.places);
  chain.members_beside = 0;
  chain.inline_members = inside;
  free_block(block);
}

MemberBlock* ChainStore::new_member_block(std::uint32_t capacity) {
  // NOLINTNEXTLINE(clang-analyzer-cplusplus.PlacementNew): the block is large enough; the analyzer sees one byte
  auto* const block = ::new (blocks_.take(bytes_of_members(capacity))) MemberBlock;
  block->capacity = capacity;
  block->members = reinterpret_cast<Member*>(block + 1);
  block->places = reinterpret_cast<std::uint32_t*>(block->members + capacity);
  return block;
}

RecordBlock* ChainStore::new_record_block(std::uint32_t capacity) {
  // NOLINTNEXTLINE(clang-analyzer-cplusplus.PlacementNew): as above
  auto* const block = ::new (blocks_.take(bytes_of_records(capacity))) RecordBlock;
  block->capacity = capacity;
  block->handles = reinterpret_cast<RecordHandle*>(block + 1);
  block->dispositions = reinterpret_cast<Disposition*>(block->handles + capacity);
  return block;
}

void ChainStore::free_blocks_of(StoredChain& chain) noexcept {
  if (chain.members_beside) free_block(chain.member_block);
  if (chain.records_beside) free_block(chain.record_block);
}

void ChainStore::free_block(MemberBlock* block) noexcept {
  blocks_.give_back(block, bytes_of_members(block->capacity));
}

void ChainStore::free_block(RecordBlock* block) noexcept {
  blocks_.give_back(block, bytes_of_records(block->capacity));
}

}  // namespace recordshare
