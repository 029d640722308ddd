// SPDX-License-Identifier: Apache-2.0
// machine_fuzzer.cc tests that Boost.MSM = the rows read one by one, from any state, reachable or not.
#include "fuzz/canary.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace recordshare::fuzz;
  begin_input();
  expect_none("machine_fuzzer", fault_of_machines({bytes, size}, spoil_step));
  return 0;
}
