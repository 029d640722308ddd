// SPDX-License-Identifier: Apache-2.0
// compare.cpp compiles the comparison for the state machines that ship.
#include "properties/compare/compare.hpp"

#include "engine/library/step.hpp"
#include "properties/compare/comparison.hpp"

namespace recordshare::properties::compare {

CompareReport compare(IndependentModel const& model, CompareObserver const& observe) {
  return compare_with([] { return MsmSteps(); }, model, observe);
}

}  // namespace recordshare::properties::compare
