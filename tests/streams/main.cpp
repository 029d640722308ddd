// SPDX-License-Identifier: Apache-2.0
// main.cpp runs the properties of streams, each on the same 1,010 streams unless RC_PARAMS is set.
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/variables.hpp"

int main(int count, char** arguments) {
  // Streams come in rounds of 101 sizes, smallest first; ten rounds of all properties take a few seconds. A fixed seed
  // makes every run the same; campaign.sh sets none, to get new streams.
  setenv("RC_PARAMS", "max_success=1010 seed=1", 0);
  try {
    recordshare::tests::check_rapidcheck_parameters(std::getenv("RC_PARAMS"));
  } catch (std::runtime_error const& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
  }
  testing::InitGoogleTest(&count, arguments);
  return RUN_ALL_TESTS();
}
