// SPDX-License-Identifier: Apache-2.0
// call_rules_tests.cpp tests the rules of calls and consultations (R2 to R7, R9) as stories.
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Four agents at their desks, and a chain without party or keeper.
class CallRules : public Story {
 protected:
  CallRules() {
    given_logged_in({"alice", "bob", "carol", "dave"});
    given_chain(1, {101, 102});
  }

  void given_consultation(std::string_view from, std::string_view to) {
    given(ConsultationInitiated{101, from, to});
    given(ConsultationEstablished{101, from, to});
  }
};

// R2: call established.

TEST_F(CallRules, R2_WhoAnswersIsTheOnlyParty) {
  when(CallEstablished{101, "alice"}, accepted(Rule::R2, {gains("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
}

TEST_F(CallRules, R2_AnyRecordOfTheChainNamesTheChain) {
  when(CallEstablished{102, "alice"}, accepted(Rule::R2, {gains("alice")}));
  when(DesktopRequest{101, "alice", Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
}

TEST_F(CallRules, R2_ACallThatIsLiveAndAttendedIsNotReplaced) {
  given(CallEstablished{101, "alice"});
  when(CallEstablished{101, "bob"}, refused(Rule::R2, Reason::CallAlreadyLive));
  when(CallEstablished{101, "alice"}, refused(Rule::R2, Reason::CallAlreadyLive));
  then_access({{"alice", Access::Full}});
}

TEST_F(CallRules, R2_AnUnattendedCallIsTakenOverAndItsConsultationsEnd) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "carol");
  given(AgentLogout{"alice"});
  when(CallEstablished{101, "bob"}, accepted(Rule::R2, {gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
  when(AgentLogin{"alice", "dn:alice"}, accepted(Rule::E3));
}

TEST_F(CallRules, R2_ANewCallTakesTheChainFromWhoWrapsUp) {
  given(CallEstablished{101, "alice"});
  given(CallEnded{101});
  when(CallEstablished{102, "bob"}, accepted(Rule::R2, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R2_R8_ANewCallAtAQueueLeavesTheChainWithWhoWrapsUpUntilItIsAttended) {
  given(CallEstablished{101, "alice"});
  given(CallEnded{101});
  when(CallEstablished{102, "queue:sales"}, accepted(Rule::R2));
  then_chain({.phase = Phase::Live, .parties = {"queue:sales"}, .keepers = {"alice"}});
  then_access({{"alice", Access::Full}});
  when(SingleStepTransferCompleted{102, "queue:sales", "bob"}, accepted(Rule::R3, {loses("alice"), gains("bob")}));
}

// R3: single-step transfer completed.

TEST_F(CallRules, R3_AllRightsGoFromTheOneToTheOther) {
  given(CallEstablished{101, "alice"});
  when(SingleStepTransferCompleted{101, "alice", "bob"}, accepted(Rule::R3, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R3_TheOthersOnTheCallKeepWhatTheyHave) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(SingleStepTransferCompleted{101, "alice", "carol"}, accepted(Rule::R3, {loses("alice"), gains("carol")}));
  then_chain({.phase = Phase::Live, .parties = {"bob", "carol"}});
}

TEST_F(CallRules, R3_ATransferToWhoIsOnTheCallAlreadyOnlyTakesTheInitiatorOff) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(SingleStepTransferCompleted{101, "alice", "bob"}, accepted(Rule::R3, {loses("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R3_ConsultationsThatTheInitiatorIsInEnd) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "carol");
  when(SingleStepTransferCompleted{101, "alice", "bob"},
       accepted(Rule::R3, {loses("alice"), gains("bob"), may_no_longer_read("carol")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R3_ConsultationsOfOthersStay) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("bob", "carol");
  when(SingleStepTransferCompleted{101, "alice", "dave"}, accepted(Rule::R3, {loses("alice"), gains("dave")}));
  then_chain(
      {.phase = Phase::Live, .parties = {"bob", "dave"}, .consultations = {{{"bob", "carol"}, Stage::Established}}});
  then_access({{"bob", Access::Full}, {"carol", Access::ReadOnly}, {"dave", Access::Full}});
}

TEST_F(CallRules, R3_AQueueHandsTheCallToTheAgentWhoAnswers) {
  when(CallEstablished{101, "queue:sales"}, accepted(Rule::R2));
  when(SingleStepTransferCompleted{101, "queue:sales", "alice"}, accepted(Rule::R3, {gains("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
}

// R4: mute transfer completed.

TEST_F(CallRules, R4_ATransferWhileTheConsultationIsDialingIsMute) {
  given(CallEstablished{101, "alice"});
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R4, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R4_TheInitiatorIsWhoConsulted) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(ConsultationInitiated{101, "bob", "alice"});
  when(TransferCompleted{101, "bob", "alice"}, accepted(Rule::R4, {loses("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
}

// R5: consultation.

TEST_F(CallRules, R5_AConsultationIsDialingFirstAndGivesNothing) {
  given(CallEstablished{101, "alice"});
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  then_chain({.phase = Phase::Live, .parties = {"alice"}, .consultations = {{{"alice", "bob"}, Stage::Dialing}}});
  then_access({{"alice", Access::Full}});
}

TEST_F(CallRules, R5_EstablishedItGivesItsTargetReadOnlyAccessAndTheInitiatorKeepsFull) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  when(ConsultationEstablished{101, "alice", "bob"}, accepted(Rule::R5, {may_read("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}, .consultations = {{{"alice", "bob"}, Stage::Established}}});
  then_access({{"alice", Access::Full}, {"bob", Access::ReadOnly}});
}

TEST_F(CallRules, R5_APartyMayBeConsultedByAnotherAndKeepsFullAccess) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  when(ConsultationEstablished{101, "alice", "bob"}, accepted(Rule::R5));
  then_access({{"alice", Access::Full}, {"bob", Access::Full}});
}

TEST_F(CallRules, R5_ANewConsultationEndsTheOneThatItsInitiatorHasBegun) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("alice", "carol");
  given_consultation("bob", "dave");
  when(ConsultationInitiated{101, "alice", "erin"}, accepted(Rule::R5, {may_no_longer_read("carol")}));
  then_chain({.phase = Phase::Live,
              .parties = {"alice", "bob"},
              .consultations = {{{"alice", "erin"}, Stage::Dialing}, {{"bob", "dave"}, Stage::Established}}});
}

TEST_F(CallRules, R5_TwoPartiesMayConsultAtTheSameTime) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("alice", "carol");
  given_consultation("bob", "dave");
  then_access(
      {{"alice", Access::Full}, {"bob", Access::Full}, {"carol", Access::ReadOnly}, {"dave", Access::ReadOnly}});
}

// R6: two-step transfer completed.

TEST_F(CallRules, R6_TheTargetsReadingBecomesFullAccess) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R6, {loses("alice"), rises("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R6_ATransferMovesTheRightsEvenIfItsConsultationWasNeverReported) {
  given(CallEstablished{101, "alice"});
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R6, {loses("alice"), gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

TEST_F(CallRules, R6_ATargetWhoIsAPartyStaysOne) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("alice", "bob");
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R6, {loses("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"bob"}});
}

// R7: conference completed.

TEST_F(CallRules, R7_TheTargetJoinsBesideAllOthersAndTheConsultationEnds) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  when(ConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {rises("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(CallRules, R7_AConferenceMayCompleteAConsultationThatIsDialing) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  when(ConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(CallRules, R7_ASingleStepConferenceNeedsNoConsultation) {
  given(CallEstablished{101, "alice"});
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {gains("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(CallRules, R7_ASingleStepConferenceEndsTheConsultationBetweenTheTwo) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {rises("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(CallRules, R7_ASingleStepConferenceEndsItInTheOtherDirectionToo) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("bob", "alice");
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7));
  then_chain({.phase = Phase::Live, .parties = {"alice", "bob"}});
}

TEST_F(CallRules, R7_OtherConsultationsOfTheTwoStay) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  when(SingleStepConferenceCompleted{101, "alice", "carol"}, accepted(Rule::R7, {gains("carol")}));
  then_chain(
      {.phase = Phase::Live, .parties = {"alice", "carol"}, .consultations = {{{"alice", "bob"}, Stage::Established}}});
}

TEST_F(CallRules, R7_ATargetOfAnotherPartysConsultationStaysItsTarget) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given_consultation("bob", "carol");
  when(SingleStepConferenceCompleted{101, "alice", "carol"}, accepted(Rule::R7, {rises("carol")}));
  then_chain({.phase = Phase::Live,
              .parties = {"alice", "bob", "carol"},
              .consultations = {{{"bob", "carol"}, Stage::Established}}});
}

// R9: consultation released.

TEST_F(CallRules, R9_AReleasedConsultationEndsAndNothingElseChanges) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  when(ConsultationReleased{101, "alice", "bob"}, accepted(Rule::R9, {may_no_longer_read("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
  then_access({{"alice", Access::Full}});
}

TEST_F(CallRules, R9_OneThatIsDialingMayBeAbandoned) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  when(ConsultationReleased{101, "alice", "bob"}, accepted(Rule::R9));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
}

TEST_F(CallRules, R9_ATargetWhoHangsUpReleasesIt) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  when(PartyLeft{101, "bob"}, accepted(Rule::R9, {may_no_longer_read("bob")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
}

TEST_F(CallRules, R9_AfterwardsBothMayConsultAnew) {
  given(CallEstablished{101, "alice"});
  given_consultation("alice", "bob");
  given(ConsultationReleased{101, "alice", "bob"});
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  when(ConsultationEstablished{101, "alice", "bob"}, accepted(Rule::R5, {may_read("bob")}));
}

}  // namespace
}  // namespace recordshare::tests
