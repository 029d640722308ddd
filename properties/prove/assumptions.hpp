// SPDX-License-Identifier: Apache-2.0
// assumptions.hpp is the only place where a proof assumes something: the listed facts, and the path that is taken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/oracle/facts.hpp"
#include "properties/prove/symbolic_state.hpp"

namespace recordshare::properties::prove {

using SymbolicScene = Scene<SymbolicState>;
using SymbolicEvent = model::AnyEvent<Symbols>;
using Facts = facts::Facts<SymbolicState>;

/// A formula that a proof begins with.
struct Assumption {
  std::string_view name;
  std::string_view sentence;
  Formula holds;
};

/// The facts of a state.
[[nodiscard]] inline std::vector<Assumption> assumed_of_state(Facts const& facts, SymbolicScene const& scene) {
  std::vector<Assumption> assumed;
  for (auto const& fact : facts.of_states) assumed.push_back({fact.name, fact.sentence, fact.holds(scene)});
  return assumed;
}

/// The facts of an event: of its list of records, if it has one.
[[nodiscard]] inline std::vector<Assumption> assumed_of_event(Facts const& facts, SymbolicEvent const& event) {
  std::vector<Assumption> assumed;
  std::visit(
      [&](auto const& e) {
        if constexpr (requires { e.records; }) {
          for (auto const& fact : facts.of_lists)
            assumed.push_back({fact.name, fact.sentence, fact.holds(e.records.set, e.records.repeats)});
        }
      },
      event);
  return assumed;
}

/// That the event takes this path: no obligation, since totality is proved of the conditions of all paths.
[[nodiscard]] inline Assumption assumed_of_path(Formula const& condition) {
  return {"path", "No row before applies, and this one does.", condition};
}

/// That these policies are in force, if the proof is asked for them alone.
[[nodiscard]] inline std::vector<Assumption> assumed_of_policies(std::optional<Policies> const& policies) {
  if (!policies.has_value()) return {};
  return {{"policies", "The policies are those that were asked for.", are_in_force(*policies)}};
}

}  // namespace recordshare::properties::prove
