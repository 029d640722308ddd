// SPDX-License-Identifier: Apache-2.0
// state_store.hpp keeps every state that was reached, once, in the order in which it was reached.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "properties/explore/packed_state.hpp"

namespace recordshare::properties::explore {

/// Which stored state: its shard in the low bits, its place there above.
enum class StateId : std::uint32_t {};
inline constexpr StateId kNoState{0xFFFF'FFFF};

/// A state that was found, and where from.
struct FoundState {
  PackedState state;
  StateId parent = kNoState;
};

/// All states, in shards by their hash. Thread-safety: any number of threads may read while none adds; distinct shards
/// may be added to by distinct threads at the same time.
class StateStore {
 public:
  static constexpr std::size_t kShards = 64;
  static constexpr std::size_t kPerShardMax = std::size_t{1} << 26;

  [[nodiscard]] static std::size_t shard_of(std::uint64_t hash) noexcept { return hash % kShards; }

  /// Whether the state with this hash is stored. Expected O(1).
  [[nodiscard]] bool contains(PackedState const& state, std::uint64_t hash) const noexcept;
  /// Fetches what contains() will read first.
  void prefetch(std::uint64_t hash) const noexcept;

  /// Adds a state to its shard, unless it is there. Expected O(1), amortized. Throws std::length_error where a shard is
  /// full, and std::bad_alloc.
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

  /// How many bytes the store takes.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  /// A state and its parent, without the gap that a struct of a struct would have.
  struct Entry {
    std::uint64_t agents;
    std::uint32_t records;
    StateId parent;
  };
  static_assert(sizeof(Entry) == 16);

  /// An open-addressed table of places, a power of two of them and at most 5/8 full; 0 is free, else the place and one.
  struct Shard {
    std::vector<Entry> states;
    std::vector<std::uint32_t> slots;
  };
  static void grow(Shard& shard);

  std::array<Shard, kShards> shards_;
};

}  // namespace recordshare::properties::explore
