// SPDX-License-Identifier: Apache-2.0
// lockstep.hpp compares what an engine and the reference say, outcome by outcome and state by state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {

/// Whether the two say the same in every member that counts for their result (outcome.hpp) but `message`.
[[nodiscard]] bool same(Outcome const& outcome, OwnedOutcome const& reference);

/// What the two hold or tell differently, in one line; empty where nothing. `agents` are asked for their standing, and
/// for their access to every chain.
[[nodiscard]] std::string difference(Engine const& engine, Reference const& reference,
                                     std::vector<std::string> const& agents);

/// An outcome in one line, for people.
[[nodiscard]] std::string text_of(Outcome const& outcome);
[[nodiscard]] std::string text_of(OwnedOutcome const& outcome);

}  // namespace recordshare::properties
