// SPDX-License-Identifier: Apache-2.0
// order_rules_tests.cpp tests every reason of R13 for every call event, and the order of the reasons.
#include <vector>

#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Every event with the members `from` and `to`.
std::vector<Event> pair_events(RecordHandle record, std::string_view from, std::string_view to) {
  return {SingleStepTransferCompleted{record, from, to},
          ConsultationInitiated{record, from, to},
          ConsultationEstablished{record, from, to},
          ConsultationReleased{record, from, to},
          TransferCompleted{record, from, to},
          ConferenceCompleted{record, from, to},
          SingleStepConferenceCompleted{record, from, to}};
}

/// Those of them that complete or change a consultation, and so need one.
std::vector<Event> consultation_events(std::string_view from, std::string_view to) {
  return {ConsultationEstablished{101, from, to}, ConsultationReleased{101, from, to},
          ConferenceCompleted{101, from, to}};
}

/// Four agents at their desks, and a chain without party or keeper.
class OrderRules : public Story {
 protected:
  OrderRules() {
    given_logged_in({"alice", "bob", "carol", "dave"});
    given_chain(1, {101});
  }
  void all_are_refused(std::vector<Event> const& events, Reason reason, Where where = Where::current()) {
    for (auto const& event : events) when(event, refused(Rule::R13, reason), where);
  }
};

TEST_F(OrderRules, R13_UnknownRecord_ForEveryCallEvent) {
  all_are_refused(pair_events(999, "alice", "bob"), Reason::UnknownRecord);
  all_are_refused({CallEstablished{999, "alice"}, PreviewRecord{999, "alice"}, PartyLeft{999, "alice"}, CallEnded{999}},
                  Reason::UnknownRecord);
}

TEST_F(OrderRules, R13_UnknownRecord_ComesBeforeEveryOtherReason) {
  all_are_refused(pair_events(999, "nobody", "nobody"), Reason::UnknownRecord);  // SameAgent, NotOnCall
  all_are_refused({PreviewRecord{999, "nobody"}}, Reason::UnknownRecord);        // NotEligible
}

TEST_F(OrderRules, R13_NoLiveCall_BeforeTheCallAndAfterIt) {
  all_are_refused(pair_events(101, "alice", "bob"), Reason::NoLiveCall);
  all_are_refused({PartyLeft{101, "alice"}, CallEnded{101}}, Reason::NoLiveCall);
  given(CallEstablished{101, "alice"});
  given(CallEnded{101});
  all_are_refused(pair_events(101, "alice", "bob"), Reason::NoLiveCall);
  all_are_refused({PartyLeft{101, "alice"}, CallEnded{101}}, Reason::NoLiveCall);
  then_chain({.phase = Phase::WrapUp, .keepers = {"alice"}});
}

TEST_F(OrderRules, R13_NoLiveCall_OfAPreviewedRecord) {
  given(PreviewRecord{101, "alice"});
  all_are_refused(pair_events(101, "alice", "bob"), Reason::NoLiveCall);
  all_are_refused({PartyLeft{101, "alice"}, CallEnded{101}}, Reason::NoLiveCall);
}

TEST_F(OrderRules, R13_NoLiveCall_ComesBeforeSameAgentAndNotOnCall) {
  all_are_refused(pair_events(101, "alice", "alice"), Reason::NoLiveCall);
}

TEST_F(OrderRules, R13_SameAgent_ForEveryEventWithTwoEnds) {
  given(CallEstablished{101, "alice"});
  all_are_refused(pair_events(101, "alice", "alice"), Reason::SameAgent);
}

TEST_F(OrderRules, R13_SameAgent_ComesBeforeNotOnCall) {
  given(CallEstablished{101, "alice"});
  all_are_refused(pair_events(101, "bob", "bob"), Reason::SameAgent);
  all_are_refused(pair_events(101, "nobody", "nobody"), Reason::SameAgent);
}

TEST_F(OrderRules, R13_NotOnCall_ForEveryEventWithTwoEnds) {
  given(CallEstablished{101, "alice"});
  all_are_refused(pair_events(101, "bob", "alice"), Reason::NotOnCall);
  all_are_refused(pair_events(101, "nobody", "somebody"), Reason::NotOnCall);
}

TEST_F(OrderRules, R13_NotOnCall_ForWhoLeavesACallThatItIsNotOn) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "carol"});
  all_are_refused({PartyLeft{101, "bob"}, PartyLeft{101, "nobody"}}, Reason::NotOnCall);
  when(PartyLeft{101, "carol"}, accepted(Rule::R9));  // but a consulted agent may
  all_are_refused({PartyLeft{101, "carol"}}, Reason::NotOnCall);
}

TEST_F(OrderRules, R13_NotOnCall_AConsultedAgentIsNoParty) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  all_are_refused(pair_events(101, "bob", "alice"), Reason::NotOnCall);
}

TEST_F(OrderRules, R13_NotOnCall_ComesBeforeConsultationBusy) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  all_are_refused({ConsultationInitiated{101, "bob", "alice"}, ConsultationInitiated{101, "carol", "bob"}},
                  Reason::NotOnCall);
}

TEST_F(OrderRules, R13_ConsultationBusy_WhereWhoIsConsultedIsInOneAlready) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(ConsultationInitiated{101, "alice", "carol"});
  all_are_refused({ConsultationInitiated{101, "alice", "carol"},  // both, in the same one
                   ConsultationInitiated{101, "bob", "carol"},    // to is a target
                   ConsultationInitiated{101, "bob", "alice"}},   // to is an initiator
                  Reason::ConsultationBusy);
}

TEST_F(OrderRules, R13_ConsultationBusy_WhereWhoConsultsIsConsulted) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(ConsultationInitiated{101, "alice", "bob"});
  all_are_refused({ConsultationInitiated{101, "bob", "carol"}}, Reason::ConsultationBusy);
}

TEST_F(OrderRules, R5_ConsultationBusy_CountsWithinTheChainAlone) {
  given_chain(2, {201});
  given(CallEstablished{101, "alice"});
  given(CallEstablished{201, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  when(ConsultationInitiated{201, "alice", "bob"}, accepted(Rule::R5));
}

TEST_F(OrderRules, R13_NoConsultation_WhereThereIsNone) {
  given(CallEstablished{101, "alice"});
  all_are_refused(consultation_events("alice", "bob"), Reason::NoConsultation);
  all_are_refused(consultation_events("alice", "nobody"), Reason::NoConsultation);
}

TEST_F(OrderRules, R13_NoConsultation_WhereItIsWithAnother) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  all_are_refused(consultation_events("alice", "carol"), Reason::NoConsultation);
}

TEST_F(OrderRules, R13_NoConsultation_PairsAreOrdered) {
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(ConsultationInitiated{101, "alice", "bob"});
  all_are_refused(consultation_events("bob", "alice"), Reason::NoConsultation);
}

TEST_F(OrderRules, R13_AlreadyEstablished_TheSecondTime) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  all_are_refused({ConsultationEstablished{101, "alice", "bob"}}, Reason::AlreadyEstablished);
}

TEST_F(OrderRules, R3_R7_SingleStepEventsMayComeWhileConsultationsAreOn) {
  given(CallEstablished{101, "alice"});
  given(ConsultationInitiated{101, "alice", "bob"});
  when(SingleStepConferenceCompleted{101, "alice", "carol"}, accepted(Rule::R7, {gains("carol")}));
  when(SingleStepTransferCompleted{101, "alice", "dave"}, accepted(Rule::R3, {loses("alice"), gains("dave")}));
}

}  // namespace
}  // namespace recordshare::tests
