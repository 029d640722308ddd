// SPDX-License-Identifier: Apache-2.0
// packed_state.hpp packs a state of a bounded world into two words, and canonicalizes it modulo symmetry.
#pragma once

#include <compare>
#include <cstdint>

#include "properties/explore/world.hpp"

namespace recordshare::properties::explore {

/// A state in 16 bytes. In `agents`, 10 bits for each agent: logged in, monitored (its DN), party, keeper, role in a
/// consultation (3 bits), and the number of its other end (3 bits); above them the phase, whether the chain is
/// loaded, and whether the id of its call is known: ids are alike, so that its number does not matter. In `records`, a
/// mark's byte for each record.
struct PackedState {
  std::uint64_t agents = 0;
  std::uint32_t records = 0;
  friend auto operator<=>(PackedState const&, PackedState const&) = default;
};

/// A hash that is the same on every machine. O(1).
[[nodiscard]] constexpr std::uint64_t hash_of(PackedState const& state) noexcept {
  std::uint64_t mixed = state.agents * 0x9E37'79B9'7F4A'7C15 ^ (state.records + 1) * 0xC2B2'AE3D'27D4'EB4F;
  mixed = (mixed ^ mixed >> 32) * 0xD6E8'FEB8'6659'FD93;
  return mixed ^ mixed >> 29;
}

/// Packs the state without renaming agents and records. O(agents + records).
[[nodiscard]] PackedState packed(World const& world, Snapshot const& state) noexcept;

/// The canonical state: two states have the same one if and only if they are equal modulo renaming of agents,
/// records and call ids. O(agents²) times the number of orders of records that differ only in agents.
[[nodiscard]] PackedState canonical(World const& world, Snapshot const& state) noexcept;

/// Unpacks a state. O(agents + records).
[[nodiscard]] Snapshot unpacked(World const& world, PackedState const& state) noexcept;

}  // namespace recordshare::properties::explore
