// SPDX-License-Identifier: Apache-2.0
// checkers.hpp asks each checker but the prover whether it finds a mistake in the tables.
#pragma once

#include <string>
#include <vector>

#include <recordshare/options.hpp>

#include "properties/explore/report.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// The worlds in which mistakes are looked for: three agents under the default policies, and two records under the
/// others, so that every row has its occasion and every policy its other value.
[[nodiscard]] std::vector<explore::World> const& worlds_of_matrix();

/// Explores those worlds with these checks; whether something is found.
[[nodiscard]] bool is_found_by(Mutation const& mutation, explore::Checks const& checks);

/// Whether the limits' contract finds it.
[[nodiscard]] bool is_found_by_limits(Mutation const& mutation);

/// The hash of each world's graph.
[[nodiscard]] std::vector<std::uint64_t> graphs_of(Mutation const& mutation, std::vector<explore::World> const& worlds);

/// Whether the independent model tells it from the tables. One thread at a time.
[[nodiscard]] bool is_found_by_model(Mutation const& mutation);

/// Whether it answers some line of a conformance story otherwise than the engine that ships, whose answers the
/// conformance tests pin byte for byte.
[[nodiscard]] bool is_found_by_stories(Mutation const& mutation);

/// Whether some of so many arbitrary streams, half of them under limits, comes out otherwise than by the reference.
[[nodiscard]] bool is_found_by_streams(Mutation const& mutation, std::size_t streams);

}  // namespace recordshare::properties::mutate
