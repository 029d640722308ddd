// SPDX-License-Identifier: Apache-2.0
// command_tests.cpp tests the command line: usage, help, files that fail, and the exit status of each.
#include <filesystem>
#include <regex>
#include <string>

#include <gtest/gtest.h>

#include <recordshare/version.hpp>

#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

// Runs `recordshare` with `arguments`, which the shell splits; standard error follows standard output.
Ran run_command(std::string const& arguments) { return run_shell(shell_word(RECORDSHARE_COMMAND) + " " + arguments); }

// The standard error of a run with `arguments`, which must exit with `status`.
std::string complaint(std::string const& arguments, int status = 1) {
  Ran const ran = run_command(arguments + " 2>&1 >/dev/null </dev/null");
  EXPECT_EQ(ran.status, status) << arguments;
  return ran.output;
}

class Command : public testing::Test {
 protected:
  // A file with `text`; returns its name as a word of the shell.
  [[nodiscard]] std::string file(std::string const& name, std::string const& text) const {
    write_file(folder_.path() / name, text);
    return shell_word((folder_.path() / name).string());
  }
  [[nodiscard]] std::string path(std::string const& name) const { return (folder_.path() / name).string(); }

 private:
  ScratchFolder folder_;
};

std::string const kStory = R"({"type":"DnMonitored","dn":"7001"}
{"type":"AgentLogin","agent":"alice","dn":"7001"}
)";
std::string const kStoryAnswers =
    R"({"seq":1,"type":"DnMonitored","result":"accepted","rule":"E1","changes":[]}
{"seq":2,"type":"AgentLogin","result":"accepted","rule":"E3","changes":[]}
)";

TEST_F(Command, RunReadsAFileOrStandardInput) {
  std::string const story = file("story", kStory);
  for (std::string const& arguments : {"run " + story, "run <" + story, "run - <" + story, "run -- " + story}) {
    Ran const ran = run_command(arguments);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.output, kStoryAnswers) << arguments;
  }
}

TEST_F(Command, RunWritesAFileAndEmptiesItFirst) {
  std::string const story = file("story", kStory);
  std::string const answers = file("answers", std::string(100'000, 'x'));
  Ran const ran = run_command("run " + story + " -o " + answers);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(read_file(path("answers")), kStoryAnswers);
}

TEST_F(Command, AnInvalidLineMakesTheStatus2) {
  Ran const ran = run_command("run " + file("story", "{}\n" + kStory));
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(ran.output.starts_with(R"({"seq":1,"result":"invalid","message":"member `type` is missing"})"
                                     "\n"));
  EXPECT_EQ(run_command("explain " + file("story", "{}\n")).status, 2);
}

TEST_F(Command, BlankLinesAreNotCountedAndTheLastNeedsNoEnd) {
  std::string text = "\n \t\r\n" + kStory;
  text.insert(text.find('\n', 6) + 1, "\r\n");
  text.pop_back();
  EXPECT_EQ(run_command("run " + file("story", text)).output, kStoryAnswers);
  EXPECT_EQ(run_command("run " + file("story", "")).output, "");
  EXPECT_EQ(run_command("run " + file("story", "\n\n  ")).output, "");
}

TEST_F(Command, NulsAreBytesLikeOthers) {
  Ran const ran = run_command("run " + file("story", std::string("\0\n{\0}\n", 6) + kStory));
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(ran.output.starts_with(R"({"seq":1,"result":"invalid","message":"byte 1: unexpected control character"})"
                                     "\n"
                                     R"({"seq":2,"result":"invalid","message":"byte 2: unexpected control character"})"
                                     "\n"
                                     R"({"seq":3,"type":"DnMonitored")"));
}

TEST_F(Command, PoliciesAndLimitsReachTheEngine) {
  std::string const chains = file("chains", R"({"type":"ChainLoaded","chain":1,"records":[1,2]}
{"type":"ChainLoaded","chain":2,"records":[3]}
{"type":"RecordCanceled","record":1}
{"type":"RecordCanceled","record":2}
)");
  EXPECT_EQ(run_command("run " + chains).output.find("reason"), std::string::npos);
  std::string const limited = run_command("run --max-chains 1 " + chains).output;
  EXPECT_NE(limited.find(R"("seq":2,"type":"ChainLoaded","result":"refused","rule":"E5","reason":"LimitReached")"),
            std::string::npos);
  EXPECT_NE(run_command("run --max-records=1 " + chains).output.find("LimitReached"), std::string::npos);
  EXPECT_NE(run_command("run --max-names 1 " + file("story", kStory)).output.find("LimitReached"), std::string::npos);
  std::string const calls = file("calls", R"({"type":"ChainLoaded","chain":1,"records":[1]}
{"type":"CallEstablished","record":1,"agent":"alice"}
{"type":"SingleStepConferenceCompleted","record":1,"from":"alice","to":"bob"}
)");
  EXPECT_EQ(run_command("run --max-members 2 " + calls).output.find("LimitReached"), std::string::npos);
  EXPECT_NE(run_command("run --max-members 1 " + calls).output.find("LimitReached"), std::string::npos);
  std::string const whole = run_command("run --policy final_scope=record --policy final_scope=chain " + chains).output;
  EXPECT_NE(whole.find(R"("seq":4,"type":"RecordCanceled","result":"refused","rule":"E8")"), std::string::npos);
}

TEST_F(Command, WhatCannotBeReadIsSaid) {
  std::string const folder = shell_word(path(""));
  EXPECT_EQ(complaint("run " + folder), "recordshare: cannot read `" + path("") + "`: Is a directory\n");
  EXPECT_EQ(complaint("explain " + shell_word(path("none"))),
            "recordshare: cannot read `" + path("none") + "`: No such file or directory\n");
  EXPECT_EQ(complaint("diagram " + shell_word(path("none"))),
            "recordshare: cannot read `" + path("none") + "`: No such file or directory\n");
  EXPECT_EQ(run_command("run <&- 2>&1").output, "recordshare: cannot read standard input: Bad file descriptor\n");
}

// A full disk may fail the write of a block, the last flush or the close: never truncated output with status 0.
TEST_F(Command, AFullDiskIsSaid) {
  std::string const story = file("story", kStory);
  std::string const full = "recordshare: cannot write standard output: No space left on device\n";
  for (std::string const& arguments : {"run " + story, "explain " + story, "diagram " + story,
                                       std::string("generate --lines 3"), std::string("generate --lines 100000"),
                                       std::string("--help"), std::string("--version"), std::string("run --help")}) {
    Ran const ran = run_command(arguments + " 2>&1 >/dev/full");
    EXPECT_EQ(ran.status, 1) << arguments;
    EXPECT_EQ(ran.output, full) << arguments;
  }
  EXPECT_EQ(complaint("run -o /dev/full " + story), "recordshare: cannot write `/dev/full`: No space left on device\n");
  EXPECT_EQ(complaint("run -o /dev/full " + file("invalid", "{}\n")),
            "recordshare: cannot write `/dev/full`: No space left on device\n");  // 1 before 2
  EXPECT_EQ(run_command("run " + story + " 2>&1 >&-").output,
            "recordshare: cannot write standard output: Bad file descriptor\n");
  for (std::string const& arguments : {"run " + story, "explain " + story, "diagram " + story, std::string("generate")})
    EXPECT_EQ(complaint(arguments + " -o " + shell_word(path("none/answers"))),
              "recordshare: cannot write `" + path("none/answers") + "`: No such file or directory\n");
}

// `script` gives the command a terminal as standard error.
TEST_F(Command, ProgressIsShownOnATerminalAndErasedAtTheEnd) {
  auto const on_terminal = [](std::string const& command) {
    return run_shell("script -qec " + shell_word(command) + " /dev/null </dev/null 2>&1");
  };
  if (on_terminal("true").status != 0) GTEST_SKIP() << "this system has no terminals to give away";
  std::string const stream = file("stream", "");
  ASSERT_EQ(run_command("generate --lines 1000000 -o " + stream).status, 0);
  std::string const run = shell_word(RECORDSHARE_COMMAND) + " run ";
  Ran const ran = on_terminal(run + stream + " >/dev/null");
  EXPECT_EQ(ran.status, 0) << ran.output;
  std::regex const shown(
      "^(\r[0-9,]+ of [0-9,]+ bytes \\([0-9]+ %\\), [0-9.]+ M lines/s, [0-9]+ s left\x1b\\[K)+\r\x1b\\[K$");
  EXPECT_TRUE(std::regex_match(ran.output, shown)) << ran.output;
  EXPECT_EQ(on_terminal("head -c 1000000 " + stream + " | " + run + "- >/dev/null").output,
            "");  // its end is not known
  EXPECT_EQ(run_command("run " + stream + " 2>&1 >/dev/null").output, "");
}

TEST_F(Command, AnswersNeverRunIntoTheirOwnInput) {
  std::string const story = file("story", kStory);
  std::filesystem::create_hard_link(path("story"), path("link"));
  std::string const link = shell_word(path("link"));
  EXPECT_EQ(complaint("run " + story + " -o " + link),
            "recordshare: cannot write `" + path("link") + "`: it is the input itself\n");
  Ran const ran = run_command("run -o " + link + " 2>&1 <" + story);
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(run_command("run " + story + " 2>&1 >>" + story).output,
            "recordshare: cannot write standard output: it is the input itself\n");
  EXPECT_EQ(read_file(path("story")), kStory);
}

// A file that is opened must never become standard error: messages would be mixed with answers.
TEST_F(Command, AClosedStandardErrorSpoilsNoFile) {
  run_command("run " + file("story", kStory) + " --summary -o " + shell_word(path("answers")) + " 2>&-");
  EXPECT_EQ(read_file(path("answers")), kStoryAnswers);
}

TEST_F(Command, HelpAndVersionSayWhatThereIs) {
  for (std::string const verb : {"", "run", "generate", "explain"}) {
    Ran const ran = run_command(verb + " --help");
    EXPECT_EQ(ran.status, 0);
    EXPECT_NE(ran.output.find("Examples:\n  recordshare "), std::string::npos) << verb;
    EXPECT_NE(ran.output.find("Usage: recordshare " + verb), std::string::npos) << verb;
    if (verb.empty()) continue;
    for (std::string const option :
         {"--policy", "--max-names", "--max-chains", "--max-records", "--max-members", "--output"})
      EXPECT_NE(ran.output.find(option), std::string::npos) << verb << option;
  }
  Ran const version = run_command("--version");
  EXPECT_EQ(version.status, 0);
  EXPECT_EQ(version.output, "recordshare " + std::string(kVersion) + "\n");
}

TEST_F(Command, AMisspeltWordGetsTheNearestOne) {
  EXPECT_EQ(complaint("rnu"), "recordshare: unknown verb `rnu`: did you mean `run`?\n");
  EXPECT_EQ(complaint("explian x"), "recordshare: unknown verb `explian`: did you mean `explain`?\n");
  EXPECT_EQ(complaint("gen"), "recordshare: unknown verb `gen`: did you mean `generate`?\n");
  EXPECT_EQ(complaint("help"), "recordshare: unknown verb `help`: did you mean `--help`?\n");
  EXPECT_EQ(complaint("--versoin"), "recordshare: unknown option `--versoin`: did you mean `--version`?\n");
  EXPECT_EQ(
      complaint("frobnicate"),
      "recordshare: unknown verb `frobnicate`: expected one of `run`, `generate`, `explain`, `diagram`, `describe`, "
      "`--help`, `--version`\n");
  EXPECT_EQ(complaint("run --sumary"), "recordshare: unknown option `--sumary`: did you mean `--summary`?\n");
  EXPECT_EQ(complaint("run --policy final_scop=chain"),
            "recordshare: unknown policy `final_scop`: did you mean `final_scope`?\n");
  EXPECT_EQ(complaint("explain --policy reschedule=finalises"),
            "recordshare: unknown value for policy `reschedule`, `finalises`: did you mean `finalizes`?\n");
}

TEST_F(Command, APolicyOptionTakesOneValueAsItsHelpSays) {
  std::string const help = run_shell(shell_word(RECORDSHARE_COMMAND) + " run --help").output;
  EXPECT_NE(help.find("  --policy NAME=VALUE         A policy; repeat the option to set more "
                      "(final_scope=record|chain; reschedule=updates|finalizes; do_not_call=open|always; "
                      "the first value is the default)\n"),
            std::string::npos)
      << help;
  auto const run = [](std::string const& options) {
    return run_shell(shell_word(RECORDSHARE_COMMAND) + " run " + options + " </dev/null 2>&1");
  };
  EXPECT_EQ(run("--policy final_scope=chain --policy reschedule=finalizes").status, 0);
  EXPECT_EQ(complaint("run --policy final_scope=chain reschedule=finalizes"),
            "recordshare: cannot read `reschedule=finalizes`: No such file or directory\n");
}

TEST_F(Command, WrongUsageIsSaid) {
  EXPECT_EQ(complaint(""),
            "recordshare: missing verb: expected `run`, `generate`, `explain`, `diagram` or `describe` "
            "(run `recordshare --help` for more)\n");
  EXPECT_EQ(complaint("--policy run"),
            "recordshare: expected a verb before `--policy`: `run`, `generate`, `explain`, `diagram` or `describe`\n");
  EXPECT_EQ(complaint("run --policy chain"), "recordshare: policy `chain` must be written NAME=VALUE\n");
  EXPECT_EQ(complaint("run -o"), "recordshare: option `--output` needs a value\n");
  EXPECT_EQ(complaint("run a b"), "recordshare: unexpected argument `b`: run `recordshare --help`\n");
  EXPECT_EQ(complaint("generate --lines -5"),
            "recordshare: option `--lines` must be an integer from 0 to "
            "18446744073709551615, not `-5`\n");
  EXPECT_EQ(complaint("generate --agents 2"),
            "recordshare: option `--agents` must be an integer from 3 to 4571283, not `2`\n");
  EXPECT_EQ(complaint("generate --chains 1"),
            "recordshare: option `--chains` must be an integer from 2 to 15999817, not `1`\n");
  EXPECT_EQ(complaint("generate --chains 2000000"),
            "recordshare: `--chains 2000000` needs `--max-chains 2000000` or more\n");
  EXPECT_EQ(complaint("generate --agents 100 --max-names 100"),
            "recordshare: `--agents 100` and `--chains 500` need `--max-names 859` or more\n");
  EXPECT_EQ(complaint("run --max-records 65536"),
            "recordshare: option `--max-records` must be an integer from 1 to 65535, not `65536`\n");
}

}  // namespace
}  // namespace recordshare::tests
