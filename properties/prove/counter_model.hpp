// SPDX-License-Identifier: Apache-2.0
// counter_model.hpp defines a counter-model: a bounded state, an event's names and policies, to evaluate formulas in.
#pragma once

#include <array>
#include <cstddef>

#include "properties/prove/symbolic_state.hpp"
#include "properties/world/snapshot.hpp"

namespace recordshare::properties::prove {

/// Values for all symbols of a formula, with a number of agents, DNs, calls and records.
struct CounterModel {
  std::size_t agents = 0;
  std::size_t dns = 0;
  std::size_t calls = 0;
  std::size_t records = 0;
  Snapshot state;
  Policies policies;
  std::array<std::uint8_t, std::size(kNames)> names{};  ///< the number of each Name
  RecordList list;
  AgentSet named;   ///< the parties that the event names
  DnSet named_dns;  ///< the DNs that it names beside the Name `dn`
  bool gives_call = false;
  bool gives_new_call = false;
  bool limit = false;

  [[nodiscard]] std::size_t size_of(Sort sort) const noexcept;
  [[nodiscard]] bool holds(Symbol symbol, std::uint8_t first, std::uint8_t second) const noexcept;
};

/// Whether the formula holds in the model. O(size ^ quantifiers).
[[nodiscard]] bool evaluate(Formula const& formula, CounterModel const& model);

/// The value of a symbolic state, outcome or event in the model.
[[nodiscard]] Snapshot evaluate(SymbolicState const& state, CounterModel const& model);
[[nodiscard]] StepOutcome evaluate(SymbolicOutcome const& outcome, CounterModel const& model);
[[nodiscard]] model::AnyEvent<Bounded> evaluate(model::AnyEvent<Symbols> const& event, CounterModel const& model);

}  // namespace recordshare::properties::prove
