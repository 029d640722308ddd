// SPDX-License-Identifier: Apache-2.0
// conformance_library_tests.cpp tests recordshare::conformance: an Arbiter in this process, and the parts of the
// runner.
#include <memory>
#include <optional>
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
#include "properties/conform/stories.hpp"
#include "properties/world/generate.hpp"
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
  for (Policies const policies : {Policies{}, Policies{FinalScope::Chain, Reschedule::Finalizes}}) {
    Adapted arbiter;
    auto const report = check(arbiter, {.policies = policies, .streams = 40});
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(report.streams, 40U);
    EXPECT_EQ(arbiter.starts, report.stories + report.streams);
    EXPECT_GT(report.answers, 2'000U);
  }
}

TEST(ConformanceLibrary, AChangeThatIsNotToldIsFoundAndShownByAsFewEventsAsCanBe) {
  struct : Adapted {
    Outcome altered(Outcome outcome) override {
      if (outcome.rule == Rule::R11) outcome.changes = {};
      return outcome;
    }
  } silent;
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
      if (outcome.reason == Reason::DnOccupied) throw std::runtime_error("no seat");
      return outcome;
    }
  } throws;
  auto const report = check(throws);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->fault, Fault::Failed);
  EXPECT_EQ(report.finding->what, "exception thrown: no seat");
  EXPECT_EQ(report.finding->stream, (std::vector<std::string>{R"({"type":"AgentLogin","agent":"alice","dn":"7001"})",
                                                              R"({"type":"AgentLogin","agent":"bob","dn":"7001"})"}));
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
  EXPECT_GE(stories().size(), 16U);
  for (Story const& story : stories())
    EXPECT_EQ(story.lines,
              read_file(RECORDSHARE_SOURCE_DIR "/properties/conform/stories/" + std::string(story.name) + ".in.jsonl"))
        << story.name;
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

// --- Command lines ---

TEST(WordsOfCommand, StandBetweenBlanksUnlessQuoted) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words_of_command("  run\t-  "), (Words{"run", "-"}));
  EXPECT_EQ(words_of_command(R"(sh -c 'a "b" \n' "c 'd' \" \\" e\ f "" g"h"'i')"),
            (Words{"sh", "-c", R"(a "b" \n)", R"(c 'd' " \)", "e f", "", "ghi"}));
  EXPECT_EQ(words_of_command("a $HOME *; b | c"), (Words{"a", "$HOME", "*;", "b", "|", "c"}));
  for (auto const* const text : {"", " ", "a 'b", "a \"b\\\""}) EXPECT_EQ(words_of_command(text), Words{}) << text;
}

}  // namespace
}  // namespace recordshare::tests
