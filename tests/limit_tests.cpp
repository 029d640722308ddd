// SPDX-License-Identifier: Apache-2.0
// limit_tests.cpp tests an engine's limits: what exceeds them is refused first, and what is given back may be used
// anew.
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

TEST_F(TwoNames, E1_E3_AgentsAndDnsCountTogether) {
  when(DnMonitored{"7001"}, accepted(Rule::E1));
  when(AgentLogin{"alice", "7001"}, accepted(Rule::E3));
  EXPECT_EQ(engine.name_count(), 2U);
  when(DnMonitored{"7002"}, refused(Rule::E1, Reason::LimitReached));
  when(AgentLogin{"bob", "7002"}, refused(Rule::E3, Reason::LimitReached));
  when(DnMonitored{"7001"}, accepted(Rule::E1));  // a name that is held costs nothing
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
  when(AgentLogin{"bob", "7001"}, refused(Rule::E3, Reason::LimitReached));    // DnOccupied
  when(AgentLogin{"alice", "7002"}, refused(Rule::E3, Reason::LimitReached));  // AgentAlreadyLoggedIn
}

TEST_F(TwoNames, ARefusedEventAddsNoName) {
  when(AgentLogout{"alice"}, refused(Rule::E4, Reason::AgentNotLoggedIn));
  when(CallEstablished{101, "alice"}, refused(Rule::R13, Reason::UnknownRecord));
  when(DesktopRequest{Request::DoNotCall, "alice", 101}, error(Rule::D1, Reason::UnknownRecord));
  given_chain(1, {101});
  when(DesktopRequest{Request::DoNotCall, "alice", 101}, error(Rule::D2, Reason::NotLoggedIn));
  when(PreviewRecord{101, "alice"}, refused(Rule::R14, Reason::NotEligible));
  when(SingleStepTransferCompleted{101, "alice", "bob"}, refused(Rule::R13, Reason::NoLiveCall));
  given(CallEstablished{101, "alice"});
  when(TransferCompleted{101, "alice", "bob"}, refused(Rule::R13, Reason::NoConsultation));
  when(PartyLeft{101, "bob"}, refused(Rule::R13, Reason::NotOnCall));
  when(DnUnmonitored{"7001"}, accepted(Rule::E2));  // it holds nothing either
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
  given(DesktopRequest{Request::RecordProcessed, "alice", 101});
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
  given(DesktopRequest{Request::RecordProcessed, "alice", 101});
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

TEST(Limits, AboveTheirMostAreLoweredToIt) {
  constexpr std::uint32_t kMost = 4'294'967'295;
  Engine const engine({.policies = {}, .limits = {.names = kMost, .chains = kMost, .records = kMost}});
  EXPECT_EQ(engine.options().limits,
            (Limits{.names = Limits::kNamesMax, .chains = Limits::kChainsMax, .records = Limits::kRecordsMax}));
}

TEST(Limits, OfNothingRefuseEverythingThatIsHeld) {
  Engine engine({.policies = {}, .limits = {.names = 0, .chains = 0, .records = 0}});
  std::vector<RecordHandle> const records{101};
  EXPECT_EQ(ending_of(engine.apply(DnMonitored{"7001"})), refused(Rule::E1, Reason::LimitReached));
  EXPECT_EQ(ending_of(engine.apply(DnUnmonitored{"7001"})), accepted(Rule::E2));
  EXPECT_EQ(ending_of(engine.apply(ChainLoaded{1, records})), refused(Rule::E5, Reason::LimitReached));
}

}  // namespace
}  // namespace recordshare::tests
