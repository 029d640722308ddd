// SPDX-License-Identifier: Apache-2.0
// state_store.hpp stores every reached state once, in the order of discovery.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "properties/explore/packed_state.hpp"

namespace recordshare::properties::explore {

/// A stored state: the shard in the low bits, the position in the shard in the others.
enum class StateId : std::uint32_t {};
inline constexpr StateId kNoState{0xFFFF'FFFF};

/// A state and its parent.
struct FoundState {
  PackedState state;
  StateId parent = kNoState;
};

/// All states, in shards by hash. Thread-safety: any number of threads may read while none adds; different threads may
/// add to different shards at the same time.
class StateStore {
 public:
  static constexpr std::size_t kShards = 64;
  static constexpr std::size_t kPerShardMax = std::size_t{1} << 26;

  [[nodiscard]] static std::size_t shard_of(std::uint64_t hash) noexcept { return hash % kShards; }

  /// Whether the state with this hash is stored. Expected O(1).
  [[nodiscard]] bool contains(PackedState const& state, std::uint64_t hash) const noexcept;
  /// Prefetches the memory that contains() reads first.
  void prefetch(std::uint64_t hash) const noexcept;

  /// Adds a state to its shard, unless it is already there. Expected O(1), amortized. Throws std::length_error if the
  /// shard is full, and std::bad_alloc.
  void add(FoundState const& found, std::uint64_t hash);

  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] std::size_t size_of(std::size_t shard) const noexcept { return shards_[shard].states.size(); }

  [[nodiscard]] static StateId id_of(std::size_t shard, std::size_t place) noexcept {
    return StateId{static_cast<std::uint32_t>(place * kShards + shard)};
  }
  [[nodiscard]] FoundState operator[](StateId id) const noexcept {
    Entry const& entry = shards_[std::uint32_t(id) % kShards].states[std::uint32_t(id) / kShards];
    return {{entry.agents, entry.records}, entry.parent};
  }

  /// The memory of the store in bytes.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  /// A state and its parent, without padding.
  struct Entry {
    std::uint64_t agents;
    std::uint32_t records;
    StateId parent;
  };
  static_assert(sizeof(Entry) == 16);

  /// An open-addressed hash table of positions plus one (0: free). Its size is a power of two; at most 5/8 full.
  struct Shard {
    std::vector<Entry> states;
    std::vector<std::uint32_t> slots;
  };
  static void grow(Shard& shard);

  std::array<Shard, kShards> shards_;
};

}  // namespace recordshare::properties::explore
