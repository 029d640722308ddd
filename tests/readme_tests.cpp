// SPDX-License-Identifier: Apache-2.0
// readme_tests.cpp runs every command of README.md: each of its shell blocks is one test.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// The shell blocks of README.md, each with its commands as they stand there.
std::vector<std::string> shell_blocks() {
  std::vector<std::string> blocks;
  std::istringstream readme(read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "README.md"));
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line == "```sh") {
      inside = true;
      blocks.emplace_back();
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      blocks.back() += line + "\n";
    }
  }
  return blocks;
}

/// Runs the block in a folder that looks like this checkout, built as this test was, with a home of its own.
Ran run_block(std::string const& block) {
  ScratchFolder const scratch;
  for (std::string const name :
       {"CMakeLists.txt", "CMakePresets.json", "README.md", "engine", "fuzz", "model", "tests"})
    fs::create_symlink(fs::path(RECORDSHARE_SOURCE_DIR) / name, scratch.path() / name);
  fs::create_directories(scratch.path() / "build");
  fs::create_directories(scratch.path() / "home");
  fs::create_directory_symlink(RECORDSHARE_BINARY_DIR, scratch.path() / "build/release");
  write_file(scratch.path() / "home/block.sh", "set -euo pipefail\n" + block);
  return run_shell("cd " + shell_word(scratch.path().string()) + " && HOME=$PWD/home bash home/block.sh 2>&1");
}

bool is_built_as_shipped() {
  return fs::path(RECORDSHARE_BINARY_DIR) == fs::path(RECORDSHARE_SOURCE_DIR) / "build/release";
}

class ReadmeBlock : public testing::TestWithParam<std::string> {};

TEST_P(ReadmeBlock, Runs) {
  std::string block = GetParam();
  if (block == "bash tests/run.sh\n") block = "bash tests/run.sh --help\n";  // it is what runs this test
  Ran ran;
  if (block == "bash engine/run.sh\n") {
    if (!is_built_as_shipped()) GTEST_SKIP() << "it builds build/release: the tests of that folder run it";
    ran = run_shell("cd " + shell_word(RECORDSHARE_SOURCE_DIR) + " && " + block + " 2>&1");
  } else {
    ran = run_block(block);
  }
  EXPECT_EQ(ran.status, 0) << block << ran.output;
  EXPECT_FALSE(ran.output.empty()) << block;
}

/// A block is named by its last command's program and first argument.
std::string name_of(std::string const& block) {
  std::size_t const end = block.size() - 1;
  auto const last_line = end == 0 ? 0 : block.rfind('\n', end - 1) + 1;
  std::string name = block.substr(last_line, block.find(' ', block.find(' ', last_line) + 1) - last_line);
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Blocks, ReadmeBlock, testing::ValuesIn(shell_blocks()),
                         [](auto const& block) { return name_of(block.param); });

TEST(Readme, NamesBothCommands) {
  auto const blocks = shell_blocks();
  for (std::string const command : {"bash engine/run.sh\n", "bash tests/run.sh\n"})
    EXPECT_NE(std::ranges::find(blocks, command), blocks.end()) << command;
}

TEST(Readme, NamesNoFileThatIsNotThere) {
  std::string const readme = read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "README.md");
  std::size_t links = 0;
  for (auto at = readme.find("]("); at != std::string::npos; at = readme.find("](", at + 1)) {
    std::string const target = readme.substr(at + 2, readme.find(')', at) - at - 2);
    ++links;
    if (target.starts_with('#')) continue;  // a heading of this page
    EXPECT_TRUE(fs::exists(fs::path(RECORDSHARE_SOURCE_DIR) / target)) << target;
  }
  EXPECT_GE(links, 5U);
}

TEST(Readme, ShowsWhatTheThirdScenarioPrints) {
  std::string const readme = read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "README.md");
  std::string const opening = "```text\n";
  auto const begin = readme.find(opening) + opening.size();
  std::string const shown = readme.substr(begin, readme.find("```\n", begin) - begin);
  auto const ran = run_shell(shell_word(RECORDSHARE_COMMAND) + " explain " +
                             shell_word(RECORDSHARE_SOURCE_DIR "/engine/scenarios/3-conference.jsonl"));
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.output.find(shown), std::string::npos) << ran.output;
}

/// What a script says to an argument that it does not know.
TEST(Scripts, AnUnknownArgumentIsRefused) {
  for (std::string const script : {"/engine/run.sh", "/tests/run.sh", "/tests/campaign.sh", "/tests/describe.sh",
                                   "/fuzz/run.sh", "/fuzz/coverage.sh", "/fuzz/speed.sh", "/fuzz/seeds.sh"}) {
    auto const ran = run_shell("bash " + shell_word(RECORDSHARE_SOURCE_DIR + script) + " --quik 2>&1");
    EXPECT_EQ(ran.status, 1) << script;
    EXPECT_EQ(ran.output, "unknown argument `--quik`; see --help\n") << script;
  }
}

}  // namespace
}  // namespace recordshare::tests
