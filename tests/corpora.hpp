// SPDX-License-Identifier: Apache-2.0
// corpora.hpp is what the tests of fuzzing share: the targets' names, and their seed corpora.
#pragma once

#include <cstddef>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/targets.hpp"

namespace recordshare::tests {

inline std::vector<std::string> target_names() {
  std::vector<std::string> names;
  for (auto const& target : fuzz::kTargets) names.emplace_back(target.name);
  return names;
}

/// What GoogleTest calls the test of a target.
inline std::string name_of_target(testing::TestParamInfo<std::string> const& test) { return test.param; }

/// The folder of the target's seeds, which is checked in.
inline std::filesystem::path seeds_of(std::string const& target) {
  return std::filesystem::path(RECORDSHARE_SOURCE_DIR) / "fuzz" / (target + "_seed_corpus");
}

inline std::ptrdiff_t files_in(std::filesystem::path const& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}  // namespace recordshare::tests
