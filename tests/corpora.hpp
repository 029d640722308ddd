// SPDX-License-Identifier: Apache-2.0
// corpora.hpp names the fuzz targets and their seed corpora for tests.
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

/// The name of a target's test.
inline std::string name_of_target(testing::TestParamInfo<std::string> const& test) { return test.param; }

/// The folder of the target's seed corpus.
inline std::filesystem::path seeds_of(std::string const& target) {
  return std::filesystem::path(RECORDSHARE_SOURCE_DIR) / "fuzz" / (target + "_seed_corpus");
}

inline std::ptrdiff_t files_in(std::filesystem::path const& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}  // namespace recordshare::tests
