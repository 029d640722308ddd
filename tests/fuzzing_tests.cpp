// SPDX-License-Identifier: Apache-2.0
// fuzzing_tests.cpp runs libFuzzer: on the targets as a fuzzing host builds them, on their canaries, and by
// fuzz/run.sh.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/corpora.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

fs::path const kSource = RECORDSHARE_SOURCE_DIR;
fs::path const kBuild = RECORDSHARE_BINARY_DIR;
fs::path const kOut = kBuild / "oss-fuzz/out";
fs::path const kHostBin = kBuild / "oss-fuzz/work/recordshare/bin";

std::string word(fs::path const& path) { return shell_word(path.string()); }

/// The target's options, as command-line arguments of libFuzzer.
std::string options_of(std::string const& target) {
  std::istringstream lines(read_file(kOut / (target + ".options")));
  std::string options;
  for (std::string line; std::getline(lines, line);)
    if (auto const at = line.find(" = "); at != std::string::npos && line.front() != '#')
      options += " -" + line.substr(0, at) + "=" + line.substr(at + 3);
  return options;
}

/// The number of runs, from the target's final statistics.
std::size_t runs_in(std::string const& said) {
  std::smatch match;
  std::regex const count("stat::number_of_executed_units: *([0-9]+)");
  return std::regex_search(said, match, count) ? std::stoul(match[1]) : 0;
}

class OssFuzz : public testing::TestWithParam<std::string> {
 protected:
  std::string const name_ = GetParam();
};

TEST_P(OssFuzz, TakesTheTargetItsDictionaryItsOptionsAndItsSeeds) {
  ScratchFolder const folder;
  Ran const unzipped = run_shell("python3 -m zipfile -e " + word(kOut / (name_ + "_seed_corpus.zip")) + " " +
                                 word(folder.path()) + " 2>&1");
  ASSERT_EQ(unzipped.status, 0) << unzipped.output;
  EXPECT_EQ(files_in(folder.path()), files_in(seeds_of(name_)));
  // As a host's first check: with the target's options and dictionary, on all seeds.
  Ran const ran = run_shell(word(kOut / name_) + options_of(name_) + " -dict=" + word(kOut / (name_ + ".dict")) +
                            " -runs=0 " + word(folder.path()) + " 2>&1");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_NE(ran.output.find("inline 8-bit counters"), std::string::npos) << "not instrumented: " << ran.output;
  EXPECT_NE(ran.output.find("Dictionary: "), std::string::npos) << ran.output;
  EXPECT_EQ(ran.output.find("WARNING: unrecognized flag"), std::string::npos) << ran.output;
}

TEST(OssFuzzOut, HasNothingElse) {
  std::set<std::string> expected;
  for (auto const& target : fuzz::kTargets)
    for (std::string const ending : {"", ".dict", ".options", "_seed_corpus.zip"})
      expected.insert(std::string(target.name) + ending);
  std::set<std::string> there;
  for (auto const& entry : fs::directory_iterator(kOut)) there.insert(entry.path().filename().string());
  EXPECT_EQ(there, expected);
}

/// The number of a canary, and its target.
struct PlantedInTarget {
  std::size_t number;
  std::string target;
};
std::vector<PlantedInTarget> canaries() {
  std::vector<PlantedInTarget> all;
  for (auto const& target : fuzz::kTargets) all.push_back({all.size() + 1, std::string(target.name)});
  for (std::size_t const number : {6U, 7U}) all.push_back({number, "engine_fuzzer"});
  return all;
}

/// Each target has a planted error that needs six events in order, and one of them two more (fuzz/canary.hpp).
class Canary : public testing::TestWithParam<PlantedInTarget> {
 protected:
  Canary() {
    for (auto const& entry : fs::directory_iterator(seeds_of(target_))) seeds_.insert(entry.path().string());
    std::string list;
    for (auto const& seed : seeds_) list += (list.empty() ? "" : ",") + seed;
    write_file(folder_.path() / "seeds", list);
  }

  /// Fuzzes from the seed corpus, with or without the custom mutators, until the error is found. The order of the seeds
  /// and the engine's hash are fixed, so every run with the same random seed is the same.
  [[nodiscard]] Ran fuzzed(unsigned seed, std::size_t runs, std::string const& environment) const {
    std::string const& name = target_;
    return run_shell(environment + word(kHostBin / ("canary_" + std::to_string(GetParam().number))) + options_of(name) +
                     " -seed=" + std::to_string(seed) +
                     " -print_funcs=0 -print_final_stats=1 -runs=" + std::to_string(runs) +
                     " -dict=" + word(kOut / (name + ".dict")) + " -artifact_prefix=" + word(folder_.path() / "") +
                     " -seed_inputs=@" + word(folder_.path() / "seeds") + " 2>&1");
  }

  std::string const target_ = GetParam().target;
  ScratchFolder folder_;
  std::set<std::string> seeds_;
};

TEST_P(Canary, IsFoundInTimeAndLaterWithoutTheMutators) {
  constexpr std::size_t kRunsMax = 200'000;
  constexpr unsigned kSeeds = 3;  // one random seed alone is a lottery
  std::size_t runs = 0;
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    Ran const found = fuzzed(seed, kRunsMax, "");
    ASSERT_NE(found.status, 0) << "not found: " << found.output;
    EXPECT_NE(found.output.find("recordshare: " + target_), std::string::npos) << found.output;
    EXPECT_GT(runs_in(found.output), 2 * seeds_.size()) << "a seed has the error already";
    runs += runs_in(found.output);
  }
  std::printf("canary %zu: found after %zu runs of %u random seeds\n", GetParam().number, runs, kSeeds);
  // The canary of each target measures its mutators; the others are mistakes in the rules that must be found.
  if (GetParam().number > fuzz::kTargets.size()) return;
  // Without the mutators as many runs do not find it for each of the random seeds.
  std::size_t left = runs;
  for (unsigned seed = 1; seed <= kSeeds && left > 0; ++seed) {
    Ran const plain = fuzzed(seed, left, "RECORDSHARE_PLAIN_MUTATION=1 ");
    if (plain.status == 0) return;
    left -= std::min(left, runs_in(plain.output));
  }
  ADD_FAILURE() << "found as soon without the mutators, with " << left << " of " << runs << " runs to spare";
}

INSTANTIATE_TEST_SUITE_P(All, OssFuzz, testing::ValuesIn(target_names()), name_of_target);
INSTANTIATE_TEST_SUITE_P(All, Canary, testing::ValuesIn(canaries()),
                         [](auto const& one) { return one.param.target + "_" + std::to_string(one.param.number); });

/// Runs fuzz/run.sh with the programs of this folder only.
class FuzzRun : public testing::Test {
 protected:
  /// Runs `program` as replay_fuzzer, for at most `seconds` seconds.
  Ran run(fs::path const& program, unsigned seconds) {
    fs::create_directories(folder_.path() / "bin");
    fs::create_symlink(program, folder_.path() / "bin/replay_fuzzer");
    fs::create_symlink(kBuild / "bin/recordshare-finding", folder_.path() / "bin/recordshare-finding");
    return run_shell("bash " + word(kSource / "fuzz/run.sh") + " --target replay_fuzzer --jobs 1 --time " +
                     std::to_string(seconds) + " --build " + word(folder_.path()) + " --out " + word(out_) + " 2>&1");
  }
  [[nodiscard]] std::string written(std::string const& name) const { return read_file(out_ / name); }

  /// Checks that the SARIF and JUnit files are valid.
  void expect_readable_reports() {
    Ran const sarif = run_shell("python3 -W ignore -m jsonschema -i " + word(out_ / "recordshare.sarif") + " " +
                                word(kSource / "tests/sarif/sarif-2.1.0.json") + " 2>&1");
    EXPECT_EQ(sarif.status, 0) << sarif.output;
    Ran const junit = run_shell("python3 -c 'import sys, xml.etree.ElementTree as t; t.parse(sys.argv[1])' " +
                                word(out_ / "junit.xml") + " 2>&1");
    EXPECT_EQ(junit.status, 0) << junit.output;
  }

  ScratchFolder folder_;
  fs::path const out_ = folder_.path() / "out";
};

TEST_F(FuzzRun, SaysWhatItReachedWhereNothingIsWrong) {
  Ran const ran = run(kOut / "replay_fuzzer", 3);
  EXPECT_EQ(ran.status, 0) << ran.output;
  std::regex const figures(
      "replay_fuzzer: [1-9][0-9]* executions in [0-9]+ s, [1-9][0-9]*/s; coverage [1-9][0-9]* edges; "
      "corpus [1-9][0-9]* inputs, [0-9]+ of them new\n");
  EXPECT_TRUE(std::regex_search(ran.output, figures)) << ran.output;
  expect_readable_reports();
  EXPECT_NE(written("junit.xml").find("failures=\"0\""), std::string::npos);
  EXPECT_NE(written("recordshare.sarif").find("\"results\": []"), std::string::npos);
}

TEST_F(FuzzRun, WritesReportsThatAreReadWhateverBytesAFaultHas) {
  write_file(out_ / "replay_fuzzer/seconds", "1\n");
  write_file(out_ / "replay_fuzzer/finding/fault", "<![CDATA[ & ' \" \x01 \xff ]]> --> \\");
  Ran const ran = run_shell(word(kBuild / "bin/recordshare-finding") + " report --out " + word(out_) + " 2>&1");
  EXPECT_EQ(ran.status, 0) << ran.output;
  expect_readable_reports();
  EXPECT_NE(written("junit.xml").find("&lt;![CDATA[ &amp; "), std::string::npos) << written("junit.xml");
}

TEST_F(FuzzRun, TellsWhatItFindsAsAStreamInWordsAndAsADiagram) {
  Ran const ran = run(kHostBin / "canary_5", 240);
  EXPECT_EQ(ran.status, 2) << ran.output;
  EXPECT_NE(ran.output.find("FOUND by replay_fuzzer: recordshare: replay_fuzzer: the answer is "), std::string::npos)
      << ran.output;
  expect_readable_reports();
  EXPECT_NE(written("junit.xml").find("failures=\"1\""), std::string::npos);
  EXPECT_NE(written("recordshare.sarif").find("\"ruleId\": \"replay_fuzzer\""), std::string::npos);
  // The smallest input still fails, and `recordshare run` reads its stream.
  std::string const finding = "replay_fuzzer/finding/";
  EXPECT_NE(run_shell(word(kHostBin / "canary_5") + " " + word(out_ / (finding + "input")) + " 2>&1").status, 0);
  Ran const played = run_shell(word(kBuild / "bin/recordshare") + " run " + word(out_ / (finding + "stream.jsonl")));
  EXPECT_EQ(played.status, 0) << played.output;
  std::string const stream = written(finding + "stream.jsonl");
  auto const events = std::count(stream.begin(), stream.end(), '\n');
  EXPECT_GE(events, 6);   // those of the canary
  EXPECT_LE(events, 16);  // and the events that they need
  EXPECT_NE(written(finding + "explain.txt").find("ConferenceCompleted"), std::string::npos);
  EXPECT_NE(written(finding + "diagram.mmd").find("sequenceDiagram"), std::string::npos);
}

}  // namespace
}  // namespace recordshare::tests
