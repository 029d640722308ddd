// SPDX-License-Identifier: Apache-2.0
// explore_mutant.cpp instantiates the explorer and the comparison for mutants.
#include "properties/mutate/explore_mutant.hpp"

#include "properties/compare/comparison.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/mutate/mutant_steps.hpp"

namespace recordshare::properties::mutate {

explore::ExploreReport explore_mutant(Mutation const& mutation, explore::ExploreOptions const& options) {
  return explore::Exploration(options, [mutation] { return MutantSteps(mutation); }, {}).run();
}

compare::CompareReport compare_mutant(Mutation const& mutation, compare::IndependentModel const& model) {
  return compare::compare_with([mutation] { return MutantSteps(mutation); }, model, {});
}

}  // namespace recordshare::properties::mutate
