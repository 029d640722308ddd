// SPDX-License-Identifier: Apache-2.0
// compare.cpp instantiates the comparison for the production state machines.
#include "properties/compare/compare.hpp"

#include "engine/library/step.hpp"
#include "properties/compare/comparison.hpp"

namespace recordshare::properties::compare {

CompareReport compare(IndependentModel const& model, CompareObserver const& observe) {
  return compare_with([] { return MsmSteps(); }, model, observe);
}

}  // namespace recordshare::properties::compare
