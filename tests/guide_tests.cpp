// SPDX-License-Identifier: Apache-2.0
// guide_tests.cpp tests every sentence of the vendor's guide (rules.md, section 9: G1 to G12) as a story.
#include <array>

#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Every request of rules.md, section 5, except the one that reads.
constexpr std::array kWritingRequests{Request::UpdateCallCompletionStats, Request::RecordReschedule,
                                      Request::ScheduledRecordReschedule, Request::DoNotCall,
                                      Request::RecordProcessed,           Request::RecordReject,
                                      Request::RequestRecordCancel};

/// Alice is on a call for record 101 of chain 1; bob and carol are at their desks.
class Guide : public Story {
 protected:
  Guide() {
    given_logged_in({"alice", "bob", "carol"});
    given_chain(1, {101, 102});
    when(CallEstablished{101, "alice"}, accepted(Rule::R2, {gains("alice")}));
  }
};

TEST_F(Guide, G1_R3_ARecordIsSharedWhenItsCallIsTransferred) {
  when(SingleStepTransferCompleted{101, "alice", "bob"}, accepted(Rule::R3, {loses("alice"), gains("bob")}));
  when(DesktopRequest{101, "bob", Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
}

TEST_F(Guide, G1_R7_ARecordIsSharedWhenItsCallIsConferenced) {
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {gains("bob")}));
  when(DesktopRequest{101, "bob", Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
}

TEST_F(Guide, G1_R5_R7_ARecordIsSharedBetweenMoreThanTwoAgents) {
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {gains("bob")}));
  when(ConsultationInitiated{101, "bob", "carol"}, accepted(Rule::R5));
  when(ConsultationEstablished{101, "bob", "carol"}, accepted(Rule::R5, {may_read("carol")}));
  when(ConferenceCompleted{101, "bob", "carol"}, accepted(Rule::R7, {rises("carol")}));
  then_access({{"alice", Access::Full}, {"bob", Access::Full}, {"carol", Access::Full}});
}

TEST_F(Guide, G1_R13_D1_ACallWithoutAValidRecordHandleSharesNothing) {
  when(SingleStepTransferCompleted{999, "alice", "bob"}, refused(Rule::R13, Reason::UnknownRecord));
  when(ConferenceCompleted{999, "alice", "bob"}, refused(Rule::R13, Reason::UnknownRecord));
  when(DesktopRequest{999, "alice", Request::ChainedRecordRequest}, error(Rule::D1, Reason::UnknownRecord));
  then_access({{"alice", Access::Full}});
}

TEST_F(Guide, G2_R1_D3_TheServerMustMonitorAllDnsThatParticipate) {
  given(DnUnmonitored{"dn:bob"});
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7));
  when(DesktopRequest{101, "bob", Request::DoNotCall}, error(Rule::D3, Reason::NotMonitored));
  when(DnMonitored{"dn:bob"}, accepted(Rule::E1, {gains("bob")}));
  when(DesktopRequest{101, "bob", Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
}

TEST_F(Guide, G3_R1_D2_AllAgentsWhoShareMustBeLoggedIn) {
  given(AgentLogout{"bob"});
  when(SingleStepConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7));
  when(DesktopRequest{101, "bob", Request::DoNotCall}, error(Rule::D2, Reason::NotLoggedIn));
  when(AgentLogin{"bob", "dn:bob"}, accepted(Rule::E3, {gains("bob")}));
  when(DesktopRequest{101, "bob", Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
}

TEST_F(Guide, G4_R3_D4_AfterASingleStepTransferTheInitiatorHasNoRightsToTheRecordAndTheChainedRecords) {
  when(SingleStepTransferCompleted{101, "alice", "bob"}, accepted(Rule::R3, {loses("alice"), gains("bob")}));
  for (auto const record : {RecordHandle{101}, RecordHandle{102}}) {
    when(DesktopRequest{record, "alice", Request::ChainedRecordRequest}, error(Rule::D4, Reason::NoAccess));
    for (auto const request : kWritingRequests)
      when(DesktopRequest{record, "alice", request}, error(Rule::D4, Reason::NoAccess));
  }
}

TEST_F(Guide, G4_R4_AfterAMuteTransferTheInitiatorHasNoRights) {
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  then_access({{"alice", Access::Full}});
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R4, {loses("alice"), gains("bob")}));
  then_access({{"bob", Access::Full}});
}

TEST_F(Guide, G4_R4_R5_BeforeTheTransferHasCompletedNothingIsRevoked) {
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  when(DesktopRequest{101, "alice", Request::UpdateCallCompletionStats},
       acknowledged("UpdateCallCompletionStatsAcknowledge"));
  when(DesktopRequest{101, "bob", Request::ChainedRecordRequest}, error(Rule::D4, Reason::NoAccess));
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R4, {loses("alice"), gains("bob")}));
}

TEST_F(Guide, G5_R3_D7_D9_AllRightsAreGrantedToTheAgentWhoReceivedTheTransferredCall) {
  when(SingleStepTransferCompleted{101, "alice", "bob"}, accepted(Rule::R3, {loses("alice"), gains("bob")}));
  when(DesktopRequest{102, "bob", Request::ChainedRecordRequest}, shown({{101, true}, {102, true}}));
  for (auto const record : {RecordHandle{101}, RecordHandle{102}})
    when(DesktopRequest{record, "bob", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {record}));
}

TEST_F(Guide, G5_R4_D9_AMuteTransferGrantsThemToo) {
  given(ConsultationInitiated{101, "alice", "bob"});
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R4, {loses("alice"), gains("bob")}));
  when(DesktopRequest{102, "bob", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {102}));
}

TEST_F(Guide, G6_R5_OnceTheConsultationIsEstablishedItsTargetMayRead) {
  when(ConsultationInitiated{101, "alice", "bob"}, accepted(Rule::R5));
  then_access({{"alice", Access::Full}});
  when(ConsultationEstablished{101, "alice", "bob"}, accepted(Rule::R5, {may_read("bob")}));
  then_access({{"alice", Access::Full}, {"bob", Access::ReadOnly}});
}

TEST_F(Guide, G6_R5_R6_WhenTheTwoStepTransferIsCompletedTheTargetHasTheRecord) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(TransferCompleted{101, "alice", "bob"}, accepted(Rule::R6, {loses("alice"), rises("bob")}));
  then_access({{"bob", Access::Full}});
}

TEST_F(Guide, G7_D6_NoDesktopEventIsAcceptedFromTheConsultedAgentButOne) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  for (auto const record : {RecordHandle{101}, RecordHandle{102}})
    for (auto const request : kWritingRequests)
      when(DesktopRequest{record, "bob", request}, error(Rule::D6, Reason::ReadOnlyAccess));
  then_records({{101, {}}, {102, {}}});
}

TEST_F(Guide, G8_D5_ChainedRecordsArePassedToTheConsultedAgentReadOnly) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(DesktopRequest{101, "bob", Request::ChainedRecordRequest}, shown_read_only({101, 102}));
  when(DesktopRequest{102, "bob", Request::ChainedRecordRequest}, shown_read_only({101, 102}));
}

TEST_F(Guide, G9_R7_D7_AllAgentsInTheConferenceHaveFullAccessToTheRecordAndItsChain) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(ConferenceCompleted{101, "alice", "bob"}, accepted(Rule::R7, {rises("bob")}));
  when(SingleStepConferenceCompleted{101, "bob", "carol"}, accepted(Rule::R7, {gains("carol")}));
  then_access({{"alice", Access::Full}, {"bob", Access::Full}, {"carol", Access::Full}});
  for (auto const* const agent : {"alice", "bob", "carol"})
    for (auto const record : {RecordHandle{101}, RecordHandle{102}})
      when(DesktopRequest{record, agent, Request::ChainedRecordRequest}, shown({{101, true}, {102, true}}));
}

TEST_F(Guide, G10_D9_AllAgentsInTheConferenceMayUpdateTheChain) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  for (auto const* const agent : {"alice", "bob"})
    for (auto const record : {RecordHandle{101}, RecordHandle{102}}) {
      when(DesktopRequest{record, agent, Request::UpdateCallCompletionStats},
           acknowledged("UpdateCallCompletionStatsAcknowledge"));
      when(DesktopRequest{record, agent, Request::RecordReschedule}, acknowledged("RecordRescheduleAcknowledge"));
      when(DesktopRequest{record, agent, Request::ScheduledRecordReschedule},
           acknowledged("ScheduledRecordRescheduleAcknowledge"));
      when(DesktopRequest{record, agent, Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
    }
}

TEST_F(Guide, G11_D9_AccessIsConcurrent_EachMayFinalizeARecordOfItsOwn) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(DesktopRequest{101, "bob", Request::RecordReject}, acknowledged("RecordRejectAcknowledge", {101}));
  when(DesktopRequest{102, "alice", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {102}));
  then_records({{101, Finality{Request::RecordReject, "bob"}}, {102, Finality{Request::RecordProcessed, "alice"}}});
}

TEST_F(Guide, G12_D8_AfterOneAcknowledgedRecordProcessedTheOthersCannotUpdateTheRecord) {
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(DesktopRequest{101, "bob", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {101}));
  for (auto const* const agent : {"alice", "bob"})
    for (auto const request : kWritingRequests)
      when(DesktopRequest{101, agent, request}, already_final(Request::RecordProcessed, "bob"));
  when(DesktopRequest{101, "alice", Request::ChainedRecordRequest}, shown({{101, false}, {102, true}}));
  then_access({{"alice", Access::Full}, {"bob", Access::Full}});
}

}  // namespace
}  // namespace recordshare::tests
