// SPDX-License-Identifier: Apache-2.0
// growing_streams.hpp declares streams of events in which each container of an engine grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <recordshare/options.hpp>

#include "engine/generator/kept_events.hpp"

namespace recordshare::tests {

/// The limits that long_chains() needs.
inline constexpr Options kLarge{.policies = {}, .limits = {.records = 2000}};

/// As many handles as `count`, from `first` on.
[[nodiscard]] std::vector<RecordHandle> handles(std::uint64_t first, std::size_t count);

/// More names of both kinds than fit in one block of either table; half of them are released, and others take their
/// places. Each login adds an agent and a DN.
[[nodiscard]] generator::KeptEvents many_names();

/// More agents than fit in one block, each added by an event of a chain, and more DNs, each added alone.
[[nodiscard]] generator::KeptEvents many_outsiders();

/// More chains than fit in one block, of one to five records; half are unloaded, and others take their places.
[[nodiscard]] generator::KeptEvents many_chains();

/// A chain that grows to 300 records, some of which are Final and all of which are shown; and chains of a thousand.
[[nodiscard]] generator::KeptEvents long_chains();

/// A conference that grows to 300 members by each kind of event that adds one, and shrinks.
[[nodiscard]] generator::KeptEvents many_members();

/// Two agents who are members of very many chains: their lists of chains grow, and shrink again; and the events of the
/// directory that concern all of these chains.
[[nodiscard]] generator::KeptEvents many_chains_of_one_agent(std::uint64_t chains);

}  // namespace recordshare::tests
