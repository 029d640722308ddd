// SPDX-License-Identifier: Apache-2.0
// small_stream_tests.cpp tests streams of small numbers: what is seen of an engine, other orders, simpler streams.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/engine.hpp>

#include "properties/oracle/invariants.hpp"
#include "properties/oracle/play.hpp"
#include "properties/oracle/watch.hpp"
#include "properties/world/engine_view.hpp"
#include "properties/world/generate.hpp"
#include "properties/world/policies.hpp"
#include "properties/world/rewrite.hpp"
#include "properties/world/shrink.hpp"

namespace recordshare::tests {
namespace {

using namespace properties::streams;

/// A change of one member, and how the comparison calls it.
template <class T>
struct Change {
  std::string_view called;
  void (*apply)(T&);
};

// --- What is seen of an engine ---

/// Everybody is logged in and each chain is loaded. In each, two consult, and the last record is Final.
struct BusyEngine {
  BusyEngine() {
    Teller tell(Naming::plain());
    auto const take = [&](Move const& move) {
      EXPECT_TRUE(has_taken_place(engine.apply(tell(move)).result)) << text_of(move);
    };
    for (std::uint8_t a = 0; a < kAgents; ++a) {
      take({.kind = EventType::DnMonitored, .dn = a});
      take({.kind = EventType::AgentLogin, .agent = a, .dn = a});
    }
    for (std::uint8_t c = 0; c < kChains; ++c) {
      auto const next = static_cast<std::uint8_t>(c + 1);
      take({.kind = EventType::ChainLoaded, .chain = c, .home = c, .count = kRecords});
      take({.kind = EventType::CallEstablished, .agent = c, .home = c, .call = 1});
      take({.kind = EventType::ConsultationInitiated, .agent = c, .to = next, .home = c});
      take({.kind = EventType::ConsultationEstablished, .agent = c, .to = next, .home = c});
      take({.kind = Request::RecordProcessed, .agent = c, .home = c, .record = kRecords - 1});
    }
  }
  Engine engine;
};

TEST(Portraits, ShowEachAgentChainAndRecord) {
  BusyEngine const busy;
  Portrait const seen = portrait(busy.engine, Naming::plain());
  Portrait expected;
  expected.standings.fill(Standing::Eligible);
  for (std::uint8_t a = 0; a < kAgents; ++a) {
    expected.dns[a] = static_cast<DnBits>(1U << a);
    expected.agent_at[a] = a;
    expected.monitored = static_cast<DnBits>(expected.monitored | 1U << a);
  }
  expected.name_count = 2 * kAgents + 1;
  expected.chain_count = kChains;
  for (std::size_t c = 0; c < kChains; ++c) {
    ChainPortrait& chain = expected.chains[c];
    chain.loaded = true;
    chain.phase = Phase::Live;
    chain.call = 1;
    chain.parties[c] = true;
    chain.consultations[c][c + 1] = Stage::Established;
    chain.accesses[c] = Access::Full;
    chain.accesses[c + 1] = Access::ReadOnly;
    for (std::size_t r = 0; r < kRecords; ++r) {
      chain.records.push_back({c * kRecords + r, std::nullopt});
      expected.chain_of[c * kRecords + r] = c;
    }
    chain.records.back().finality = {Request::RecordProcessed, c};
  }
  EXPECT_EQ(difference(seen, expected), "");
  EXPECT_TRUE(seen == expected);
}

/// The call of the first chain ends: who was in it keeps it.
TEST(Portraits, ShowKeepers) {
  BusyEngine busy;
  ASSERT_EQ(busy.engine.apply(CallEnded{Naming::plain().records[0][0]}).result, Result::Accepted);
  ChainPortrait const seen = portrait(busy.engine, 0, Naming::plain());
  EXPECT_EQ(seen.keepers, (std::array<bool, kParties>{true}));
  EXPECT_EQ(seen.phase, Phase::WrapUp);
}

/// Each list has one change for each member. The structured bindings do not compile if a member is added.
TEST(EachMember, OfAPortraitIsComparedAndNamed) {
  [[maybe_unused]] auto const& [standings, dns, agent_at, monitored, chains, chain_of, name_count, chain_count] =
      Portrait{};
  [[maybe_unused]] auto const& [loaded, phase, parties, keepers, consultations, call, accesses, records] =
      ChainPortrait{};
  [[maybe_unused]] auto const& [request, agent] = FinalityPortrait{};
  Change<Portrait> const changes[] = {
      {"the standing of an agent", [](Portrait& p) { p.standings.back() = Standing::NotMonitored; }},
      {"the DNs of an agent", [](Portrait& p) { p.dns.back() = 1; }},
      {"the DNs of an agent", [](Portrait& p) { p.agent_at.back() = 0; }},
      {"the monitored DNs", [](Portrait& p) { p.monitored = 1; }},
      {"the chains of records", [](Portrait& p) { p.chain_of.back().reset(); }},
      {"the number of names", [](Portrait& p) { ++p.name_count; }},
      {"the number of chains", [](Portrait& p) { ++p.chain_count; }},
      {"the phase of chain 3", [](Portrait& p) { p.chains.back().loaded = false; }},
      {"the phase of chain 1", [](Portrait& p) { p.chains.front().phase = Phase::WrapUp; }},
      {"the parties of chain 2", [](Portrait& p) { p.chains[1].parties.back() = true; }},
      {"the keepers of chain 2", [](Portrait& p) { p.chains[1].keepers.back() = true; }},
      {"the consultations of chain 1", [](Portrait& p) { p.chains[0].consultations[0][1] = Stage::Dialing; }},
      {"the call of chain 2", [](Portrait& p) { p.chains[1].call = 0; }},
      {"the records of chain 3", [](Portrait& p) { p.chains.back().records.pop_back(); }},
      {"the records of chain 3", [](Portrait& p) { p.chains.back().records.front().record = 0; }},
      {"the records of chain 1",
       [](Portrait& p) { p.chains[0].records.back().finality->request = Request::RecordReject; }},
      {"the records of chain 1", [](Portrait& p) { p.chains[0].records.back().finality->agent = 1; }},
      {"the records of chain 1", [](Portrait& p) { p.chains[0].records.front().finality.emplace(); }},
      {"the accesses of chain 3", [](Portrait& p) { p.chains.back().accesses.back() = Access::Full; }}};
  BusyEngine const busy;
  Portrait const one = portrait(busy.engine, Naming::plain());
  EXPECT_EQ(difference(one, one), "");
  for (auto const& change : changes) {
    Portrait other = one;
    change.apply(other);
    EXPECT_FALSE(one == other) << change.called;
    EXPECT_EQ(difference(one, other), change.called);
  }
}

TEST(EachMember, OfAnOutcomesPortraitIsComparedAndNamed) {
  [[maybe_unused]] auto const& [result, rule, reason, answer, read_only, finality, changes, shown, finalized] =
      OutcomePortrait{};
  [[maybe_unused]] auto const& [chain, agent, from, to] = ChangePortrait{};
  [[maybe_unused]] auto const& [record, updatable] = ShownPortrait{};
  using One = OutcomePortrait;
  Change<One> const all[] = {
      {"error D7 NoAccess and not acknowledged D7 NoAccess", [](One& o) { o.result = Result::Acknowledged; }},
      {"error D7 NoAccess and not error D8 NoAccess", [](One& o) { o.rule = Rule::D8; }},
      {"error D7 NoAccess and not error D7 SameAgent", [](One& o) { o.reason = Reason::SameAgent; }},
      {"the answer", [](One& o) { o.answer += 'x'; }},
      {"the records shown", [](One& o) { o.read_only = true; }},
      {"the records shown", [](One& o) { o.shown.reset(); }},
      {"the records shown", [](One& o) { o.shown->front().record = 1; }},
      {"the records shown", [](One& o) { o.shown->front().updatable = false; }},
      {"the records that became Final", [](One& o) { o.finalized.pop_back(); }},
      {"what finalized the record", [](One& o) { o.finality.reset(); }},
      {"what finalized the record", [](One& o) { o.finality->agent = 1; }},
      {"the changes of access", [](One& o) { o.changes.front().chain = 1; }},
      {"the changes of access", [](One& o) { o.changes.front().agent = 1; }},
      {"the changes of access", [](One& o) { o.changes.front().from = Access::None; }},
      {"the changes of access", [](One& o) { o.changes.front().to = Access::None; }}};
  One const one{.result = Result::Error,
                .rule = Rule::D7,
                .reason = Reason::NoAccess,
                .answer = "RecordProcessed",
                .read_only = false,
                .finality = FinalityPortrait{Request::RecordProcessed, 0},
                .changes = {{0, 0, Access::ReadOnly, Access::Full}},
                .shown = {{{0, true}}},
                .finalized = {0}};
  EXPECT_EQ(difference(one, one), "");
  for (auto const& change : all) {
    One other = one;
    change.apply(other);
    EXPECT_FALSE(one == other) << change.called;
    EXPECT_EQ(difference(one, other), change.called);
  }
}

/// A load or an addition concerns two chains if one of its own records is in another chain.
TEST(EventsOfTwoChains, AreConcernedByARecordOfTheOther) {
  Engine engine;
  Teller tell(Naming::plain());
  Move const load{.kind = EventType::ChainLoaded, .chain = 1, .home = 0, .count = 2};
  ASSERT_EQ(engine.apply(tell(load)).result, Result::Accepted);  // chain 2 has 101 and 102
  struct Case {
    Move move;
    bool is_of_two;
    std::optional<std::size_t> concerned;
  };
  Case const all[] = {
      {{.kind = EventType::ChainLoaded, .chain = 0, .home = 0, .count = 0}, false, 0},
      {{.kind = EventType::ChainLoaded, .chain = 0, .home = 0, .count = 1}, true, 0},
      {{.kind = EventType::ChainLoaded, .chain = 0, .home = 0, .count = 3}, true, 0},
      {{.kind = EventType::ChainLoaded, .chain = 1, .home = 0, .count = 3}, false, 1},
      {{.kind = EventType::ChainLoaded, .chain = 0, .home = 1, .count = 3}, false, 0},
      {{.kind = EventType::RecordAdded, .chain = 0, .home = 0, .record = 0}, true, 0},
      {{.kind = EventType::RecordAdded, .chain = 0, .home = 0, .record = 1}, true, 0},
      {{.kind = EventType::RecordAdded, .chain = 0, .home = 0, .record = 2}, false, 0},
      {{.kind = EventType::RecordAdded, .chain = 1, .home = 0, .record = 1}, false, 1},
      {{.kind = EventType::ChainUnloaded, .chain = 0}, false, 0},
      {{.kind = EventType::CallEstablished, .home = 0, .record = 0}, false, 1},
      {{.kind = EventType::CallEstablished, .home = 0, .record = 2}, false, 0},
      {{.kind = EventType::AgentLogout}, false, std::nullopt},
  };
  for (auto const& [move, is_of_two, concerned] : all) {
    EXPECT_EQ(is_of_two_chains(engine, move), is_of_two) << text_of(move);
    EXPECT_EQ(chain_concerned(engine, move), concerned) << text_of(move);
  }
  // Of the records of a load, only the last is in another chain.
  Move const other{.kind = EventType::RecordAdded, .chain = 1, .home = 2, .record = 3};
  ASSERT_EQ(engine.apply(tell(other)).result, Result::Accepted);
  for (std::uint8_t count = 0; count <= kRecords; ++count)
    EXPECT_EQ(is_of_two_chains(engine, {.kind = EventType::ChainLoaded, .chain = 0, .home = 2, .count = count}),
              count > 3);
}

// --- Other orders ---

TEST(DrawnMoves, DependOnEachMemberAndTheSeed) {
  Move const move{.kind = EventType::PartyLeft};
  Change<Move> const changes[] = {{"kind", [](Move& m) { m.kind = EventType::CallEnded; }},
                                  {"agent", [](Move& m) { m.agent = 1; }},
                                  {"to", [](Move& m) { m.to = 1; }},
                                  {"dn", [](Move& m) { m.dn = 1; }},
                                  {"chain", [](Move& m) { m.chain = 1; }},
                                  {"home", [](Move& m) { m.home = 1; }},
                                  {"record", [](Move& m) { m.record = 1; }},
                                  {"count", [](Move& m) { m.count = 1; }},
                                  {"dns", [](Move& m) { m.dns = 1; }},
                                  {"parties", [](Move& m) { m.parties = 1; }},
                                  {"call", [](Move& m) { m.call = 1; }},
                                  {"new_call", [](Move& m) { m.new_call = 1; }}};
  std::set<std::uint64_t> seen{drawn(move, 1), drawn(move, 2)};
  for (auto const& change : changes) {
    Move other = move;
    change.apply(other);
    EXPECT_TRUE(seen.insert(drawn(other, 1)).second) << change.called;
  }
  EXPECT_NE(drawn({.kind = Request::RecordProcessed}, 1), drawn({.kind = Request::RecordReject}, 1));
  EXPECT_EQ(drawn(move, 1), drawn(move, 1));
}

/// Three chains of two moves each, before and after an event of the directory: 90 orders of each half.
TEST(OtherInterleavings, KeepWhatMustAndChangeTheRest) {
  std::vector<Move> moves;
  for (int half = 0; half < 2; ++half) {
    for (std::uint8_t chain = 0; chain < kChains; ++chain)
      for (std::uint8_t agent = 0; agent < 2; ++agent)
        moves.push_back({.kind = EventType::CallEstablished, .agent = agent, .home = chain, .record = 3});
    if (half == 0) moves.push_back({.kind = EventType::DnMonitored});
  }
  std::set<std::vector<std::size_t>> orders;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    auto const order = other_interleaving(moves, seed);
    ASSERT_EQ(order.size(), moves.size());
    std::set<std::size_t> const positions(order.begin(), order.end());
    EXPECT_EQ(positions.size(), moves.size());
    EXPECT_EQ(order[6], 6U) << "no move crosses the event of the directory";
    std::array<std::size_t, kChains> last{};
    for (std::size_t const position : order) {
      if (position == 6) continue;
      EXPECT_LE(last[moves[position].home], position) << "the moves of a chain keep their order";
      last[moves[position].home] = position;
    }
    orders.insert(order);
  }
  EXPECT_GT(orders.size(), 50U);
}

TEST(OtherInterleavings, TakeChainsThatShareARecordForOne) {
  std::vector<Move> const moves{{.kind = EventType::ChainLoaded, .chain = 2, .home = 0, .count = 1},
                                {.kind = EventType::CallEstablished, .home = 0},
                                {.kind = EventType::ChainUnloaded, .chain = 2}};
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    EXPECT_EQ(other_interleaving(moves, seed), (std::vector<std::size_t>{0, 1, 2})) << seed;
}

/// I13, in every directory in which an agent has logged in last, if at all.
TEST(Plans, OfAnAgentAreOfAsFewEventsAsI13Says) {
  std::size_t longest = 0;
  for (DnBits dns = 0; dns < 1U << kDns; ++dns)
    for (DnBits monitored = 0; monitored < 1U << kDns; ++monitored) {
      Stream stream;
      for (std::uint8_t dn = 0; dn < kDns; ++dn)
        if ((monitored >> dn & 1U) != 0) stream.moves.push_back({.kind = EventType::DnMonitored, .dn = dn});
      for (std::uint8_t other = 1; other < kAgents; ++other)
        stream.moves.push_back({.kind = EventType::AgentLogin, .agent = other, .dn = other});
      if (dns != 0) stream.moves.push_back(login_at(0, dns));
      auto const directory = directory_before(stream.moves, play<Engine>(stream).outcomes, stream.moves.size());
      auto const plan = plan_for(directory, 0);
      longest = std::max(longest, plan.size());
      stream.moves.insert(stream.moves.end(), plan.begin(), plan.end());
      ASSERT_EQ(play<Engine>(stream).end.standings[0], Standing::Eligible) << text_of(stream);
    }
  EXPECT_EQ(longest + 1, properties::invariants::I13::kEventsMax);
}

// --- Simpler streams ---

/// The streams that shrink.cpp describes, each as one sentence says it.
std::set<std::string> all_simpler(Stream const& stream) {
  std::set<std::string> all;
  auto const add = [&](Stream const& one) {
    if (one != stream) all.insert(text_of(one));
  };
  auto const changed = [&](auto const& change) {
    Stream other = stream;
    for (Move& move : other.moves) change(move);
    add(other);
  };
  for (std::size_t size = stream.moves.size(); size > 0; size /= 2)
    for (std::size_t begin = 0; begin < stream.moves.size(); begin += size) {
      Stream other{stream.policies, {}};
      for (std::size_t i = 0; i < stream.moves.size(); ++i)
        if (i < begin || i >= begin + size) other.moves.push_back(stream.moves[i]);
      add(other);
    }
  auto const replaced = [](auto& number, std::size_t from, std::size_t to) {
    if (number == from) number = static_cast<std::uint8_t>(to);
  };
  auto const replaced_in = [](auto& set, std::size_t from, std::size_t to) {
    if ((set >> from & 1U) != 0)
      set = static_cast<std::remove_reference_t<decltype(set)>>((set & ~(1U << from)) | 1U << to);
  };
  auto const replace_party = [&](Move& move, std::size_t from, std::size_t to) {
    replaced(move.agent, from, to);
    replaced(move.to, from, to);
    replaced_in(move.parties, from, to);
  };
  for (std::size_t from = 0; from < kAgents; ++from)
    for (std::size_t to = 0; to < from; ++to) changed([&](Move& move) { replace_party(move, from, to); });
  for (std::size_t from = 0; from <= kDns; ++from)  // with the number of its name
    for (std::size_t to = 0; to < from; ++to)
      changed([&](Move& move) {
        replaced(move.dn, from, to);
        replaced_in(move.dns, from, to);
        replace_party(move, kAgents + from, kAgents + to);
      });
  for (std::uint8_t home = 0; home < kChains; ++home)
    for (std::uint8_t record = 1; record < kRecords; ++record)
      changed([&](Move& move) {
        if (move.home == home && move.record == record) move.record = 0;
      });
  return all;
}

TEST(SimplerStreams, HaveFewerMovesAgentsAndRecords) {
  std::size_t expected = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Stream const stream = generate(seed, static_cast<int>(seed));
    std::set<std::string> found;
    for (Stream const& simpler_one : simpler(stream)) found.insert(text_of(simpler_one));
    for (std::string const& wanted : all_simpler(stream)) {
      ++expected;
      EXPECT_TRUE(found.contains(wanted)) << "of seed " << seed << ":\n" << wanted;
    }
  }
  EXPECT_GT(expected, 1'000U);
}

/// All that is tried for a stream of two events, whole and in order.
TEST(SimplerStreams, OfAShortStreamAreAsListed) {
  Stream const stream{{},
                      {{.kind = EventType::CallEstablished, .agent = 2, .home = 1, .record = 1},
                       {.kind = EventType::AgentLogin, .agent = 1, .dn = 1}}};
  std::string listed;
  for (Stream const& one : simpler(stream)) {
    for (Move const& move : one.moves) listed.append(text_of(move)).append(" ");
    listed += '\n';
  }
  std::string const alice_called = R"({"type":"CallEstablished","record":202,"agent":"alice"} )";
  std::string const bob_called = R"({"type":"CallEstablished","record":202,"agent":"bob"} )";
  std::string const called = R"({"type":"CallEstablished","record":202,"agent":"carol"} )";
  std::string const alice_logs_in = R"({"type":"AgentLogin","agent":"alice","dn":"7002"} )";
  std::string const logs_in = R"({"type":"AgentLogin","agent":"bob","dn":"7002"} )";
  std::string const first_called = R"({"type":"CallEstablished","record":201,"agent":"carol"} )";
  EXPECT_EQ(listed, "\n" +                                                                       // without both
                        logs_in + "\n" + called + "\n" +                                         // without one
                        R"({"type":"CallEstablished","record":102,"agent":"alice"} )" +          // renumbered
                        R"({"type":"AgentLogin","agent":"bob","dn":"7001"} )" + "\n" +           //
                        alice_called + logs_in + "\n" + bob_called + logs_in + "\n" +            // fewer agents
                        called + alice_logs_in + "\n" +                                          //
                        called + R"({"type":"AgentLogin","agent":"bob","dn":"7001"} )" + "\n" +  // fewer DNs
                        first_called + logs_in + "\n" +                                          // fewer records
                        alice_called + logs_in + "\n" + bob_called + logs_in + "\n" +            // smaller numbers
                        R"({"type":"CallEstablished","record":102,"agent":"carol"} )" + logs_in + "\n" + first_called +
                        logs_in + "\n" +  //
                        R"({"type":"PreviewRecord","record":202,"agent":"carol"} )" + logs_in + "\n" + called +
                        alice_logs_in + "\n" +                                                   //
                        called + R"({"type":"AgentLogin","agent":"bob","dn":"7001"} )" + "\n" +  //
                        logs_in + called + "\n");                                                // in better order
}

}  // namespace
}  // namespace recordshare::tests
