// SPDX-License-Identifier: Apache-2.0
// dn_world.hpp explores, at the level of the engine, what one chain cannot show: DNs that change hands, and two chains.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/world/numbering.hpp"

namespace recordshare::properties::explore {

// 2 agents log in at any of 2 DNs; each of 2 chains has one record, and no other. Of the requests there is one of each
// class: the bounded worlds of one chain have all. Every event is taken in every state, by an engine that was given the
// events that lead there. Checked at every step: the contract and the invariants for the chain concerned, for both
// where the event is of the directory; that the other chain is as it was (I12); that every agent with access is logged
// in at a monitored DN, with any agent there before (I8); and that the engine reports exactly the accesses that
// changed, in order.

inline constexpr std::size_t kChainsOfDnWorld = 2;

/// A state: each chain's, and the directory's part of both is the same.
using DnWorldState = std::array<Snapshot, kChainsOfDnWorld>;

/// An event of that world: of one of the chains, or of the directory. `record_of` is the chain whose record it names.
struct DnWorldEvent {
  BoundedEvent event;
  std::size_t chain = 0;
  std::size_t record_of = 0;
};

struct DnWorldReport {
  std::size_t states = 0;  ///< that differ in more than who is which agent, DN and chain
  std::uint64_t outcomes = 0;
  std::size_t depth = 0;
  std::uint64_t changes = 0;         ///< of access, that were reported
  std::string finding;               ///< what does not hold; empty where all does
  std::vector<DnWorldEvent> stream;  ///< the shortest that shows it
  double seconds = 0;
};

/// What is asked of an engine: Engine, or one with an error planted in it.
struct EngineUnderTest {
  std::function<Outcome(Event const&)> apply;
  Engine const* lookups;  ///< tells what there is
};

/// Explores with the engines that `make_engine` gives, each of which has `policies`. Stops at `depth_max` events, or at
/// the first finding. `observe` is told how many states there are, at each depth.
[[nodiscard]] DnWorldReport explore_dn_world(Policies const& policies,
                                             std::function<EngineUnderTest(Options const&)> const& make_engine,
                                             std::size_t depth_max = ~std::size_t{0},
                                             std::function<void(DnWorldReport const&)> const& observe = {});

/// The same, with the engine that ships.
[[nodiscard]] DnWorldReport explore_dn_world(Policies const& policies, std::size_t depth_max = ~std::size_t{0},
                                             std::function<void(DnWorldReport const&)> const& observe = {});

/// Appends the events as lines of events.md.
void append_stream(std::string& out, std::vector<DnWorldEvent> const& events);

}  // namespace recordshare::properties::explore
