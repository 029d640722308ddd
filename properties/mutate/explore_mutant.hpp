// SPDX-License-Identifier: Apache-2.0
// explore_mutant.hpp explores a bounded world, or compares it with the independent model, with a mistake in the tables.
#pragma once

#include "properties/compare/compare.hpp"
#include "properties/explore/report.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// As explore::explore, but that the rows are read one by one, with the mistake.
[[nodiscard]] explore::ExploreReport explore_mutant(Mutation const& mutation, explore::ExploreOptions const& options);

/// As compare::compare, of tables with the mistake.
[[nodiscard]] compare::CompareReport compare_mutant(Mutation const& mutation, compare::IndependentModel const& model);

}  // namespace recordshare::properties::mutate
