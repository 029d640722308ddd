// SPDX-License-Identifier: Apache-2.0
// replay_fuzzer.cc tests that a stream that is cut, restarted and replayed gives the same answers (I16).
#include "fuzz/canary.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace recordshare::fuzz;
  static EventInput input;
  begin_input();
  read_events({bytes, size}, input);
  expect_none("replay_fuzzer", fault_of_restart(input, {.outcome = spoil_outcome}));
  return 0;
}
