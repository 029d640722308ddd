// SPDX-License-Identifier: Apache-2.0
// conform_tests.cpp runs `conform` on correct programs, on programs with one fault, and on programs that misbehave.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "properties/world/policies.hpp"
#include "tests/shell.hpp"
#include "tests/subprocess.hpp"

namespace recordshare::tests {
namespace {

std::string const kCheck = RECORDSHARE_BINARY_DIR "/bin/recordshare-check";
std::string const kRun = shell_word(RECORDSHARE_COMMAND) + " run -";  // quoted alike for `--exec`
std::string const kArbiter = "python3 " + shell_word(RECORDSHARE_SOURCE_DIR "/fuzz/examples/arbiter.py");

/// `program` is as for `--exec`.
Ran conform(std::string const& program, std::string const& options) {
  return run_shell(shell_word(kCheck) + " conform --exec " + shell_word(program) + " " + options + " 2>&1");
}

/// The same with a shell script as the program.
Ran conform_script(std::string const& script, std::string const& options = "--streams 0 --timeout 1") {
  ScratchFolder const scratch;
  std::string const file = (scratch.path() / "program").string();
  write_file(file, script);
  return conform("sh " + shell_word(file), options);
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The stream in a report.
std::vector<std::string> stream_of(std::string const& report) {
  std::vector<std::string> lines;
  std::istringstream text(report.substr(std::min(report.find("<<'EVENTS'\n"), report.size())));
  std::string line;
  std::getline(text, line);
  while (std::getline(text, line) && line != "EVENTS") lines.push_back(line);
  return lines;
}

/// The line below `title` in a report.
std::string below(std::string const& report, std::string const& title) {
  std::string const opening = "  " + title + "\n    ";
  auto const at = report.find(opening);
  if (at == std::string::npos) return {};
  return report.substr(at + opening.size(), report.find('\n', at + opening.size()) - at - opening.size());
}

/// The last line that `program` answers to the stream.
std::string last_answer(std::string const& program, std::vector<std::string> const& stream) {
  std::string events;
  for (auto const& line : stream) events += line + "\n";
  std::string const output = run_shell("printf %s " + shell_word(events) + " | " + program).output;
  auto const end = output.size() < 2 ? std::string::npos : output.rfind('\n', output.size() - 2);
  return output.substr(end + 1, output.size() - end - 2);
}

// --- Correct programs ---

TEST(Conform, RunItselfDiffersInNothing) {
  for (Policies const& all : properties::kAllPolicies) {
    std::string const policies = properties::options_of_others(all);
    auto const ran = conform(kRun + policies, "--streams 60 --seed 3" + policies);
    EXPECT_EQ(ran.status, 0) << ran.output;
    EXPECT_TRUE(ran.output.starts_with("no difference in 84 streams (24 stories, 60 generated), ")) << ran.output;
  }
}

TEST(Conform, LongStreamsTooAndMoreThanAPipeHolds) {
  auto const ran = conform(kRun, "--streams 4 --lines 5000");
  EXPECT_EQ(ran.status, 0) << ran.output;
}

TEST(Conform, TheExampleInPythonWithoutAFaultDiffersInNothing) {
  for (Policies const& all : properties::kAllPolicies) {
    std::string const policies = properties::options_of_others(all);
    auto const ran = conform(kArbiter + policies, "--streams 16" + policies);
    EXPECT_EQ(ran.status, 0) << ran.output;
    EXPECT_TRUE(ran.output.starts_with("no difference in 40 streams (24 stories, 16 generated), ")) << ran.output;
  }
}

TEST(Conform, AnswersThatComeLateButInTimeAreRight) {
  auto const ran = conform_script("sleep 0.1; exec " + kRun, "--streams 0 --timeout 60");
  EXPECT_EQ(ran.status, 0) << ran.output;
  auto const slow = conform_script(kRun + " | while read -r line; do sleep 0.01; printf '%s\\n' \"$line\"; done",
                                   "--streams 0 --timeout 60");
  EXPECT_EQ(slow.status, 0) << slow.output;
}

/// `recordshare-check` with a system call that fails or is interrupted: see preloaded/system_calls.cpp.
Ran conform_with(std::string const& fault) {
  return run_shell("env LD_PRELOAD=" RECORDSHARE_SYSTEM_CALLS " RECORDSHARE_FAULT=" + shell_word(fault) + " " +
                   shell_word(kCheck) + " conform --streams 0 --exec " + shell_word(kRun) + " 2>&1");
}

TEST(Conform, ASignalAShortCountOrAFullPipeIsNoDifference) {
  for (std::string const disturbed : {"read ", "write ", "poll "})
    for (std::string const number : {"1", "2", "20"})
      for (std::string const effect : {" 4", " 11", " short"}) {  // EINTR, EAGAIN
        std::string const fault = disturbed + number + effect;
        auto const ran = conform_with(fault);
        EXPECT_EQ(ran.status, 0) << fault << ran.output;
        EXPECT_TRUE(ran.output.starts_with("no difference in 24 streams")) << fault << ran.output;
      }
}

TEST(Conform, AnInterruptAtAnyCallStopsItWithoutAVerdict) {
  for (std::string const disturbed : {"read ", "write ", "poll "})
    for (std::string const number : {"1", "2", "20"})
      for (std::string const effect : {" before", " after", " during"}) {
        std::string const fault = disturbed + number + effect;
        auto const ran = conform_with(fault);
        EXPECT_EQ(ran.status, 130) << fault << ran.output;
        EXPECT_TRUE(ran.output.starts_with("stopped: no difference so far in ")) << fault << ran.output;
      }
}

// --- Programs with a fault ---

class ConformFault : public testing::TestWithParam<std::string> {};

TEST_P(ConformFault, IsFoundAndShownByAtMostEightEvents) {
  std::string const faulty = kArbiter + " --fault " + GetParam();
  auto const ran = conform(faulty, "");
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(ran.output.starts_with("DIFFERENCE, wrong answer: ")) << ran.output;
  auto const stream = stream_of(ran.output);
  EXPECT_LE(stream.size(), 8U) << ran.output;
  ASSERT_FALSE(stream.empty());
  EXPECT_EQ(below(ran.output, "the line"), stream.back());
  // The report shows the right and the wrong answer to the last line.
  EXPECT_EQ(below(ran.output, "must be answered"), last_answer(kRun, stream));
  EXPECT_EQ(below(ran.output, "was answered"), last_answer(faulty, stream));
  EXPECT_NE(below(ran.output, "was answered"), below(ran.output, "must be answered"));
  EXPECT_TRUE(has(ran.output, "\nthe right course, as a sequence diagram\nsequenceDiagram\n")) << ran.output;
  if (GetParam() == "last-to-leave-loses") {  // README.md shows this report
    auto const begin = std::min(ran.output.find("  the line\n"), ran.output.size());
    auto const shown = ran.output.substr(begin, ran.output.find("the right course") - begin);
    EXPECT_TRUE(has(read_file(RECORDSHARE_SOURCE_DIR "/README.md"), "```text\n" + shown + "```\n")) << ran.output;
  }
  // The sentence of the deciding rule.
  std::string const answer = below(ran.output, "must be answered");
  auto const told = std::ranges::count_if(kRules, [&](RuleTerm const& term) {
    return has(answer, R"("rule":")" + std::string(term.name) + '"') &&
           has(ran.output, "\n    " + std::string(term.sentence) + "\n");
  });
  EXPECT_EQ(told, 1) << ran.output;
}

INSTANTIATE_TEST_SUITE_P(OfTheExample, ConformFault,
                         testing::Values("read-only-updates", "processed-twice", "initiator-keeps-access",
                                         "rights-follow-dn", "last-to-leave-loses"),
                         [](auto const& fault) {
                           std::string name = fault.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Conform, OtherPoliciesAreADifference) {
  auto const ran = conform(kRun, "--policy reschedule=finalizes");
  EXPECT_EQ(ran.status, 2);
  EXPECT_LE(stream_of(ran.output).size(), 6U) << ran.output;
  EXPECT_TRUE(has(ran.output, "\nrecordshare run --policy reschedule=finalizes - <<'EVENTS'\n")) << ran.output;
}

TEST(Conform, GeneratedStreamsFindWhatNoStoryTells) {
  // No story's chain has more than six records.
  auto const ran = conform(kRun + " --max-records 6", "");
  EXPECT_EQ(ran.status, 2) << ran.output;
  EXPECT_TRUE(has(ran.output, "\n  first in the stream of seed ")) << ran.output;
  EXPECT_LE(stream_of(ran.output).size(), 2U) << ran.output;
}

TEST(Conform, WhatOnlyALargeWorldShowsIsShortenedToo) {
  auto const ran = conform(kRun + " --max-names 30", "--lines 2000 --streams 4");
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(stream_of(ran.output).size(), 23U)
      << ran.output;  // 14 DNs and 8 logins, which bring two names each, and one more is too many
}

TEST(Conform, SpacesAreADifferenceUnlessMembersAreCompared) {
  std::string const spaced = kRun + " | sed 's/,\"/, \"/g'";
  auto const ran = conform_script(spaced);
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(ran.output.starts_with("DIFFERENCE, wrong form: the members are right, but not their form"))
      << ran.output;
  auto const by_members = conform_script(kRun + " | sed -u 's/,\"/, \"/g'", "--streams 10 --timeout 5 --by-members");
  EXPECT_EQ(by_members.status, 0) << by_members.output;
}

// --- Programs that misbehave ---

struct Misbehaviour {
  std::string_view name;
  std::string script;
  std::string_view said;  ///< how the report begins

  friend std::ostream& operator<<(std::ostream& stream, Misbehaviour const& one) { return stream << one.name; }
};

std::vector<Misbehaviour> misbehaviours() {
  std::string const right = kRun;
  return {
      {"Hangs", "exec sleep 60", "DIFFERENCE, no answer in time: answer 1 did not come within"},
      {"HangsLater", "head -n 3 | " + right + "; sleep 60", "DIFFERENCE, no answer in time: answer 4 did not come"},
      {"Crashes", "kill -SEGV $$", "DIFFERENCE, no answer: the output ends before the last answer, and signal 11 ("},
      {"CrashesAtTheEnd", right + "\nkill -ABRT $$", "DIFFERENCE, died: all answers came, but signal 6 ("},
      {"IsKilled", "head -n 3 | " + right + "; kill -KILL $$",
       "DIFFERENCE, no answer: the output ends before the last answer, and signal 9 ("},
      {"IsTerminatedAtTheEnd", right + "\nkill -TERM $$", "DIFFERENCE, died: all answers came, but signal 15 ("},
      {"IsStopped", "kill -STOP $$", "DIFFERENCE, no answer in time: answer 1 did not come within"},
      {"IsStoppedAtTheEnd", right + "\nkill -STOP $$", "DIFFERENCE, stays on: its input ended and all answers came"},
      {"ClosesItsInput", "exec <&-; exec sleep 60", "DIFFERENCE, no answer in time: answer 1 did not come within"},
      {"ClosesItsInputAndEnds", "exec <&-; exit 0", "DIFFERENCE, no answer: the output ends before the last answer"},
      {"Fails", "echo oops >&2; exit 3",
       "DIFFERENCE, no answer: the output ends before the last answer, and it ended with exit status 3"},
      {"StopsAnswering", "head -n 3 | " + right + "; cat >/dev/null",
       "DIFFERENCE, no answer: the output ends before the last answer, and it ended with exit status 0"},
      {"FloodsWithLines", "exec yes", "DIFFERENCE, no answer: the answer is not JSON"},
      {"FloodsWithoutALine", "exec cat /dev/zero", "DIFFERENCE, answer too long: there is a line without an end"},
      {"FloodsAtTheEnd", right + "\nexec yes '{}'",
       "DIFFERENCE, answer too many: there is a line after the last answer"},
      {"Babbles", "echo 'Welcome!'; exec " + right, "DIFFERENCE, no answer: the answer is not JSON"},
      {"BabblesBytes", "printf '\\033[2J\\377\\233\\n'; exec " + right,
       "DIFFERENCE, no answer: the answer is not JSON"},
      {"AnswersOneTooMany", right + "; echo '{}'", "DIFFERENCE, answer too many"},
      {"LeavesTheLastLineOpen", right + "; printf '{\"seq\":'", "DIFFERENCE, no answer: the output ends within a line"},
      {"ClosesItsOutput", "exec >&-; exec sleep 60", "DIFFERENCE, no answer: the output ends before the last answer"},
      {"StaysOn", right + "; exec sleep 60", "DIFFERENCE, stays on: its input ended and all answers came, but"},
      {"StaysOnWithClosedOutput", right + "; exec >&-; exec sleep 60", "DIFFERENCE, stays on: its input ended"},
      {"LeavesAChildWithItsOutput", "sleep 60 & " + right,
       "DIFFERENCE, output kept open: it ended with exit status 0, but a child process keeps"},
      {"LeavesAChildAndNoAnswers", "sleep 60 &", "DIFFERENCE, no answer: the output ends before the last answer"},
      {"FloodsStandardError", "exec yes 3>&1 >&2", "DIFFERENCE, no answer in time"},
      {"KeepsItsAnswersBack", right + " | cat | sort -n -t : -k 2", "DIFFERENCE, no answer in time: answer 1 did not"},
  };
}

class ConformMisbehaviour : public testing::TestWithParam<Misbehaviour> {};

TEST_P(ConformMisbehaviour, IsReportedAsWhatItIs) {
  auto const start = std::chrono::steady_clock::now();
  auto const ran = conform_script(GetParam().script);
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(ran.output.starts_with(GetParam().said)) << ran.output;
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(40));
  auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  EXPECT_TRUE(std::ranges::none_of(ran.output, is_control)) << "the report reaches for the terminal";
}

INSTANTIATE_TEST_SUITE_P(Each, ConformMisbehaviour, testing::ValuesIn(misbehaviours()),
                         [](auto const& one) { return std::string(one.param.name); });

TEST(Conform, TheEndOfStandardErrorIsShown) {
  auto const ran = conform_script("yes x | head -n 5000 >&2; echo 'ValueError: no such agent' >&2; exit 1");
  EXPECT_TRUE(has(ran.output, "end of standard error\n    x\n")) << ran.output;
  EXPECT_TRUE(has(ran.output, "\n    x\n    ValueError: no such agent\nto reproduce")) << ran.output;
  EXPECT_EQ(std::ranges::count(ran.output, 'x'), 19 + 1) << ran.output;  // 20 lines; another x is in "exit status"
}

/// A program that stops the check, writes more than is read at once and a wrong answer, and lets it go on.
TEST(Conform, TheEndOfStandardErrorIsReadAfterTheFault) {
  auto const ran = conform_script(
      "exec python3 -c '\n"
      "import fcntl, os, signal\n"
      "check = os.getppid()\n"
      "fcntl.fcntl(2, 1031, 1 << 20)  # F_SETPIPE_SZ\n"
      "os.kill(check, signal.SIGSTOP)\n"
      "os.write(2, b\"x\" * 200000 + b\"\\nthe last words\\n\")\n"
      "os.write(1, b\"{}\\n\")\n"
      "os.kill(check, signal.SIGCONT)\n'",
      "--streams 0 --timeout 20");
  EXPECT_TRUE(has(ran.output, "\n    the last words\n")) << ran.output;
}

TEST(Conform, MemoryDoesNotGrowWithWhatAProgramWrites) {
  Subprocess check({"conform", "--exec", "cat /dev/zero", "--timeout", "2"}, kCheck);
  EXPECT_TRUE(has(check.rest_of_output(), "answer too long"));
  auto const ended = check.wait();
  EXPECT_EQ(ended.status, 2);
#ifndef RECORDSHARE_INSTRUMENTED
  EXPECT_LT(ended.peak_kilobytes, 40'000);
#endif
}

/// Whether the process whose number is in this file is running.
bool is_alive(std::string const& file) {
  auto const id = static_cast<pid_t>(std::stol(read_file(file)));
  for (int tries = 0; tries < 100; ++tries) {
    if (kill(id, 0) != 0) return false;
    if (has(read_file("/proc/" + std::to_string(id) + "/stat"), ") Z ")) return false;  // a zombie
    usleep(10'000);
  }
  return true;
}

TEST(Conform, NothingOfAProgramIsLeftBehind) {
  ScratchFolder const scratch;
  auto const file = [&](std::string const& name) { return (scratch.path() / name).string(); };
  auto const ran =
      conform_script("echo $$ >" + file("self") + "; sleep 600 & echo $! >" + file("child") + "; wait; exec sleep 600");
  EXPECT_EQ(ran.status, 2) << ran.output;
  EXPECT_FALSE(is_alive(file("self")));
  EXPECT_FALSE(is_alive(file("child")));
}

TEST(Conform, AnInterruptEndsItAndTheProgram) {
  ScratchFolder const scratch;
  std::string const file = (scratch.path() / "program").string();
  std::string const number = (scratch.path() / "number").string();
  write_file(file, "echo $$ >" + number + ".new; mv " + number + ".new " + number + "; exec sleep 600");
  Subprocess check({"conform", "--exec", "sh " + shell_word(file), "--timeout", "600"}, kCheck);
  while (!std::filesystem::exists(number)) usleep(10'000);
  check.send(SIGINT);
  EXPECT_TRUE(has(check.rest_of_output(), "stopped: no difference so far in 0 streams"));
  EXPECT_EQ(check.wait().status, 130);
  EXPECT_FALSE(is_alive(number));
}

// --- Usage and files ---

TEST(Conform, AProgramThatCannotBeRunIsAnError) {
  auto const missing = conform("/nowhere/arbiter --fast", "");
  EXPECT_EQ(missing.status, 1);
  EXPECT_EQ(missing.output, "recordshare-check: cannot run `/nowhere/arbiter`: No such file or directory\n");
  auto const open_quote = conform("sh -c 'exit", "");
  EXPECT_EQ(open_quote.status, 1);
  EXPECT_TRUE(has(open_quote.output, "unterminated quote")) << open_quote.output;
  auto const none = run_shell(shell_word(kCheck) + " conform 2>&1");
  EXPECT_EQ(none.status, 1);
  EXPECT_TRUE(has(none.output, "`conform` needs `--exec CMD`")) << none.output;
}

TEST(Conform, TheFilesSayWhatTheReportDoes) {
  ScratchFolder const scratch;
  std::string const json = (scratch.path() / "found.json").string();
  std::string const junit = (scratch.path() / "found.xml").string();
  std::string const files = "--streams 3 --json " + shell_word(json) + " --junit " + shell_word(junit);
  std::string const read =
      "python3 -c \"import json, sys, xml.etree.ElementTree as e; "
      "a = json.load(open(sys.argv[1])); s = e.parse(sys.argv[2]).getroot(); "
      "f = a['finding']; print(a['stories'], a['streams'], f and f['fault'], f and f['rule'], "
      "f and len(f['stream']), s.attrib['tests'], s.attrib['failures'], s.attrib['skipped'], "
      "len(s.findall('testcase/failure')), len(s.findall('testcase/skipped')))\" ";
  std::string const both = shell_word(json) + " " + shell_word(junit) + " 2>&1";
  EXPECT_EQ(conform(kRun, files).status, 0);
  EXPECT_EQ(run_shell(read + both).output, "24 3 None None None 2 0 0 0 0\n");
  EXPECT_EQ(conform("printf '\\033\\377<&\\n'", files).status, 2);  // what no XML and no JSON can hold
  EXPECT_EQ(run_shell(read + both).output, "0 0 no answer E1 1 2 1 1 1 1\n");
  EXPECT_EQ(conform(kRun, "--streams 0 --json /nowhere/found.json").status, 1);
}

}  // namespace
}  // namespace recordshare::tests
