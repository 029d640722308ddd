// SPDX-License-Identifier: Apache-2.0
// packages.hpp hides the packages that tests and checkers need from a build that must do without them.
#pragma once

#include <string>

namespace recordshare::tests {

/// Options of CMake under which it finds none of these packages, and fails if a build asks for one.
inline std::string options_without_our_packages() {
  std::string options;
  for (std::string const package : {"GTest", "benchmark", "rapidcheck", "CLI11", "nlohmann_json"})
    options += " -DCMAKE_DISABLE_FIND_PACKAGE_" + package + "=ON";
  return options;
}

}  // namespace recordshare::tests
