// SPDX-License-Identifier: Apache-2.0
// phrases.hpp generates short sequences of related events, which mutators insert at once.
#pragma once

#include <vector>

#include "engine/generator/random.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::fuzz {

using Moves = std::vector<properties::streams::Move>;

/// Any event; all types and requests are equally likely.
[[nodiscard]] properties::streams::Move any_move(generator::Random& random);

/// Two or three consecutive events with the agents, DN, chain and record of `like`: a login, a chain and its call, a
/// consultation and its completion, and so on.
[[nodiscard]] Moves phrase(generator::Random& random, properties::streams::Move const& like);

}  // namespace recordshare::fuzz
