// SPDX-License-Identifier: Apache-2.0
// review_tests.cpp tests the review page's interface to the engine: playing, trying moves, undo, exploring.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "properties/document/review/desk.hpp"
#include "properties/document/review/event_json.hpp"
#include "properties/document/review/graph.hpp"
#include "properties/document/review/session.hpp"
#include "properties/world/bounded_names.hpp"

namespace recordshare::tests {
namespace {

using properties::AgentNumber;
using properties::review::Branch;
using properties::review::Desk;
using properties::review::Graph;
using properties::review::Pattern;
using properties::review::Session;

constexpr std::string_view kOpening =
    R"({"type":"DnMonitored","dn":"7001"}
{"type":"DnMonitored","dn":"7002"}
{"type":"AgentLogin","agent":"alice","dn":"7001"}
{"type":"AgentLogin","agent":"bob","dn":"7002"}
{"type":"ChainLoaded","chain":1,"records":[101,102]}
{"type":"CallEstablished","record":101,"agent":"alice"}
{"type":"ConsultationInitiated","record":101,"from":"alice","to":"bob"}
)";

/// The values of all members of this name in `json`, in order; texts without escapes.
std::vector<std::string> members(std::string const& json, std::string const& name) {
  std::vector<std::string> found;
  std::string const key = "\"" + name + "\":";
  for (auto at = json.find(key); at != std::string::npos; at = json.find(key, at)) {
    at += key.size();
    bool const is_text = json[at] == '"';
    auto const end = is_text ? json.find('"', at + 1) : json.find_first_of(",}]", at);
    found.push_back(is_text ? json.substr(at + 1, end - at - 1) : json.substr(at, end - at));
  }
  return found;
}

std::string unescaped_line(std::string line) {
  for (auto at = line.find("\\\""); at != std::string::npos; at = line.find("\\\"", at)) line.erase(at, 1);
  return line;
}

/// The lines of all moves, as in events.md.
std::vector<std::string> lines_of(std::string const& moves) {
  std::vector<std::string> lines;
  std::string const key = "\"line\":\"";
  for (auto at = moves.find(key); at != std::string::npos; at = moves.find(key, at)) {
    at += key.size();
    lines.push_back(unescaped_line(moves.substr(at, moves.find("}\"", at) + 1 - at)));
  }
  return lines;
}

TEST(ReviewDesk, EveryMoveIsAnsweredAsItWasSaid) {
  Desk desk;
  EXPECT_EQ(desk.answer("play", kOpening).find("problem"), std::string::npos);
  std::string const before = desk.answer("state", "");
  std::string const moves = desk.answer("moves", "1");
  EXPECT_EQ(desk.answer("state", ""), before) << "trying changes nothing";
  auto const lines = lines_of(moves);
  auto const results = members(moves, "result");
  auto const reasons = members(moves, "reason");
  auto const sensible = members(moves, "sensible");
  ASSERT_GT(lines.size(), 60U);
  ASSERT_EQ(lines.size(), results.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string const played = desk.answer("play", lines[i]);
    EXPECT_EQ(members(played, "result"), std::vector{results[i]}) << lines[i];
    EXPECT_EQ(members(played, "reason"), std::vector{reasons[i]}) << lines[i];
    if (sensible[i] == "false") continue;
    EXPECT_TRUE(results[i] == "accepted" || results[i] == "acknowledged") << lines[i];
    static_cast<void>(desk.answer("undo", "1"));
  }
}

TEST(ReviewDesk, WhatIsSensibleChangesTheStateOrAnswersADesktop) {
  Desk desk;
  static_cast<void>(desk.answer("play", kOpening));
  static_cast<void>(desk.answer("dn", "7009"));  // no look-up of the engine shows whether a DN is monitored
  std::string const moves = desk.answer("moves", "1");
  auto const lines = lines_of(moves);
  auto const results = members(moves, "result");
  auto const sensible = members(moves, "sensible");
  // A state's text without its number of lines.
  auto const state = [&] {
    std::string const told = desk.answer("state", "");
    return told.substr(0, told.find("\"lines\":"));
  };
  std::string const before = state();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    static_cast<void>(desk.answer("play", lines[i]));
    bool const changes = state() != before;
    static_cast<void>(desk.answer("undo", "1"));
    EXPECT_EQ(sensible[i] == "true", changes || results[i] == "acknowledged") << lines[i];
    EXPECT_EQ(state(), before) << lines[i];
  }
}

TEST(ReviewSession, TryingAnEventLeavesTheCastAsItWas) {
  Session session;
  std::vector<RecordHandle> const records{7};
  EXPECT_TRUE(session.tried(ChainLoaded{5, records}).has_effect);
  EXPECT_TRUE(session.cast().chains.empty());
  EXPECT_TRUE(session.tried(DnMonitored{"7001"}).has_effect);
  EXPECT_TRUE(session.cast().dns.empty());
}

TEST(ReviewDesk, UndoGivesBackWhatWas) {
  Desk desk;
  static_cast<void>(desk.answer("play", kOpening));
  std::string const answers = desk.answer("answers", "");
  std::string const state = desk.answer("state", "");
  std::string const diagram = desk.answer("diagram", "");
  static_cast<void>(desk.answer("play", "{\"type\":\"CallEnded\",\"record\":101}\nno event\n\n"));
  EXPECT_NE(desk.answer("diagram", ""), diagram);
  static_cast<void>(desk.answer("undo", "2"));
  EXPECT_EQ(desk.answer("answers", ""), answers);
  EXPECT_EQ(desk.answer("state", ""), state);
  EXPECT_EQ(desk.answer("diagram", ""), diagram);
  static_cast<void>(desk.answer("undo", "18446744073709551615"));
  EXPECT_EQ(desk.answer("input", ""), R"({"text":""})");
}

TEST(ReviewDesk, PoliciesPlayTheSameStreamAnew) {
  Desk desk;
  static_cast<void>(desk.answer("play", kOpening));
  static_cast<void>(desk.answer("play", R"({"type":"RecordProcessed","record":101,"agent":"alice"})"));
  auto const finals = [&] { return members(desk.answer("state", ""), "by").size(); };
  EXPECT_EQ(finals(), 1U);
  std::string const steps = desk.answer("policies", "final_scope=chain reschedule=finalizes");
  EXPECT_EQ(members(steps, "words").size(), 8U);
  EXPECT_EQ(finals(), 2U);
}

TEST(ReviewDesk, WhatCannotBeDoneIsSaidAndChangesNothing) {
  Desk desk;
  static_cast<void>(desk.answer("play", kOpening));
  std::string const before = desk.answer("input", "");
  std::string many;
  for (std::size_t i = 0; i < Session::kLinesMax; ++i) many += "{}\n";
  std::string const long_line(Session::kLineBytes + 1, 'x');
  std::string const long_name(kNameBytesMax + 1, 'x');
  std::vector<std::pair<std::string, std::string>> const questions{
      {"nonsense", ""},     {"begin", "no=policy"}, {"policies", "final_scope=none"},
      {"play", many},       {"play", long_line},    {"undo", "-1"},
      {"undo", "1x"},       {"moves", ""},          {"agent", ""},
      {"agent", long_name}, {"dn", "\xFF"},         {"place", "0"},
      {"way", "0"},         {"find", "alice=Full"}, {"moves", "18446744073709551616"}};
  for (auto const& [verb, text] : questions) {
    EXPECT_EQ(desk.answer(verb, text).find(R"({"problem":")"), 0U) << verb << ' ' << text.substr(0, 40);
    EXPECT_EQ(desk.answer("input", ""), before) << verb;
  }
  static_cast<void>(desk.answer("explore", ""));
  for (std::string const text :
       {"alice=Much", "carol=Full", "alice", "=", "alice.on_call=perhaps", "phase=", "record=x"})
    EXPECT_EQ(desk.answer("find", text).find(R"({"problem":")"), 0U) << text;
  EXPECT_EQ(desk.answer("place", "2864").find(R"({"problem":")"), 0U);
}

TEST(ReviewDesk, LargeIdsAndOddNamesComeThrough) {
  Desk desk;
  static_cast<void>(desk.answer("play",
                                "{\"type\":\"DnMonitored\",\"dn\":\"\\u0001\\\"<b>\"}\n"
                                "{\"type\":\"AgentLogin\",\"agent\":\"</script>\",\"dn\":\"\\u0001\\\"<b>\"}\n"
                                "{\"type\":\"ChainLoaded\",\"chain\":18446744073709551615,"
                                "\"records\":[18446744073709551614,18446744073709551615]}\n"));
  std::string const state = desk.answer("state", "");
  EXPECT_EQ(members(state, "chain"), std::vector<std::string>{"18446744073709551615"});
  EXPECT_EQ(members(state, "record"), (std::vector<std::string>{"18446744073709551614", "18446744073709551615"}));
  EXPECT_NE(desk.answer("moves", "18446744073709551615").find("sensible\":true"), std::string::npos);
  EXPECT_EQ(desk.answer("diagram", "").find("</script>"), std::string::npos) << "the drawing is escaped";
}

TEST(ReviewGraph, IsTheWorldThatTheExplorerCounts) {
  Graph const graph{Policies{}};
  EXPECT_EQ(graph.size(), 2864U);
  EXPECT_EQ(graph.size_up_to_names(), 1446U);  // as tests/explore_tests.cpp pins it
  EXPECT_EQ(graph.depth(), 14U);
}

std::string line_of(properties::BoundedEvent const& event) {
  properties::NamedEvents names;
  return properties::review::line_of(names.named(event));
}

TEST(ReviewGraph, AWayLeadsToItsStateAndNoShorterOneDoes) {
  Graph graph{Policies{}};
  for (std::size_t number = 0; number < graph.size(); number += 97) {
    auto const way = graph.way_to(number);
    EXPECT_EQ(way.size(), graph.depth_of(number));
    std::size_t at = 0;
    for (auto const& event : way) {
      auto const branches = graph.branches(at);
      auto const next =
          std::ranges::find(branches, line_of(event), [](Branch const& one) { return line_of(one.event); });
      ASSERT_NE(next, branches.end());
      EXPECT_LE(graph.depth_of(next->to), graph.depth_of(at) + 1);
      at = next->to;
    }
    EXPECT_EQ(at, number);
  }
}

TEST(ReviewGraph, FindsTheNearestStateOrNone) {
  Graph graph{Policies{}};
  Pattern pattern;
  for (std::string_view const word : {"alice=Full", "bob=ReadOnly", "record=Final", "phase=Live", "bob.on_call=no"})
    ASSERT_TRUE(pattern.set(word)) << word;
  auto const found = graph.find(pattern);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(graph.access(*found, AgentNumber{0}), Access::Full);
  EXPECT_EQ(graph.access(*found, AgentNumber{1}), Access::ReadOnly);
  EXPECT_EQ(graph.depth_of(*found), 9U);
  Pattern nowhere;
  ASSERT_TRUE(nowhere.set("alice=ReadOnly") && nowhere.set("bob=ReadOnly"));
  EXPECT_FALSE(graph.find(nowhere).has_value());
}

}  // namespace
}  // namespace recordshare::tests
