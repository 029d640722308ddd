// SPDX-License-Identifier: Apache-2.0
// policy_tests.cpp tells what each value of each policy (rules.md, section 7) changes, and what it does not.
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

TEST_F(Defaults, D9_AreTheFirstValues_OneRecordIsFinalizedAndReschedulingUpdates) {
  EXPECT_EQ(engine.options().policies, Policies{});
  given(DesktopRequest{Request::RecordReschedule, "alice", 101});
  given(DesktopRequest{Request::ScheduledRecordReschedule, "alice", 101});
  given(DesktopRequest{Request::RecordProcessed, "alice", 102});
  then_records({{101, {}}, {102, Finality{Request::RecordProcessed, "alice"}}, {103, {}}});
}

TEST_F(ChainScope, D9_D8_AFinalizingRequestFinalizesEveryOpenRecordOfTheChainAtOnce) {
  when(DesktopRequest{Request::RecordReject, "alice", 102}, acknowledged("RecordRejectAcknowledge"));
  Finality const by_alice{Request::RecordReject, "alice"};
  then_records({{101, by_alice}, {102, by_alice}, {103, by_alice}});
  then_records({{201, {}}}, 2);
  when(DesktopRequest{Request::DoNotCall, "alice", 103}, already_final(Request::RecordReject, "alice"));
}

TEST_F(ChainScope, E8_AServersCancelDoesTheSame) {
  when(RecordCanceled{103}, accepted(Rule::E8));
  Finality const by_server{std::nullopt, ""};
  then_records({{101, by_server}, {102, by_server}, {103, by_server}});
  when(RecordCanceled{101}, refused(Rule::E8, Reason::RecordAlreadyFinal));
  when(DesktopRequest{Request::DoNotCall, "alice", 101}, already_canceled());
}

TEST_F(ChainScope, E7_ARecordAddedAfterwardsIsOpenAndWhatIsFinalStaysAsItWas) {
  given(DesktopRequest{Request::RecordReject, "alice", 101});
  given(RecordAdded{1, 104});
  when(DesktopRequest{Request::RecordProcessed, "alice", 104}, acknowledged("RecordProcessedAcknowledge"));
  Finality const rejected{Request::RecordReject, "alice"};
  then_records({{101, rejected}, {102, rejected}, {103, rejected}, {104, Finality{Request::RecordProcessed, "alice"}}});
}

TEST_F(ChainScope, D9_AnUpdateFinalizesNothing) {
  given(DesktopRequest{Request::RecordReschedule, "alice", 101});
  given(DesktopRequest{Request::DoNotCall, "alice", 101});
  then_records({{101, {}}, {102, {}}, {103, {}}});
}

TEST_F(RescheduleFinalizes, D9_D8_EitherReschedulingMakesTheRecordFinal) {
  when(DesktopRequest{Request::RecordReschedule, "alice", 101}, acknowledged("RecordRescheduleAcknowledge"));
  when(DesktopRequest{Request::ScheduledRecordReschedule, "alice", 102},
       acknowledged("ScheduledRecordRescheduleAcknowledge"));
  then_records({{101, Finality{Request::RecordReschedule, "alice"}},
                {102, Finality{Request::ScheduledRecordReschedule, "alice"}},
                {103, {}}});
  when(DesktopRequest{Request::RecordProcessed, "alice", 101}, already_final(Request::RecordReschedule, "alice"));
  when(RecordCanceled{102}, refused(Rule::E8, Reason::RecordAlreadyFinal));
}

TEST_F(RescheduleFinalizes, D9_TheOtherUpdatesStillUpdate) {
  given(DesktopRequest{Request::UpdateCallCompletionStats, "alice", 101});
  given(DesktopRequest{Request::DoNotCall, "alice", 101});
  then_records({{101, {}}, {102, {}}, {103, {}}});
}

TEST_F(RescheduleFinalizes, D6_AConsultedAgentMayStillNot) {
  given(ConsultationInitiated{101, "alice", "bob"});
  given(ConsultationEstablished{101, "alice", "bob"});
  when(DesktopRequest{Request::RecordReschedule, "bob", 101}, error(Rule::D6, Reason::ReadOnlyAccess));
}

TEST_F(BothPolicies, D9_OneReschedulingFinalizesTheWholeChain) {
  when(DesktopRequest{Request::ScheduledRecordReschedule, "alice", 101},
       acknowledged("ScheduledRecordRescheduleAcknowledge"));
  Finality const by_alice{Request::ScheduledRecordReschedule, "alice"};
  then_records({{101, by_alice}, {102, by_alice}, {103, by_alice}});
  then_records({{201, {}}}, 2);
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
