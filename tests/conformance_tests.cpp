// SPDX-License-Identifier: Apache-2.0
// conformance_tests.cpp compares every story of properties/conform/stories byte for byte, by the library and by the
// command.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// One story: what goes in, what must come out, and under which policies.
struct Conformance {
  fs::path in;
  fs::path out;
  bool policies;  ///< final_scope=chain and reschedule=finalizes

  friend std::ostream& operator<<(std::ostream& stream, Conformance const& story) {
    return stream << story.out.filename().string();
  }
};

std::string sibling(fs::path const& in, std::string const& ending) {
  std::string const name = in.string();
  return name.substr(0, name.size() - std::string(".in.jsonl").size()) + ending;
}

/// Every story that is there: a new file is a new test.
std::vector<Conformance> stories() {
  std::vector<Conformance> found;
  for (auto const& entry : fs::directory_iterator(fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories")) {
    auto const& in = entry.path();
    if (!in.string().ends_with(".in.jsonl")) continue;
    found.push_back({in, sibling(in, ".out.jsonl"), false});
    if (fs::path const out = sibling(in, ".policies.out.jsonl"); fs::exists(out)) found.push_back({in, out, true});
  }
  std::ranges::sort(found, {}, [](Conformance const& story) { return story.out; });
  return found;
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The line without the text of its `message`, which is not compared; that it says something is.
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

class ConformanceStory : public testing::TestWithParam<Conformance> {};

TEST_P(ConformanceStory, ByTheLibrary) {
  auto const& [in, out, policies] = GetParam();
  expect_same(by_library(read_file(in), policies ? Policies{FinalScope::Chain, Reschedule::Finalizes} : Policies{}),
              out);
}

TEST_P(ConformanceStory, ByTheCommand) {
  auto const& [in, out, policies] = GetParam();
  std::string const options = policies ? " --policy final_scope=chain --policy reschedule=finalizes" : "";
  auto const ran = run_shell(shell_word(RECORDSHARE_COMMAND) + " run " + shell_word(in) + options);
  expect_same(ran.output, out);
  bool const has_invalid_lines = read_file(out).find(R"("result":"invalid")") != std::string::npos;
  EXPECT_EQ(ran.status, has_invalid_lines ? 2 : 0);
}

TEST_P(ConformanceStory, ByTheCommandFromStandardInput) {
  auto const& [in, out, policies] = GetParam();
  std::string const options = policies ? " --policy final_scope=chain --policy reschedule=finalizes" : "";
  expect_same(run_shell(shell_word(RECORDSHARE_COMMAND) + " run - <" + shell_word(in) + options).output, out);
}

INSTANTIATE_TEST_SUITE_P(All, ConformanceStory, testing::ValuesIn(stories()), [](auto const& story) {
  std::string name = story.param.out.filename().string();
  name = name.substr(0, name.find(".out.jsonl"));
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(Conformance, TheStoriesAreThere) { EXPECT_GE(stories().size(), 19U); }

}  // namespace
}  // namespace recordshare::tests
