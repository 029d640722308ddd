// SPDX-License-Identifier: Apache-2.0
// check_verb_tests.cpp compares what the verbs of `recordshare-check` print for small worlds, whole.
#include <filesystem>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include "tests/golden.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

std::string const kCheck = shell_word(RECORDSHARE_BINARY_DIR "/bin/recordshare-check");

/// The text without the figures that differ between runs or machines: times and memory.
std::string steady(std::string text) {
  for (auto const& [figure, name] : {std::pair{R"(\d+\.\d{3}\n)", "TIME\n"},
                                     {R"(\(\d+ s\))", "(TIME)"},
                                     {R"(  time  .*\n)", "  time\n"},
                                     {R"(  memory  .*\n)", "  memory\n"},
                                     {R"("seconds":[^,}]*)", R"("seconds":0)"},
                                     {R"("bytes":[^,}]*)", R"("bytes":0)"}})
    text = std::regex_replace(text, std::regex(figure), name);
  return text;
}

/// Runs `verb` and compares all that it prints and writes as JSON with `tests/golden/NAME`.
void expect_printed(std::string const& golden, std::string const& verb, int status, bool with_json = true) {
  ScratchFolder const folder;
  std::string const file = (folder.path() / "figures").string();
  Ran const ran = run_shell(kCheck + " " + verb + (with_json ? " --json " + shell_word(file) : "") + " 2>&1");
  EXPECT_EQ(ran.status, status) << verb;
  expect_golden("golden/" + golden, steady(ran.output + (with_json ? read_file(file) : "")));
}

TEST(CheckVerb, Explore) {
  expect_printed("verb_explore.txt", "explore --agents 2 --records 1 --threads 1", 0);
  expect_printed("verb_explore_all.txt", "explore --agents 1 --records 2 --all-policies --no-symmetry --threads 2", 0);
}

TEST(CheckVerb, Compare) {
  expect_printed("verb_compare.txt", "compare", 0, false);
  expect_printed("verb_compare_all.txt", "compare --agents 2 --records 2 --all-policies", 0, false);
  expect_printed("verb_compare_one.txt", "compare --agents 2 --records 1", 0, false);
  expect_printed("verb_compare_none.txt", "compare --records 1 --policy final_scope=chain", 1, false);
}

TEST(CheckVerb, Prove) {
  expect_printed("verb_prove.txt", "prove", 0);
  ScratchFolder const folder;
  std::string const smt = (folder.path() / "a/b").string();
  expect_printed("verb_prove_policy.txt", "prove --policy final_scope=chain --smt-dir " + shell_word(smt), 0);
  std::size_t files = 0;
  std::size_t questions = 0;
  for (auto const& entry : std::filesystem::directory_iterator(smt)) {
    ++files;
    std::string const text = read_file(entry.path().string());
    EXPECT_TRUE(entry.path().string().ends_with(".smt2")) << entry.path();
    questions += text.find("(check-sat)") != std::string::npos && text.find("(set-info :status ") != std::string::npos;
  }
  EXPECT_GT(files, 3'000U);
  EXPECT_EQ(questions, files);
}

TEST(CheckVerb, Mutants) {
  expect_printed("verb_mutants.txt", "mutants --threads 2 --only 'R13.4: '", 0);
  expect_printed("verb_mutants_none.txt", "mutants --only nothing", 2);
}

TEST(CheckVerb, Rows) { expect_printed("verb_rows.txt", "rows", 0, false); }

}  // namespace
}  // namespace recordshare::tests
