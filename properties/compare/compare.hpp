// SPDX-License-Identifier: Apache-2.0
// compare.hpp compares the production state machines with the independent model, for every event in every state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "properties/compare/independent_model.hpp"
#include "properties/explore/report.hpp"

namespace recordshare::properties::compare {

/// An event on which the two differ.
struct Difference {
  explore::Trace trace;   ///< the shortest stream that ends with the event, and the production outcome
  ModelStep model;        ///< the model's outcome
  std::string what;       ///< the part that differs
  bool of_model = false;  ///< an assertion of the model failed
};

/// The result of a comparison: a difference; or an assertion of the model failed; or some state was not compared; or
/// both agree on every event of every state.
enum class Verdict : std::uint8_t { Agrees, Differs, ModelError, Truncated };

struct CompareReport {
  explore::World world;
  std::size_t reachable;   ///< states
  std::size_t states = 0;  ///< compared
  std::uint64_t steps = 0;
  std::optional<Difference> difference = {};
  double seconds = 0;

  [[nodiscard]] Verdict verdict() const noexcept {
    if (difference.has_value()) return difference->of_model ? Verdict::ModelError : Verdict::Differs;
    return states == reachable ? Verdict::Agrees : Verdict::Truncated;
  }
};

/// Called with the number of compared states and the total.
using CompareObserver = std::function<void(std::size_t states, std::size_t of)>;

/// Reaches every state with the production state machines, and compares every event in each: result, rule, reason, next
/// state, every agent's access, and the records shown. Stops at the first difference. O(states × events).
[[nodiscard]] CompareReport compare(IndependentModel const& model, CompareObserver const& observe = {});

}  // namespace recordshare::properties::compare
