// SPDX-License-Identifier: Apache-2.0
// readme_tests.cpp runs every command of README.md: each shell block is a test.
#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <iostream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/packages.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// The shell blocks of README.md, verbatim.
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

/// Runs the block in this folder, which is made to look like this checkout, built as this test was, with a home of its
/// own. Programs in `home/bin` come before those of the system.
Ran run_block(std::string const& block, ScratchFolder const& scratch) {
  for (std::string const name : {"CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "engine", "fuzz",
                                 "model", "properties", "tests"})
    fs::create_symlink(fs::path(RECORDSHARE_SOURCE_DIR) / name, scratch.path() / name);
  fs::create_directories(scratch.path() / "build");
  fs::create_directories(scratch.path() / "home");
  fs::create_directory_symlink(RECORDSHARE_BINARY_DIR, scratch.path() / "build/release");
  write_file(scratch.path() / "home/block.sh", "set -euo pipefail\n" + block);
  return run_shell("cd " + shell_word(scratch.path().string()) +
                   " && HOME=$PWD/home PATH=$PWD/home/bin:$PATH bash home/block.sh 2>&1");
}

bool is_built_as_shipped() {
  return fs::path(RECORDSHARE_BINARY_DIR) == fs::path(RECORDSHARE_SOURCE_DIR) / "build/release";
}

class ReadmeBlock : public testing::TestWithParam<std::string> {};

TEST_P(ReadmeBlock, Runs) {
  std::string block = GetParam();
  if (block == "bash tests/run.sh\n") block = "bash tests/run.sh --help\n";  // the script runs this test
  Ran ran;
  if (block == "bash engine/run.sh\n") {
    if (!is_built_as_shipped()) GTEST_SKIP() << "it builds build/release: the tests of that folder run it";
    ran = run_shell("cd " + shell_word(RECORDSHARE_SOURCE_DIR) + " && " + block + " 2>&1");
  } else {
    ran = run_block(block, ScratchFolder());
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

/// The block that builds the library alone.
bool is_quick_start(std::string const& block) { return block.starts_with("cmake --preset library\n"); }

std::vector<std::string> blocks_without_quick_start() {
  auto blocks = shell_blocks();
  std::erase_if(blocks, is_quick_start);
  return blocks;
}

INSTANTIATE_TEST_SUITE_P(Blocks, ReadmeBlock, testing::ValuesIn(blocks_without_quick_start()),
                         [](auto const& block) { return name_of(block.param); });

/// Puts a `cmake` before the system's that hides our packages, and has the library compiled without optimizing.
void hide_packages(fs::path const& folder) {
  fs::create_directories(folder);
  write_file(folder / "cmake", "#!/bin/bash\nPATH=${PATH#*:}\nextra=()\n[ \"$1\" != --preset ] || extra=(" +
                                   options_without_our_packages() +
                                   " -DCMAKE_CXX_FLAGS_RELEASE=-O0)\nexec cmake \"$@\" \"${extra[@]}\"\n");
  fs::permissions(folder / "cmake", fs::perms::owner_all);
}

TEST(Readme, ItsQuickStartBuildsTheLibrariesWithoutOurPackages) {
  auto const blocks = shell_blocks();
  auto const block = std::ranges::find_if(blocks, is_quick_start);
  ASSERT_NE(block, blocks.end());
  ScratchFolder const scratch;
  hide_packages(scratch.path() / "home/bin");
  auto const ran = run_block(*block, scratch);
  ASSERT_EQ(ran.status, 0) << ran.output;
  // Nothing was read of those packages, and CMake did not look for the solver and the translator.
  std::string const build = (scratch.path() / "build/library").string();
  auto const read = run_shell("ninja -C " + shell_word(build) + " -t deps");
  ASSERT_NE(read.output.find("step.cpp"), std::string::npos) << read.output;
  static std::regex const foreign(R"(/(gtest|gmock|CLI|rapidcheck|benchmark|nlohmann|z3[^/]*\.h))");
  std::smatch match;
  EXPECT_FALSE(std::regex_search(read.output, match, foreign)) << match.str();
  auto const cache = read_file(fs::path(build) / "CMakeCache.txt");
  for (std::string const name : {"\nZ3:", "\nMURPHI2C:"}) EXPECT_EQ(cache.find(name), std::string::npos) << name;
  // What it installed is enough for a program that checks an implementation of the rules.
  std::string const user = shell_word((scratch.path() / "user").string());
  auto const used =
      run_shell("cmake -G Ninja -S " + shell_word(RECORDSHARE_SOURCE_DIR "/fuzz/examples/adapter") + " -B " + user +
                " -DCMAKE_PREFIX_PATH=" + shell_word((scratch.path() / "home/recordshare").string()) +
                options_without_our_packages() + " 2>&1 && cmake --build " + user + " 2>&1 && " + user +
                "/adapter --eager | head -n 1");
  EXPECT_NE(used.output.find("DIFFERENCE, wrong answer: member `"), std::string::npos) << used.output;
}

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

/// The text of the `number`th block of this language, from 0.
std::string block_of(std::string const& language, int number) {
  std::string const readme = read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "README.md");
  std::string const opening = "```" + language + "\n";
  std::size_t at = readme.find(opening);
  for (int i = 0; i < number && at != std::string::npos; ++i) at = readme.find(opening, at + 1);
  if (at == std::string::npos) return {};
  at += opening.size();
  return readme.substr(at, readme.find("```\n", at) - at);
}

/// The first C++ example is a program of its own: install_tests.cpp builds it. The second follows here, word for word.
TEST(Readme, ItsSecondExampleDoesWhatItsCommentsSay) {
  Engine engine;
  std::array<RecordHandle, 2> const records{101, 102};
  for (Event const& event : {Event{DnMonitored{"7001"}}, Event{DnMonitored{"7002"}}, Event{DnMonitored{"7102"}},
                             Event{AgentLogin{"alice", "7001"}}, Event{ChainLoaded{1, records}}})
    ASSERT_EQ(engine.apply(event).result, Result::Accepted);
  std::ostringstream written;
  auto* const before = std::cout.rdbuf(written.rdbuf());
  // clang-format off
  std::array<std::string_view, 2> const place{"7002", "7102"};
  std::array<Party, 2> const on_call{"alice", Number{"1509"}};
  for (Event const& event : {Event{AgentLogin{"bob", place}},
                             Event{CallEstablished{101, "alice", "call-1"}},
                             Event{SingleStepTransferCompleted{101, "alice", Number{"1509"}}},  // alice keeps access
                             Event{SingleStepTransferCompleted{101, Number{"1509"}, "bob"}},    // bob has it now
                             Event{CallEnded{101, "call-0"}},                                   // refused: OtherCall
                             Event{CallRecovered{101, on_call}}})
    std::cout << type_name(event) << ' ' << engine.apply(event) << '\n';
  // clang-format on
  std::cout.rdbuf(before);
  std::string const to_alice = R"([{"chain":1,"agent":"alice","from":"None","to":"Full"})";
  EXPECT_EQ(written.str(),
            "AgentLogin {\"result\":\"accepted\",\"rule\":\"E3\",\"changes\":[]}\n"
            "CallEstablished {\"result\":\"accepted\",\"rule\":\"R2\",\"changes\":" +
                to_alice +
                "]}\n"
                "SingleStepTransferCompleted {\"result\":\"accepted\",\"rule\":\"R3\",\"changes\":[]}\n"
                R"(SingleStepTransferCompleted {"result":"accepted","rule":"R3","changes":[{"chain":1,"agent":"alice",)"
                R"("from":"Full","to":"None"},{"chain":1,"agent":"bob","from":"None","to":"Full"}]})"
                "\nCallEnded {\"result\":\"refused\",\"rule\":\"R13\",\"reason\":\"OtherCall\"}\n"
                "CallRecovered {\"result\":\"accepted\",\"rule\":\"R15\",\"changes\":" +
                to_alice + R"(,{"chain":1,"agent":"bob","from":"Full","to":"None"}]})" + "\n");
  std::string shown = "  " + block_of("cpp", 1);
  for (std::size_t at = shown.find('\n'); at + 1 < shown.size(); at = shown.find('\n', at + 1))
    shown.insert(at + 1, "  ");
  EXPECT_NE(read_file(RECORDSHARE_SOURCE_DIR "/tests/readme_tests.cpp").find(shown), std::string::npos) << shown;
}

/// The events are in a shell block, which another test runs.
TEST(Readme, ShowsTheLastAnswersToItsEvents) {
  auto const blocks = shell_blocks();
  auto const block = std::ranges::find_if(blocks, [](auto const& one) { return one.find("queue.jsonl") != one.npos; });
  ASSERT_NE(block, blocks.end());
  Engine engine;
  EventReader reader;
  std::string answers;
  std::uint64_t sequence = 0;
  std::istringstream lines(*block);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('{')) continue;
    Event const* const event = reader.read(line);
    ASSERT_NE(event, nullptr) << line;
    append_line(answers, ++sequence, type_name(*event), engine.apply(*event), IdForm::String);
  }
  std::size_t last = answers.size();
  for (int i = 0; i < 6; ++i) last = answers.rfind('\n', last - 1);
  EXPECT_EQ(block_of("text", 2), answers.substr(last + 1));
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

/// A script's output for an unknown argument.
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
