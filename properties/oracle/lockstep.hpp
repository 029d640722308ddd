// SPDX-License-Identifier: Apache-2.0
// lockstep.hpp compares an engine with the reference, outcome by outcome and state by state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {

/// Whether the two are equal in every member that is valid for their result (outcome.hpp), except `message`.
[[nodiscard]] bool same(Outcome const& outcome, OwnedOutcome const& reference);

/// The first difference between the two states, in one line; empty if absent. For `agents`, compares standing
/// and access to every chain.
[[nodiscard]] std::string difference(Engine const& engine, Reference const& reference,
                                     std::vector<std::string> const& agents);

/// An outcome in one line of text.
[[nodiscard]] std::string text_of(Outcome const& outcome);
[[nodiscard]] std::string text_of(OwnedOutcome const& outcome);

}  // namespace recordshare::properties
