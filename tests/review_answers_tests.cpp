// SPDX-License-Identifier: Apache-2.0
// review_answers_tests.cpp compares the answers for the review page, whole, with an engine that plays the same stream.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/report/lines.hpp"
#include "properties/conform/stories.hpp"
#include "properties/world/policies.hpp"
#include "tests/review_player.hpp"

extern "C" {
char* review_room(std::size_t bytes);
std::size_t review_ask(std::size_t verb_bytes);
char const* review_answer();
}

namespace recordshare::tests {
namespace {

void expect_all(Desk& desk, Player const& player, std::string_view where) {
  EXPECT_EQ(asked(desk, "state"), json::value(player.state())) << where;
  EXPECT_EQ(asked(desk, "input"), player.input()) << where;
  EXPECT_EQ(asked(desk, "answers"), player.answers()) << where;
  EXPECT_EQ(asked(desk, "diagram"), player.diagram()) << where;
}

TEST(ReviewAnswers, OfEachLineOfEachStoryAreTheEngines) {
  for (Story const& story : stories()) {
    for (Policies const& policies : policies_of(story)) {
      Desk desk;
      Player player(policies);
      EXPECT_EQ(asked(desk, "begin", "  " + properties::text_of(policies, "  ") + " "), json::object());
      json::array all;
      for (std::string_view const line : lines_in(story.lines)) {
        json::array steps;
        if (!is_blank(line)) steps.push_back(player.play(line));
        EXPECT_EQ(asked(desk, "play", std::string(line) + "\n"), steps) << story.name << ": " << line;
        all.insert(all.end(), steps.begin(), steps.end());
        EXPECT_EQ(asked(desk, "state"), json::value(player.state())) << story.name << ": " << line;
      }
      expect_all(desk, player, story.name);
      // Played at once, and then anew under these policies.
      Desk other;
      static_cast<void>(asked(other, "play", story.lines));
      EXPECT_EQ(asked(other, "policies", properties::text_of(policies)), all) << story.name;
      expect_all(other, player, story.name);
    }
  }
}

TEST(ReviewAnswers, AfterUndoAreThoseOfTheShorterStream) {
  auto const lines = lines_in(stories()[4].lines);
  Desk desk;
  for (std::size_t count = 1; count <= lines.size(); count += 3) {
    EXPECT_EQ(asked(desk, "begin"), json::object());
    EXPECT_EQ(asked(desk, "agent", "zoe"), json::object());
    EXPECT_EQ(asked(desk, "number", "1509"), json::object());
    EXPECT_EQ(asked(desk, "dn", "9"), json::object());
    Player named;
    named.add_agent("zoe");
    named.add_number("1509");
    named.add_dn("9");
    expect_all(desk, named, "two names");
    static_cast<void>(desk.answer("play", stories()[4].lines));
    EXPECT_EQ(asked(desk, "undo", std::to_string(count)), json::object());
    Player player;
    player.add_agent("zoe");
    player.add_number("1509");
    player.add_dn("9");
    for (std::size_t i = 0; i + count < lines.size(); ++i) static_cast<void>(player.play(lines[i]));
    expect_all(desk, player, std::to_string(count));
  }
  EXPECT_EQ(asked(desk, "undo", "0"), json::object());
  EXPECT_EQ(asked(desk, "begin", "final_scope=chain"), json::object());
  expect_all(desk, Player({.final_scope = FinalScope::Chain, .reschedule = {}, .do_not_call = {}}),
             "begin forgets names, too");
}

/// A diagram shows 40 agents; the stream goes on, and a later stream is drawn again.
TEST(ReviewAnswers, ADiagramShowsTheBeginningOfAStreamThatIsTooWide) {
  Desk desk;
  Player player;
  std::vector<std::string> lines;
  for (int i = 10; i < 52; ++i)
    lines.push_back(R"({"type":"AgentLogin","agent":"a)" + std::to_string(i) + R"(","dn":"7"})");
  lines.insert(lines.end(), {R"({"type":"AgentLogout","agent":"a10"})", "no event"});
  for (std::string const& line : lines) EXPECT_EQ(asked(desk, "play", line), json::array{player.play(line)});
  expect_all(desk, player, "42 agents");
  static_cast<void>(desk.answer("undo", "30"));
  Player shorter;
  for (std::size_t i = 0; i < 14; ++i) static_cast<void>(shorter.play(lines[i]));
  EXPECT_EQ(asked(desk, "play", lines[42]), json::array{shorter.play(lines[42])});
  expect_all(desk, shorter, "14 agents");
}

TEST(ReviewAnswers, ListConsultationsByTheirInitiators) {
  std::vector<std::string> lines{R"({"type":"ChainLoaded","chain":1,"records":[101]})",
                                 R"({"type":"CallEstablished","record":101,"agent":"dave"})"};
  auto const add = [&](std::string const& type, std::string const& from, std::string const& to) {
    lines.push_back(R"({"type":")" + type + R"(","record":101,"from":")" + from + R"(","to":")" + to + "\"}");
  };
  for (std::string const agent : {"bob", "alice", "carol"}) add("SingleStepConferenceCompleted", "dave", agent);
  for (std::string const agent : {"dave", "bob", "carol", "alice"}) add("ConsultationInitiated", agent, "to " + agent);
  Desk desk;
  Player player;
  for (std::string const& line : lines) EXPECT_EQ(asked(desk, "play", line), json::array{player.play(line)});
  expect_all(desk, player, "four consultations");
  EXPECT_EQ(player.state().at("chains").at(0).at("consultations").as_array().size(), 4U);
}

TEST(ReviewAnswers, AStreamMayBeAsLongAsItsBounds) {
  Desk desk;
  std::string lines;
  for (std::size_t i = 0; i < 999; ++i) lines += i % 2 == 0 ? "x\n \n" : "\nx\n";
  std::string const longest(16'384, 'x');
  EXPECT_EQ(asked(desk, "play", lines).as_array().size(), 999U);
  EXPECT_TRUE(asked(desk, "play", "x\nx").as_object().contains("problem"));
  EXPECT_TRUE(asked(desk, "play", longest + "x").as_object().contains("problem"));
  EXPECT_EQ(asked(desk, "play", longest + "\n\n").as_array().size(), 1U);
  EXPECT_EQ(text(asked(desk, "play", "x").at("problem")),
            "a stream here has at most 1000 lines of at most 16384 bytes; use `recordshare run` for longer ones");
  EXPECT_EQ(asked(desk, "play", " \n\n"), json::array());
  EXPECT_EQ(asked(desk, "state").at("lines"), 1000);
}

TEST(ReviewAnswers, AProblemIsToldInOneSentence) {
  Desk desk;
  std::string const name = "a name is 1 to 256 bytes of UTF-8 without U+0000";
  std::vector<std::array<std::string, 3>> const cases{{"begin", "x=y", "there is no such policy"},
                                                      {"policies", "final_scope=record x", "there is no such policy"},
                                                      {"explore", "final_scope", "there is no such policy"},
                                                      {"agent", "", name},
                                                      {"number", "", name},
                                                      {"dn", "", name},
                                                      {"moves", std::string("1\n\0", 3), name},
                                                      {"moves", std::string("1\n\n\0", 4), name},
                                                      {"undo", "1 ", "how many lines is no number"},
                                                      {"moves", "x", "the chain's id is no number"},
                                                      {"place", "0", "there is no such state"},
                                                      {"way", "0", "there is no such state"},
                                                      {"find", "", "nothing is explored yet"},
                                                      {"State", "", "there is no such verb"}};
  for (auto const& [verb, words, problem] : cases)
    EXPECT_EQ(asked(desk, verb, words), (json::object{{"problem", problem}})) << verb;
  static_cast<void>(desk.answer("explore", ""));
  EXPECT_EQ(asked(desk, "find", "alice"), (json::object{{"problem", "unknown word in the pattern"}}));
  EXPECT_EQ(asked(desk, "place", "x"), (json::object{{"problem", "there is no such state"}}));
}

// --- The page's way to the desk ---

TEST(ReviewBridge, PassesQuestionsAndAnswersThroughMemory) {
  Desk desk;
  std::vector<std::pair<std::string, std::string>> const questions{{"play", R"({"type":"DnMonitored","dn":"7001"})"},
                                                                   {"state", ""},
                                                                   {"", ""},
                                                                   {"agent", "zo\xC3\xAB"},
                                                                   {"undo", "1"},
                                                                   {"state", ""}};
  for (auto const& [verb, words] : questions) {
    std::string const all = verb + words;
    std::copy(all.begin(), all.end(), review_room(all.size()));
    std::size_t const size = review_ask(verb.size());
    EXPECT_EQ(std::string(review_answer(), size), desk.answer(verb, words)) << verb;
  }
}

}  // namespace
}  // namespace recordshare::tests
