// SPDX-License-Identifier: Apache-2.0
// graph.hpp stores every reachable state of two agents and one record, with a shortest stream to each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/library/step.hpp"
#include "properties/explore/bounded_machine.hpp"
#include "properties/explore/packed_state.hpp"
#include "properties/explore/world.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::review {

/// A pattern of states; absent members match everything.
struct Pattern {
  std::array<std::optional<Access>, 2> access;
  std::array<std::optional<bool>, 2> on_call;
  std::optional<Phase> phase;
  std::optional<bool> final;  ///< whether the record is Final

  /// Adds a condition: "alice=Full", "bob.on_call=no", "phase=Live" or "record=Final". Returns false for any other
  /// word.
  [[nodiscard]] bool set(std::string_view word);
};

/// One event in one state, with the next state.
struct Branch {
  BoundedEvent event;
  StepOutcome outcome;
  std::size_t to;  ///< the same state if nothing changes
};

/// The reachable graph of that world, by the production state machines, without symmetry reduction. Not thread-safe.
class Graph {
 public:
  /// Explores all states, breadth first. O(states × events).
  explicit Graph(Policies const& policies);

  [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
  [[nodiscard]] std::size_t depth() const noexcept { return found_.back().depth; }
  [[nodiscard]] std::size_t steps() const noexcept { return steps_; }
  /// The number of states modulo renaming of agents, as `recordshare-check explore` counts them.
  [[nodiscard]] std::size_t size_up_to_names() const;

  // For a state by its number, which is below size(). States are numbered in the order of discovery; number 0 is the
  // initial state.
  [[nodiscard]] Snapshot state(std::size_t number) const noexcept;
  [[nodiscard]] Access access(std::size_t number, AgentNumber agent);
  [[nodiscard]] std::size_t depth_of(std::size_t number) const noexcept { return found_[number].depth; }
  [[nodiscard]] std::vector<Branch> branches(std::size_t number);
  /// The events of a shortest path from the initial state.
  [[nodiscard]] std::vector<BoundedEvent> way_to(std::size_t number);

  /// The number of the first state that matches the pattern; nothing if absent. O(states).
  [[nodiscard]] std::optional<std::size_t> find(Pattern const& pattern);

 private:
  using World = explore::World;
  struct Found {
    explore::PackedState state;
    std::size_t parent = 0;
    std::size_t depth = 0;
  };
  struct Hash {
    std::size_t operator()(explore::PackedState const& state) const noexcept {
      return static_cast<std::size_t>(explore::hash_of(state));
    }
  };

  void add(Snapshot const& state, std::size_t parent);  ///< if it is new
  [[nodiscard]] Scene<Snapshot> scene(std::size_t number) const { return {state(number), world_.policies}; }

  World world_;
  explore::BoundedMachine<MsmSteps> machine_;
  std::vector<Found> found_;
  std::unordered_map<explore::PackedState, std::size_t, Hash> numbers_;
  std::size_t steps_ = 0;
};

}  // namespace recordshare::properties::review
