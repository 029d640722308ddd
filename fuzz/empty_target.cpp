// SPDX-License-Identifier: Apache-2.0
// empty_target.cpp tests nothing: what it reaches is what libFuzzer itself leaves of the speed of any target.
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const*, std::size_t) { return 0; }
