// SPDX-License-Identifier: Apache-2.0
// generator_moves.hpp lists what a generated stream does, each with its weight.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/generator/generator_world.hpp"

namespace recordshare::command {

/// One thing that can happen to the looked-at chain. `make` puts it into the world's event; false where it does not
/// fit the chain as it is, and then nothing is changed but the random numbers. No two arguments of one call may draw
/// random numbers: compilers evaluate them in different orders, and the stream must be the same from all of them.
struct Move {
  std::string_view what;
  std::uint32_t weight;  ///< how often it is tried, relative to the others
  bool (*make)(World&);
};

/// What takes effect: the life of calls and records, and of who is there.
[[nodiscard]] std::span<Move const> fitting_moves() noexcept;

/// What the rules turn down, one move for each way in which people and switches err.
[[nodiscard]] std::span<Move const> erring_moves() noexcept;

// The events of a directory, which the generator's start makes as well.
void make_monitored(World& world, std::uint32_t dn);
void make_login(World& world, std::uint32_t agent, std::uint32_t dn);

}  // namespace recordshare::command
