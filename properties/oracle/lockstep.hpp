// SPDX-License-Identifier: Apache-2.0
// lockstep.hpp compares what an engine and the reference say, outcome by outcome and state by state, and prints both.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {

/// Whether the two say the same in every member that counts for their result (outcome.hpp); `message` is not compared.
[[nodiscard]] bool same(Outcome const& outcome, ReferenceOutcome const& reference);

/// What the two hold or tell differently, in one line; empty where nothing. `agents` are asked for their standing, and
/// for their access to every chain.
[[nodiscard]] std::string difference(Engine const& engine, Reference const& reference,
                                     std::vector<std::string> const& agents);

/// The line of events.md, as recordshare::append_line writes it of an Outcome.
void append_line(std::string& out, std::uint64_t sequence, std::string_view type, ReferenceOutcome const& outcome);

/// An outcome in one line, for people.
[[nodiscard]] std::string text_of(Outcome const& outcome);
[[nodiscard]] std::string text_of(ReferenceOutcome const& outcome);

}  // namespace recordshare::properties
