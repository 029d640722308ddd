// SPDX-License-Identifier: Apache-2.0
// request_rules_tests.cpp tells the rules of desktop requests (D1 to D9) as stories, and which comes before which.
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

constexpr bool writes(RequestTerm const& term) { return term.kind != RequestClass::Reads; }

/// The request whose entry of the vocabulary this is.
Request request_of(RequestTerm const& term) { return static_cast<Request>(&term - kRequests.data()); }

/// Alice and bob are at their desks; alice is on a call for chain 1.
class RequestRules : public Story {
 protected:
  RequestRules() {
    given_logged_in({"alice", "bob"});
    given_chain(1, {101, 102});
    given(CallEstablished{101, "alice"});
  }

  /// The eight requests, by `agent` on `record`, all end so.
  void all_end(std::string_view agent, RecordHandle record, Ending const& ending, Where where = Where::current()) {
    for (auto const& term : kRequests) when(DesktopRequest{request_of(term), agent, record}, ending, where);
  }
};

TEST_F(RequestRules, D1_AnUnknownRecord) { all_end("alice", 999, error(Rule::D1, Reason::UnknownRecord)); }

TEST_F(RequestRules, D1_ComesBeforeD2) { all_end("nobody", 999, error(Rule::D1, Reason::UnknownRecord)); }

TEST_F(RequestRules, D1_ARecordThatWasUnloaded) {
  given(CallEnded{101});
  given(ChainUnloaded{1});
  all_end("alice", 101, error(Rule::D1, Reason::UnknownRecord));
}

TEST_F(RequestRules, D2_WhoIsNotLoggedIn) {
  all_end("nobody", 101, error(Rule::D2, Reason::NotLoggedIn));
  given(AgentLogout{"alice"});
  all_end("alice", 101, error(Rule::D2, Reason::NotLoggedIn));
}

TEST_F(RequestRules, D2_ComesBeforeD3) {
  given(AgentLogout{"alice"});
  given(DnUnmonitored{"dn:alice"});
  all_end("alice", 101, error(Rule::D2, Reason::NotLoggedIn));
}

TEST_F(RequestRules, D3_WhoseDnIsNotMonitored) {
  given(DnUnmonitored{"dn:alice"});
  all_end("alice", 101, error(Rule::D3, Reason::NotMonitored));
}

TEST_F(RequestRules, D3_ComesBeforeD4) {
  given(DnUnmonitored{"dn:bob"});
  all_end("bob", 101, error(Rule::D3, Reason::NotMonitored));
}

TEST_F(RequestRules, D4_WhoHasNoAccess) { all_end("bob", 101, error(Rule::D4, Reason::NoAccess)); }

TEST_F(RequestRules, D4_ComesBeforeD8) {
  given(DesktopRequest{Request::RecordProcessed, "alice", 101});
  all_end("bob", 101, error(Rule::D4, Reason::NoAccess));
}

TEST_F(RequestRules, D4_AConsultationThatIsDialingGivesNone) {
  given(ConsultationInitiated{101, "alice", "bob"});
  all_end("bob", 101, error(Rule::D4, Reason::NoAccess));
}

TEST_F(RequestRules, D5_AConsultedAgentIsShownTheRecordsReadOnly) {
  given(DesktopRequest{Request::RecordProcessed, "alice", 101});
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(DesktopRequest{Request::ChainedRecordRequest, "bob", 102}, shown_read_only({101, 102}));
}

TEST_F(RequestRules, D6_AConsultedAgentMayDoNothingElse_AlsoNotOnAFinalRecord) {  // D6 before D8
  given(DesktopRequest{Request::RecordProcessed, "alice", 101});
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  for (auto const& term : kRequests)
    if (writes(term))
      for (auto const record : {RecordHandle{101}, RecordHandle{102}})
        when(DesktopRequest{request_of(term), "bob", record}, error(Rule::D6, Reason::ReadOnlyAccess));
}

TEST_F(RequestRules, D7_FullAccessIsShownEveryRecordInOrderWithWhetherItCanStillBeUpdated) {
  given(RecordAdded{1, 100});
  given(DesktopRequest{Request::RecordReject, "alice", 102});
  for (auto const record : {RecordHandle{100}, RecordHandle{101}, RecordHandle{102}})
    when(DesktopRequest{Request::ChainedRecordRequest, "alice", record},
         shown({{101, true}, {102, false}, {100, true}}));
}

TEST_F(RequestRules, D7_ReadingChangesNothing_EvenWhenEveryRecordIsFinal) {
  given(DesktopRequest{Request::RecordReject, "alice", 101});
  given(RecordCanceled{102});
  when(DesktopRequest{Request::ChainedRecordRequest, "alice", 101}, shown({{101, false}, {102, false}}));
  when(DesktopRequest{Request::ChainedRecordRequest, "alice", 101}, shown({{101, false}, {102, false}}));
}

TEST_F(RequestRules, D8_AfterEachFinalizingRequestItNamesWhatFinalizedTheRecordAndWho) {
  RecordHandle record = 200;
  for (auto const& finalizing : kRequests) {
    if (finalizing.kind != RequestClass::Finalizes) continue;
    given(RecordAdded{1, ++record});
    given(DesktopRequest{request_of(finalizing), "alice", record});
    for (auto const& term : kRequests)
      if (writes(term))
        when(DesktopRequest{request_of(term), "alice", record}, already_final(request_of(finalizing), "alice"));
  }
}

TEST_F(RequestRules, D8_AfterACancelItNamesTheServer) {  // E8
  given(RecordCanceled{101});
  for (auto const& term : kRequests)
    if (writes(term)) when(DesktopRequest{request_of(term), "alice", 101}, already_canceled());
}

TEST_F(RequestRules, D8_WhoFinalizedIsNamedAfterItLeft) {
  given(DesktopRequest{Request::RecordProcessed, "alice", 101});
  given(SingleStepTransferCompleted{101, "alice", "bob"});
  given(AgentLogout{"alice"});
  when(DesktopRequest{Request::RecordProcessed, "bob", 101}, already_final(Request::RecordProcessed, "alice"));
}

TEST_F(RequestRules, D9_EveryRequestOnAnOpenRecordIsAcknowledgedInItsOwnWords) {
  RecordHandle record = 200;
  for (auto const& term : kRequests) {
    if (!writes(term)) continue;
    given(RecordAdded{1, ++record});
    when(DesktopRequest{request_of(term), "alice", record}, acknowledged(term.answer));
  }
}

TEST_F(RequestRules, D9_AnUpdateLeavesTheRecordOpen) {
  for (auto const& term : kRequests)
    if (term.kind == RequestClass::Updates)
      when(DesktopRequest{request_of(term), "alice", 101}, acknowledged(term.answer));
  then_records({{101, {}}, {102, {}}});
}

TEST_F(RequestRules, D9_AFinalizingRequestMakesThatRecordFinalAndNoOther) {
  when(DesktopRequest{Request::RequestRecordCancel, "alice", 102}, acknowledged("RecordCancelAcknowledge"));
  then_records({{101, {}}, {102, Finality{Request::RequestRecordCancel, "alice"}}});
}

TEST_F(RequestRules, D9_OfManyWhoTryExactlyOneSucceeds) {  // D8
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(DesktopRequest{Request::RecordProcessed, "bob", 101}, acknowledged("RecordProcessedAcknowledge"));
  when(DesktopRequest{Request::RecordProcessed, "alice", 101}, already_final(Request::RecordProcessed, "bob"));
  when(DesktopRequest{Request::RecordProcessed, "bob", 101}, already_final(Request::RecordProcessed, "bob"));
}

TEST_F(RequestRules, D9_ARejectedRecordMayBeDialedAgainOnceItsChainIsLoadedAnew) {  // E6, E5
  given(DesktopRequest{Request::RecordReject, "alice", 101});
  given(CallEnded{101});
  given(ChainUnloaded{1});
  given_chain(1, {101, 102});
  then_records({{101, {}}, {102, {}}});
  given(CallEstablished{101, "alice"});
  when(DesktopRequest{Request::RecordProcessed, "alice", 101}, acknowledged("RecordProcessedAcknowledge"));
}

}  // namespace
}  // namespace recordshare::tests
