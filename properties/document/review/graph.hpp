// SPDX-License-Identifier: Apache-2.0
// graph.hpp holds every state that two agents and one record can reach, and the shortest way to each.
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

/// What is wanted of a state; what is not said may be anything.
struct Pattern {
  std::array<std::optional<Access>, 2> access;
  std::array<std::optional<bool>, 2> on_call;
  std::optional<Phase> phase;
  std::optional<bool> final;  ///< of the record

  /// Sets what `word` says: "alice=Full", "bob.on_call=no", "phase=Live" or "record=Final"; false where it says none
  /// of these.
  [[nodiscard]] bool set(std::string_view word);
};

/// One event in one state, and where it leads.
struct Branch {
  BoundedEvent event;
  StepOutcome outcome;
  std::size_t to;  ///< the same state where nothing changes
};

/// The reachable graph of that world, by the machines that ship; agents keep their names, so that states which differ
/// in who is who are two. Thread-safety: one thread at a time.
class Graph {
 public:
  /// Explores breadth first, to the last state. O(states × events).
  explicit Graph(Policies const& policies);

  [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
  [[nodiscard]] std::size_t depth() const noexcept { return found_.back().depth; }
  [[nodiscard]] std::size_t steps() const noexcept { return steps_; }
  /// How many states there are up to who is which agent: what `recordshare-check explore` counts.
  [[nodiscard]] std::size_t size_up_to_names() const;

  // Of a state by its number, which is below size(); states are numbered in the order in which they were found, and
  // number 0 is the beginning.
  [[nodiscard]] Snapshot state(std::size_t number) const noexcept;
  [[nodiscard]] Access access(std::size_t number, AgentNumber agent);
  [[nodiscard]] std::size_t depth_of(std::size_t number) const noexcept { return found_[number].depth; }
  [[nodiscard]] std::vector<Branch> branches(std::size_t number);
  /// The events of a shortest way from the beginning.
  [[nodiscard]] std::vector<BoundedEvent> way_to(std::size_t number);

  /// The number of a state as near to the beginning as any that is as wanted; nothing where there is none. O(states).
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

  std::size_t number_of(Snapshot const& state, std::size_t parent);
  [[nodiscard]] Scene<Snapshot> scene(std::size_t number) const { return {state(number), world_.policies}; }

  World world_;
  explore::BoundedMachine<MsmSteps> machine_;
  std::vector<Found> found_;
  std::unordered_map<explore::PackedState, std::size_t, Hash> numbers_;
  std::size_t steps_ = 0;
};

}  // namespace recordshare::properties::review
