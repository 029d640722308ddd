// SPDX-License-Identifier: Apache-2.0
// story.hpp tells a failed proof to a person: the state with its few agents, the event, what broke, and how to get
// there.
#pragma once

#include <string>
#include <vector>

#include "properties/prove/proof.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::prove {

/// How a state is reached, if it is known.
struct Reached {
  /// TooLarge: it was not looked for, since the world is too large or a limit is part of it.
  enum class Known : std::uint8_t { Yes, No, TooLarge };
  Known known = Known::TooLarge;
  std::vector<BoundedEvent> events;  ///< from the empty state to the failure's event, which is the last
  Failure failure;                   ///< the same failure, by the names that the events have
};

/// Looks for the state in which a step's proof failed among all states that the tables, with their mistake, lead to.
[[nodiscard]] Reached reach(mutate::Mutation const& mutation, Failure const& failure);

/// The story, in lines.
[[nodiscard]] std::string story_of(mutate::Mutation const& mutation, Failure const& failure);

}  // namespace recordshare::properties::prove
