// SPDX-License-Identifier: Apache-2.0
// message_tests.cpp tests that the messages of both commands are printable for any bytes in the command line.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/shell.hpp"
#include "tests/strict_json.hpp"

namespace recordshare::tests {
namespace {

using Words = std::vector<std::string>;

/// Words that must not reach a terminal as they are.
Words hostile_words() {
  return {"\x1b[2Jx",
          "two\nlines",
          "\xff\xfe",
          "\xe2\x80\xae turned",
          "\xc2\x9b"
          "31m",
          "\x7f\x08\r",
          "ä☺😀",
          "\xf0\x9f\x98",
          "`",
          "$(x) 'y' \"z\" %s",
          "\xe2\x80\xa8"};
}

/// Command lines in which each option and each argument is such a word.
std::vector<Words> lines_with(std::string const& word) {
  return {{word},
          {"--" + word},
          {"run", "/nowhere/" + word},
          {"run", "-o", "/nowhere/" + word},
          {"run", "--" + word},
          {"run", "--" + word + "=7"},
          {"run", "-x" + word},
          {"run", "--max-names", word},
          {"run", "--max-names=7" + word},
          {"run", "--policy", word},
          {"run", "--policy", word + "=chain"},
          {"run", "--policy", "final_scope=" + word},
          {"run", "/dev/null", word},
          {"diagram", "--format", word},
          {"generate", "--lines", word},
          {"describe", word}};
}

/// The message of a command that must fail.
std::string message_of(std::string const& program, Words words) {
  words.insert(words.begin(), program);
  Ran const ran = command::run_process(words);
  EXPECT_EQ(ran.status, 1) << testing::PrintToString(words);
  EXPECT_EQ(ran.output, "") << testing::PrintToString(words);
  return ran.error;
}

void expect_printable_line(std::string const& message, Words const& words) {
  EXPECT_TRUE(message.starts_with("recordshare")) << testing::PrintToString(words);
  EXPECT_EQ(std::ranges::count(message, '\n'), 1) << testing::PrintToString(message);
  ASSERT_TRUE(message.ends_with('\n'));
  std::string const line = message.substr(0, message.size() - 1);
  EXPECT_FALSE(code_points(line).empty()) << testing::PrintToString(message);
  EXPECT_FALSE(has_unprintable(line)) << testing::PrintToString(message);
  EXPECT_LE(line.size(), 1'000U) << testing::PrintToString(words);
}

TEST(Messages, NoWordOfTheCommandLineReachesTheTerminalAsItIs) {
  for (std::string const& word : hostile_words()) {
    for (Words const& words : lines_with(word)) expect_printable_line(message_of(RECORDSHARE_COMMAND, words), words);
    for (Words const& words : {Words{word}, Words{"explore", "--agents", word}, Words{"conform", "--policy", word},
                               Words{"describe", "--format", word}, Words{"describe", "-o", "/nowhere/" + word}})
      expect_printable_line(message_of(std::string(RECORDSHARE_COMMAND) + "-check", words), words);
  }
}

TEST(Messages, ALongWordLosesItsMiddleAndNotItsReason) {
  std::string const word(100'000, 'x');
  for (Words const& words : lines_with(word)) {
    std::string const message = message_of(RECORDSHARE_COMMAND, words);
    EXPECT_LE(message.size(), 8'192U + 100U);
    if (words.front() == "describe") continue;  // it does not quote the word
    EXPECT_NE(message.find("xxx ... xxx"), std::string::npos) << words.front();
    EXPECT_EQ(std::ranges::count(message, '\n'), 1);
  }
  EXPECT_TRUE(message_of(RECORDSHARE_COMMAND, {"run", "/" + word}).ends_with("`: File name too long\n"));
  // A message that fits is whole.
  std::string const fits(8'000, 'x');
  EXPECT_EQ(message_of(RECORDSHARE_COMMAND, {"run", "--policy", fits}),
            "recordshare: policy `" + fits + "` must be written NAME=VALUE\n");
}

}  // namespace
}  // namespace recordshare::tests
