// SPDX-License-Identifier: Apache-2.0
// checkers.hpp runs every checker except the prover on a mutant of the tables.
#pragma once

#include <string>
#include <vector>

#include <recordshare/options.hpp>

#include "properties/explore/report.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// The worlds to check mutants in: three agents under the default policies, two records under others, so that every
/// row can decide and every policy has its other value once, and call ids.
[[nodiscard]] std::vector<explore::World> const& worlds_of_matrix();

/// Whether exploring those worlds with these checks finds the mutant.
[[nodiscard]] bool is_found_by(Mutation const& mutation, explore::Checks const& checks);

/// Whether the contract of limits finds the mutant.
[[nodiscard]] bool is_found_by_limits(Mutation const& mutation);

/// The hash of each world's graph.
[[nodiscard]] std::vector<std::uint64_t> graphs_of(Mutation const& mutation, std::vector<explore::World> const& worlds);

/// Whether the comparison with the independent model finds the mutant. Not thread-safe.
[[nodiscard]] bool is_found_by_model(Mutation const& mutation);

/// Whether its answer to some line of a conformance story differs from the production engine's. The conformance tests
/// pin those answers byte for byte.
[[nodiscard]] bool is_found_by_stories(Mutation const& mutation);

/// Whether it differs from the reference on some of `streams` random streams, half of them under limits.
[[nodiscard]] bool is_found_by_streams(Mutation const& mutation, std::size_t streams);

}  // namespace recordshare::properties::mutate
