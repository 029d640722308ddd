// SPDX-License-Identifier: Apache-2.0
// recovery_rules_tests.cpp tests R15, numbers that stand for agents, and call ids (rules.md, sections 2 and 4).
#include <array>
#include <span>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Alice, bob and carol are logged in at `dn:alice` and so on; chain 1 has a record.
class RecoveryRules : public Story {
 protected:
  RecoveryRules() {
    given_logged_in({"alice", "bob", "carol"});
    given_chain(1, {101});
  }
  static constexpr std::array<Party, 2> kAliceAndBob{"alice", "bob"};
};

// R15: call recovered.

TEST_F(RecoveryRules, R15_ThePartiesAreExactlyThoseNamed) {
  given(CallEstablished{101, "carol"});
  given(ConsultationInitiated{101, "carol", "alice"});
  when(CallRecovered{101, kAliceAndBob}, accepted(Rule::R15, {gains("alice"), gains("bob"), loses("carol")}));
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(RecoveryRules, R15_ACallIsRecoveredInEveryPhase) {
  when(CallRecovered{101, kAliceAndBob}, accepted(Rule::R15, {gains("alice"), gains("bob")}));  // Idle
  given(CallEnded{101});
  when(CallRecovered{101, kAliceAndBob}, accepted(Rule::R15));  // WrapUp
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(RecoveryRules, R15_NamedTwiceCountsOnceAlsoByANumberThatStandsForTheAgent) {
  std::array<Party, 4> const named{"alice", Number{"dn:alice"}, "alice", Number{"1509"}};
  when(CallRecovered{101, named}, accepted(Rule::R15, {gains("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"alice", "number 1509"}});
}

TEST_F(RecoveryRules, R15_WithNobodyNamedALiveCallEnds) {
  given(CallEstablished{101, "alice"});
  when(CallRecovered{101, {}}, accepted(Rule::R15));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
  when(CallRecovered{101, {}}, accepted(Rule::R15));  // and nothing else changes
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
}

TEST_F(RecoveryRules, R15_R8_WhoWasOnAnUnattendedCallKeepsTheChain) {
  std::array<Party, 1> const queue{Number{"1509"}};
  given(CallEstablished{101, "alice"});
  when(CallRecovered{101, queue}, accepted(Rule::R15));
  then_chain({.phase = Phase::Live, .parties = {"number 1509"}, .keepers = {"alice"}});
}

TEST_F(RecoveryRules, R13_UnknownRecord_OfARecoveredCall) {
  when(CallRecovered{999, kAliceAndBob}, refused(Rule::R13, Reason::UnknownRecord));
}

// Section 2: numbers, and for whom they stand.

TEST_F(RecoveryRules, R2_ANumberIsNotTheAgentOfThatName) {
  given(CallEstablished{101, Number{"alice"}});
  then_chain({.phase = Phase::Live, .parties = {"number alice"}});
  then_access({});
}

TEST_F(RecoveryRules, R3_ANumberStandsForTheAgentWhoIsLoggedInThere) {
  given(CallEstablished{101, Number{"dn:alice"}});
  when(SingleStepTransferCompleted{101, Number{"dn:alice"}, Number{"dn:bob"}},
       accepted(Rule::R3, {loses("alice"), gains("bob")}));
  when(PartyLeft{101, Number{"dn:bob"}}, accepted(Rule::R10));
  then_chain({.phase = Phase::WrapUp, .keepers = {"bob"}});
}

TEST_F(RecoveryRules, R13_SameAgent_ANumberThatStandsForFrom) {
  given(CallEstablished{101, "alice"});
  when(SingleStepTransferCompleted{101, "alice", Number{"dn:alice"}}, refused(Rule::R13, Reason::SameAgent));
}

/// It is asked when the event comes, and not again: a login at the number does not move the number's place.
TEST_F(RecoveryRules, R10_ANumberThatIsOnTheCallStandsForNobody) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", Number{"7009"}});
  when(AgentLogin{"dave", "7009"}, accepted(Rule::E3));
  when(PartyLeft{101, Number{"7009"}}, accepted(Rule::R10));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
  when(PartyLeft{101, Number{"7009"}},
       refused(Rule::R13, Reason::NotOnCall));  // now it is dave, who is not on the call
}

TEST_F(RecoveryRules, R2_R15_WhoSaysAnewWhoIsOnTheCallNamesTheAgent) {
  given(CallEstablished{101, Number{"7009"}});
  given(AgentLogin{"dave", "7009"});
  when(CallEstablished{101, Number{"7009"}}, accepted(Rule::R2));
  then_chain({.phase = Phase::Live, .parties = {"dave"}, .keepers = {"number 7009"}});
  std::array<Party, 1> const named{Number{"7009"}};
  when(CallRecovered{101, named}, accepted(Rule::R15));
  then_chain({.phase = Phase::Live, .parties = {"dave"}, .keepers = {"number 7009"}});
}

// Section 4: call ids.

TEST_F(RecoveryRules, R13_OtherCall_ALateEventOfAnEarlierCallChangesNothing) {
  given(CallEstablished{101, "alice", "call 2"});
  EXPECT_EQ(engine.call(1), "call 2");
  when(CallEnded{101, "call 1"}, refused(Rule::R13, Reason::OtherCall));
  when(PartyLeft{101, "alice", "call 1"}, refused(Rule::R13, Reason::OtherCall));
  when(SingleStepTransferCompleted{101, "bob", "bob", "call 1"}, refused(Rule::R13, Reason::OtherCall));  // first
  when(ConsultationInitiated{101, "alice", "bob", "call 2"}, accepted(Rule::R5));
  when(CallEnded{101, "call 2"}, accepted(Rule::R11));
  EXPECT_EQ(engine.call(1), "");
  when(CallEnded{101, "call 1"}, refused(Rule::R13, Reason::NoLiveCall));
}

TEST_F(RecoveryRules, R5_R11_WithNoIdKnownEveryIdPassesAndNoneIsLearnt) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob", "call 1"});
  EXPECT_EQ(engine.call(1), "");
  when(CallEnded{101, "call 2"}, accepted(Rule::R11));
}

TEST_F(RecoveryRules, R3_R6_R7_ACompletedEventMayGiveTheIdFromThenOn) {
  given(CallEstablished{101, "alice", "call 1"});
  when(SingleStepTransferCompleted{101, "alice", "bob", "call 1", "call 2"},
       accepted(Rule::R3, {loses("alice"), gains("bob")}));
  EXPECT_EQ(engine.call(1), "call 2");
  when(TransferCompleted{101, "bob", "alice", "call 2", "call 3"}, accepted(Rule::R6, {gains("alice"), loses("bob")}));
  when(SingleStepConferenceCompleted{101, "alice", "bob", "call 3"}, accepted(Rule::R7, {gains("bob")}));
  EXPECT_EQ(engine.call(1), "call 3");  // without a new one it keeps its id
  given(ConsultationInitiated{101, "alice", "carol"});
  when(ConferenceCompleted{101, "alice", "carol", "", "call 4"}, accepted(Rule::R7, {gains("carol")}));
  EXPECT_EQ(engine.call(1), "call 4");
}

TEST_F(RecoveryRules, R2_R14_R15_WhoSaysAnewWhoIsOnTheCallSetsTheIdOrForgetsIt) {
  given(CallEstablished{101, Number{"1509"}, "call 1"});
  given(CallEstablished{101, "alice"});
  EXPECT_EQ(engine.call(1), "");
  given(CallRecovered{101, kAliceAndBob, "call 2"});
  EXPECT_EQ(engine.call(1), "call 2");
  given(CallRecovered{101, {}, "call 3"});  // the call has ended
  EXPECT_EQ(engine.call(1), "");
  given(CallEstablished{101, Number{"1509"}, "call 4"});
  given(PreviewRecord{101, "alice"});
  EXPECT_EQ(engine.call(1), "");
}

}  // namespace
}  // namespace recordshare::tests
