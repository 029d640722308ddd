// SPDX-License-Identifier: Apache-2.0
// conformance_tests.cpp plays every story of properties/conform/stories by the library and the command, and compares
// byte for byte.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "properties/world/policies.hpp"
#include "properties/world/story_files.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

using properties::StoryFile;

/// Every story in the folder: a new file is a new test.
std::vector<StoryFile> stories() {
  return properties::story_files(fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories");
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The line without the text of its `message`, which is not compared, but must not be empty.
std::string comparable(std::string const& line) {
  std::string const member = R"("message":")";
  auto const at = line.find(member);
  if (at == std::string::npos) return line;
  bool const says_something = line.size() > at + member.size() + 2 && line.ends_with("\"}");
  return line.substr(0, at) + (says_something ? member + "...\"}" : "a message that says nothing");
}

void expect_same(std::string const& found, fs::path const& expected_file) {
  auto const expected = read_file(expected_file);
  auto const found_lines = lines_of(found);
  auto const expected_lines = lines_of(expected);
  ASSERT_FALSE(expected_lines.empty());
  for (std::size_t i = 0; i < std::min(found_lines.size(), expected_lines.size()); ++i)
    EXPECT_EQ(comparable(found_lines[i]), comparable(expected_lines[i])) << expected_file << ':' << i + 1;
  EXPECT_EQ(found_lines.size(), expected_lines.size());
  EXPECT_TRUE(found.ends_with('\n'));
}

/// Reader, engine and writer, put together as events.md says.
std::string by_library(std::string const& input, Policies const& policies) {
  Engine engine({.policies = policies, .limits = {}});
  EventReader reader;
  std::string out;
  std::uint64_t sequence = 0;
  for (auto const& line : lines_of(input)) {
    if (is_blank(line)) continue;
    ++sequence;
    if (auto const* const event = reader.read(line)) {
      append_line(out, sequence, type_name(*event), engine.apply(*event));
    } else {
      Outcome none;
      none.message = reader.message();
      append_line(out, sequence, "", none);
    }
  }
  return out;
}

class ConformanceStory : public testing::TestWithParam<StoryFile> {
 protected:
  StoryFile const story_ = GetParam();
  std::string const stream_ = shell_word(story_.stream.string());
  std::string const run_ = shell_word(RECORDSHARE_COMMAND) + " run";
  std::string const options_ = properties::options_of_others(story_.policies);
};

TEST_P(ConformanceStory, ByTheLibrary) {
  expect_same(by_library(read_file(story_.stream), story_.policies), story_.answers);
}

TEST_P(ConformanceStory, ByTheCommand) {
  auto const ran = run_shell(run_ + " " + stream_ + options_);
  expect_same(ran.output, story_.answers);
  bool const has_invalid_lines = read_file(story_.answers).find(R"("result":"invalid")") != std::string::npos;
  EXPECT_EQ(ran.status, has_invalid_lines ? 2 : 0);
}

TEST_P(ConformanceStory, ByTheCommandFromStandardInput) {
  expect_same(run_shell(run_ + " - <" + stream_ + options_).output, story_.answers);
}

INSTANTIATE_TEST_SUITE_P(All, ConformanceStory, testing::ValuesIn(stories()), [](auto const& story) {
  std::string name = story.param.answers.filename().string();
  name = name.substr(0, name.find(".out.jsonl"));
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(Conformance, TheStoriesAreThere) { EXPECT_GE(stories().size(), 19U); }

TEST(Conformance, AStoryWhosePoliciesAreUnknownOrWhoseStreamIsMissingIsAnError) {
  auto const stories_of = [](std::vector<std::string> const& files) {
    ScratchFolder const folder;
    for (std::string const& file : files) write_file(folder.path() / file, "");
    return properties::story_files(folder.path());
  };
  auto const one_with = [&](std::string const& answers) { return stories_of({"01-one.in.jsonl", answers}).front(); };
  EXPECT_THROW(stories_of({}), std::runtime_error);
  EXPECT_THROW(stories_of({"01-none.out.jsonl"}), std::runtime_error);
  EXPECT_EQ(one_with("01-one.out.jsonl").policies, Policies{});
  auto const other = one_with("01-one.reschedule=finalizes.out.jsonl");
  EXPECT_EQ(other.policies, Policies{.reschedule = Reschedule::Finalizes});
  EXPECT_EQ(other.name, "01-one");
  EXPECT_THROW(one_with("01-one.policies.out.jsonl"), std::runtime_error);
  EXPECT_THROW(one_with("01-one.reschedule=sometimes.out.jsonl"), std::runtime_error);
  EXPECT_THROW(one_with("01-one.reschedule=finalizes,.out.jsonl"), std::runtime_error);
}

}  // namespace
}  // namespace recordshare::tests
