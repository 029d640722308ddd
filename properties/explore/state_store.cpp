// SPDX-License-Identifier: Apache-2.0
// state_store.cpp looks up and adds states.
#include "properties/explore/state_store.hpp"

#include <stdexcept>

namespace recordshare::properties::explore {
namespace {

constexpr std::size_t kSlotsAtFirst = 64;

/// Shards take the hash's low bits, slots the next.
std::size_t slot_of(std::uint64_t hash, std::size_t slots) noexcept { return hash / StateStore::kShards & (slots - 1); }

}  // namespace

bool StateStore::contains(PackedState const& state, std::uint64_t hash) const noexcept {
  Shard const& shard = shards_[shard_of(hash)];
  if (shard.slots.empty()) return false;
  std::size_t const mask = shard.slots.size() - 1;
  for (std::size_t at = slot_of(hash, shard.slots.size());; at = (at + 1) & mask) {
    std::uint32_t const place = shard.slots[at];
    if (place == 0) return false;
    Entry const& entry = shard.states[place - 1];
    if (entry.agents == state.agents && entry.records == state.records) return true;
  }
}

void StateStore::prefetch(std::uint64_t hash) const noexcept {
  Shard const& shard = shards_[shard_of(hash)];
  if (!shard.slots.empty()) __builtin_prefetch(&shard.slots[slot_of(hash, shard.slots.size())]);
}

void StateStore::add(FoundState const& found, std::uint64_t hash) {
  Shard& shard = shards_[shard_of(hash)];
  if (shard.states.size() * 8 >= shard.slots.size() * 5) grow(shard);
  std::size_t const mask = shard.slots.size() - 1;
  std::size_t at = slot_of(hash, shard.slots.size());
  for (; shard.slots[at] != 0; at = (at + 1) & mask) {
    Entry const& entry = shard.states[shard.slots[at] - 1];
    if (entry.agents == found.state.agents && entry.records == found.state.records) return;
  }
  if (shard.states.size() == kPerShardMax - 1) throw std::length_error("more states than can be numbered");
  shard.states.push_back({found.state.agents, found.state.records, found.parent});
  shard.slots[at] = static_cast<std::uint32_t>(shard.states.size());
}

void StateStore::grow(Shard& shard) {
  std::vector<std::uint32_t> slots(shard.slots.empty() ? kSlotsAtFirst : shard.slots.size() * 2);
  std::size_t const mask = slots.size() - 1;
  for (std::size_t place = 0; place < shard.states.size(); ++place) {
    Entry const& entry = shard.states[place];
    std::size_t at = slot_of(hash_of({entry.agents, entry.records}), slots.size());
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = static_cast<std::uint32_t>(place + 1);
  }
  shard.slots = std::move(slots);
}

std::size_t StateStore::size() const noexcept {
  std::size_t size = 0;
  for (Shard const& shard : shards_) size += shard.states.size();
  return size;
}

std::size_t StateStore::bytes() const noexcept {
  std::size_t bytes = sizeof *this;
  for (Shard const& shard : shards_) {
    bytes += shard.states.capacity() * sizeof(Entry) + shard.slots.capacity() * sizeof(std::uint32_t);
  }
  return bytes;
}

}  // namespace recordshare::properties::explore
