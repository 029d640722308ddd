// SPDX-License-Identifier: Apache-2.0
// review_moves_tests.cpp compares the moves that the review page offers with all events over the same names.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/report/lines.hpp"
#include "tests/review_player.hpp"

namespace recordshare::tests {
namespace {

/// The values that moves have for each member; of the records, those of the event's type.
struct Pool {
  std::vector<std::string> agents, dns, records;
  std::string chain, new_chain, new_records, new_record;
  bool is_loaded;
};

std::vector<std::string> values(Pool const& pool, std::string_view type, std::string_view member) {
  std::vector<std::string> quoted;
  if (member == "agent" || member == "from" || member == "to" || member == "dn") {
    for (std::string const& name : member == "dn" ? pool.dns : pool.agents) quoted.push_back("\"" + name + "\"");
    return quoted;
  }
  if (type == "ChainLoaded") return {member == "chain" ? pool.new_chain : pool.new_records};
  if (!pool.is_loaded) return {};
  if (member == "chain") return {pool.chain};
  if (type == "RecordAdded") return {pool.new_record};
  if (type == "RecordCanceled" || group_of(std::string(type)) == "desktop") return pool.records;
  return {pool.records.front()};
}

std::set<std::string> lines_over(Pool const& pool) {
  std::set<std::string> lines;
  auto const add = [&](std::string_view type, std::vector<std::string_view> const& members) {
    std::vector<std::string> begun{"{\"type\":\"" + std::string(type) + "\""};
    for (std::string_view const member : members) {
      std::vector<std::string> longer;
      for (std::string const& begin : begun)
        for (std::string const& value : values(pool, type, member))
          longer.push_back(begin + ",\"" + std::string(member) + "\":" + value);
      begun = longer;
    }
    for (std::string const& line : begun) lines.insert(json::serialize(json::parse(line + "}")));
  };
  for (std::string_view const type : describe::event_names()) {
    if (type != "DesktopRequest") add(type, describe::members_of(type));
  }
  for (RequestTerm const& request : kRequests) add(request.name, {"record", "agent"});
  return lines;
}

/// The members of an object in the order of their names, so that two of the same members are the same text.
std::string in_order(std::string_view line) {
  json::object const object = json::parse(line).as_object();
  std::map<std::string, std::string> members;
  for (auto const& [name, value] : object) members[std::string(name)] = json::serialize(value);
  std::string all;
  for (auto const& [name, value] : members) all.append(name).append("=" + value + " ");
  return all;
}

/// The moves are these lines, each once, and each with the engine's answer.
void expect_moves(std::string const& stream, Pool const& pool) {
  Desk desk;
  for (std::string_view const line : lines_in(stream)) static_cast<void>(desk.answer("play", line));
  json::value const moves = asked(desk, "moves", pool.chain);
  std::vector<std::string> offered;
  for (json::value const& move : moves.as_array()) {
    std::string const line = text(move.at("line"));
    offered.push_back(in_order(line));
    Player player;
    for (std::string_view const before : lines_in(stream)) static_cast<void>(player.play(before));
    json::object const played = player.play(line);
    json::object expected{{"line", line}, {"sensible", move.at("sensible")}};
    for (auto const* const member : {"type", "words", "group", "who", "members", "result", "rule", "reason"})
      expected[member] = played.at(member);
    EXPECT_EQ(move, json::value(expected)) << line;
  }
  std::vector<std::string> wanted;
  for (std::string const& line : lines_over(pool)) wanted.push_back(in_order(line));
  std::ranges::sort(offered);
  std::ranges::sort(wanted);
  EXPECT_EQ(offered, wanted);
}

constexpr char const* kTwo = R"({"type":"DnMonitored","dn":"7001"}
{"type":"AgentLogin","agent":"alice","dn":"7001"}
{"type":"ChainLoaded","chain":1,"records":[101,102]}
{"type":"ChainLoaded","chain":2,"records":[301]}
{"type":"CallEstablished","record":101,"agent":"alice"}
{"type":"ConsultationInitiated","record":101,"from":"alice","to":"bob"}
)";

TEST(ReviewMoves, AreAllEventsOverTheCastAndNewNumbers) {
  expect_moves(
      "no event\n"
      R"({"type":"ChainLoaded","chain":1,"records":[201]})",
      {{}, {}, {"201"}, "1", "2", "[202,203]", "101", true});
  expect_moves(kTwo, {{"alice", "bob"}, {"7001"}, {"101", "102"}, "1", "3", "[302,303]", "103", true});
  expect_moves(kTwo, {{"alice", "bob"}, {"7001"}, {"301"}, "2", "3", "[302,303]", "201", true});
  expect_moves(kTwo, {{"alice", "bob"}, {"7001"}, {}, "3", "3", "[302,303]", "", false});
  expect_moves("", {{}, {}, {}, "18446744073709551615", "1", "[101,102]", "", false});
}

TEST(ReviewMoves, AreOverTheFirstNamesOfALargeCast) {
  std::string stream = R"({"type":"ChainLoaded","chain":4,"records":[1,2,3,4,5,6,7,8]})"
                       "\n";
  for (char c = 'a'; c < 'l'; ++c)
    stream += std::string(R"({"type":"AgentLogin","agent":")") + c + R"(","dn":"7)" + c + "\"}\n";
  Desk desk;
  for (std::string_view const line : lines_in(stream)) static_cast<void>(desk.answer("play", line));
  std::map<std::string, std::set<std::string>> named;
  json::value const moves = asked(desk, "moves", "4");
  for (json::value const& move : moves.as_array())
    for (auto const& [member, value] : move.at("members").as_object())
      if (value.is_string() && text(move.at("type")) != "RecordAdded") named[std::string(member)].insert(text(value));
  std::set<std::string> const agents{"a", "b", "c", "d", "e", "f", "g", "h"};
  EXPECT_EQ(named["agent"], agents);
  EXPECT_EQ(named["from"], agents);
  EXPECT_EQ(named["to"], agents);
  EXPECT_EQ(named["dn"], (std::set<std::string>{"7a", "7b", "7c", "7d", "7e", "7f", "7g", "7h", "7i", "7j"}));
  EXPECT_EQ(named["record"], (std::set<std::string>{"1", "2", "3", "4", "5", "6"}));
  EXPECT_EQ(named["chain"], (std::set<std::string>{"1", "4"}));
}

}  // namespace
}  // namespace recordshare::tests
