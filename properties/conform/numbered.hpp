// SPDX-License-Identifier: Apache-2.0
// numbered.hpp converts lines of events.md to moves of a small world and back, because moves shrink best.
#pragma once

#include <optional>

#include "properties/conform/questions.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::conformance {

/// The events as moves, without blank lines; nothing if a line is not a valid event, or the small world has too few
/// names. The order of records can change, so the caller must play both streams.
[[nodiscard]] std::optional<properties::streams::Stream> moves_of(Lines const& lines, Policies const& policies);

/// The moves as lines, with these names.
[[nodiscard]] Lines lines_of(std::vector<properties::streams::Move> const& moves,
                             properties::streams::Naming const& naming);

}  // namespace recordshare::conformance
