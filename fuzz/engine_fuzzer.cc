// SPDX-License-Identifier: Apache-2.0
// engine_fuzzer.cc tests that engine = reference, and every invariant and contract, after every event of any stream.
#include "fuzz/canary.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace recordshare::fuzz;
  static CheckedWorld world({.event = spoil_event, .outcome = spoil_outcome});
  static EventInput input;
  begin_input();
  read_events({bytes, size}, input);
  expect_none("engine_fuzzer", world.fault_of(input));
  return 0;
}
