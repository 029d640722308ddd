// SPDX-License-Identifier: Apache-2.0
// numbered.hpp turns lines of events.md into moves of a small world and back, since moves are what shrinks best.
#pragma once

#include <optional>

#include "properties/conform/questions.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::conformance {

/// The same events with small numbers for names, blank lines left out; nothing where a line is no event, or a world of
/// that size has not as many names. The records may then come in another order: the caller plays both streams.
[[nodiscard]] std::optional<properties::streams::Stream> moves_of(Lines const& lines, Policies const& policies);

/// The moves under these names.
[[nodiscard]] Lines lines_of(std::vector<properties::streams::Move> const& moves,
                             properties::streams::Naming const& naming);

}  // namespace recordshare::conformance
