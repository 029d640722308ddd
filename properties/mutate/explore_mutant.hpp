// SPDX-License-Identifier: Apache-2.0
// explore_mutant.hpp explores a mutant in a bounded world, or compares it with the independent model.
#pragma once

#include "properties/compare/compare.hpp"
#include "properties/explore/report.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// As explore::explore, with the mutated rows, interpreted one by one.
[[nodiscard]] explore::ExploreReport explore_mutant(Mutation const& mutation, explore::ExploreOptions const& options);

/// As compare::compare, with the mutated rows.
[[nodiscard]] compare::CompareReport compare_mutant(Mutation const& mutation, compare::IndependentModel const& model);

}  // namespace recordshare::properties::mutate
