// SPDX-License-Identifier: Apache-2.0
// transaction_tests.cpp plants rows that add more than was reserved: the event must be undone and reported as invalid.
#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/library/chain_transaction.hpp"
#include "properties/mutate/mutant_engine.hpp"
#include "properties/world/generate.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::tests {
namespace {

using properties::mutate::MutantEngine;
using properties::mutate::Mutation;

Mutation mutation(std::string_view text) {
  auto const& all = properties::mutate::all_mutations();
  auto const found =
      std::ranges::find_if(all, [&](Mutation const& each) { return properties::mutate::text_of(each) == text; });
  EXPECT_NE(found, all.end()) << text;
  return *found;
}

/// Alice is on the call of record 101, and there is room for one member more in the chain itself.
struct OnACall {
  explicit OnACall(std::string_view mistake) : engine(mutation(mistake), {}) {
    std::array<RecordHandle, 2> const records{101, 102};
    expect(Result::Accepted, ChainLoaded{1, records});
    for (std::string const name : {"alice", "bob", "carol"}) {
      expect(Result::Accepted, DnMonitored{name});
      expect(Result::Accepted, AgentLogin{name, name});
    }
    expect(Result::Accepted, CallEstablished{101, "alice"});
  }
  void expect(Result result, Event const& event) {
    Outcome const outcome = engine.apply(event);
    EXPECT_EQ(outcome.result, result) << name(outcome.reason) << ' ' << outcome.message;
    EXPECT_EQ(outcome.message.empty(), result != Result::Invalid);
  }
  [[nodiscard]] bool may_read(std::string_view agent) {
    return engine.apply(DesktopRequest{101, agent, Request::ChainedRecordRequest}).result == Result::Acknowledged;
  }

  MutantEngine engine;
};

/// Carol, who is not a party, transfers the call: room is reserved only for bob, and carol would take it.
TEST(Transaction, AnAgentForWhomNoRoomWasMadeIsNotAdded) {
  OnACall call("R13.6: the row is dropped");
  call.expect(Result::Invalid, SingleStepTransferCompleted{101, "carol", "bob"});
  EXPECT_TRUE(call.may_read("alice"));
  EXPECT_FALSE(call.may_read("bob"));
  EXPECT_FALSE(call.may_read("carol"));
  call.expect(Result::Accepted, SingleStepTransferCompleted{101, "alice", "bob"});
  EXPECT_FALSE(call.may_read("alice"));
  EXPECT_TRUE(call.may_read("bob"));
}

/// A conference without a consultation adds bob, for whom no room was reserved.
TEST(Transaction, NobodyIsAddedByAnEventThatBringsInNobody) {
  OnACall call("R13.9: the row is dropped");
  call.expect(Result::Invalid, ConferenceCompleted{101, "alice", "bob"});
  EXPECT_FALSE(call.may_read("bob"));
  EXPECT_TRUE(call.may_read("alice"));
}

/// A row that runs out of room is undone completely: carol had already been marked as leaving the call, by which she
/// would keep the chain.
TEST(Transaction, WhatTheRowDidBeforeIsUndone) {
  OnACall call("R13.6: the row is dropped");
  call.expect(Result::Invalid, SingleStepTransferCompleted{101, "carol", "bob"});
  call.expect(Result::Accepted, CallEnded{101});
  EXPECT_FALSE(call.may_read("carol"));
  EXPECT_TRUE(call.may_read("alice"));
}

/// A record of another chain keeps its name and its place.
TEST(Transaction, ARecordThatIsKnownIsNotAddedToAnotherChain) {
  OnACall call("E7.3: the row is dropped");
  std::array<RecordHandle, 1> const other{201};
  call.expect(Result::Accepted, ChainLoaded{2, other});
  call.expect(Result::Invalid, RecordAdded{1, 201});
  call.expect(Result::Accepted, CallEstablished{201, "bob"});
  EXPECT_TRUE(call.may_read("alice"));
  call.expect(Result::Acknowledged, DesktopRequest{201, "bob", Request::ChainedRecordRequest});
}

/// E7 without its action: the record would have a name, but no place in the chain.
TEST(Transaction, ARecordThatIsNotAddedIsNotKnown) {
  OnACall call("E7.5: action 1 dropped (an Open record is put at the chain's end)");
  call.expect(Result::Accepted, RecordAdded{1, 103});
  Outcome const outcome = call.engine.apply(DesktopRequest{103, "alice", Request::RecordProcessed});
  EXPECT_EQ(outcome.reason, Reason::UnknownRecord);
}

/// A chain and two names in the stores beneath an engine.
struct Store {
  Store() {
    std::array<RecordHandle, 1> const records{101};
    chains.load(1, records);
    for (std::string_view const name : {"alice", "bob"}) directory.hold_agent(name);
  }
  [[nodiscard]] ChainIndex chain() const { return chains.find_chain(1); }
  [[nodiscard]] AgentId agent(std::string_view name) const { return directory.agents().find(name); }
  /// Takes a step in a transaction with these additions, and tries to keep it.
  bool take(ChainAdditions const& additions, std::function<void(model::ConcreteChain&)> const& step) {
    model::Decision decision;
    ChainTransaction transaction(directory, chains, buffers, chain(), additions, {}, decision);
    step(transaction.chain());
    return transaction.commit();
  }

  Directory directory{SeededHash{}};
  ChainStore chains{SeededHash{}, directory};
  Buffers buffers;
};

/// Room is made for all newcomers of an event at once, also beyond the places inside the chain.
TEST(Transaction, HasRoomForManyNewcomers) {
  Store store;
  std::vector<AgentId> many;
  for (int i = 0; i < 50; ++i) many.push_back(store.directory.hold_agent("agent " + std::to_string(i)));
  many.push_back(store.agent("bob"));
  std::span const bob = std::span(many).last(1);
  ASSERT_TRUE(store.take({.newcomers = bob, .new_record = {}}, [&](auto& chain) { chain.join(bob[0]); }));
  ASSERT_TRUE(store.take({.newcomers = many, .new_record = {}}, [&](auto& chain) { chain.join_all(many); }));
  EXPECT_EQ(store.chains[store.chain()].member_count, 51U);
  for (AgentId const agent : many) EXPECT_TRUE(store.chains.is_member(store.chain(), agent));
}

/// The reserved place is bob's: alice's index may have no room for the chain.
TEST(Transaction, NobodyTakesThePlaceOfTheNewcomer) {
  Store store;
  AgentId const newcomer = store.agent("bob");
  ChainAdditions const bob{.newcomers = {&newcomer, 1}, .new_record = {}};
  EXPECT_FALSE(store.take(bob, [&](auto& chain) { chain.join(store.agent("alice")); }));
  EXPECT_EQ(store.chains[store.chain()].member_count, 0U);
  EXPECT_TRUE(store.take(bob, [&](auto& chain) { chain.join(store.agent("bob")); }));
  EXPECT_EQ(store.chains[store.chain()].member_count, 1U);
  EXPECT_TRUE(store.take(bob, [&](auto& chain) { chain.join(store.agent("bob")); }));  // a member already
  EXPECT_EQ(store.chains[store.chain()].member_count, 1U);
}

/// Without commit() members, the call's id and a new record are as they were.
TEST(Transaction, WithoutACommitNothingIsChanged) {
  Store store;
  std::array const agents{store.agent("bob"), store.agent("alice")};
  ChainAdditions const bob{.newcomers = std::span(agents).first(1), .new_record = {}};
  ASSERT_TRUE(store.take(bob, [&](auto& chain) { chain.join(store.agent("bob")); }));
  {
    ChainAdditions const additions{.newcomers = agents, .new_record = RecordHandle{102}};
    model::Decision decision;
    ChainTransaction transaction(store.directory, store.chains, store.buffers, store.chain(), additions, {}, decision);
    transaction.chain().everyone_leaves();
    transaction.chain().join(store.agent("alice"));
    transaction.chain().append_record({});
    transaction.chain().set_call(store.directory.hold_call("1"));
    EXPECT_FALSE(decision.lacks_room);
  }
  EXPECT_EQ(store.chains.find_record(RecordHandle{102}).chain, kNoChain);
  StoredChain const& chain = store.chains[store.chain()];
  EXPECT_EQ(chain.call_id(), kNoCall);
  EXPECT_EQ(chain.record_count, 1U);
  ASSERT_EQ(chain.member_count, 1U);
  EXPECT_EQ(chain.members()[0].id(), store.agent("bob"));
  EXPECT_TRUE(chain.members()[0].is(model::kParty));
}

/// A chain without room is unchanged bit by bit, and the domain reports it.
TEST(Transaction, TheDomainMarksWhatItHasNoRoomFor) {
  std::array<Member, 2> members{{{1, model::kParty, 0}, {}}};
  std::array<Disposition, 2> records{};
  std::array<Standing, 4> const standings{};
  auto const lacks_room = [&](auto act) {
    ChainState state{Phase::Live, model::kNoCall, 1, 1, 1, 1, members.data(), records.data()};
    model::Decision decision;
    model::ConcreteChain chain(state, standings.data(), {}, decision);
    act(chain);
    EXPECT_EQ(state.member_count, 1U);
    EXPECT_EQ(state.record_count, 1U);
    EXPECT_EQ(members[1].agent, 0U);
    return decision.lacks_room;
  };
  EXPECT_TRUE(lacks_room([](auto& chain) { chain.join(AgentId{2}); }));
  EXPECT_TRUE(lacks_room([](auto& chain) { chain.leave(AgentId{2}); }));
  EXPECT_TRUE(lacks_room([](auto& chain) { chain.only_keeper(AgentId{2}); }));
  EXPECT_TRUE(lacks_room([](auto& chain) { chain.begin_consultation(AgentId{1}, AgentId{2}); }));
  EXPECT_TRUE(lacks_room([](auto& chain) { chain.begin_consultation(AgentId{2}, AgentId{1}); }));
  EXPECT_TRUE(lacks_room([](auto& chain) { chain.append_record({ChainIndex{0}, 1}); }));
  EXPECT_FALSE(lacks_room([](auto& chain) { chain.join(AgentId{1}); }));
  EXPECT_FALSE(lacks_room([](auto& chain) { chain.establish_consultation(AgentId{2}, AgentId{1}); }));
}

/// A partner index that is out of range, as a mutant may leave it, is neither read nor written.
TEST(Transaction, APartnerThatIsGoneIsNobody) {
  std::array<Member, 2> members{{{1, model::kInitiator | model::kTarget | model::kEstablished, 1'000'000}, {}}};
  std::array<Standing, 4> const standings{Standing::Eligible, Standing::Eligible, Standing::Eligible};
  ChainState state{Phase::Live, model::kNoCall, 1, 0, 2, 0, members.data(), nullptr};
  model::Decision decision;
  model::ConcreteChain chain(state, standings.data(), {}, decision);
  EXPECT_EQ(chain.access(AgentId{1}), Access::None);
  EXPECT_FALSE(chain.consultation(AgentId{1}, AgentId{2}));
  chain.establish_consultation(AgentId{1}, AgentId{2});
  chain.end_consultation_between(AgentId{1}, AgentId{2});
  EXPECT_TRUE(chain.consulting(AgentId{1}));
  chain.end_consultations_of(AgentId{1});
  EXPECT_FALSE(chain.consulting(AgentId{1}));
}

}  // namespace
}  // namespace recordshare::tests
