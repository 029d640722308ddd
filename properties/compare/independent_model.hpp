// SPDX-License-Identifier: Apache-2.0
// independent_model.hpp wraps the independent model (model/spec, translated to C for some worlds) as a step function.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "properties/explore/world.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::compare {

/// The model's outcome for one event in one state.
struct ModelStep {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  bool shows_records = false;
  bool read_only = false;  ///< if the answer shows records
  RecordSet shown;         ///< the records it shows
  RecordSet updatable;     ///< of these
  RecordSet finalized;     ///< the records that became Final
  Snapshot after;
  std::array<Access, kBound> access{};  ///< of every agent, afterwards
  std::string_view failed;              ///< the model's assertion that failed; empty if none did
};

/// The model for one world. Its state is global: not thread-safe.
struct IndependentModel {
  explore::World world;
  /// The model's outcome of `event` in `state`, both of this world. O(agents² × records).
  ModelStep (*step)(Snapshot const& state, BoundedEvent const& event) = nullptr;
  /// Every agent's access in `state`. O(agents²).
  std::array<Access, kBound> (*access)(Snapshot const& state) = nullptr;
};

/// The models of all translated worlds.
[[nodiscard]] std::span<IndependentModel const> independent_models();

}  // namespace recordshare::properties::compare
