// SPDX-License-Identifier: Apache-2.0
// explore.cpp instantiates the explorer for the production state machines.
#include "properties/explore/explore.hpp"

#include "engine/library/step.hpp"
#include "properties/explore/explorer.hpp"

namespace recordshare::properties::explore {

ExploreReport explore(ExploreOptions const& options, Observer const& observe) {
  return Exploration(options, [] { return MsmSteps(); }, observe).run();
}

}  // namespace recordshare::properties::explore
