// SPDX-License-Identifier: Apache-2.0
// compare.hpp holds the state machines that ship against the independent model, event by event, in every state.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "properties/compare/independent_model.hpp"
#include "properties/explore/report.hpp"

namespace recordshare::properties::compare {

/// One event on which the two differ.
struct Difference {
  explore::Trace trace;  ///< the shortest stream that ends with the event, and what ships says of it
  ModelStep model;       ///< what the model says
  std::string what;      ///< which of all that is compared differs
};

struct CompareReport {
  explore::World world;
  std::size_t states = 0;
  std::uint64_t steps = 0;
  std::optional<Difference> difference = {};
  double seconds = 0;
};

/// Told how many states are compared, of how many.
using CompareObserver = std::function<void(std::size_t states, std::size_t of)>;

/// Reaches every state with the machines that ship, and asks both of every event in each: result, rule, reason, next
/// state, every agent's access, and what a read shows. Stops at the first difference. `observe` is told how many states
/// are compared, some times a second. O(states × events).
[[nodiscard]] CompareReport compare(IndependentModel const& model, CompareObserver const& observe = {});

}  // namespace recordshare::properties::compare
