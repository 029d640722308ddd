// SPDX-License-Identifier: Apache-2.0
// verb_tests.cpp tests the output of `run --summary`, `generate` and `explain`.
#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <recordshare/recordshare.hpp>

#include "tests/golden.hpp"

namespace recordshare::tests {
namespace {

std::string const kCommand = shell_word(RECORDSHARE_COMMAND);

std::string output_of(std::string const& arguments) {
  Ran const ran = run_shell(kCommand + " " + arguments);
  EXPECT_EQ(ran.status, 0) << arguments;
  return ran.output;
}

// The summary of a generated stream, from standard error.
std::string summary_of(std::string const& generated, std::string const& policies = "") {
  return run_shell(kCommand + " generate " + policies + generated + " | " + kCommand + " run - --summary " + policies +
                   " 2>&1 >/dev/null")
      .output;
}

bool has_word(std::string const& text, std::string_view word) {
  std::istringstream words(text);
  for (std::string one; words >> one;)
    if (one == word) return true;
  return false;
}

// R1, R8 and R12 never decide; `None` is not a rule.
bool decides(std::string_view rule) { return rule != "-" && rule != "R1" && rule != "R8" && rule != "R12"; }

void expect_every_rule_and_reason(std::string const& summary) {
  for (RuleTerm const& rule : kRules) EXPECT_EQ(has_word(summary, rule.name), decides(rule.name)) << rule.name;
  for (ReasonTerm const& reason : kReasons) {
    bool const possible = reason.name != "-" && reason.name != "LimitReached";
    EXPECT_EQ(has_word(summary, reason.name), possible) << reason.name;
  }
}

TEST(Summary, AGeneratedStreamShowsEveryRuleAndEveryReason) {
  expect_every_rule_and_reason(summary_of("--seed 7 --lines 1000000 --agents 50 --chains 500"));
}

TEST(Summary, SoDoesEverySeedAndPolicyAndASmallWorld) {
  expect_every_rule_and_reason(summary_of("--seed 1 --lines 200000 --agents 3 --chains 2"));
  expect_every_rule_and_reason(summary_of("--seed 2 --lines 200000 --agents 500 --chains 200"));
  expect_every_rule_and_reason(summary_of("--seed 3 --lines 200000", "--policy final_scope=chain "));
  expect_every_rule_and_reason(summary_of("--seed 4 --lines 200000", "--policy reschedule=finalizes "));
  expect_every_rule_and_reason(summary_of("--seed 5 --lines 200000", "--policy do_not_call=always "));
}

/// JavaScript keeps numbers exact only up to 2^53: a desktop that read them as numbers would finalize another record.
TEST(Run, WritesIdsAsStringsIfAskedTo) {
  std::string const line = R"({"type":"ChainLoaded","chain":"9007199254740993","records":["9007199254740995"]})";
  std::string const rest = R"({"type":"PreviewRecord","record":"9007199254740995","agent":"alice"})";
  std::string const login = R"({"type":"DnMonitored","dn":"7001"}' '{"type":"AgentLogin","agent":"alice","dn":"7001"})";
  std::string const command = "printf '%s\\n' '" + login + "' '" + line + "' '" + rest + "' | " + kCommand + " run ";
  std::string const answer = R"({"seq":4,"type":"PreviewRecord","result":"accepted","rule":"R14","changes":[{"chain":)";
  std::string const change = R"(,"agent":"alice","from":"None","to":"Full"}]})";
  EXPECT_TRUE(run_shell(command).output.ends_with(answer + "9007199254740993" + change + "\n"));
  EXPECT_TRUE(
      run_shell(command + "--ids-as-strings").output.ends_with(answer + "\"9007199254740993\"" + change + "\n"));
}

TEST(Summary, CountsByTypeReasonAndRule) {
  std::string const events = RECORDSHARE_SOURCE_DIR "/properties/conform/stories/13-invalid-lines.in.jsonl";
  std::string summary = run_shell(kCommand + " run --summary " + shell_word(events) + " 2>&1 >/dev/null").output;
  EXPECT_TRUE(summary.ends_with(" lines/s\n"));
  summary.resize(summary.find("; "));  // without the speed
  EXPECT_EQ(summary, R"(type                                succeeded   failed, by reason
DnMonitored                                11
AgentLogin                                 15
AgentLogout                                 1
ChainLoaded                                 3   DuplicateChain 7, DuplicateRecord 1
ChainUnloaded                               1
RecordAdded                                 1   DuplicateRecord 1
RecordCanceled                              0   RecordAlreadyFinal 1
PreviewRecord                               2
CallEstablished                             4
ConsultationInitiated                       1
TransferCompleted                           1
CallEnded                                   2   UnknownRecord 4, OtherCall 1, NoLiveCall 3
CallRecovered                               2
ChainedRecordRequest                        1
RecordProcessed                             2

rule                                  decided
R2                                          4   Call established
R5                                          1   Scenario 2, consultation
R6                                          1   Scenario 2, two-step transfer completed
R11                                         2   The call ends
R13                                         8   Order
R14                                         2   Preview
R15                                         2   Call recovered
D7                                          1   Full reading
D9                                          2   Full writing
E1                                         11   DN monitored
E3                                         15   Agent login
E4                                          1   Agent logout
E5                                         11   Chain loaded
E6                                          1   Chain unloaded
E7                                          2   Record added
E8                                          1   Record canceled

166 lines, 101 invalid)");
}

// A seed must reproduce its stream byte for byte on any machine.
TEST(Generate, TheSameSeedGivesTheSameBytes) {
  std::string const stream = output_of("generate --seed 7 --lines 10000 --agents 50 --chains 500");
  EXPECT_EQ(hash_of(stream), 8106847262285788508U);
  EXPECT_EQ(output_of("generate --seed 7 --lines 10000"), stream);  // the defaults
  EXPECT_NE(output_of("generate --seed 8 --lines 10000"), stream);
}

TEST(Generate, AStreamIsTheStartOfALongerOne) {
  std::string const stream = output_of("generate --seed 7 --lines 1000");
  EXPECT_EQ(std::count(stream.begin(), stream.end(), '\n'), 1000);
  EXPECT_TRUE(output_of("generate --seed 7 --lines 2000").starts_with(stream));
  EXPECT_EQ(output_of("generate --lines 0"), "");
}

TEST(Generate, MostEventsTakeEffect) {
  std::string const answers = run_shell(kCommand + " generate --seed 5 --lines 100000 | " + kCommand + " run").output;
  std::size_t took_effect = 0;
  for (std::string_view const result : {R"("result":"accepted")", R"("result":"acknowledged")"})
    for (std::size_t at = answers.find(result); at != std::string::npos; at = answers.find(result, at + 1))
      ++took_effect;
  EXPECT_GT(took_effect, 70'000U);
  EXPECT_LT(took_effect, 85'000U);
}

/// No verb counts blank lines; a line beyond the maximum has one, even if it is blank.
TEST(Lines, EachVerbCountsTheSame) {
  ScratchFolder const folder;
  std::string const file = shell_word((folder.path() / "events").string());
  std::string const events =
      "\n \t\r\n"
      R"({"type":"DnMonitored","dn":"7001"})"
      "\n\n" +
      std::string(kLineBytesMax + 1, ' ') + "\n" + std::string(kLineBytesMax, ' ') + "\n{wrong\n";
  write_file(folder.path() / "events", events);
  auto const printed = [&](std::string const& verb) {
    Ran const ran = run_shell(kCommand + " " + verb + " " + file);
    EXPECT_EQ(ran.status, 2) << verb;
    return ran.output;
  };
  std::string const run = printed("run");
  EXPECT_EQ(std::count(run.begin(), run.end(), '\n'), 3) << run;
  EXPECT_NE(run.find(R"({"seq":3,)"), std::string::npos) << run;
  EXPECT_NE(printed("explain").find("\n  3. "), std::string::npos);
  EXPECT_NE(printed("diagram").find("line 3 is no event"), std::string::npos);
}

std::string explained(std::string const& events, int status = 0) {
  ScratchFolder const folder;
  write_file(folder.path() / "events", events);
  Ran const ran = run_shell(kCommand + " explain " + shell_word((folder.path() / "events").string()));
  EXPECT_EQ(ran.status, status);
  return ran.output;
}

TEST(Explain, TellsWhatWhyAndWhoHasWhat) {
  EXPECT_EQ(explained(R"({"type":"DnMonitored","dn":"7001"}
{"type":"AgentLogin","agent":"alice","dn":"7001"}
{"type":"ChainLoaded","chain":1,"records":[101,102]}
{"type":"CallEstablished","record":101,"agent":"alice"}
{"type":"ConsultationInitiated","record":101,"from":"alice","to":"bob"}
{"type":"RecordProcessed","record":101,"agent":"alice"}
{"type":"ChainedRecordRequest","record":101,"agent":"alice"}
{"type":"RecordReject","record":101,"agent":"alice"}
{"type":"CallEnded","record":102}
)"),
            R"(  1. DnMonitored: the server starts to monitor DN 7001.
     accepted (E1, DN monitored): DN 7001 is monitored.

  2. AgentLogin: alice logs in at DN 7001.
     accepted (E3, Agent login): alice is logged in at exactly DN 7001.

  3. ChainLoaded: chain 1 is loaded with records 101, 102.
     accepted (E5, Chain loaded): chain 1 is known: its phase is Idle, nobody has it, all its records are Open.
     chain 1 now: Idle
     records: 101 open, 102 open

  4. CallEstablished: the call for record 101 is established at alice.
     accepted (R2, Call established): alice is the only party; all consultations have ended, and the phase is Live.
     changed: alice None -> Full on chain 1
     chain 1 now: Live; on the call alice (Full)
     records: 101 open, 102 open

  5. ConsultationInitiated: alice calls bob to consult about record 101.
     accepted (R5, Scenario 2, consultation): the consultation is Dialing, alice's only one; )"
            R"(bob has no access by it yet.
     chain 1 now: Live; on the call alice (Full); consulting alice -> bob, Dialing (None: not logged in)
     records: 101 open, 102 open

  6. RecordProcessed: alice reports record 101 as processed.
     acknowledged (D9, Full writing): the request has been carried out.
     answer: RecordProcessedAcknowledge
     final now: record 101
     chain 1 now: Live; on the call alice (Full); consulting alice -> bob, Dialing (None: not logged in)
     records: 101 final by RecordProcessed of alice, 102 open

  7. ChainedRecordRequest: alice asks to see the records of the chain of record 101.
     acknowledged (D7, Full reading): the records are shown.
     answer: ChainedRecord: record 101 (cannot be updated), record 102 (can be updated)
     chain 1 now: Live; on the call alice (Full); consulting alice -> bob, Dialing (None: not logged in)
     records: 101 final by RecordProcessed of alice, 102 open

  8. RecordReject: alice rejects record 101.
     error (D8, Already final): nothing has changed.
     why: RecordAlreadyFinal, the record is final: exactly one request finalizes it.
     final by: RecordProcessed of alice.
     needed: the record's chain to be loaded anew.
     chain 1 now: Live; on the call alice (Full); consulting alice -> bob, Dialing (None: not logged in)
     records: 101 final by RecordProcessed of alice, 102 open

  9. CallEnded: the call for record 102 is over.
     accepted (R11, The call ends): all parties have left the call, and the phase is WrapUp.
     chain 1 now: WrapUp; kept by alice (Full)
     records: 101 final by RecordProcessed of alice, 102 open

)");
}

TEST(Explain, TellsOfInvalidLinesToo) {
  EXPECT_EQ(explained("{\"type\":\"CallEnded\"}\n", 2),
            "  1. This line is not a valid event.\n     invalid: member `record` is missing.\n\n");
}

TEST(Explain, MessagesCannotReachTheTerminal) {
  EXPECT_EQ(explained(R"({"type":"\u001b[2J\u009b\u202e"})"
                      "\n",
                      2),
            "  1. This line is not a valid event.\n     invalid: unknown event type: `?[2J??`.\n\n");
}

// A name must not move the cursor, hide what follows it, or turn the direction of writing.
TEST(Explain, NamesCannotReachTheTerminal) {
  std::string const name = R"(a\u001b[2J\u009b\u202eb\u007fäß☺😀)";
  std::string const told = explained(R"({"type":"AgentLogout","agent":")" + name + "\"}\n");
  EXPECT_NE(told.find("AgentLogout: " + name + " logs out."), std::string::npos) << told;
}

TEST(Explain, LongListsAreCutAndCounted) {
  std::string records;
  for (int r = 1; r <= 30; ++r) records += (r > 1 ? "," : "") + std::to_string(r);
  std::string const told = explained(R"({"type":"ChainLoaded","chain":1,"records":[)" + records + "]}\n");
  EXPECT_NE(told.find("19, 20 and 10 more."), std::string::npos) << told;
  EXPECT_NE(told.find("20 open and 10 more\n"), std::string::npos) << told;
}

TEST(Explain, EveryEventOfAGeneratedStreamIsTold) {
  std::string const told = run_shell(kCommand + " generate --seed 9 --lines 20000 | " + kCommand + " explain").output;
  EXPECT_NE(told.find("\n20000. "), std::string::npos);
  EXPECT_EQ(told.find('{'), std::string::npos);  // every member of a clause has its value
}

}  // namespace
}  // namespace recordshare::tests
