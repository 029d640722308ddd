// SPDX-License-Identifier: Apache-2.0
// dn_world.hpp explores a world of two chains and DNs that change owners, through the engine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/explore/report.hpp"
#include "properties/oracle/facts.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::explore {

// Two small worlds, each explored through the engine: every event is tried in every state, by an engine that has played
// the events leading to the state. 2 agents log in, and displace one another. There is one request of each class; the
// bounded worlds of one chain have all requests. Checked at every step: the contract and the invariants for the event's
// chain, or for both chains after a directory event; the other chain is unchanged (I12); every agent with access is
// logged in at monitored DNs alone, even at those that another agent used before (I8); the engine reports exactly the
// accesses that changed, in order, and the records that became Final; and the facts that the prover assumes.

enum class DnWorldKind : std::uint8_t {
  Places,  ///< an agent logs in at one or both of 2 DNs; each of 2 chains has one record
  Calls,   ///< one DN, one chain with one record, 2 call ids, and the number that is the DN's name and may stand for an
           ///< agent
};
inline constexpr std::array<std::string_view, 2> kDnWorldKinds{"2 agents at one or both of 2 DNs, 2 chains",
                                                               "2 agents and a number at one DN, 2 call ids"};

inline constexpr std::size_t kChainsOfDnWorld = 2;

/// A state: one for each chain, with equal directory parts.
using DnWorldState = std::array<Snapshot, kChainsOfDnWorld>;

/// An event of one chain or of the directory. `record_of` is the chain whose record it names. The agent kNumber is a
/// number, for which an agent may stand.
struct DnWorldEvent {
  BoundedEvent event;
  std::size_t chain;
  std::size_t record_of;
};

inline constexpr AgentNumber kNumber{2};

struct DnWorldReport {
  std::size_t states = 0;  ///< modulo renaming of agents, DNs, chains and calls
  std::uint64_t outcomes = 0;
  std::size_t depth = 0;
  std::uint64_t changes = 0;         ///< of access, as reported
  bool is_whole = false;             ///< every event was tried in every state
  std::string finding;               ///< the violation; empty if absent
  std::vector<DnWorldEvent> stream;  ///< the shortest stream that shows it
  double seconds = 0;

  [[nodiscard]] Verdict verdict() const noexcept {
    if (!finding.empty()) return Verdict::Violated;
    return is_whole ? Verdict::Holds : Verdict::Truncated;
  }
};

/// The engine under test: Engine, or one with a planted error.
struct EngineUnderTest {
  std::function<Outcome(Event const&)> apply;
  Engine const* lookups;  ///< the engine to query
};

/// Explores the world `kind` with engines made by `make_engine`, each with `policies`. Stops at depth `depth_max`, or
/// at the first finding. Calls `observe` at each depth. Checks `facts`, which must outlive the call, in every state.
[[nodiscard]] DnWorldReport explore_dn_world(DnWorldKind kind, Policies const& policies,
                                             std::function<EngineUnderTest(Options const&)> const& make_engine,
                                             std::size_t depth_max = ~std::size_t{0},
                                             std::function<void(DnWorldReport const&)> const& observe = {},
                                             facts::Facts<Snapshot> const& facts = facts::all<Snapshot>());

/// The same, with the production engine.
[[nodiscard]] DnWorldReport explore_dn_world(DnWorldKind kind, Policies const& policies,
                                             std::size_t depth_max = ~std::size_t{0},
                                             std::function<void(DnWorldReport const&)> const& observe = {});

/// Appends the events as lines of events.md.
void append_stream(std::string& out, std::vector<DnWorldEvent> const& events);

}  // namespace recordshare::properties::explore
