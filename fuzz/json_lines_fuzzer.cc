// SPDX-License-Identifier: Apache-2.0
// json_lines_fuzzer.cc tests that any line is read as a strict parser of another library reads it, and printed back.
#include "fuzz/canary.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace recordshare::fuzz;
  static CheckedLines lines(spoil_read);
  begin_input();
  expect_none("json_lines_fuzzer", lines.fault_of(text_of({bytes, size})));
  return 0;
}
