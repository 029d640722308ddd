// SPDX-License-Identifier: Apache-2.0
// target.cpp reports a finding and aborts the process.
#include "fuzz/target.hpp"

#include <cstdio>
#include <cstdlib>

// AddressSanitizer calls this for default options. Allocation stacks are not kept: they take most of the time of an
// allocation, and recordshare-finding runs a finding again with them.
extern "C" char const* __asan_default_options();  // NOLINT(*-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
char const* __asan_default_options() { return "malloc_context_size=0:quarantine_size_mb=32"; }

namespace recordshare::fuzz {

void expect_none(std::string_view target, std::string const& fault) {
  if (fault.empty()) return;
  std::fprintf(stderr, "recordshare: %.*s: %s\n", static_cast<int>(target.size()), target.data(), fault.c_str());
  std::abort();
}

}  // namespace recordshare::fuzz
