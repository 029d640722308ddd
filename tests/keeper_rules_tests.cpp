// SPDX-License-Identifier: Apache-2.0
// keeper_rules_tests.cpp tests the rules of leaving a call and of keepers (R1, R8, R10, R11, R12, R14) as stories.
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Four agents at their desks; alice is on a call for chain 1.
class KeeperRules : public Story {
 protected:
  KeeperRules() {
    given_logged_in({"alice", "bob", "carol", "dave"});
    given_chain(1, {101, 102});
    given(CallEstablished{101, "alice"});
  }

  void given_consultation(std::string_view from, std::string_view to) {
    given(ConsultationInitiated{101, from, to});
    given(ConsultationEstablished{101, from, to});
  }
};

// R1: eligibility is asked at every moment.

TEST_F(KeeperRules, R1_RightsAreSuspendedByALogoutAndComeBackWithTheLogin) {
  when(AgentLogout{"alice"}, accepted(Rule::E4, {loses("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
  when(AgentLogin{"alice", "dn:alice"}, accepted(Rule::E3, {gains("alice")}));
}

TEST_F(KeeperRules, R1_RightsAreSuspendedWhileTheDnIsNotMonitored) {
  when(DnUnmonitored{"dn:alice"}, accepted(Rule::E2, {loses("alice")}));
  when(DnMonitored{"dn:alice"}, accepted(Rule::E1, {gains("alice")}));
}

TEST_F(KeeperRules, R1_RightsBelongToTheAgentAndNeverToTheDn) {
  when(AgentLogout{"alice"}, accepted(Rule::E4, {loses("alice")}));
  given(AgentLogout{"dave"});
  when(AgentLogin{"dave", "dn:alice"}, accepted(Rule::E3));
  when(AgentLogin{"alice", "dn:dave"}, accepted(Rule::E3, {gains("alice")}));
}

TEST_F(KeeperRules, R1_RightsDoNotComeBackWhereThePlaceIsGone) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(AgentLogout{"alice"}, accepted(Rule::E4, {loses("alice")}));
  when(PartyLeft{101, "alice"}, accepted(Rule::R10));
  when(AgentLogin{"alice", "dn:alice"}, accepted(Rule::E3));
  then_access({{"bob", Access::Full}});
}

TEST_F(KeeperRules, R1_AConsultedAgentReadsOnlyWhileTheInitiatorIsEligible) {  // access 3
  given_consultation("alice", "bob");
  when(AgentLogout{"alice"}, accepted(Rule::E4, {loses("alice"), may_no_longer_read("bob")}));
  when(AgentLogin{"alice", "dn:alice"}, accepted(Rule::E3, {gains("alice"), may_read("bob")}));
}

TEST_F(KeeperRules, R1_AConsultedKeeperFallsToReadingWhenTheInitiatorComesBack) {  // access 2 before access 3
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(AgentLogout{"alice"});
  given(PartyLeft{101, "bob"});
  then_chain({.phase = Phase::Live, .parties = {"alice"}, .keepers = {"bob"}});
  given_consultation("alice", "bob");
  then_access({{"bob", Access::Full}});
  when(AgentLogin{"alice", "dn:alice"}, accepted(Rule::E3, {gains("alice"), may_only_read("bob")}));
}

// R8: nobody loses the record for everyone.

TEST_F(KeeperRules, R8_WhoTransfersToWhereTheServerCannotSeeKeepsTheChain) {
  when(SingleStepTransferCompleted{101, "alice", "+49 30 5550100"}, accepted(Rule::R3));
  then_chain({.phase = Phase::Live, .parties = {"+49 30 5550100"}, .keepers = {"alice"}});
  then_access({{"alice", Access::Full}});
}

TEST_F(KeeperRules, R8_AKeepersRightSleepsWhileSomebodyOnTheCallCanAct) {
  given(AgentLogout{"bob"});
  when(SingleStepTransferCompleted{101, "alice", "bob"}, accepted(Rule::R3));
  when(AgentLogin{"bob", "dn:bob"}, accepted(Rule::E3, {loses("alice"), gains("bob")}));
  when(DnUnmonitored{"dn:bob"}, accepted(Rule::E2, {gains("alice"), loses("bob")}));
  when(DnMonitored{"dn:bob"}, accepted(Rule::E1, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}, .keepers = {"alice"}});
}

TEST_F(KeeperRules, R8_AnEventThatLeavesTheCallAttendedLeavesNoKeeper) {
  given(SingleStepTransferCompleted{101, "alice", "queue:sales"});
  when(SingleStepTransferCompleted{101, "queue:sales", "bob"}, accepted(Rule::R3, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
  when(AgentLogout{"bob"}, accepted(Rule::E4, {loses("bob")}));
}

TEST_F(KeeperRules, R8_KeepersAddUpWhileTheCallIsNotAttended) {
  given(SingleStepConferenceCompleted{101, "alice", "queue:sales"});
  given(SingleStepConferenceCompleted{101, "alice", "dave"});
  given(AgentLogout{"dave"});
  when(PartyLeft{101, "alice"}, accepted(Rule::R10));
  when(PartyLeft{101, "dave"}, accepted(Rule::R10));
  then_chain({.phase = Phase::Live, .parties = {"queue:sales"}, .keepers = {"alice", "dave"}});
  when(AgentLogin{"dave", "dn:dave"}, accepted(Rule::E3, {gains("dave")}));
  then_access({{"alice", Access::Full}, {"dave", Access::Full}});
}

TEST_F(KeeperRules, R8_WhoKeptTheChainWhileTheCallWasAttendedKeepsItNoLonger) {
  given(AgentLogout{"bob"});
  given(SingleStepTransferCompleted{101, "alice", "bob"});
  given(AgentLogin{"bob", "dn:bob"});
  then_chain({.phase = Phase::Live, .parties = {"bob"}, .keepers = {"alice"}});
  when(SingleStepTransferCompleted{101, "bob", "queue:sales"}, accepted(Rule::R3));
  then_chain({.phase = Phase::Live, .parties = {"queue:sales"}, .keepers = {"bob"}});
  then_access({{"bob", Access::Full}});
}

TEST_F(KeeperRules, R8_WhoeverIsAPartyIsNoKeeper) {
  given(SingleStepTransferCompleted{101, "alice", "queue:sales"});
  when(SingleStepTransferCompleted{101, "queue:sales", "alice"}, accepted(Rule::R3));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
}

TEST_F(KeeperRules, R8_AConferenceWithSomebodyWhoCannotActLeavesTheKeepers) {  // R7
  given(SingleStepTransferCompleted{101, "alice", "queue:sales"});
  when(SingleStepConferenceCompleted{101, "queue:sales", "queue:service"}, accepted(Rule::R7));
  then_chain({.phase = Phase::Live, .parties = {"queue:sales", "queue:service"}, .keepers = {"alice"}});
  when(SingleStepConferenceCompleted{101, "queue:sales", "bob"}, accepted(Rule::R7, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob", "queue:sales", "queue:service"}});
}

TEST_F(KeeperRules, R8_AMuteOrTwoStepTransferOutsideLeavesTheChainWithTheInitiator) {  // R4, R6
  given(ConsultationInitiated{101, "alice", "outside"});
  when(TransferCompleted{101, "alice", "outside"}, accepted(Rule::R4));
  then_access({{"alice", Access::Full}});
  given(SingleStepTransferCompleted{101, "outside", "bob"});
  given_consultation("bob", "outside");
  when(TransferCompleted{101, "bob", "outside"}, accepted(Rule::R6));
  then_chain({.phase = Phase::Live, .parties = {"outside"}, .keepers = {"bob"}});
}

// R10: a party leaves.

TEST_F(KeeperRules, R10_WhoLeavesAConferenceHasNothingAnyLonger) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(PartyLeft{101, "alice"}, accepted(Rule::R10, {loses("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(KeeperRules, R10_TheConsultationsOfWhoLeavesEndAtEitherEnd) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("alice", "carol");
  when(PartyLeft{101, "alice"}, accepted(Rule::R10, {loses("alice"), may_no_longer_read("carol")}));
  given(SingleStepConferenceCompleted{101, "bob", "dave"});
  given_consultation("bob", "dave");
  when(PartyLeft{101, "dave"}, accepted(Rule::R10, {loses("dave")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(KeeperRules, R10_WhenTheLastPartyLeavesThePhaseIsWrapUpAndItKeepsTheChain) {
  when(PartyLeft{101, "alice"}, accepted(Rule::R10));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
  when(DesktopRequest{101, "alice", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {101}));
}

// R11: the call ends.

TEST_F(KeeperRules, R11_AllWhoWereOnTheCallKeepTheChainToFinishTheRecord) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(CallEnded{101}, accepted(Rule::R11));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice", "bob"}});
  then_access({{"alice", Access::Full}, {"bob", Access::Full}});
}

TEST_F(KeeperRules, R11_WhoWasOnlyConsultedHasNothingAnyLonger) {
  given_consultation("alice", "bob");
  when(CallEnded{101}, accepted(Rule::R11, {may_no_longer_read("bob")}));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
}

TEST_F(KeeperRules, R11_WhoKeptAnUnattendedCallKeepsItStill) {
  given(SingleStepTransferCompleted{101, "alice", "queue:sales"});
  when(CallEnded{101}, accepted(Rule::R11));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice", "queue:sales"}});
}

// R12: consultations exist only while the phase is Live.

TEST_F(KeeperRules, R12_TheyEndWhenTheCallEnds) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("alice", "carol");
  given_consultation("bob", "dave");
  when(CallEnded{101}, accepted(Rule::R11, {may_no_longer_read("carol"), may_no_longer_read("dave")}));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice", "bob"}});
}

TEST_F(KeeperRules, R12_TheyEndWhenTheLastPartyLeaves) {
  given_consultation("alice", "bob");
  when(PartyLeft{101, "alice"}, accepted(Rule::R10, {may_no_longer_read("bob")}));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
}

TEST_F(KeeperRules, R12_TheyEndWhenTheRecordOfAnUnattendedCallIsPreviewed) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(AgentLogout{"alice"});
  when(PreviewRecord{101, "carol"}, accepted(Rule::R14, {gains("carol")}));
  then_chain({.phase = Phase::Idle, .keepers = {"carol"}});
}

// R14: preview.

TEST_F(KeeperRules, R14_APreviewPutsTheRecordOnTheAgentsDesktopAlone) {
  given_chain(2, {201});
  when(PreviewRecord{201, "bob"}, accepted(Rule::R14, {gains("bob", 2)}));
  then_chain({.phase = Phase::Idle, .keepers = {"bob"}}, 2);
  when(DesktopRequest{201, "bob", Request::RecordReject}, acknowledged("RecordRejectAcknowledge", {201}));
}

TEST_F(KeeperRules, R14_APreviewTakesTheChainFromWhoWrapsUp) {
  given(CallEnded{101});
  when(PreviewRecord{101, "bob"}, accepted(Rule::R14, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Idle, .keepers = {"bob"}});
}

TEST_F(KeeperRules, R14_TheCallThatFollowsMayBeAnothersAndTakesTheChain) {
  given(CallEnded{101});
  given(PreviewRecord{101, "bob"});
  when(CallEstablished{101, "carol"}, accepted(Rule::R2, {loses("bob"), gains("carol")}));
}

TEST_F(KeeperRules, R14_NoPreviewWhileTheCallIsLiveAndAttended) {
  when(PreviewRecord{101, "bob"}, refused(Rule::R14, Reason::CallAlreadyLive));
  when(PreviewRecord{101, "nobody"}, refused(Rule::R14, Reason::CallAlreadyLive));
}

TEST_F(KeeperRules, R14_NoPreviewForWhoIsNotEligible) {
  given(CallEnded{101});
  given(AgentLogout{"bob"});
  given(DnUnmonitored{"dn:carol"});
  when(PreviewRecord{101, "bob"}, refused(Rule::R14, Reason::NotEligible));
  when(PreviewRecord{101, "carol"}, refused(Rule::R14, Reason::NotEligible));
  when(PreviewRecord{101, "nobody"}, refused(Rule::R14, Reason::NotEligible));
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
}

}  // namespace
}  // namespace recordshare::tests
