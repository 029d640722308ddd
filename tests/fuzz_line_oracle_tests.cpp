// SPDX-License-Identifier: Apache-2.0
// fuzz_line_oracle_tests.cpp plants an error for each check of the fuzz targets that read lines: the check names it.
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <recordshare/json_lines.hpp>

#include "engine/command/verbs.hpp"
#include "engine/command_line/usage.hpp"
#include "fuzz/checked_line.hpp"
#include "fuzz/checked_run.hpp"
#include "fuzz/target.hpp"

namespace recordshare::tests {
namespace {

// --- json_lines_fuzzer: reading and printing ---

constexpr std::string_view kLogin = R"({"type":"AgentLogin","agent":"alice","dn":"7001"})";

void replace_in(std::string& line, std::string_view from, std::string_view to) {
  if (auto const at = line.find(from); at != std::string::npos) line.replace(at, from.size(), to);
}

TEST(LineOracle, NamesAWrongReading) {
  EXPECT_EQ(fuzz::CheckedLines().fault_of(kLogin), "");
  fuzz::CheckedLines rejects([](std::string_view, Event const*& event) { event = nullptr; });
  EXPECT_NE(rejects.fault_of(kLogin).find("it is a valid event, but is rejected"), std::string::npos);
  static Event const kOther = AgentLogin{"alice", "7002"};
  fuzz::CheckedLines reads_other([](std::string_view, Event const*& event) { event = &kOther; });
  EXPECT_NE(reads_other.fault_of(kLogin).find("its members differ"), std::string::npos);
  for (std::string_view const line : {"", "no JSON", R"({"type":"AgentLogin","agent":"alice"})", "[]"}) {
    std::string const fault = reads_other.fault_of(std::string(line) + "\n");
    EXPECT_TRUE(fault.find("a strict parse rejects it") != std::string::npos ||
                fault.find("its members differ") != std::string::npos)
        << line << ": " << fault;
  }
  EXPECT_NE(reads_other.fault_of(std::string(kLineBytesMax + 1, ' ')).find("too long"), std::string::npos);
}

/// A member of another type is not the empty one of the right type.
TEST(LineOracle, NamesAMemberOfAnotherType) {
  auto const expect_named = [](std::string_view line, fuzz::SpoilRead reads) {
    std::string const fault = fuzz::CheckedLines(reads).fault_of(line);
    EXPECT_NE(fault.find("its members differ"), std::string::npos) << line << ": " << fault;
  };
  static Event const kNoName = DnMonitored{""};
  static Event const kNoRecord = ChainLoaded{1, {}};
  static Event const kNoId = ChainUnloaded{0};
  for (std::string_view const value : {"7", "[]", "[1]", "null", "{}"}) {
    expect_named(R"({"type":"DnMonitored","dn":)" + std::string(value) + "}",
                 [](std::string_view, Event const*& event) { event = &kNoName; });
    if (value == "7") continue;
    expect_named(R"({"type":"ChainUnloaded","chain":)" + std::string(value) + "}",
                 [](std::string_view, Event const*& event) { event = &kNoId; });
  }
  static Event const kNoParties = CallRecovered{1};
  for (std::string_view const value : {"7", "\"\"", "null", "{}", R"(["alice"])"})
    for (std::string_view const list : {"agents", "numbers"})
      expect_named(R"({"type":"CallRecovered","record":1,")" + std::string(list) + "\":" + std::string(value) + "}",
                   [](std::string_view, Event const*& event) { event = &kNoParties; });
  static Event const kOneDn = AgentLogin{"alice", "7001"};
  for (std::string_view const value : {"7", "\"7001\"", "null", "[]", R"(["7001","7002"])", R"(["7001",7])"})
    expect_named(R"({"type":"AgentLogin","agent":"alice","dns":)" + std::string(value) + "}",
                 [](std::string_view, Event const*& event) { event = &kOneDn; });
  for (std::string_view const value : {"7", "\"\"", "null", "{}"})
    expect_named(R"({"type":"ChainLoaded","chain":1,"records":)" + std::string(value) + "}",
                 [](std::string_view, Event const*& event) { event = &kNoRecord; });
}

TEST(LineOracle, NamesAWrongPrinting) {
  std::string const load = R"({"type":"ChainLoaded","chain":1,"records":[101,102]})";
  std::string const pair = R"({"type":"ConsultationInitiated","record":101,"from":"alice","to":"bob"})";
  struct Wrong {
    std::string line;
    fuzz::SpoilPrinted spoil;
  };
  Wrong const all[] = {
      {std::string(kLogin), [](std::string& line) { replace_in(line, "AgentLogin", "AgentLogoff"); }},
      {std::string(kLogin), [](std::string& line) { replace_in(line, "alice", "bob"); }},
      {std::string(kLogin), [](std::string& line) { replace_in(line, "7001", "7002"); }},
      {std::string(kLogin), [](std::string& line) { replace_in(line, "{", ""); }},
      {std::string(kLogin), [](std::string& line) { replace_in(line, "{", "{ "); }},
      {load, [](std::string& line) { replace_in(line, ":1,", ":2,"); }},
      {load, [](std::string& line) { replace_in(line, ",102", ""); }},
      {load, [](std::string& line) { replace_in(line, "101,102", "102,101"); }},
      {pair, [](std::string& line) { replace_in(line, "Initiated", "Released"); }},
      {pair, [](std::string& line) { replace_in(line, "101", "102"); }},
      {pair, [](std::string& line) { replace_in(line, "alice", "carol"); }},
      {pair, [](std::string& line) { replace_in(line, "bob", "carol"); }},
      {pair, [](std::string& line) { replace_in(line, "\"to\"", "\"to_number\""); }},
      {pair, [](std::string& line) { replace_in(line, "}", ",\"call\":\"c\"}"); }},
      {R"({"type":"AgentLogin","agent":"alice","dns":["7001","7002"]})",
       [](std::string& line) { replace_in(line, "\"7001\",\"7002\"", "\"7002\",\"7001\""); }},
      {R"({"type":"CallRecovered","record":101,"agents":["alice"]})",
       [](std::string& line) { replace_in(line, "agents", "numbers"); }},
      {R"({"type":"CallRecovered","record":101,"numbers":["1509"]})",
       [](std::string& line) { replace_in(line, ",\"numbers\":[\"1509\"]", ""); }},
      {R"({"type":"CallEnded","record":101,"call":"c"})",
       [](std::string& line) { replace_in(line, ",\"call\":\"c\"", ""); }},
      {R"({"type":"DoNotCall","record":101,"agent":"alice"})",
       [](std::string& line) { replace_in(line, "DoNotCall", "RecordReject"); }},
  };
  for (auto const& [line, spoil] : all) {
    EXPECT_EQ(fuzz::CheckedLines().fault_of(line), "") << line;
    std::string const fault = fuzz::CheckedLines(nullptr, spoil).fault_of(line);
    EXPECT_NE(fault.find("printed"), std::string::npos) << line << ": " << fault;
  }
}

// --- stream_fuzzer: the answers and the exit status of `run` ---

std::string const kStream =
    std::string(kLogin) + "\n\n" + R"({"type":"DnMonitored","dn":"7001"})" + "\n" + "no event\n";

struct PlantedInRun {
  std::string_view name;
  std::string_view said;
  fuzz::SpoilAnswers spoil;
};
void PrintTo(PlantedInRun const& one, std::ostream* out) { *out << one.name; }

constexpr PlantedInRun kPlantedInRun[] = {
    {"Answer", "line 3 is answered with",
     [](std::string_view, std::string& answers, int&) { replace_in(answers, "\"rule\":\"E1\"", "\"rule\":\"E2\""); }},
    {"Sequence", "line 1 is answered with",
     [](std::string_view, std::string& answers, int&) { replace_in(answers, "\"seq\":1", "\"seq\":2"); }},
    {"LastAnswerIsMissing", "line 4 is answered with ``",
     [](std::string_view, std::string& answers, int&) { answers.resize(answers.rfind('\n', answers.size() - 2) + 1); }},
    {"FirstAnswerIsMissing", "line 1 is answered with",
     [](std::string_view, std::string& answers, int&) { answers.erase(0, answers.find('\n') + 1); }},
    {"AllAreMissing", "line 1 is answered with ``",
     [](std::string_view, std::string& answers, int&) { answers.clear(); }},
    {"OneTooMany", "there are more answers than lines",
     [](std::string_view, std::string& answers, int&) { answers += "{}\n"; }},
    {"NoEnd", "the last answer does not end", [](std::string_view, std::string& answers, int&) { answers.pop_back(); }},
    {"StatusZero", "the exit status is 0",
     [](std::string_view, std::string&, int& status) { status = command::kSuccess; }},
    {"StatusOne", "the exit status is 1",
     [](std::string_view, std::string&, int& status) { status = command::kFailure; }},
};

class RunOracle : public testing::TestWithParam<PlantedInRun> {};

TEST_P(RunOracle, NamesWhatIsPlanted) {
  std::string const fault = fuzz::CheckedRun(GetParam().spoil).fault_of(kStream);
  EXPECT_NE(fault.find(GetParam().said), std::string::npos) << fault;
}

INSTANTIATE_TEST_SUITE_P(Each, RunOracle, testing::ValuesIn(kPlantedInRun),
                         [](auto const& one) { return std::string(one.param.name); });

TEST(RunOracle, KnowsBothExitStatuses) {
  EXPECT_EQ(fuzz::CheckedRun().fault_of(kStream), "");
  EXPECT_EQ(fuzz::CheckedRun().fault_of(kLogin), "");
  fuzz::CheckedRun never_valid([](std::string_view, std::string&, int& status) { status = command::kInvalidLines; });
  EXPECT_EQ(never_valid.fault_of(kLogin), "the exit status is 2");
}

// --- The verdict of a target ---

TEST(TargetDeathTest, AFaultAbortsAndIsPrinted) {
  fuzz::expect_none("engine_fuzzer", "");
  EXPECT_DEATH(fuzz::expect_none("engine_fuzzer", "I10 is broken"), "recordshare: engine_fuzzer: I10 is broken");
}

}  // namespace
}  // namespace recordshare::tests
