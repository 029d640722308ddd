// SPDX-License-Identifier: Apache-2.0
// small_number_tests.cpp tests numbers, several DNs and ids of calls in streams of small numbers.
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/json_lines.hpp>

#include "properties/oracle/play.hpp"
#include "properties/world/engine_view.hpp"
#include "properties/world/generate.hpp"
#include "properties/world/rewrite.hpp"
#include "properties/world/shrink.hpp"

namespace recordshare::tests {
namespace {

using namespace properties::streams;

constexpr std::uint8_t kOutside = kParties - 1;

/// The number of the DN of this number.
constexpr std::uint8_t number_of_dn(std::size_t dn) { return static_cast<std::uint8_t>(kAgents + dn); }

PartyBits parties_of(std::initializer_list<std::uint8_t> parties) {
  PartyBits set = 0;
  for (std::uint8_t const party : parties) set = static_cast<PartyBits>(set | 1U << party);
  return set;
}

/// Each move and its line under the plain names.
struct Line {
  Move move;
  std::string_view text;
};
std::vector<Line> const& lines() {
  static std::vector<Line> const kLines{
      {{.kind = EventType::AgentLogin, .agent = 1, .dn = 2}, R"({"type":"AgentLogin","agent":"bob","dn":"7003"})"},
      {{.kind = EventType::AgentLogin, .agent = 1, .dn = 2, .dns = 0b010001},
       R"({"type":"AgentLogin","agent":"bob","dns":["7003","7001","7005"]})"},
      {{.kind = EventType::AgentLogin, .agent = 1, .dn = 2, .dns = 0b000100},
       R"({"type":"AgentLogin","agent":"bob","dns":["7003","7003"]})"},
      {{.kind = EventType::CallEstablished, .agent = number_of_dn(1), .call = 3},
       R"({"type":"CallEstablished","record":101,"number":"7002","call":"call-3"})"},
      {{.kind = EventType::TransferCompleted, .agent = kOutside, .to = 4, .call = 1, .new_call = 2},
       R"({"type":"TransferCompleted","record":101,"from_number":"1509","to":"erin",)"
       R"("call":"call-1","new_call":"call-2"})"},
      {{.kind = EventType::CallRecovered, .parties = parties_of({0, 3, number_of_dn(0), kOutside}), .call = 2},
       R"({"type":"CallRecovered","record":101,"agents":["alice","dave"],"numbers":["7001","1509"],"call":"call-2"})"},
      {{.kind = EventType::CallRecovered, .repeats = true, .parties = parties_of({3, 4})},
       R"({"type":"CallRecovered","record":101,"agents":["dave","erin","dave"]})"},
  };
  return kLines;
}

TEST(MovesOfNumbers, AreTheLinesThatTheySay) {
  for (auto const& [move, text] : lines()) EXPECT_EQ(text_of(move), text);
}

TEST(MovesOfNumbers, AreReadBackUnderAnyNames) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Naming const naming = renaming(seed);
    Teller tell(naming);
    for (auto const& [move, text] : lines()) EXPECT_EQ(move_of(tell(move), naming), move) << text;
  }
}

TEST(MovesOfNumbers, KeepWhatTheirKindHas) {
  for (auto const& [move, text] : lines()) EXPECT_EQ(without_unused(move), move) << text;
  EXPECT_TRUE(mentions(EventType::PartyLeft).has_numbers && mentions(EventType::ConferenceCompleted).has_numbers);
  EXPECT_FALSE(mentions(EventType::PreviewRecord).has_numbers || mentions(Request::DoNotCall).has_numbers);
}

/// A login names its DNs in their order, each once.
TEST(MovesOfNumbers, LogInAtEachSet) {
  for (unsigned dns = 1; dns < 1U << kDns; ++dns) {
    Move const move = login_at(2, static_cast<DnBits>(dns));
    EXPECT_EQ(1U << move.dn | move.dns, dns);
    EXPECT_EQ(move.dns >> move.dn & 1, 0);
    EXPECT_LT(move.dn, dns == 1U << move.dn ? kDns : static_cast<std::size_t>(std::countr_zero(move.dns)));
  }
}

/// Under any names, a number stands for the agent who is logged in at its DN, and the other number for nobody.
TEST(Renamings, LeaveNumbersStandingForTheSameAgents) {
  std::set<std::string> outsides;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Naming const naming = renaming(seed);
    outsides.insert(naming.outside);
    for (std::uint8_t number = number_of_dn(0); number < kParties; ++number) {
      Engine engine;
      Teller tell(naming);
      for (Move const& move : {Move{.kind = EventType::ChainLoaded, .count = 1}, login_at(0, 0b000011),
                               login_at(1, 0b111100), Move{.kind = EventType::CallEstablished, .agent = number}})
        ASSERT_EQ(engine.apply(tell(move)).result, Result::Accepted);
      std::size_t const expected = number == kOutside ? kOutside : number < number_of_dn(2) ? 0 : 1;
      EXPECT_TRUE(portrait(engine, 0, naming).parties[expected]) << seed << ": " << naming.party(number).name;
    }
  }
  EXPECT_GT(outsides.size(), 10U) << "it has odd names, too";
}

TEST(Renamings, GiveEachNameOfAKindOnce) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Naming const naming = renaming(seed);
    std::set<std::string> numbers(naming.dns.begin(), naming.dns.end());
    numbers.insert(naming.outside);
    EXPECT_EQ(numbers.size(), kNumbers);
    EXPECT_EQ(std::set<std::string>(naming.agents.begin(), naming.agents.end()).size(), kAgents);
    EXPECT_EQ(std::set<std::string>(naming.calls.begin(), naming.calls.end()).size(), kCalls);
  }
}

TEST(Directories, FollowDisplacedLogins) {
  Stream const stream{{}, {login_at(0, 0b000011), login_at(1, 0b000100), login_at(2, 0b001010), login_at(1, 0b100000)}};
  auto const played = play<Engine>(stream);
  Directory const directory = directory_before(stream.moves, played.outcomes, stream.moves.size());
  EXPECT_EQ(directory.dns_of, (std::array<DnBits, kAgents>{0, 0b100000, 0b001010}));
  EXPECT_EQ(directory.dns_of, played.end.dns);
  auto const moment = away_for_a_moment(directory, 2);
  EXPECT_EQ(moment, (std::vector<Move>{{.kind = EventType::AgentLogout, .agent = 2}, login_at(2, 0b001010)}));
}

/// Random streams of small worlds meet every member of a move, and every number.
TEST(GeneratedStreams, OfSmallWorldsHaveAllNumbers) {
  std::set<std::uint8_t> parties, calls, new_calls;
  std::set<PartyBits> recovered;
  std::set<DnBits> logins;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (Move const& move : generate(seed, 100).moves) {
      auto const has = mentions(move.kind);
      if (has.agent && has.has_numbers) parties.insert(move.agent);
      if (has.to) parties.insert(move.to);
      if (has.parties) recovered.insert(move.parties);
      if (has.dns) logins.insert(static_cast<DnBits>(1U << move.dn | move.dns));
      if (has.call) calls.insert(move.call);
      if (has.new_call) new_calls.insert(move.new_call);
    }
  EXPECT_EQ(parties.size(), kParties);
  EXPECT_EQ(calls.size(), kCalls + 1);
  EXPECT_EQ(new_calls.size(), kCalls + 1);
  EXPECT_TRUE(recovered.contains(0));
  EXPECT_GT(recovered.size(), 60U);
  EXPECT_GT(logins.size(), 30U);
}

/// What is tried to make a stream simpler is a stream: each of its moves is a valid event.
TEST(SimplerStreams, OfNumbersAreValid) {
  std::vector<Move> moves;
  for (auto const& [move, text] : lines()) moves.push_back(move);
  Teller tell(Naming::plain());
  std::size_t tried = 0;
  for (Stream const& simpler_one : simpler({{}, moves})) {
    Engine engine;
    for (Move const& move : simpler_one.moves) {
      EXPECT_NE(engine.apply(tell(move)).result, Result::Invalid) << text_of(move);
      EXPECT_EQ(without_unused(move), move) << text_of(move);
      EXPECT_TRUE(mentions(move.kind).has_numbers || move.agent < kAgents) << text_of(move);
      ++tried;
    }
  }
  EXPECT_GT(tried, 100U);
}

/// A number that stands for an agent still does so where DNs are renumbered or one is left out.
TEST(SimplerStreams, KeepANumberWithItsDn) {
  Stream const stream{{},
                      {login_at(0, 0b100000),
                       {.kind = EventType::CallEstablished, .agent = number_of_dn(5)},
                       {.kind = EventType::CallRecovered, .parties = parties_of({number_of_dn(5)})}}};
  Stream const expected{{},
                        {login_at(0, 0b000001),
                         {.kind = EventType::CallEstablished, .agent = number_of_dn(0)},
                         {.kind = EventType::CallRecovered, .parties = parties_of({number_of_dn(0)})}}};
  auto const all = simpler(stream);
  EXPECT_EQ(std::ranges::count(all, expected), 2) << "renumbered, and with DN 0 for DN 5";
}

TEST(SimplerStreams, NameFewerDnsPartiesAndCalls) {
  Stream const stream{{},
                      {{.kind = EventType::AgentLogin, .dns = 0b000110},
                       {.kind = EventType::CallRecovered, .parties = parties_of({0, kOutside}), .call = 1}}};
  auto const all = simpler(stream);
  auto const expect = [&](std::size_t move, auto const& change) {
    Stream other = stream;
    change(other.moves[move]);
    EXPECT_NE(std::ranges::find(all, other), all.end()) << text_of(other);
  };
  expect(0, [](Move& move) { move.dns = 0b000010; });
  expect(0, [](Move& move) { move.dns = 0b000100; });
  expect(1, [](Move& move) { move.parties = parties_of({0}); });
  expect(1, [](Move& move) { move.parties = parties_of({kOutside}); });
  expect(1, [](Move& move) { move.call = 0; });
  expect(1, [](Move& move) { move = {.kind = EventType::CallEnded, .call = 1}; });
}

}  // namespace
}  // namespace recordshare::tests
