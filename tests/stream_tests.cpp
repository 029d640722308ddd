// SPDX-License-Identifier: Apache-2.0
// stream_tests.cpp tests the running command: when it answers, how much memory it needs, and how it stops.
#include <csignal>
#include <string>

#include <gtest/gtest.h>

#include "tests/subprocess.hpp"

namespace recordshare::tests {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

std::string const kMonitored = R"({"type":"DnMonitored","dn":"7001"})"
                               "\n";

std::string accepted(int sequence) {
  return R"({"seq":)" + std::to_string(sequence) +
         R"(,"type":"DnMonitored","result":"accepted","rule":"E1","changes":[]})";
}

// events.md: answers are flushed whenever no further input is waiting.
TEST(Stream, EveryLineIsAnsweredBeforeTheNextIsWaitedFor) {
  Subprocess command({"run"});
  for (int line = 1; line <= 3; ++line) {
    ASSERT_TRUE(command.write(kMonitored));
    EXPECT_EQ(command.read_line(), accepted(line));
  }
  ASSERT_TRUE(command.write(kMonitored + kMonitored + "{\"type\":"));  // the rest comes later
  EXPECT_EQ(command.read_line(), accepted(4));
  EXPECT_EQ(command.read_line(), accepted(5));
  ASSERT_TRUE(command.write("\"DnMonitored\",\"dn\":\"7001\"}"));
  command.close_input();
  EXPECT_EQ(command.rest_of_output(), accepted(6) + "\n");
  EXPECT_EQ(command.wait().status, 0);
  EXPECT_EQ(command.rest_of_error(), "");
}

// Sends a line of `size` bytes in small pieces, between two others.
Ended run_long_line(std::size_t size, char byte) {
  Subprocess command({"run"});
  EXPECT_TRUE(command.write(kMonitored));
  std::string const block(kMebibyte / 4, byte);
  for (std::size_t written = 0; written < size; written += block.size()) EXPECT_TRUE(command.write(block));
  EXPECT_TRUE(command.write("\n" + kMonitored));
  command.close_input();
  EXPECT_EQ(command.read_line(), accepted(1));
  EXPECT_EQ(command.read_line(),
            R"({"seq":2,"result":"invalid","message":"byte 1048577: the line is longer than 1048576 bytes"})");
  EXPECT_EQ(command.read_line(), accepted(3));
  EXPECT_EQ(command.rest_of_output(), "");
  return command.wait();
}

TEST(Stream, ALongLineIsAnsweredOnceAndNeverHeld) {
  Ended const small = run_long_line(2 * kMebibyte, 'x');
  EXPECT_EQ(small.status, 2);
  Ended const large = run_long_line(128 * kMebibyte, 'x');
  EXPECT_EQ(large.status, 2);
  EXPECT_LT(large.peak_kilobytes, small.peak_kilobytes + 4096);
}

TEST(Stream, ALongLineIsInvalidEvenWhenBlank) { EXPECT_EQ(run_long_line(2 * kMebibyte, ' ').status, 2); }

TEST(Stream, ALongLineIsAnsweredBeforeItsEnd) {
  Subprocess command({"run"});
  ASSERT_TRUE(command.write(std::string(kMebibyte + 1, 'x')));
  EXPECT_NE(command.read_line().find("longer than 1048576 bytes"), std::string::npos);
  command.close_input();
  EXPECT_EQ(command.rest_of_output(), "");
  EXPECT_EQ(command.wait().status, 2);
}

TEST(Stream, ALineOfAMebibyteIsRead) {
  Subprocess command({"run"});
  std::string line = kMonitored.substr(0, kMonitored.size() - 1);
  line.resize(kMebibyte, ' ');
  ASSERT_TRUE(command.write(line + "\n" + line));
  command.close_input();
  EXPECT_EQ(command.rest_of_output(), accepted(1) + "\n" + accepted(2) + "\n");
  EXPECT_EQ(command.wait().status, 0);
}

TEST(Stream, MemoryDoesNotGrowWithTheStream) {
  auto const peak = [](int blocks) {
    Subprocess command({"run", "-o", "/dev/null"});
    std::string block;
    while (block.size() < kMebibyte) block += kMonitored;
    for (int b = 0; b < blocks; ++b) EXPECT_TRUE(command.write(block));
    command.close_input();
    Ended const ended = command.wait();
    EXPECT_EQ(ended.status, 0);
    return ended.peak_kilobytes;
  };
  EXPECT_LT(peak(64), peak(4) + 4096);
}

TEST(Stream, AClosedPipeIsSaid) {
  Subprocess command({"run"});
  command.close_output();
  EXPECT_TRUE(command.write(kMonitored));
  EXPECT_EQ(command.rest_of_error(), "recordshare: cannot write standard output: Broken pipe\n");
  EXPECT_EQ(command.wait().status, 1);
}

TEST(Stream, AGeneratedStreamStopsWhenNobodyReadsIt) {
  Subprocess command({"generate", "--lines", "1000000000000"});
  EXPECT_EQ(command.read_line(), R"({"type":"DnMonitored","dn":"7051"})");
  command.close_output();
  EXPECT_EQ(command.rest_of_error(), "recordshare: cannot write standard output: Broken pipe\n");
  EXPECT_EQ(command.wait().status, 1);
}

TEST(Stream, AnInterruptWhileWaitingSaysHowFarItGot) {
  Subprocess command({"run"});
  ASSERT_TRUE(command.write(kMonitored + "{}\n" + kMonitored + "{\"type\":"));
  for (int line = 1; line <= 3; ++line) EXPECT_NE(command.read_line(), "");
  command.send(SIGINT);
  EXPECT_EQ(command.rest_of_error(), "recordshare: interrupted after line 3, at byte 73 of the input\n");
  EXPECT_EQ(command.rest_of_output(), "");
  EXPECT_EQ(command.wait().status, 130);  // 130 before 2
}

TEST(Stream, AnInterruptAtWorkFinishesTheLine) {
  Subprocess command({"generate", "--lines", "1000000000000"});
  EXPECT_NE(command.read_line(), "");
  command.send(SIGINT);
  std::string const rest = command.rest_of_output();
  EXPECT_TRUE(rest.ends_with("}\n"));
  EXPECT_TRUE(command.rest_of_error().starts_with("recordshare: interrupted after line "));
  EXPECT_EQ(command.wait().status, 130);
}

TEST(Stream, ASummaryIsPrintedAfterAnInterruptToo) {
  Subprocess command({"run", "--summary"});
  ASSERT_TRUE(command.write(kMonitored));
  EXPECT_EQ(command.read_line(), accepted(1));
  command.send(SIGINT);
  EXPECT_NE(command.rest_of_error().find("\n1 line, 0 invalid; "), std::string::npos);
  EXPECT_EQ(command.wait().status, 130);
}

}  // namespace
}  // namespace recordshare::tests
