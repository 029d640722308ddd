// SPDX-License-Identifier: Apache-2.0
// engine_tests.cpp tests an engine's API beside the rules: look-ups, names, sizes, moves, replay.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/library/resolve.hpp"
#include "tests/outcomes.hpp"

namespace recordshare::tests {
namespace {

template <class T>
std::vector<T> items(Listing<T> const& listing) {
  std::vector<T> found;
  for (auto const& item : listing) found.push_back(item);
  return found;
}

std::vector<std::string> sorted_names(Listing<Party> const& listing) {
  std::vector<std::string> found;
  for (Party const& agent : listing) found.emplace_back(agent.name);
  std::ranges::sort(found);
  return found;
}

/// An engine in which alice and bob are eligible and chain 1 holds records 101 and 102.
Engine two_agents() {
  Engine engine;
  std::vector<RecordHandle> const records{101, 102};
  for (Event const& event : {Event{DnMonitored{"7001"}}, Event{AgentLogin{"alice", "7001"}}, Event{DnMonitored{"7002"}},
                             Event{AgentLogin{"bob", "7002"}}, Event{ChainLoaded{1, records}}})
    EXPECT_EQ(engine.apply(event).result, Result::Accepted);
  return engine;
}

/// With libstdc++ an event always has a value, as its alternatives are trivially copyable; other libraries do not
/// promise it.
TEST(Engine, SaysOfAnEventWithoutAValueThatTheEventIsAtFault) {
  EXPECT_EQ(what_is_wrong_with_call("", false), "the event has no value: an assignment to it has failed");
  EXPECT_EQ(what_is_wrong_with_call("the engine was moved from", false), "the engine was moved from");
  EXPECT_EQ(what_is_wrong_with_call("", true), "");
}

TEST(Engine, AtFirstKnowsNoNameAndNoChain) {
  Engine const engine;
  EXPECT_EQ(engine.name_count(), 0U);
  EXPECT_EQ(engine.chain_count(), 0U);
  EXPECT_EQ(engine.access(1, "alice"), Access::None);
  EXPECT_EQ(engine.standing("alice"), Standing::NotLoggedIn);
  EXPECT_FALSE(engine.phase(1).has_value());
  EXPECT_FALSE(engine.chain_of(101).has_value());
  EXPECT_TRUE(items(engine.parties(1)).empty());
  EXPECT_TRUE(items(engine.keepers(1)).empty());
  EXPECT_TRUE(items(engine.consultations(1)).empty());
  EXPECT_TRUE(items(engine.records(1)).empty());
  EXPECT_EQ(engine.options().limits, Limits{});
  EXPECT_EQ(engine.options().policies, Policies{});
}

TEST(Engine, LookupsTellTheWholeStateOfAChain) {
  Engine engine = two_agents();
  EXPECT_EQ(engine.phase(1), Phase::Idle);
  ASSERT_EQ(engine.apply(CallEstablished{102, "alice"}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(ConsultationInitiated{101, "alice", "bob"}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(DesktopRequest{102, "alice", Request::RecordReject}).result, Result::Acknowledged);

  EXPECT_EQ(engine.phase(1), Phase::Live);
  EXPECT_EQ(engine.chain_of(101), ChainId{1});
  EXPECT_EQ(engine.chain_of(102), ChainId{1});
  EXPECT_EQ(engine.chain_of(1), std::nullopt);
  EXPECT_EQ(sorted_names(engine.parties(1)), std::vector<std::string>{"alice"});
  EXPECT_EQ(items(engine.consultations(1)), (std::vector{Consultation{"alice", "bob", Stage::Dialing}}));
  EXPECT_EQ(items(engine.records(1)),
            (std::vector{RecordState{101, {}}, RecordState{102, Finality{Request::RecordReject, "alice"}}}));
  EXPECT_EQ(engine.access(1, "alice"), Access::Full);
  EXPECT_EQ(engine.access(1, "bob"), Access::None);
  EXPECT_EQ(engine.access(2, "alice"), Access::None);

  ASSERT_EQ(engine.apply(CallEnded{101}).result, Result::Accepted);
  EXPECT_EQ(engine.phase(1), Phase::WrapUp);
  EXPECT_TRUE(items(engine.parties(1)).empty());
  EXPECT_EQ(sorted_names(engine.keepers(1)), std::vector<std::string>{"alice"});
  EXPECT_TRUE(items(engine.consultations(1)).empty());
}

TEST(Engine, ANameThatIsNoneIsInvalidAndChangesNothing) {
  Engine engine = two_agents();
  auto const names_before = engine.name_count();
  std::string const too_long(kNameBytesMax + 1, 'x');
  for (std::string const& name :
       {std::string(), too_long, std::string("\xff"), std::string("ab\xc3"), std::string("\xc0\xaf"),
        std::string("\xed\xa0\x80"), std::string("\xf4\x90\x80\x80"), std::string("\xe0\x9f\xbf"),
        std::string("\xf0\x8f\xbf\xbf"), std::string("\xe2\x82\x41"), std::string("\xe2\x82\xff"), std::string(1, '\0'),
        std::string("a\0b", 3)})
    for (Event const& event :
         {Event{DnMonitored{name}}, Event{DnUnmonitored{name}}, Event{AgentLogin{name, "7003"}},
          Event{AgentLogin{"carol", name}}, Event{AgentLogout{name}}, Event{CallEstablished{101, name}},
          Event{PreviewRecord{101, name}}, Event{PartyLeft{101, name}}, Event{TransferCompleted{101, name, "bob"}},
          Event{TransferCompleted{101, "bob", name}}, Event{DesktopRequest{101, name, Request::DoNotCall}}}) {
      auto const outcome = engine.apply(event);
      EXPECT_EQ(outcome.result, Result::Invalid) << type_name(event) << " `" << name << '`';
      EXPECT_EQ(outcome.rule, Rule::None);
      EXPECT_FALSE(outcome.message.empty());
    }
  EXPECT_EQ(engine.name_count(), names_before);
}

TEST(Engine, NamesOfEveryLengthAndAlphabetAreTaken) {
  Engine engine;
  for (std::string const& name : {std::string("x"), std::string(kNameBytesMax, 'x'), std::string("\x01"),
                                  std::string("Zo\xc3\xab"), std::string("\xf0\x9f\x93\x9e"), std::string(" \t\"\\")}) {
    ASSERT_EQ(engine.apply(AgentLogin{name, name}).result, Result::Accepted) << name;
    EXPECT_EQ(engine.standing(name), Standing::NotMonitored);
  }
  EXPECT_EQ(engine.standing(std::string(kNameBytesMax - 1, 'x')), Standing::NotLoggedIn);
  EXPECT_EQ(engine.standing(""), Standing::NotLoggedIn);
}

TEST(Engine, AViewOfNothingIsANameLikeTheEmptyOne) {
  Engine engine = two_agents();
  std::string_view const nothing;  // its data() is null
  EXPECT_EQ(engine.access(1, nothing), Access::None);
  EXPECT_EQ(engine.standing(nothing), Standing::NotLoggedIn);
  EXPECT_EQ(engine.apply(AgentLogout{nothing}).result, Result::Invalid);
  EXPECT_EQ(owned(engine.apply(ChainLoaded{2, {}})), refused(Rule::E5, Reason::EmptyChain));
}

TEST(Engine, AnEventsNamesNeedNotOutliveTheCallThatTakesIt) {
  Engine engine;
  {
    std::string const agent = "an agent whose name is too long to stand in a string itself";
    std::string const dn = "a DN whose name is too long to stand in a string itself, too";
    std::vector<RecordHandle> const records{101};
    ASSERT_EQ(engine.apply(DnMonitored{dn}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(AgentLogin{agent, dn}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(ChainLoaded{1, records}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(CallEstablished{101, agent}).result, Result::Accepted);
  }
  EXPECT_EQ(sorted_names(engine.parties(1)),
            std::vector<std::string>{"an agent whose name is too long to stand in a string itself"});
}

TEST(Engine, TheLeastAndTheGreatestIdsAreIdsLikeAnyOther) {
  Engine engine = two_agents();
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  std::vector<RecordHandle> const low{kMax};
  std::vector<RecordHandle> const high{0};
  ASSERT_EQ(engine.apply(ChainLoaded{0, low}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(ChainLoaded{kMax, high}).result, Result::Accepted);
  EXPECT_EQ(owned(engine.apply(CallEstablished{kMax, "alice"})), accepted(Rule::R2, {gains("alice", 0)}));
  EXPECT_EQ(owned(engine.apply(CallEstablished{0, "bob"})), accepted(Rule::R2, {gains("bob", kMax)}));
  EXPECT_EQ(engine.chain_of(kMax), ChainId{0});
  EXPECT_EQ(engine.chain_of(0), ChainId{kMax});
  EXPECT_EQ(owned(engine.apply(RecordAdded{0, kMax - 1})), accepted(Rule::E7));
  EXPECT_EQ(owned(engine.apply(DnUnmonitored{"7002"})), accepted(Rule::E2, {loses("bob", kMax)}));
  EXPECT_EQ(owned(engine.apply(ChainUnloaded{kMax})), accepted(Rule::E6));
  EXPECT_EQ(engine.chain_of(0), std::nullopt);
}

TEST(Engine, AMovedEngineGoesOnAndTheOneMovedFromIsInvalid) {
  Engine first = two_agents();
  ASSERT_EQ(first.apply(CallEstablished{101, "alice"}).result, Result::Accepted);
  Engine second = std::move(first);
  EXPECT_EQ(second.access(1, "alice"), Access::Full);
  EXPECT_EQ(owned(second.apply(PartyLeft{101, "alice"})), accepted(Rule::R10));

  auto const outcome = first.apply(DnMonitored{"7001"});  // NOLINT(bugprone-use-after-move): what is tested
  EXPECT_EQ(outcome.result, Result::Invalid);
  EXPECT_FALSE(outcome.message.empty());

  first = two_agents();
  EXPECT_EQ(first.phase(1), Phase::Idle);
  EXPECT_EQ(second.phase(1), Phase::WrapUp);
}

TEST(Engine, LookupsOfAnEngineMovedFromFindNothing) {
  Engine from = two_agents();
  Engine const to = std::move(from);
  EXPECT_EQ(to.chain_count(), 1U);
  // NOLINTBEGIN(bugprone-use-after-move): what is tested
  EXPECT_EQ(from.access(1, "alice"), Access::None);
  EXPECT_EQ(from.standing("alice"), Standing::NotLoggedIn);
  EXPECT_EQ(from.phase(1), std::nullopt);
  EXPECT_EQ(from.chain_of(101), std::nullopt);
  EXPECT_EQ(from.name_count(), 0U);
  EXPECT_EQ(from.chain_count(), 0U);
  EXPECT_TRUE(items(from.parties(1)).empty());
  EXPECT_TRUE(items(from.records(1)).empty());
  // NOLINTEND(bugprone-use-after-move)
}

TEST(Engine, AChainOfAThousandRecordsKeepsTheirOrder) {
  Engine engine = two_agents();
  std::vector<RecordHandle> records;
  for (std::uint64_t handle = 2000; handle > 1000; --handle) records.push_back(handle);
  ASSERT_EQ(engine.apply(ChainLoaded{2, records}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(CallEstablished{1500, "alice"}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(DesktopRequest{1001, "alice", Request::RecordProcessed}).result, Result::Acknowledged);
  std::vector<ShownRecord> expected;
  for (auto const handle : records) expected.push_back({handle, handle != 1001});
  EXPECT_EQ(owned(engine.apply(DesktopRequest{2000, "alice", Request::ChainedRecordRequest})), shown(expected));
  ASSERT_EQ(engine.apply(PartyLeft{1001, "alice"}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(ChainUnloaded{2}).result, Result::Accepted);
  EXPECT_EQ(engine.chain_of(1500), std::nullopt);
}

TEST(Engine, ACallOfThreeHundredPartiesIsACallLikeAnyOther) {
  constexpr int kParties = 300;
  Engine engine = two_agents();
  std::vector<std::string> expected{"alice"};
  ASSERT_EQ(engine.apply(CallEstablished{101, "alice"}).result, Result::Accepted);
  for (int i = 1; i < kParties; ++i) {
    std::string const agent = "agent " + std::to_string(i);
    std::string const dn = "dn " + std::to_string(i);
    ASSERT_EQ(engine.apply(DnMonitored{dn}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(AgentLogin{agent, dn}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(SingleStepConferenceCompleted{101, "alice", agent}).result, Result::Accepted);
    expected.push_back(agent);
  }
  std::ranges::sort(expected);
  EXPECT_EQ(sorted_names(engine.parties(1)), expected);
  for (auto const& agent : expected) EXPECT_EQ(engine.access(1, agent), Access::Full) << agent;

  ASSERT_EQ(engine.apply(CallEnded{101}).result, Result::Accepted);
  EXPECT_EQ(sorted_names(engine.keepers(1)), expected);
  auto const unloaded = engine.apply(ChainUnloaded{1});
  EXPECT_EQ(unloaded.changes.size(), expected.size());
  EXPECT_TRUE(std::ranges::is_sorted(unloaded.changes, {}, &AccessChange::agent));
}

TEST(Engine, ThreeHundredPartiesLeaveOneByOneUntilTheLastKeepsTheChain) {
  constexpr int kParties = 300;
  Engine engine = two_agents();
  ASSERT_EQ(engine.apply(CallEstablished{101, "party 0"}).result, Result::Accepted);
  for (int i = 1; i < kParties; ++i)
    ASSERT_EQ(engine.apply(SingleStepConferenceCompleted{101, "party 0", "party " + std::to_string(i)}).result,
              Result::Accepted);
  ASSERT_EQ(engine.apply(SingleStepConferenceCompleted{101, "party 0", "bob"}).result, Result::Accepted);
  for (int i = 0; i < kParties; ++i) {
    auto const party = "party " + std::to_string(i);
    EXPECT_EQ(owned(engine.apply(PartyLeft{101, party})), accepted(Rule::R10)) << party;
  }
  EXPECT_EQ(sorted_names(engine.parties(1)), std::vector<std::string>{"bob"});
  EXPECT_EQ(owned(engine.apply(PartyLeft{101, "bob"})), accepted(Rule::R10));
  EXPECT_EQ(engine.phase(1), Phase::WrapUp);
  EXPECT_EQ(sorted_names(engine.keepers(1)), std::vector<std::string>{"bob"});
}

TEST(Engine, ChainsComeAndGoAndNothingStaysBehind) {
  Engine engine = two_agents();
  auto const names_before = engine.name_count();
  for (int round = 0; round < 3; ++round) {
    for (std::uint64_t chain = 100; chain < 1100; ++chain) {
      std::vector<RecordHandle> const records{chain * 10, chain * 10 + 1, chain * 10 + 2};
      ASSERT_EQ(engine.apply(ChainLoaded{chain, records}).result, Result::Accepted);
      ASSERT_EQ(engine.apply(CallEstablished{chain * 10, "queue " + std::to_string(chain)}).result, Result::Accepted);
    }
    EXPECT_EQ(engine.chain_count(), 1001U);
    EXPECT_EQ(engine.name_count(), names_before + 1000);
    for (std::uint64_t chain = 100; chain < 1100; ++chain)
      ASSERT_EQ(engine.apply(ChainUnloaded{chain}).result, Result::Accepted);
  }
  EXPECT_EQ(engine.chain_count(), 1U);
  EXPECT_EQ(engine.name_count(), names_before);
}

// An agent's list of chains grows and shrinks: the remaining chains must not change.
TEST(Engine, AnAgentOfThousandsOfChainsKeepsTheRightFew) {
  constexpr std::uint64_t kFirst = 1000;
  constexpr std::uint64_t kEnd = kFirst + 9000;
  Engine engine = two_agents();
  for (std::uint64_t chain = kFirst; chain < kEnd; ++chain) {
    std::vector<RecordHandle> const records{chain};
    ASSERT_EQ(engine.apply(ChainLoaded{chain, records}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(CallEstablished{chain, "alice"}).result, Result::Accepted);
  }
  for (std::uint64_t chain = kFirst; chain < kEnd; ++chain) {
    if (chain % 1000 == 0) continue;
    ASSERT_EQ(engine.apply(CallEnded{chain}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(ChainUnloaded{chain}).result, Result::Accepted);
  }
  auto const logout = engine.apply(AgentLogout{"alice"});
  ASSERT_EQ(logout.changes.size(), 9U);
  for (std::size_t i = 0; i < logout.changes.size(); ++i) {
    EXPECT_EQ(logout.changes[i].agent, "alice");
    EXPECT_EQ(logout.changes[i].chain, ChainId{kFirst + i * 1000});
    EXPECT_EQ(logout.changes[i].to, Access::None);
  }
}

}  // namespace
}  // namespace recordshare::tests
