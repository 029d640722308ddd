// SPDX-License-Identifier: Apache-2.0
// target.cpp ends a run that found something.
#include "fuzz/target.hpp"

#include <cstdio>
#include <cstdlib>

namespace recordshare::fuzz {

void expect_none(std::string_view target, std::string const& fault) {
  if (fault.empty()) return;
  std::fprintf(stderr, "recordshare: %.*s: %s\n", static_cast<int>(target.size()), target.data(), fault.c_str());
  std::abort();
}

}  // namespace recordshare::fuzz
