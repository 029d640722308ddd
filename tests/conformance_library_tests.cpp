// SPDX-License-Identifier: Apache-2.0
// conformance_library_tests.cpp tests recordshare::conformance: an Arbiter in this process, and the parts of the
// runner.
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/conformance.hpp>
#include <recordshare/recordshare.hpp>

#include "properties/conform/answers.hpp"
#include "properties/conform/numbered.hpp"
#include "properties/conform/program.hpp"
#include "properties/conform/respondent.hpp"
#include "properties/conform/stories.hpp"
#include "properties/world/generate.hpp"
#include "properties/world/policies.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

using namespace conformance;

/// An engine as a user's arbiter; a test can plant a fault in it.
class Adapted : public Arbiter {
 public:
  void start(Policies const& policies) override {
    engine_.emplace(Options{.policies = policies, .limits = {}});
    ++starts;
  }
  Outcome environment(EnvironmentEvent const& event) override { return decide(event); }
  Outcome call(CallEvent const& event) override { return decide(event); }
  Outcome request(DesktopRequest const& event) override { return altered(engine_->apply(event)); }

  std::size_t starts = 0;

 protected:
  virtual Outcome altered(Outcome outcome) { return outcome; }

 private:
  template <class Section>
  Outcome decide(Section const& event) {
    return altered(std::visit([this](auto const& one) { return engine_->apply(one); }, event));
  }

  std::optional<Engine> engine_;
};

TEST(ConformanceLibrary, ARightArbiterDiffersInNothing) {
  for (Policies const& policies : properties::kAllPolicies) {
    Adapted arbiter;
    auto const report = check(arbiter, {.policies = policies, .streams = 40});
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.streams, 40U);
    EXPECT_EQ(arbiter.starts, report.stories + report.streams);
    EXPECT_GT(report.answers, 2'000U);
  }
}

/// Does not tell whose access changes when a call ends.
struct SilentAboutR11 : Adapted {
  Outcome altered(Outcome outcome) override {
    if (outcome.rule == Rule::R11) outcome.changes = {};
    return outcome;
  }
};

TEST(ConformanceLibrary, AChangeThatIsNotToldIsFoundAndShownByAsFewEventsAsCanBe) {
  SilentAboutR11 silent;
  auto const report = check(silent);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->fault, Fault::WrongAnswer);
  EXPECT_EQ(report.finding->rule, Rule::R11);
  // A consulted agent loses ReadOnly with the call: monitored and logged in twice, loaded, called, consulted in two.
  EXPECT_EQ(report.finding->stream.size(), 9U);
  EXPECT_TRUE(report.finding->what.starts_with("member `changes` must be `[{")) << report.finding->what;
}

TEST(ConformanceLibrary, AnExceptionIsReported) {
  struct : Adapted {
    Outcome altered(Outcome outcome) override {
      if (outcome.reason == Reason::OtherCall) throw std::runtime_error("no such call");
      return outcome;
    }
  } throws;
  auto const report = check(throws);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->fault, Fault::Failed);
  EXPECT_EQ(report.finding->what, "exception thrown: no such call");
  EXPECT_EQ(report.finding->stream,
            (std::vector<std::string>{R"({"type":"ChainLoaded","chain":1,"records":[101]})",
                                      R"({"type":"CallEstablished","record":101,"agent":"alice","call":"call-1"})",
                                      R"({"type":"CallEnded","record":101,"call":"call-2"})"}));
  EXPECT_EQ(report.finding->given, "");
}

TEST(ConformanceLibrary, WhoObservesCanStop) {
  Adapted arbiter;
  auto const report = check(arbiter, {}, [](Progress const& progress) { return progress.played < 20; });
  EXPECT_TRUE(report.stopped);
  EXPECT_FALSE(report.holds());
  EXPECT_EQ(report.stories + report.streams, 20U);
}

TEST(ConformanceLibrary, TheStoriesAreThoseOfTheTests) {
  EXPECT_GE(stories().size(), 24U);
  for (Story const& story : stories())
    EXPECT_EQ(story.lines,
              read_file(RECORDSHARE_SOURCE_DIR "/properties/conform/stories/" + std::string(story.name) + ".in.jsonl"))
        << story.name;
}

TEST(ConformanceLibrary, APolicyOfAStoryStandsBetweenBlanks) {
  auto const of = [](std::string_view other) { return policies_of(Story{"story", "", other}); };
  Policies const chain{.final_scope = FinalScope::Chain};
  Policies const finalizes{.reschedule = Reschedule::Finalizes};
  EXPECT_EQ(of(""), (std::vector<Policies>{{}}));
  EXPECT_EQ(of("final_scope=chain"), (std::vector<Policies>{{}, chain}));
  EXPECT_EQ(of("final_scope=chain reschedule=finalizes final_scope=chain,reschedule=finalizes,do_not_call=always"),
            (std::vector<Policies>{
                {}, chain, finalizes, {FinalScope::Chain, Reschedule::Finalizes, DoNotCallScope::Always}}));
}

// --- Respondents ---

/// Answers every stream by a function of the test.
class Scripted : public Respondent {
 public:
  using Script = std::function<std::optional<Wrong>(Questions const&, std::chrono::milliseconds)>;
  explicit Scripted(Script script) : script_(std::move(script)) {}

  std::optional<Wrong> play(Questions const& questions, std::chrono::milliseconds limit) override {
    limits.insert(limit);
    streams.push_back(questions.lines);
    return script_(questions, limit);
  }
  bool sees_one_at_a_time() const noexcept override { return true; }

  std::vector<Lines> streams;
  std::set<std::chrono::milliseconds> limits;

 private:
  Script script_;
};

/// The random streams of a plan.
std::vector<Lines> streams_of(Plan const& plan) {
  Scripted respondent([](Questions const&, auto) { return std::nullopt; });
  EXPECT_TRUE(check(respondent, plan, Terms{}, {}).holds());
  EXPECT_EQ(respondent.streams.size(), stories().size() + plan.streams);
  return {respondent.streams.begin() + static_cast<std::ptrdiff_t>(stories().size()), respondent.streams.end()};
}

TEST(ConformanceLibrary, EachStreamIsMadeFromItsOwnSeed) {
  Plan plan;
  plan.streams = 12;
  auto const all = streams_of(plan);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 12U);
  for (Lines const& lines : all) EXPECT_LE(lines.size(), plan.lines);
  EXPECT_EQ(streams_of(plan), all);
  plan.seed = 5;
  plan.streams = 8;
  EXPECT_EQ(streams_of(plan), (std::vector<Lines>{all.begin() + 4, all.end()}));
  plan.policies = {FinalScope::Chain, Reschedule::Finalizes};
  plan.lines = 1'000;
  for (Lines const& lines : streams_of(plan)) EXPECT_LE(lines.size(), 1'000U);
}

Wrong late() { return {.fault = Fault::Late, .answer = 0, .what = "late", .given = {}, .complaint = {}}; }

/// A timeout by a shorter limit is reported for the shortest stream, here the empty one, only if it occurs by the full
/// limit, too.
TEST(ConformanceLibrary, ATimeoutIsConfirmedByTheFullLimit) {
  Terms const terms{std::chrono::seconds(10)};
  for (std::string_view const full : {"late", "right", "wrong"}) {
    std::size_t plays_of_full_limit = 0;
    Scripted respondent([&](Questions const&, std::chrono::milliseconds limit) {
      std::optional<Wrong> wrong = late();
      if (limit != terms.limit || ++plays_of_full_limit == 1 || full == "late") return wrong;
      wrong->fault = full == "right" ? Fault::Late : Fault::WrongAnswer;
      if (full == "right") wrong.reset();
      return wrong;
    });
    auto const report = check(respondent, {}, terms, {});
    ASSERT_TRUE(report.finding.has_value()) << full;
    EXPECT_EQ(report.finding->fault, Fault::Late) << full;
    EXPECT_EQ(plays_of_full_limit, 2U) << full;
    EXPECT_EQ(respondent.limits.size(), 2U) << "the search waits less";
    EXPECT_EQ(report.finding->stream.size(), full == "late" ? 0U : respondent.streams.front().size()) << full;
  }
}

/// What is played to find the shortest stream: the report says how many streams it was.
TEST(ConformanceLibrary, TheSearchPlaysManyCandidatesAsOneStream) {
  SilentAboutR11 silent;
  auto const report = check(silent);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->plays, 85U);
}

/// Each answer after the sixth of a stream is wrong: no candidate shows that alone.
TEST(ConformanceLibrary, TheSearchGoesOnAloneIfCandidatesAreNotIndependent) {
  struct : Adapted {
    void start(Policies const& policies) override {
      Adapted::start(policies);
      answers = 0;
    }
    Outcome altered(Outcome outcome) override {
      if (++answers > 6) outcome.rule = Rule::None;
      return outcome;
    }
    std::size_t answers = 0;
  } tired;
  auto const report = check(tired);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->stream.size(), 7U);
  EXPECT_EQ(report.finding->plays, 69U);
}

TEST(ConformanceLibrary, WhatIsNotGivenHasTheDocumentedValue) {
  Progress const progress;
  EXPECT_EQ(progress.played + progress.of + progress.answers + progress.shortest, 0U);
  Report const report;
  EXPECT_EQ(report.stories + report.streams + report.answers, 0U);
  EXPECT_FALSE(report.stopped || report.finding.has_value());
  Finding const finding;
  EXPECT_EQ(finding.lines_before + finding.plays, 0U);
  EXPECT_EQ(finding.rule, Rule::None);
}

/// The last bytes that a program writes before a wrong answer, or before it ends.
TEST(ConformanceLibrary, TheEndOfStandardErrorIsWhatAProgramWroteLast) {
  std::string all;
  for (int number = 1; number <= 5'000; ++number) all += std::to_string(number) + "\n";
  Questions const questions = questions_of({R"({"type":"DnMonitored","dn":"7001"})"}, {});
  auto const complaint_of = [&](std::string const& script) {
    Program program({"sh", "-c", script}, false, {});
    auto const wrong = program.play(questions, std::chrono::seconds(20));
    return wrong.has_value() ? wrong->complaint : "no fault";
  };
  EXPECT_EQ(complaint_of("seq 1 5000 >&2; exit 1"), all.substr(all.size() - Program::kComplaintBytesMax));
  EXPECT_EQ(complaint_of("seq 1 5 >&2; exit 1"), "1\n2\n3\n4\n5\n");
  EXPECT_EQ(complaint_of("exit 1"), "");
}

// --- Answers ---

struct Compared {
  std::string expected;
  std::string given;
  std::string said;  ///< fault and sentence; empty if the answer is right
};

TEST(Answers, WhatDiffersIsSaid) {
  std::string const accepted = R"({"seq":1,"rule":"E1","changes":[]})";
  std::string const invalid = R"({"seq":1,"result":"invalid","message":"byte 3: no"})";
  Compared const all[] = {
      {accepted, accepted, ""},
      {accepted, R"({"seq":1,"rule":"E2","changes":[]})", "wrong answer: member `rule` must be `\"E1\"`, not `\"E2\"`"},
      {accepted, R"({"seq":1,"rule":")" + std::string(160, 'x') + R"(","changes":[]})",
       "wrong answer: member `rule` must be `\"E1\"`, not `\"" + std::string(159, 'x') + "...`"},
      {accepted, R"({"seq":1,"rule":")" + std::string(158, 'x') + R"(","changes":[]})",
       "wrong answer: member `rule` must be `\"E1\"`, not `\"" + std::string(158, 'x') + "\"`"},
      {accepted, R"({"seq":1,"rule":"E1"})", "wrong answer: member `changes` is missing"},
      {accepted, R"({"seq":1,"rule":"E1","changes":[],"x":0})", "wrong answer: member `x` is unexpected"},
      {accepted, R"({"seq":1,"changes":[],"rule":"E1"})", "wrong form: the members are right, but not their form"},
      {accepted, R"({"seq": 1,"rule":"E1","changes":[]})", "wrong form: the members are right, but not their form"},
      {accepted, R"({"seq":1,"rule":"\u00451","changes":[]})", "wrong form: the members are right, but not their form"},
      {accepted, R"({"seq":1.0,"rule":"E1","changes":[]})", "wrong answer: member `seq` must be `1`, not `1E0`"},
      {accepted, "", "no answer: the answer is not JSON: "},
      {accepted, "[1]", "no answer: the answer is not a JSON object"},
      {accepted, accepted + accepted, "no answer: the answer is not JSON: "},
      {accepted, std::string(100'000, '['), "no answer: the answer is not JSON: "},
      {accepted, "{\"seq\":\"\xFF\"}", "no answer: the answer is not JSON: "},
      {invalid, R"({"seq":1,"result":"invalid","message":"anything"})", ""},
      {invalid, R"({"seq":1,"result":"invalid","message":"an \"escape\""})", ""},
      {invalid, R"({"seq":1,"result":"invalid","message":""})",
       "wrong answer: member `message` must be a sentence, not `\"\"`"},
      {invalid, R"({"seq":1,"result":"invalid","message":7})",
       "wrong answer: member `message` must be a sentence, not `7`"},
      {invalid, R"({"seq":1,"result":"invalid"})", "wrong answer: member `message` is missing"},
      {invalid, R"({"seq":1,"result":"invalid","message": "anything"})",
       "wrong form: the members are right, but not their form"},
  };
  for (auto const& [expected, given, said] : all) {
    auto const wrong = difference(expected, given, false);
    std::string const found = wrong.has_value() ? std::string(name(wrong->fault)) + ": " + wrong->what : "";
    EXPECT_EQ(found.substr(0, said.empty() ? found.npos : said.size()), said) << given.substr(0, 100);
    bool const is_of_form = wrong.has_value() && wrong->fault == Fault::WrongForm;
    EXPECT_EQ(difference(expected, given, true).has_value(), wrong.has_value() && !is_of_form) << given.substr(0, 100);
  }
}

Questions two_questions() {
  return questions_of({R"({"type":"DnMonitored","dn":"7001"})", "", R"({"type":"AgentLogout","agent":"a"})"}, {});
}

TEST(Answers, ComeInAnyPieces) {
  Questions const questions = two_questions();
  ASSERT_EQ(questions.expected.size(), 2U);  // a blank line has no answer
  std::string const all = questions.expected[0] + "\n" + questions.expected[1] + "\n";
  for (std::size_t size = 1; size <= all.size(); ++size) {
    Answers answers(questions, false);
    for (std::size_t at = 0; at < all.size(); at += size) answers.take(std::string_view(all).substr(at, size));
    EXPECT_TRUE(answers.all_came());
    answers.end();
    EXPECT_FALSE(answers.wrong().has_value());
  }
}

TEST(Answers, WhatHasNoEndIsNotHeld) {
  Questions const questions = two_questions();
  Answers answers(questions, false);
  std::string const block(1U << 20U, 'x');
  for (int i = 0; i < 64; ++i) answers.take(block);
  ASSERT_TRUE(answers.wrong().has_value());
  EXPECT_EQ(answers.wrong()->fault, Fault::TooLong);
  EXPECT_LE(answers.wrong()->given.size(), questions.expected[0].size() + Answers::kSlackBytes + 1);
}

// --- Small worlds ---

TEST(Numbered, ThePlainNamesOfAStreamComeBack) {
  using properties::streams::generate;
  std::size_t fitting = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    auto const stream = generate(seed, 40);
    auto const lines = lines_of(stream.moves, properties::streams::Naming::plain());
    auto const moves = moves_of(lines, stream.policies);
    if (!moves.has_value()) continue;
    ++fitting;
    auto const again = lines_of(moves->moves, properties::streams::Naming::plain());
    EXPECT_EQ(questions_of(again, stream.policies).rules, questions_of(lines, stream.policies).rules) << seed;
  }
  EXPECT_GE(fitting, 40U);
}

TEST(Numbered, WhatHasNoSmallWorldIsNotForced) {
  EXPECT_FALSE(moves_of({"no event"}, {}).has_value());
  EXPECT_FALSE(moves_of({R"({"type":"ChainLoaded","chain":1,"records":[1,2,3,4,5,6,7]})"}, {}).has_value());
  Lines logouts;
  for (char const agent : {'a', 'b', 'c', 'd', 'e'})
    logouts.push_back(std::string(R"({"type":"AgentLogout","agent":")") + agent + "\"}");
  EXPECT_TRUE(moves_of(logouts, {}).has_value());
  logouts.emplace_back(R"({"type":"AgentLogout","agent":"f"})");
  EXPECT_FALSE(moves_of(logouts, {}).has_value());
}

/// What the engine decides of the lines is what it decides of their moves, under plain names.
TEST(Numbered, NumbersCallsAndListsOfNamesComeBack) {
  Lines const lines{
      R"({"type":"ChainLoaded","chain":9,"records":[5]})",
      R"({"type":"AgentLogin","agent":"x","dns":["12","11","12"]})",
      R"({"type":"CallEstablished","record":5,"number":"11","call":"c"})",
      R"({"type":"CallRecovered","record":5,"agents":["y","x","y"],"numbers":["11","400"],"call":"d"})",
      R"({"type":"TransferCompleted","record":5,"from_number":"400","to":"x","call":"d","new_call":"c"})"};
  auto const moves = moves_of(lines, {});
  ASSERT_TRUE(moves.has_value());
  EXPECT_EQ(lines_of(moves->moves, properties::streams::Naming::plain()),
            (Lines{R"({"type":"ChainLoaded","chain":1,"records":[101]})",
                   R"({"type":"AgentLogin","agent":"alice","dns":["7001","7001","7002"]})",
                   R"({"type":"CallEstablished","record":101,"number":"7002","call":"call-1"})",
                   R"({"type":"CallRecovered","record":101,"agents":["alice","bob","alice"],"numbers":["7002","7003"],)"
                   R"("call":"call-2"})",
                   R"({"type":"TransferCompleted","record":101,"from_number":"7003","to":"alice","call":"call-2",)"
                   R"("new_call":"call-1"})"}));
  Lines numbers;
  for (char const number : {'1', '2', '3', '4', '5', '6', '7'})
    numbers.push_back(std::string(R"({"type":"PartyLeft","record":5,"number":")") + number + "\"}");
  EXPECT_TRUE(moves_of(numbers, {}).has_value());
  numbers.emplace_back(R"({"type":"PartyLeft","record":5,"number":"8"})");
  EXPECT_FALSE(moves_of(numbers, {}).has_value());
  numbers.back() = R"({"type":"DnMonitored","dn":"7"})";
  EXPECT_FALSE(moves_of(numbers, {}).has_value()) << "a number that is no DN cannot become one";
}

// --- Command lines ---

TEST(WordsOfCommand, StandBetweenBlanksUnlessQuoted) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words_of_command("  run\t-  "), (Words{"run", "-"}));
  EXPECT_EQ(words_of_command(R"(sh -c 'a "b" \n' "c 'd' \" \\" e\ f "" g"h"'i')"),
            (Words{"sh", "-c", R"(a "b" \n)", R"(c 'd' " \)", "e f", "", "ghi"}));
  EXPECT_EQ(words_of_command("a $HOME *; b | c"), (Words{"a", "$HOME", "*;", "b", "|", "c"}));
  EXPECT_EQ(words_of_command("a\\ b\\"), (Words{"a b\\"})) << "there is nothing after the last backslash";
  for (auto const* const text : {"", " ", "a 'b", "a \"b\\\""}) EXPECT_EQ(words_of_command(text), Words{}) << text;
}

}  // namespace
}  // namespace recordshare::tests
