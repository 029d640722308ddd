// SPDX-License-Identifier: Apache-2.0
// stream_fuzzer.cc tests that `recordshare run` answers any bytes line by line, as the reference does.
#include "fuzz/canary.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace recordshare::fuzz;
  static CheckedRun run(spoil_answers);
  begin_input();
  expect_none("stream_fuzzer", run.fault_of(text_of({bytes, size})));
  return 0;
}
