// SPDX-License-Identifier: Apache-2.0
// story.hpp explains a failed proof: a small state, the event, the violated claim, and the events that lead there.
#pragma once

#include <string>
#include <vector>

#include "properties/prove/proof.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::prove {

/// The events that reach a state, if they are known.
struct Reached {
  /// TooLarge: not searched, since the world is too large or a limit is involved.
  enum class Known : std::uint8_t { Yes, No, TooLarge };
  Known known = Known::TooLarge;
  std::vector<BoundedEvent> events;  ///< from the empty state to the failure's event
  Failure failure;                   ///< the failure, with the names of the events
};

/// Searches the reachable states of the tables, or of the mutant, for the state of a failed obligation.
[[nodiscard]] Reached reach(mutate::Mutation const& mutation, Failure const& failure);

/// The story as text.
[[nodiscard]] std::string story_of(mutate::Mutation const& mutation, Failure const& failure);

}  // namespace recordshare::properties::prove
