// SPDX-License-Identifier: Apache-2.0
// explore.cpp compiles the explorer for the state machines that ship.
#include "properties/explore/explore.hpp"

#include "engine/library/step.hpp"
#include "properties/explore/explorer.hpp"

namespace recordshare::properties::explore {

ExploreReport explore(ExploreOptions const& options, Observer const& observe) {
  return Exploration(options, [] { return MsmSteps(); }, observe).run();
}

}  // namespace recordshare::properties::explore
