// SPDX-License-Identifier: Apache-2.0
// policy_tests.cpp tests what each value of each policy (rules.md, section 7) changes, and what it does not change.
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Alice is on a call for a chain of three records, under the given policies.
class PolicyStory : public Story {
 protected:
  explicit PolicyStory(Policies const& policies) : Story({.policies = policies, .limits = {}}) {
    given_logged_in({"alice", "bob"});
    given_chain(1, {101, 102, 103});
    given_chain(2, {201});
    given(CallEstablished{101, "alice"});
    given(CallEstablished{201, "alice"});
  }
};

struct Defaults : PolicyStory {
  Defaults() : PolicyStory({}) {}
};
struct ChainScope : PolicyStory {
  ChainScope() : PolicyStory({.final_scope = FinalScope::Chain}) {}
};
struct RescheduleFinalizes : PolicyStory {
  RescheduleFinalizes() : PolicyStory({.reschedule = Reschedule::Finalizes}) {}
};
struct BothPolicies : PolicyStory {
  BothPolicies() : PolicyStory({FinalScope::Chain, Reschedule::Finalizes}) {}
};
struct ObjectionsAlways : PolicyStory {
  ObjectionsAlways() : PolicyStory({.do_not_call = DoNotCallScope::Always}) {}
};

TEST_F(Defaults, D9_AreTheFirstValues_OneRecordIsFinalizedAndReschedulingUpdates) {
  EXPECT_EQ(engine.options().policies, Policies{});
  given(DesktopRequest{101, "alice", Request::RecordReschedule});
  given(DesktopRequest{101, "alice", Request::ScheduledRecordReschedule});
  given(DesktopRequest{102, "alice", Request::RecordProcessed});
  then_records({{101, {}}, {102, Finality{Request::RecordProcessed, "alice"}}, {103, {}}});
}

TEST_F(ChainScope, D9_D8_AFinalizingRequestFinalizesEveryOpenRecordOfTheChainAtOnce) {
  when(DesktopRequest{102, "alice", Request::RecordReject}, acknowledged("RecordRejectAcknowledge", {101, 102, 103}));
  Finality const by_alice{Request::RecordReject, "alice"};
  then_records({{101, by_alice}, {102, by_alice}, {103, by_alice}});
  then_records({{201, {}}}, 2);
  when(DesktopRequest{103, "alice", Request::DoNotCall}, already_final(Request::RecordReject, "alice"));
}

TEST_F(ChainScope, E8_AServersCancelDoesTheSame) {
  when(RecordCanceled{103}, canceled({101, 102, 103}));
  Finality const by_server{std::nullopt, ""};
  then_records({{101, by_server}, {102, by_server}, {103, by_server}});
  when(RecordCanceled{101}, refused(Rule::E8, Reason::RecordAlreadyFinal));
  when(DesktopRequest{101, "alice", Request::DoNotCall}, already_canceled());
}

TEST_F(ChainScope, E7_ARecordAddedAfterwardsIsOpenAndWhatIsFinalStaysAsItWas) {
  given(DesktopRequest{101, "alice", Request::RecordReject});
  given(RecordAdded{1, 104});
  when(DesktopRequest{104, "alice", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {104}));
  Finality const rejected{Request::RecordReject, "alice"};
  then_records({{101, rejected}, {102, rejected}, {103, rejected}, {104, Finality{Request::RecordProcessed, "alice"}}});
}

TEST_F(ChainScope, D9_AnUpdateFinalizesNothing) {
  given(DesktopRequest{101, "alice", Request::RecordReschedule});
  given(DesktopRequest{101, "alice", Request::DoNotCall});
  then_records({{101, {}}, {102, {}}, {103, {}}});
}

TEST_F(RescheduleFinalizes, D9_D8_EitherReschedulingMakesTheRecordFinal) {
  when(DesktopRequest{101, "alice", Request::RecordReschedule}, acknowledged("RecordRescheduleAcknowledge", {101}));
  when(DesktopRequest{102, "alice", Request::ScheduledRecordReschedule},
       acknowledged("ScheduledRecordRescheduleAcknowledge", {102}));
  then_records({{101, Finality{Request::RecordReschedule, "alice"}},
                {102, Finality{Request::ScheduledRecordReschedule, "alice"}},
                {103, {}}});
  when(DesktopRequest{101, "alice", Request::RecordProcessed}, already_final(Request::RecordReschedule, "alice"));
  when(RecordCanceled{102}, refused(Rule::E8, Reason::RecordAlreadyFinal));
}

TEST_F(RescheduleFinalizes, D9_TheOtherUpdatesStillUpdate) {
  given(DesktopRequest{101, "alice", Request::UpdateCallCompletionStats});
  given(DesktopRequest{101, "alice", Request::DoNotCall});
  then_records({{101, {}}, {102, {}}, {103, {}}});
}

TEST_F(RescheduleFinalizes, D6_AConsultedAgentMayStillNot) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(DesktopRequest{101, "bob", Request::RecordReschedule}, error(Rule::D6, Reason::ReadOnlyAccess));
}

TEST_F(BothPolicies, D9_OneReschedulingFinalizesTheWholeChain) {
  when(DesktopRequest{101, "alice", Request::ScheduledRecordReschedule},
       acknowledged("ScheduledRecordRescheduleAcknowledge", {101, 102, 103}));
  Finality const by_alice{Request::ScheduledRecordReschedule, "alice"};
  then_records({{101, by_alice}, {102, by_alice}, {103, by_alice}});
  then_records({{201, {}}}, 2);
}

/// The customer's objection is not dropped because somebody has closed the record, which stays Final as it was.
TEST_F(ObjectionsAlways, D9_D8_AnObjectionIsAcknowledgedForAFinalRecordAndNothingElseIs) {
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  when(DesktopRequest{101, "alice", Request::DoNotCall}, acknowledged("DoNotCallAcknowledge"));
  when(DesktopRequest{101, "alice", Request::UpdateCallCompletionStats},
       already_final(Request::RecordProcessed, "alice"));
  then_records({{101, Finality{Request::RecordProcessed, "alice"}}, {102, {}}, {103, {}}});
  when(DesktopRequest{102, "alice", Request::ChainedRecordRequest}, shown({{101, false}, {102, true}, {103, true}}));
}

TEST_F(ObjectionsAlways, D4_D6_ItNeedsFullAccess) {
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  when(DesktopRequest{101, "bob", Request::DoNotCall}, error(Rule::D4, Reason::NoAccess));
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(DesktopRequest{101, "bob", Request::DoNotCall}, error(Rule::D6, Reason::ReadOnlyAccess));
}

TEST(SetPolicy, TakesEveryNameAndValueOfTheRules) {
  for (auto const& policy : kPolicies)
    for (auto const value : policy.values) {
      Policies policies;
      EXPECT_TRUE(set_policy(policies, std::string(policy.name) + "=" + std::string(value)));
    }
  Policies policies;
  EXPECT_TRUE(set_policy(policies, "final_scope=chain"));
  EXPECT_EQ(policies, (Policies{FinalScope::Chain, Reschedule::Updates}));
  EXPECT_TRUE(set_policy(policies, "reschedule=finalizes"));
  EXPECT_EQ(policies, (Policies{FinalScope::Chain, Reschedule::Finalizes}));
  EXPECT_TRUE(set_policy(policies, "final_scope=record"));
  EXPECT_TRUE(set_policy(policies, "reschedule=updates"));
  EXPECT_EQ(policies, Policies{});
}

TEST(SetPolicy, LeavesAllAsItIsWhereTheSettingIsNone) {
  Policies const before{FinalScope::Chain, Reschedule::Finalizes};
  for (auto const* const setting :
       {"", "=", "final_scope", "final_scope=", "final_scope=Record", "final_scope=record ", " final_scope=record",
        "reschedule=record", "=record", "finalscope=record", "final_scope=record=record", "final_scope=updates"}) {
    Policies policies = before;
    EXPECT_FALSE(set_policy(policies, setting)) << setting;
    EXPECT_EQ(policies, before) << setting;
  }
}

}  // namespace
}  // namespace recordshare::tests
