// SPDX-License-Identifier: Apache-2.0
// limit_tests.cpp tests an engine's limits: events beyond them are refused first, and released memory can be used
// again.
#include <array>
#include <span>
#include <string>
#include <vector>

#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

class LimitStory : public Story {
 protected:
  explicit LimitStory(Limits const& limits) : Story({.policies = {}, .limits = limits}) {}
};

struct TwoNames : LimitStory {
  TwoNames() : LimitStory({.names = 2}) {}
};
struct FourNames : LimitStory {
  FourNames() : LimitStory({.names = 4}) {}
};
struct TwoChains : LimitStory {
  TwoChains() : LimitStory({.chains = 2}) {}
};
struct ThreeRecords : LimitStory {
  ThreeRecords() : LimitStory({.records = 3}) {}
};
struct TwoMembers : LimitStory {
  TwoMembers() : LimitStory({.members = 2}) {
    given_logged_in({"alice", "bob", "carol"});
    given_chain(1, {101});
    given(CallEstablished{101, "alice"});
    given(SingleStepConferenceCompleted{101, "alice", "bob"});
  }
};

TEST_F(TwoNames, E1_E3_AgentsAndDnsCountTogether) {
  when(DnMonitored{"7001"}, accepted(Rule::E1));
  when(AgentLogin{"alice", "7001"}, accepted(Rule::E3));
  EXPECT_EQ(engine.name_count(), 2U);
  when(DnMonitored{"7002"}, refused(Rule::E1, Reason::LimitReached));
  when(AgentLogin{"bob", "7002"}, refused(Rule::E3, Reason::LimitReached));
  when(DnMonitored{"7001"}, accepted(Rule::E1));  // the name exists already
}

TEST_F(TwoNames, E3_AnEventMayNeedTwoNamesAtOnce) {
  given(DnMonitored{"7001"});
  when(AgentLogin{"alice", "7002"}, refused(Rule::E3, Reason::LimitReached));
  EXPECT_EQ(engine.name_count(), 1U);
  when(AgentLogin{"alice", "7001"}, accepted(Rule::E3));
}

TEST_F(TwoNames, E3_LimitReachedComesBeforeEveryOtherReason) {
  given(DnMonitored{"7001"});
  given(AgentLogin{"alice", "7001"});
  when(AgentLogin{"bob", "7001"}, refused(Rule::E3, Reason::LimitReached));    // it would displace alice
  when(AgentLogin{"alice", "7002"}, refused(Rule::E3, Reason::LimitReached));  // her earlier login would end
}

TEST_F(TwoNames, ARefusedEventAddsNoName) {
  when(AgentLogout{"alice"}, refused(Rule::E4, Reason::AgentNotLoggedIn));
  when(CallEstablished{101, "alice"}, refused(Rule::R13, Reason::UnknownRecord));
  when(DesktopRequest{101, "alice", Request::DoNotCall}, error(Rule::D1, Reason::UnknownRecord));
  given_chain(1, {101});
  when(DesktopRequest{101, "alice", Request::DoNotCall}, error(Rule::D2, Reason::NotLoggedIn));
  when(PreviewRecord{101, "alice"}, refused(Rule::R14, Reason::NotEligible));
  when(SingleStepTransferCompleted{101, "alice", "bob"}, refused(Rule::R13, Reason::NoLiveCall));
  given(CallEstablished{101, "alice"});
  when(ConferenceCompleted{101, "alice", "bob"}, refused(Rule::R13, Reason::NoConsultation));
  when(PartyLeft{101, "bob"}, refused(Rule::R13, Reason::NotOnCall));
  when(DnUnmonitored{"7001"}, accepted(Rule::E2));  // it adds no name either
  EXPECT_EQ(engine.name_count(), 1U);
}

TEST_F(TwoNames, E2_E4_ANameIsGivenBackByALogoutOfAnAgentWithoutAPlaceAndByAnUnmonitoredDn) {
  given(DnMonitored{"7001"});
  given(AgentLogin{"alice", "7001"});
  given(AgentLogout{"alice"});
  EXPECT_EQ(engine.name_count(), 1U);
  given(AgentLogin{"bob", "7001"});
  when(DnUnmonitored{"7001"}, accepted(Rule::E2));
  EXPECT_EQ(engine.name_count(), 2U);  // bob is there
  given(AgentLogout{"bob"});
  EXPECT_EQ(engine.name_count(), 0U);
  when(AgentLogin{"carol", "7003"}, accepted(Rule::E3));
}

TEST_F(FourNames, E6_ANameWithAPlaceInAChainIsHeldUntilTheChainIsUnloaded) {
  given_logged_in({"alice"});
  given_chain(1, {101});
  given(CallEstablished{101, "alice"});
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  given(SingleStepTransferCompleted{101, "alice", "queue"});  // alice keeps the chain, and finalized a record of it
  given(AgentLogout{"alice"});
  EXPECT_EQ(engine.name_count(), 3U);
  given(ChainUnloaded{1});
  EXPECT_EQ(engine.name_count(), 1U);  // the DN is monitored
}

TEST_F(FourNames, WhoFinalizedARecordIsHeldAfterItLeft) {
  given_logged_in({"alice"});
  given_chain(1, {101});
  given(CallEstablished{101, "alice"});
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  given(SingleStepConferenceCompleted{101, "alice", "queue"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(AgentLogout{"alice"});
  given(DnUnmonitored{"dn:alice"});
  given(AgentLogin{"bob", "7002"});
  given(DnMonitored{"7002"});
  given(PartyLeft{101, "alice"});
  then_records({{101, Finality{Request::RecordProcessed, "alice"}}});
  EXPECT_EQ(engine.name_count(), 4U);  // alice, bob, queue, 7002
  when(DnMonitored{"7003"}, refused(Rule::E1, Reason::LimitReached));
}

TEST_F(FourNames, R2_R3_R5_R7_CallEventsNeedNamesToo) {
  given_logged_in({"alice"});
  given_chain(1, {101});
  given_chain(2, {201});
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "queue 1"});
  given(SingleStepConferenceCompleted{101, "alice", "queue 2"});
  when(CallEstablished{201, "queue 3"}, refused(Rule::R2, Reason::LimitReached));
  when(SingleStepTransferCompleted{101, "alice", "queue 3"}, refused(Rule::R3, Reason::LimitReached));
  when(ConsultationInitiated{101, "alice", "queue 3"}, refused(Rule::R5, Reason::LimitReached));
  when(SingleStepConferenceCompleted{101, "alice", "queue 3"}, refused(Rule::R7, Reason::LimitReached));
  given(PartyLeft{101, "queue 2"});
  when(ConsultationInitiated{101, "alice", "queue 3"}, accepted(Rule::R5));
  given(ConsultationReleased{101, "alice", "queue 3"});
  EXPECT_EQ(engine.name_count(), 3U);
}

TEST_F(TwoChains, E5_TheThirdIsRefusedUntilOneIsUnloaded) {
  given_chain(1, {101});
  given_chain(2, {201});
  std::vector<RecordHandle> const third{301};
  when(ChainLoaded{3, third}, refused(Rule::E5, Reason::LimitReached));
  when(ChainLoaded{3, {}}, refused(Rule::E5, Reason::LimitReached));  // before EmptyChain
  given(ChainUnloaded{1});
  when(ChainLoaded{3, third}, accepted(Rule::E5));
  EXPECT_EQ(engine.chain_count(), 2U);
}

TEST_F(ThreeRecords, E5_E7_AChainOfMoreIsRefusedHoweverItGrows) {
  std::vector<RecordHandle> const four{101, 102, 103, 103};
  when(ChainLoaded{1, four}, refused(Rule::E5, Reason::LimitReached));  // before DuplicateRecord
  given_chain(1, {101, 102});
  when(RecordAdded{1, 103}, accepted(Rule::E7));
  when(RecordAdded{1, 104}, refused(Rule::E7, Reason::LimitReached));
  when(RecordAdded{1, 101}, refused(Rule::E7, Reason::LimitReached));  // before DuplicateRecord
  given_chain(2, {201, 202, 203});
}

TEST_F(TwoMembers, R3_R5_R7_AThirdIsRefusedEvenIfAnotherLeaves) {
  when(SingleStepConferenceCompleted{101, "alice", "carol"}, refused(Rule::R7, Reason::LimitReached));
  when(SingleStepTransferCompleted{101, "alice", "carol"}, refused(Rule::R3, Reason::LimitReached));
  when(ConsultationInitiated{101, "alice", "carol"}, refused(Rule::R5, Reason::LimitReached));
  when(ConsultationInitiated{101, "alice", "queue"}, refused(Rule::R5, Reason::LimitReached));
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));  // a member already
  when(SingleStepTransferCompleted{101, "alice", "bob"},
       accepted(Rule::R3, {{1, "alice", Access::Full, Access::None}}));
  when(ConsultationInitiated{101, "bob", "carol"}, accepted(Rule::R5));  // a place is free again
}

TEST_F(TwoMembers, R2_R14_KeepersAreMembersToo) {
  given(CallEnded{101});
  when(CallEstablished{101, "carol"}, refused(Rule::R2, Reason::LimitReached));
  when(PreviewRecord{101, "carol"}, refused(Rule::R14, Reason::LimitReached));
  when(PreviewRecord{101, "alice"}, accepted(Rule::R14, {{1, "bob", Access::Full, Access::None}}));
  when(CallEstablished{101, "carol"},
       accepted(Rule::R2, {{1, "alice", Access::Full, Access::None}, {1, "carol", Access::None, Access::Full}}));
}

TEST_F(TwoMembers, R6_R13_LimitReachedComesBeforeEveryOtherReasonOfAKnownRecord) {
  when(SingleStepConferenceCompleted{101, "carol", "carol"}, refused(Rule::R7, Reason::LimitReached));  // SameAgent
  when(SingleStepConferenceCompleted{101, "queue", "carol"}, refused(Rule::R7, Reason::LimitReached));  // NotOnCall
  when(CallEstablished{101, "carol"}, refused(Rule::R2, Reason::LimitReached));  // CallAlreadyLive
  when(PreviewRecord{101, "queue"}, refused(Rule::R14, Reason::LimitReached));   // NotEligible
  when(CallEstablished{999, "carol"}, refused(Rule::R13, Reason::UnknownRecord));
  when(TransferCompleted{101, "alice", "carol"}, refused(Rule::R6, Reason::LimitReached));
  when(ConferenceCompleted{101, "alice", "carol"}, refused(Rule::R13, Reason::NoConsultation));  // it adds no agent
}

/// All who are named and are no members count, also `from`, who will not become one.
TEST_F(TwoMembers, R3_R15_AllWhoAreNamedCount) {
  given(SingleStepTransferCompleted{101, "alice", "bob"});  // alice is no member any more
  when(SingleStepTransferCompleted{101, "queue", "dave"}, refused(Rule::R3, Reason::LimitReached));
  when(SingleStepTransferCompleted{101, "queue", "bob"}, refused(Rule::R13, Reason::NotOnCall));
  std::array<Party, 3> const parties{"alice", "bob", Number{"1509"}};
  when(CallRecovered{101, parties}, refused(Rule::R15, Reason::LimitReached));
  when(CallRecovered{101, std::span(parties).first(2)},
       accepted(Rule::R15, {{1, "alice", Access::None, Access::Full}}));
  std::array<Party, 3> const twice{"bob", "alice", "bob"};
  when(CallRecovered{101, twice}, accepted(Rule::R15));
}

/// Agents, numbers, DNs and call ids count together, and one text in two name spaces counts twice.
TEST_F(FourNames, R2_R7_R15_NumbersAndCallIdsAreNames) {
  given_chain(1, {101});
  given(CallEstablished{101, Number{"7"}, "7"});
  EXPECT_EQ(engine.name_count(), 2U);
  given(SingleStepConferenceCompleted{101, Number{"7"}, "7"});
  EXPECT_EQ(engine.name_count(), 3U);
  given(DnMonitored{"7"});
  EXPECT_EQ(engine.name_count(), 4U);
  when(SingleStepConferenceCompleted{101, "7", "7", "", "8"}, refused(Rule::R7, Reason::LimitReached));
  when(ConferenceCompleted{101, "7", "8", "", "8"}, refused(Rule::R7, Reason::LimitReached));
  when(ConferenceCompleted{101, "7", "8", "8"}, refused(Rule::R13, Reason::OtherCall));  // `call` is not kept
  when(CallRecovered{101, {}, "8"}, refused(Rule::R15, Reason::LimitReached));
  when(CallEstablished{101, "7", "8"}, refused(Rule::R2, Reason::LimitReached));
  when(CallEnded{101, "8"}, refused(Rule::R13, Reason::OtherCall));
  when(CallEnded{101, "7"}, accepted(Rule::R11));
  EXPECT_EQ(engine.name_count(), 3U);  // the id of a call that has ended is released
}

/// Up to the limit each event takes a step per member, at most a thousand; beyond it, events are refused at once.
/// Without the limit all events would take 10^12 steps.
TEST(Limits, AMillionConferencesOnOneCallEndAtTheLimitOfMembers) {
  Engine engine;
  std::vector<RecordHandle> const records{101};
  static_cast<void>(engine.apply(ChainLoaded{1, records}));
  static_cast<void>(engine.apply(CallEstablished{101, "agent 0"}));
  int accepted_count = 0;
  for (int i = 1; i <= 1'000'000; ++i) {
    std::string const name = "agent " + std::to_string(i);
    Outcome const outcome = engine.apply(SingleStepConferenceCompleted{101, "agent 0", name});
    accepted_count += outcome.result == Result::Accepted ? 1 : 0;
    if (outcome.result == Result::Accepted) continue;
    ASSERT_EQ(owned(outcome), refused(Rule::R7, Reason::LimitReached)) << i;
  }
  EXPECT_EQ(accepted_count, 999);
  EXPECT_EQ(engine.name_count(), 1000U);
}

TEST(Limits, AboveTheirMostAreLoweredToIt) {
  constexpr std::uint32_t kMost = 4'294'967'295;
  Engine const engine({.policies = {}, .limits = {kMost, kMost, kMost, kMost}});
  EXPECT_EQ(engine.options().limits, (Limits{.names = Limits::kNamesMax,
                                             .chains = Limits::kChainsMax,
                                             .records = Limits::kRecordsMax,
                                             .members = Limits::kMembersMax}));
}

TEST(Limits, OfNothingRefuseEverythingThatIsHeld) {
  Engine engine({.policies = {}, .limits = {.names = 0, .chains = 0, .records = 0}});
  std::vector<RecordHandle> const records{101};
  EXPECT_EQ(owned(engine.apply(DnMonitored{"7001"})), refused(Rule::E1, Reason::LimitReached));
  EXPECT_EQ(owned(engine.apply(DnUnmonitored{"7001"})), accepted(Rule::E2));
  EXPECT_EQ(owned(engine.apply(ChainLoaded{1, records})), refused(Rule::E5, Reason::LimitReached));
}

}  // namespace
}  // namespace recordshare::tests
