// SPDX-License-Identifier: Apache-2.0
// request_rules_tests.cpp tests the rules of desktop requests (D1 to D9), and their order, as stories.
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

constexpr bool writes(RequestTerm const& term) { return term.kind != RequestClass::Reads; }

/// The request of this vocabulary entry.
Request request_of(RequestTerm const& term) {
  return enumerator_at<Request>(static_cast<std::size_t>(&term - kRequests.data()));
}

/// Alice and bob are at their desks; alice is on a call for chain 1.
class RequestRules : public Story {
 protected:
  RequestRules() {
    given_logged_in({"alice", "bob"});
    given_chain(1, {101, 102});
    given(CallEstablished{101, "alice"});
  }

  /// All eight requests by `agent` on `record` have this outcome.
  void all_end(std::string_view agent, RecordHandle record, OwnedOutcome const& ending,
               Where where = Where::current()) {
    for (auto const& term : kRequests) when(DesktopRequest{record, agent, request_of(term)}, ending, where);
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
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  all_end("bob", 101, error(Rule::D4, Reason::NoAccess));
}

TEST_F(RequestRules, D4_AConsultationThatIsDialingGivesNone) {
  given(ConsultationInitiated{101, "alice", "bob"});
  all_end("bob", 101, error(Rule::D4, Reason::NoAccess));
}

TEST_F(RequestRules, D5_AConsultedAgentIsShownTheRecordsReadOnly) {
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(DesktopRequest{102, "bob", Request::ChainedRecordRequest}, shown_read_only({101, 102}));
}

TEST_F(RequestRules, D6_AConsultedAgentMayDoNothingElse_AlsoNotOnAFinalRecord) {  // D6 before D8
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  for (auto const& term : kRequests)
    if (writes(term))
      for (auto const record : {RecordHandle{101}, RecordHandle{102}})
        when(DesktopRequest{record, "bob", request_of(term)}, error(Rule::D6, Reason::ReadOnlyAccess));
}

TEST_F(RequestRules, D7_FullAccessIsShownEveryRecordInOrderWithWhetherItCanStillBeUpdated) {
  given(RecordAdded{1, 100});
  given(DesktopRequest{102, "alice", Request::RecordReject});
  for (auto const record : {RecordHandle{100}, RecordHandle{101}, RecordHandle{102}})
    when(DesktopRequest{record, "alice", Request::ChainedRecordRequest},
         shown({{101, true}, {102, false}, {100, true}}));
}

TEST_F(RequestRules, D7_ReadingChangesNothing_EvenWhenEveryRecordIsFinal) {
  given(DesktopRequest{101, "alice", Request::RecordReject});
  given(RecordCanceled{102});
  when(DesktopRequest{101, "alice", Request::ChainedRecordRequest}, shown({{101, false}, {102, false}}));
  when(DesktopRequest{101, "alice", Request::ChainedRecordRequest}, shown({{101, false}, {102, false}}));
}

TEST_F(RequestRules, D8_AfterEachFinalizingRequestItNamesWhatFinalizedTheRecordAndWho) {
  std::uint64_t record = 200;
  for (auto const& finalizing : kRequests) {
    if (finalizing.kind != RequestClass::Finalizes) continue;
    given(RecordAdded{1, ++record});
    given(DesktopRequest{record, "alice", request_of(finalizing)});
    for (auto const& term : kRequests)
      if (writes(term))
        when(DesktopRequest{record, "alice", request_of(term)}, already_final(request_of(finalizing), "alice"));
  }
}

TEST_F(RequestRules, D8_AfterACancelItNamesTheServer) {  // E8
  given(RecordCanceled{101});
  for (auto const& term : kRequests)
    if (writes(term)) when(DesktopRequest{101, "alice", request_of(term)}, already_canceled());
}

TEST_F(RequestRules, D8_WhoFinalizedIsNamedAfterItLeft) {
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  given(SingleStepTransferCompleted{101, "alice", "bob"});
  given(AgentLogout{"alice"});
  when(DesktopRequest{101, "bob", Request::RecordProcessed}, already_final(Request::RecordProcessed, "alice"));
}

TEST_F(RequestRules, D9_EveryRequestOnAnOpenRecordIsAcknowledgedInItsOwnWords) {
  std::uint64_t record = 200;
  for (auto const& term : kRequests) {
    if (!writes(term)) continue;
    given(RecordAdded{1, ++record});
    std::vector<RecordHandle> finalized;
    if (term.kind == RequestClass::Finalizes) finalized.push_back(record);
    when(DesktopRequest{record, "alice", request_of(term)}, acknowledged(term.answer, finalized));
  }
}

TEST_F(RequestRules, D9_AnUpdateLeavesTheRecordOpen) {
  for (auto const& term : kRequests)
    if (term.kind == RequestClass::Updates)
      when(DesktopRequest{101, "alice", request_of(term)}, acknowledged(term.answer));
  then_records({{101, {}}, {102, {}}});
}

TEST_F(RequestRules, D9_AFinalizingRequestMakesThatRecordFinalAndNoOther) {
  when(DesktopRequest{102, "alice", Request::RequestRecordCancel}, acknowledged("RecordCancelAcknowledge", {102}));
  then_records({{101, {}}, {102, Finality{Request::RequestRecordCancel, "alice"}}});
}

TEST_F(RequestRules, D9_OfManyWhoTryExactlyOneSucceeds) {  // D8
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  when(DesktopRequest{101, "bob", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {101}));
  when(DesktopRequest{101, "alice", Request::RecordProcessed}, already_final(Request::RecordProcessed, "bob"));
  when(DesktopRequest{101, "bob", Request::RecordProcessed}, already_final(Request::RecordProcessed, "bob"));
}

TEST_F(RequestRules, D9_ARejectedRecordMayBeDialedAgainOnceItsChainIsLoadedAnew) {  // E6, E5
  given(DesktopRequest{101, "alice", Request::RecordReject});
  given(CallEnded{101});
  given(ChainUnloaded{1});
  given_chain(1, {101, 102});
  then_records({{101, {}}, {102, {}}});
  given(CallEstablished{101, "alice"});
  when(DesktopRequest{101, "alice", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {101}));
}

}  // namespace
}  // namespace recordshare::tests
