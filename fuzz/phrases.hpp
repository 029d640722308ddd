// SPDX-License-Identifier: Apache-2.0
// phrases.hpp gives events that go together, for mutators to insert at once.
#pragma once

#include <vector>

#include "engine/generator/random.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::fuzz {

using Moves = std::vector<properties::streams::Move>;

/// Two or three events, one after the other, with the agents, the DN, the chain and the record of `like`: a login, a
/// chain and its call, a consultation and what comes of it, and so on.
[[nodiscard]] Moves phrase(generator::Random& random, properties::streams::Move const& like);

}  // namespace recordshare::fuzz
