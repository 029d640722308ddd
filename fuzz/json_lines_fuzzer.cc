// SPDX-License-Identifier: Apache-2.0
// json_lines_fuzzer.cc tests that any bytes are read as a strict parse by another library reads them, and printed so.
#include "fuzz/canary.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace recordshare::fuzz;
  static CheckedLines lines(spoil_read);
  begin_input();
  expect_none("json_lines_fuzzer", lines.fault_of(text_of({bytes, size})));
  return 0;
}
