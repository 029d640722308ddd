// SPDX-License-Identifier: Apache-2.0
// output_tests.cpp tests that nothing is written after a failure, which would leave a gap in the output.
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "engine/command_line/output.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

TEST(Output, NothingIsWrittenAfterAFailure) {
  ScratchFolder const folder;
  std::string const path = (folder.path() / "file").string();
  int const descriptor = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  ASSERT_GE(descriptor, 0);
  command::Output output(descriptor, "the file");
  output.pending() = "lost";
  EXPECT_FALSE(output.flush());
  // From now on, writing succeeds.
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_GE(file, 0);
  ASSERT_EQ(::dup2(file, descriptor), descriptor);
  EXPECT_EQ(::close(file), 0);
  output.pending() = "not lost";
  EXPECT_FALSE(output.flush());
  output.pending() = "nor this";
  EXPECT_FALSE(output.close());
  EXPECT_EQ(output.problem(), "cannot write the file: No space left on device");
  EXPECT_EQ(read_file(path), "");
}

}  // namespace
}  // namespace recordshare::tests
