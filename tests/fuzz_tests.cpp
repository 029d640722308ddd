// SPDX-License-Identifier: Apache-2.0
// fuzz_tests.cpp replays every seed corpus of fuzz/, and compares generated files with their generator's output.
#include <cstdint>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/corpora.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

fs::path const kFuzz = fs::path(RECORDSHARE_SOURCE_DIR) / "fuzz";
constexpr std::uintmax_t kCorporaBytesMax = std::uintmax_t{2} << 20;

/// A program of this build, as a word of a shell command.
std::string program(std::string const& name) { return shell_word(std::string(RECORDSHARE_BINARY_DIR "/bin/") + name); }

class FuzzTarget : public testing::TestWithParam<std::string> {};

TEST_P(FuzzTarget, RunsItsWholeCorpusAndFindsNothing) {
  fs::path const seeds = seeds_of(GetParam());
  Ran const ran = run_shell(program(GetParam()) + " " + shell_word(seeds.string()) + " 2>&1");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_EQ(ran.output, std::to_string(files_in(seeds)) + " inputs replayed\n");
}

TEST_P(FuzzTarget, HasTheDictionaryThatIsMadeForIt) {
  Ran const ran = run_shell(program("recordshare-corpus") + " dictionary --target " + GetParam());
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.output, read_file(kFuzz / (GetParam() + ".dict")));
}

INSTANTIATE_TEST_SUITE_P(All, FuzzTarget, testing::ValuesIn(target_names()), name_of_target);

TEST(FuzzCorpora, TogetherReachEveryOutcomeOfEveryRow) {
  Ran const ran = run_shell(program("recordshare-corpus") + " rows --corpora " + shell_word(kFuzz.string()));
  EXPECT_EQ(ran.status, 0) << ran.output;
}

TEST(FuzzCorpora, OneThatIsMissingIsNoticed) {
  ScratchFolder const folder;
  fs::copy(seeds_of("json_lines_fuzzer"), folder.path() / "json_lines_fuzzer_seed_corpus");
  Ran const ran =
      run_shell(program("recordshare-corpus") + " rows --corpora " + shell_word(folder.path().string()) + " 2>&1");
  EXPECT_NE(ran.status, 0) << ran.output;
}

TEST(FuzzCorpora, AreSmall) {
  std::uintmax_t bytes = 0;
  for (auto const& entry : fs::recursive_directory_iterator(kFuzz)) {
    bool const is_seed = entry.path().parent_path().filename().string().ends_with("_seed_corpus");
    if (is_seed && entry.is_regular_file()) bytes += entry.file_size();
  }
  EXPECT_GT(bytes, 0U);
  EXPECT_LT(bytes, kCorporaBytesMax);
}

TEST(FuzzReadme, HasTheTableOfTargets) {
  Ran const ran = run_shell(program("recordshare-corpus") + " table");
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(read_file(kFuzz / "README.md").find(ran.output), std::string::npos) << ran.output;
}

/// A program that cannot be started is not a finding: its input is not shrunk.
TEST(Finding, ATargetThatCannotBeRunIsAnError) {
  ScratchFolder const folder;
  write_file(folder.path() / "crash", "any");
  Ran const ran = run_shell(
      program("recordshare-finding") + " shrink --target engine_fuzzer --program /nowhere/target" + " --out " +
      shell_word((folder.path() / "out").string()) + " " + shell_word((folder.path() / "crash").string()) + " 2>&1");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.output, "recordshare-finding: cannot run `/nowhere/target`: No such file or directory\n");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out/fault"));
}

}  // namespace
}  // namespace recordshare::tests
