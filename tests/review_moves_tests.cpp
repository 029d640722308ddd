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
  std::vector<std::string> agents, numbers, dns, records;
  std::string chain, new_chain, new_records, new_record;
  bool is_loaded;
  std::string call = "", new_call = "";
};

/// `"from":"alice"` and `"from_number":"1509"` for each agent and number, between these brackets.
std::vector<std::string> parties(Pool const& pool, std::string_view member, std::string_view open = "",
                                 std::string_view close = "") {
  std::vector<std::string> all;
  for (bool const is_number : {false, true}) {
    std::string_view const name = is_number ? model::number_member(member) : member;
    for (std::string const& who : is_number ? pool.numbers : pool.agents)
      all.push_back("\"" + std::string(name) + "\":" + std::string(open) + "\"" + who + "\"" + std::string(close));
  }
  return all;
}

/// The member with each of its values; an empty text where it is left out.
std::vector<std::string> members(Pool const& pool, std::string_view type, std::string_view member) {
  std::string const key = "\"" + std::string(member) + "\":";
  auto const with = [&](std::vector<std::string> const& values, std::string const& quote) {
    std::vector<std::string> all;
    for (std::string const& value : values) all.push_back(std::string(key).append(quote).append(value).append(quote));
    return all;
  };
  bool const is_of_agents = type == "AgentLogin" || type == "AgentLogout" || type == "PreviewRecord";
  if (member == "agents") {
    auto all = parties(pool, member, "[", "]");
    all.emplace_back();
    return all;
  }
  if (member == "agent" && (is_of_agents || group_of(std::string(type)) == "desktop")) return with(pool.agents, "\"");
  if (member == "agent" || member == "from" || member == "to") return parties(pool, member);
  if (member == "dn") return with(pool.dns, "\"");
  if (member == "call" || member == "new_call") {
    std::string const& id = member == "call" ? pool.call : pool.new_call;
    return id.empty() ? std::vector<std::string>{""} : with({id}, "\"");
  }
  if (type == "ChainLoaded") return with({member == "chain" ? pool.new_chain : pool.new_records}, "");
  if (!pool.is_loaded) return {};
  if (member == "chain") return with({pool.chain}, "");
  if (type == "RecordAdded") return with({pool.new_record}, "");
  if (type == "RecordCanceled" || group_of(std::string(type)) == "desktop") return with(pool.records, "");
  return with({pool.records.front()}, "");
}

std::set<std::string> lines_over(Pool const& pool) {
  std::set<std::string> const alternatives{"number", "from_number", "to_number", "numbers", "dns"};
  std::set<std::string> lines;
  auto const add = [&](std::string_view type, std::vector<std::string_view> const& names) {
    std::vector<std::string> begun{"{\"type\":\"" + std::string(type) + "\""};
    for (std::string_view const name : names) {
      if (alternatives.contains(std::string(name))) continue;
      std::vector<std::string> longer;
      for (std::string const& begin : begun)
        for (std::string const& member : members(pool, type, name))
          longer.push_back(member.empty() ? begin : begin + "," + member);
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
  json::value const moves = asked(desk, "moves", pool.chain + "\n" + pool.call + "\n" + pool.new_call);
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
      {{}, {}, {}, {"201"}, "1", "2", "[202,203]", "101", true});
  expect_moves(kTwo, {{"alice", "bob"}, {}, {"7001"}, {"101", "102"}, "1", "3", "[302,303]", "103", true});
  expect_moves(kTwo, {{"alice", "bob"}, {}, {"7001"}, {"301"}, "2", "3", "[302,303]", "201", true});
  expect_moves(kTwo, {{"alice", "bob"}, {}, {"7001"}, {}, "3", "3", "[302,303]", "", false});
  expect_moves("", {{}, {}, {}, {}, "18446744073709551615", "1", "[101,102]", "", false});
}

constexpr char const* kNumbers = R"({"type":"DnMonitored","dn":"7001"}
{"type":"AgentLogin","agent":"alice","dns":["7001","7101"]}
{"type":"ChainLoaded","chain":1,"records":[101]}
{"type":"CallRecovered","record":101,"agents":["alice"],"numbers":["1509"],"call":"c1"}
)";

/// A number is offered as a party, and every event of a call with the ids that were asked for.
TEST(ReviewMoves, AreOverNumbersAndGiveTheIdsOfCalls) {
  expect_moves(kNumbers, {{"alice"}, {"1509"}, {"7001", "7101"}, {"101"}, "1", "2", "[201,202]", "102", true});
  expect_moves(kNumbers,
               {{"alice"}, {"1509"}, {"7001", "7101"}, {"101"}, "1", "2", "[201,202]", "102", true, "c1", "c 2"});
  expect_moves(kNumbers, {{"alice"}, {"1509"}, {"7001", "7101"}, {"101"}, "1", "2", "[201,202]", "102", true, "c3"});
}

TEST(ReviewMoves, AreOverTheFirstNamesOfALargeCast) {
  std::string stream = R"({"type":"ChainLoaded","chain":4,"records":[1,2,3,4,5,6,7,8]})"
                       "\n";
  for (char c = 'a'; c < 'l'; ++c)
    stream += std::string(R"({"type":"AgentLogin","agent":")") + c + R"(","dn":"7)" + c + "\"}\n";
  stream += R"({"type":"CallRecovered","record":1,"numbers":["4","3","2","1"]})";
  Desk desk;
  for (std::string_view const line : lines_in(stream)) static_cast<void>(desk.answer("play", line));
  std::map<std::string, std::set<std::string>> named;
  json::value const moves = asked(desk, "moves", "4");
  for (json::value const& move : moves.as_array()) {
    for (auto const& [member, value] : move.at("members").as_object()) {
      if (text(move.at("type")) == "RecordAdded") continue;
      if (value.is_string()) named[std::string(member)].insert(text(value));
      if (member == "dns") named["dns"].insert(text(value.at(0)));
    }
  }
  std::set<std::string> const agents{"a", "b", "c", "d", "e", "f", "g", "h"};
  std::set<std::string> parties{"number:1", "number:2", "number:3"};
  for (std::string const& agent : agents) parties.insert("agent:" + agent);
  std::set<std::string> all = agents;  // of logins, previews and requests; and of calls
  all.insert(parties.begin(), parties.end());
  EXPECT_EQ(named["agent"], all);
  EXPECT_EQ(named["from"], parties);
  EXPECT_EQ(named["to"], parties);
  EXPECT_EQ(named["dns"], named["dn"]);
  EXPECT_EQ(named["dn"], (std::set<std::string>{"7a", "7b", "7c", "7d", "7e", "7f", "7g", "7h", "7i", "7j"}));
  EXPECT_EQ(named["record"], (std::set<std::string>{"1", "2", "3", "4", "5", "6"}));
  EXPECT_EQ(named["chain"], (std::set<std::string>{"1", "4"}));
}

}  // namespace
}  // namespace recordshare::tests
