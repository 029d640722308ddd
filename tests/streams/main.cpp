// SPDX-License-Identifier: Apache-2.0
// main.cpp runs the properties of streams: a fixed number of fixed cases each, unless RC_PARAMS says otherwise.
#include <cstdlib>

#include <gtest/gtest.h>

int main(int count, char** arguments) {
  // Streams come smallest first, 101 sizes over and over: ten rounds of them, in a few seconds for all properties.
  // With a fixed seed every run is the same; campaign.sh leaves it out, for new streams.
  setenv("RC_PARAMS", "max_success=1010 seed=1", 0);
  testing::InitGoogleTest(&count, arguments);
  return RUN_ALL_TESTS();
}
