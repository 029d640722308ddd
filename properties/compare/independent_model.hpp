// SPDX-License-Identifier: Apache-2.0
// independent_model.hpp gives the model of model/spec, translated to C for some worlds, a face that can be compared.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "properties/explore/world.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::compare {

/// All that the model says of one event in one state.
struct ModelStep {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  bool read_only = false;  ///< of an answer that shows records
  RecordSet updatable;     ///< of the records it shows
  Snapshot after;
  std::array<Access, kBound> access{};  ///< of every agent, afterwards
  std::string_view failed;              ///< an assertion of the model that does not hold; empty where all do
};

/// The model for one world. It has but one state, so it is for one thread.
struct IndependentModel {
  explore::World world;
  /// What the model says that `event` does in `state`, both of this world. O(agents² × records).
  ModelStep (*step)(Snapshot const& state, BoundedEvent const& event) = nullptr;
  /// Every agent's access in `state`. O(agents²).
  std::array<Access, kBound> (*access)(Snapshot const& state) = nullptr;
};

/// The model in every world for which it was translated.
[[nodiscard]] std::span<IndependentModel const> independent_models();

}  // namespace recordshare::properties::compare
