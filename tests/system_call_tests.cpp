// SPDX-License-Identifier: Apache-2.0
// system_call_tests.cpp makes each system call of the commands fail, end early or meet SIGINT, one at a time.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/command_line/progress.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

std::string const kCheck = RECORDSHARE_BINARY_DIR "/bin/recordshare-check";

/// A command whose calls are disturbed. IN and OUT in its words stand for files.
struct Scenario {
  std::string name;
  std::vector<std::string> words;
  std::set<std::string> calls;  ///< some that it makes
  std::string input = {};       ///< its standard input

  friend std::ostream& operator<<(std::ostream& stream, Scenario const& one) { return stream << one.name; }
  [[nodiscard]] bool has(std::string const& word) const { return std::ranges::find(words, word) != words.end(); }
};

std::string const kStory = R"({"type":"DnMonitored","dn":"7001"}
{"type":"AgentLogin","agent":"alice","dn":"7001"}
{"type":"ChainLoaded","chain":1,"records":[101]}
)";

std::vector<Scenario> scenarios() {
  std::string const run = RECORDSHARE_COMMAND;
  return {{"RunFile", {run, "run", "IN", "-o", "OUT", "--summary"}, {"open", "fstat", "ftruncate", "read", "close"}},
          {"RunPipe", {run, "run", "-"}, {"poll", "read"}, kStory},
          {"ExplainFile", {run, "explain", "IN"}, {"open", "read"}},
          {"DiagramPipe", {run, "diagram", "-", "-o", "OUT"}, {"poll", "read"}, kStory},
          {"Generate", {run, "generate", "--lines", "7000", "-o", "OUT"}, {"open", "ftruncate", "close"}},
          {"Help", {run, "run", "--help"}, {"write", "close"}},
          {"Describe", {kCheck, "describe", "-o", "OUT"}, {"open", "ftruncate", "close"}}};
}

struct Result {
  int status = 0;
  std::string output;  ///< standard output, or the file OUT
  std::string error;
  bool was_reached = false;  ///< the call was made
};

std::string const kBefore(std::size_t{1} << 20, 'x');  // what OUT holds before the command

std::size_t lines_in(std::string_view text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

class SystemCalls : public testing::TestWithParam<Scenario> {
 protected:
  void SetUp() override {
    // Of several blocks, so that more than one call reads it, and more than one writes the answers.
    std::string events;
    while (events.size() < 300'000) events += kStory;
    write_file(path("IN"), events);
    expected_ = run("none", 0, "0");
    ASSERT_EQ(expected_.status, 0) << expected_.error;
  }

  [[nodiscard]] std::string path(std::string const& name) const { return (folder_.path() / name).string(); }

  Result run(std::string const& call, int number, std::string const& effect) {
    write_file(path("OUT"), kBefore);
    std::filesystem::remove(path("reached"));
    std::vector<std::string> words{
        "env", "LD_PRELOAD=" RECORDSHARE_SYSTEM_CALLS, "RECORDSHARE_CLOCK=0",
        "RECORDSHARE_FAULT=" + call + " " + std::to_string(number) + " " + effect + " " + path("reached")};
    for (std::string const& word : GetParam().words) words.push_back(word == "IN" || word == "OUT" ? path(word) : word);
    Ran ran = command::run_process(words, {.input = GetParam().input, .limit = std::chrono::minutes(2)});
    if (GetParam().has("OUT")) ran.output = read_file(path("OUT"));
    return {ran.status, ran.output, ran.error, std::filesystem::exists(path("reached"))};
  }

  /// Disturbs each call in turn, and returns how many there are.
  template <class Check>
  int disturb(std::string const& call, std::string const& effect, Check const& check) {
    for (int number = 1;; ++number) {
      Result const result = run(call, number, effect);
      if (!result.was_reached) {
        EXPECT_TRUE(number > 1 || !GetParam().calls.contains(call)) << "no call of " << call;
        return number - 1;
      }
      SCOPED_TRACE(call + " " + std::to_string(number) + ", " + effect);
      check(result);
      if (HasFailure()) return number;
    }
  }

  void expect_complete(Result const& result) const {
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.error, expected_.error);
    EXPECT_TRUE(result.output == expected_.output) << result.output.size() << " bytes";
  }

  /// OUT is as before, or has whole lines of what it should have.
  void expect_begun(Result const& result) const {
    if (GetParam().has("OUT") && result.output == kBefore) return;
    EXPECT_TRUE(expected_.output.starts_with(result.output)) << result.output.size() << " bytes";
    EXPECT_TRUE(result.output.empty() || result.output.ends_with('\n'));
  }

  void expect_told(Result const& result, int error) const {
    EXPECT_EQ(result.status, 1);
    bool const is_told = result.error.find("cannot read ") != std::string::npos ||
                         result.error.find("cannot write ") != std::string::npos;
    EXPECT_TRUE(is_told) << result.error;
    bool const of_summary = result.error.find("the summary to standard error\n") != std::string::npos;
    EXPECT_TRUE(of_summary || result.error.find(std::string(": ") + std::strerror(error) + "\n") != std::string::npos)
        << result.error;
    EXPECT_TRUE(!of_summary || result.output == expected_.output);
    expect_begun(result);
  }

  Result expected_;

 private:
  ScratchFolder folder_;
};

struct Disturbance {
  std::string call;
  int error;
};

TEST_P(SystemCalls, ASignalAFullPipeOrAShortCountChangesNothing) {
  for (auto const& [call, error] : std::vector<Disturbance>{{"open", EINTR},
                                                            {"ftruncate", EINTR},
                                                            {"read", EINTR},
                                                            {"read", EAGAIN},
                                                            {"write", EINTR},
                                                            {"write", EAGAIN},
                                                            {"poll", EINTR},
                                                            {"poll", EAGAIN}})
    disturb(call, std::to_string(error), [&](Result const& result) { expect_complete(result); });
  for (std::string const call : {"read", "write"})
    disturb(call, "short", [&](Result const& result) { expect_complete(result); });
}

TEST_P(SystemCalls, AFailureIsToldAndLosesNothingSilently) {
  for (auto const& [call, error] : std::vector<Disturbance>{{"open", EMFILE},
                                                            {"open", EIO},
                                                            {"ftruncate", EIO},
                                                            {"read", EIO},
                                                            {"write", EIO},
                                                            {"write", ENOSPC},
                                                            {"write", EPIPE}})
    disturb(call, std::to_string(error), [&](Result const& result) { expect_told(result, error); });
}

/// A disk that is full, or gone, may only be noticed then.
TEST_P(SystemCalls, AFileThatCannotBeClosedIsTold) {
  for (int const error : {EIO, ENOSPC, EINTR}) {
    int told = 0;
    disturb("close", std::to_string(error), [&](Result const& result) {
      if (result.status == 0) return expect_complete(result);  // an input is closed
      ++told;
      expect_told(result, error);
      EXPECT_TRUE(result.output == expected_.output);
    });
    EXPECT_EQ(told, 1);
  }
}

/// A file of unknown status is not emptied: it could be the input.
TEST_P(SystemCalls, AFileWithoutAStatusIsToldOrReadAsAPipe) {
  disturb("fstat", std::to_string(EIO), [&](Result const& result) {
    if (result.status == 0) return expect_complete(result);
    expect_told(result, EIO);
    EXPECT_TRUE(result.output.empty() || result.output == kBefore);
  });
}

INSTANTIATE_TEST_SUITE_P(Of, SystemCalls, testing::ValuesIn(scenarios()),
                         [](auto const& scenario) { return scenario.param.name; });

/// The commands that catch SIGINT.
class InterruptAtCall : public SystemCalls {
 protected:
  /// "interrupted after line 3", and how far the input was read.
  void expect_interrupted(Result const& result) {
    EXPECT_EQ(result.status, 130);
    if (result.error.find(": interrupted while opening `") != std::string::npos) {
      EXPECT_TRUE(result.output.empty() || result.output == kBefore);
      return;
    }
    if (GetParam().has("diagram")) return expect_diagram(result);
    expect_begun(result);
    std::size_t const lines = GetParam().has("explain") ? paragraphs_in(result.output) : lines_in(result.output);
    std::string message = "recordshare: interrupted after line " + command::grouped(lines);
    if (!GetParam().has("generate")) message += ", at byte " + command::grouped(bytes_of(lines)) + " of the input";
    EXPECT_TRUE(result.error.starts_with(message + "\n")) << result.error << message;
    std::string const counted = "\n" + command::grouped(lines) + " lines, 0 invalid";
    EXPECT_TRUE(!GetParam().has("--summary") || result.error.find(counted) != std::string::npos) << result.error;
  }

 private:
  void expect_diagram(Result const& result) const {
    EXPECT_TRUE(result.output.starts_with("sequenceDiagram\n")) << result.output;
    EXPECT_TRUE(result.error.starts_with("recordshare: interrupted after line ")) << result.error;
    bool const is_whole = result.error.find("line 3\n") != std::string::npos;
    EXPECT_TRUE(!is_whole || result.output == expected_.output) << result.output;
  }

  static std::size_t paragraphs_in(std::string const& text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("\n\n"); at != std::string::npos; at = text.find("\n\n", at + 2)) ++count;
    return count;
  }

  /// The bytes of the first `lines` lines of the input.
  [[nodiscard]] std::size_t bytes_of(std::size_t lines) const {
    std::string const events = GetParam().has("IN") ? read_file(path("IN")) : GetParam().input;
    std::size_t bytes = 0;
    for (; lines > 0; --lines) bytes = events.find('\n', bytes) + 1;
    return bytes;
  }
};

TEST_P(InterruptAtCall, EndsItAfterAWholeLine) {
  for (std::string const call : {"open", "fstat", "ftruncate", "poll", "read", "write", "close"})
    for (std::string const effect : {"before", "after", "during"}) {
      // Whether the end was reached before is known of what opens and reads alone.
      bool const is_at_end = call == "write" || call == "close";
      int interrupted = 0;
      int const calls = disturb(call, effect, [&](Result const& result) {
        if (effect == "during" && (call == "fstat" || call == "close")) return;  // no signal does that
        if (is_at_end && result.status == 0) return expect_complete(result);
        ++interrupted;
        expect_interrupted(result);
      });
      EXPECT_TRUE(call != "write" || calls < 3 || interrupted > 0) << effect;
    }
}

INSTANTIATE_TEST_SUITE_P(Of, InterruptAtCall, testing::ValuesIn([] {
                           auto all = scenarios();
                           std::erase_if(
                               all, [](Scenario const& one) { return one.name == "Help" || one.name == "Describe"; });
                           return all;
                         }()),
                         [](auto const& scenario) { return scenario.param.name; });

}  // namespace
}  // namespace recordshare::tests
