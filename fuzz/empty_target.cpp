// SPDX-License-Identifier: Apache-2.0
// empty_target.cpp is a target that does nothing, as fast as libFuzzer can run any target.
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const*, std::size_t) { return 0; }
