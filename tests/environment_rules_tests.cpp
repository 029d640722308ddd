// SPDX-License-Identifier: Apache-2.0
// environment_rules_tests.cpp tests the rules of DNs, logins and loaded chains (E1 to E8) as stories.
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

/// Nothing has happened yet.
class EnvironmentRules : public Story {
 protected:
  /// Alice is at her desk, on a call for a chain of two records.
  void given_alice_on_a_call() {
    given_logged_in({"alice"});
    given_chain(1, {101, 102});
    given(CallEstablished{101, "alice"});
  }
};

// E1, E2: monitoring.

TEST_F(EnvironmentRules, E1_ADnIsMonitored_AlsoIfItWasBefore) {
  when(DnMonitored{"7001"}, accepted(Rule::E1));
  when(DnMonitored{"7001"}, accepted(Rule::E1));
}

TEST_F(EnvironmentRules, E1_WhoIsLoggedInThereIsEligibleFromNowOn) {  // R1
  when(AgentLogin{"alice", "7001"}, accepted(Rule::E3));
  EXPECT_EQ(engine.standing("alice"), Standing::NotMonitored);
  when(DnMonitored{"7001"}, accepted(Rule::E1));
  EXPECT_EQ(engine.standing("alice"), Standing::Eligible);
}

TEST_F(EnvironmentRules, E2_ADnIsNotMonitored_AlsoIfItNeverWas) {
  when(DnUnmonitored{"7001"}, accepted(Rule::E2));
  when(DnUnmonitored{"7001"}, accepted(Rule::E2));
}

TEST_F(EnvironmentRules, E2_WhoIsLoggedInThereStaysSoButIsNotEligible) {  // R1
  given_logged_in({"alice"});
  when(DnUnmonitored{"dn:alice"}, accepted(Rule::E2));
  EXPECT_EQ(engine.standing("alice"), Standing::NotMonitored);
  when(AgentLogout{"alice"}, accepted(Rule::E4));
}

TEST_F(EnvironmentRules, E1_E2_AccessChangesInEveryChainOfTheAgentInTheirOrder) {
  given_logged_in({"alice", "bob"});
  for (unsigned const chain : {3U, 1U, 2U}) {
    given_chain(chain, {chain * 100});
    given(CallEstablished{chain * 100, "alice"});
  }
  given(ConsultationInitiated{200, "alice", "bob"});
  given(ConsultationEstablished{200, "alice", "bob"});
  when(DnUnmonitored{"dn:alice"},
       accepted(Rule::E2, {loses("alice", 1), loses("alice", 2), may_no_longer_read("bob", 2), loses("alice", 3)}));
  when(DnMonitored{"dn:alice"},
       accepted(Rule::E1, {gains("alice", 1), gains("alice", 2), may_read("bob", 2), gains("alice", 3)}));
}

// E3, E4: login and logout.

TEST_F(EnvironmentRules, E3_AnAgentLogsInAtADn) {
  given(DnMonitored{"7001"});
  EXPECT_EQ(engine.standing("alice"), Standing::NotLoggedIn);
  when(AgentLogin{"alice", "7001"}, accepted(Rule::E3));
  EXPECT_EQ(engine.standing("alice"), Standing::Eligible);
}

/// The DNs of an agent, in order.
std::vector<std::string> dns_of(Engine const& engine, std::string_view agent) {
  std::vector<std::string> dns;
  for (std::string_view const dn : engine.dns(agent)) dns.emplace_back(dn);
  std::sort(dns.begin(), dns.end());
  return dns;
}

constexpr std::array<std::string_view, 3> kTwoDnsOneTwice{"7001", "7002", "7001"};

TEST_F(EnvironmentRules, E3_AnAgentAtSeveralDnsIsEligibleIfAllAreMonitored) {  // R1
  given(DnMonitored{"7001"});
  when(AgentLogin{"alice", kTwoDnsOneTwice}, accepted(Rule::E3));
  EXPECT_EQ(dns_of(engine, "alice"), (std::vector<std::string>{"7001", "7002"}));
  EXPECT_EQ(engine.standing("alice"), Standing::NotMonitored);
  given(DnMonitored{"7002"});
  EXPECT_EQ(engine.standing("alice"), Standing::Eligible);
  given(DnUnmonitored{"7001"});
  EXPECT_EQ(engine.standing("alice"), Standing::NotMonitored);
}

TEST_F(EnvironmentRules, E3_ASecondLoginEndsTheFirst) {
  given(AgentLogin{"alice", kTwoDnsOneTwice});
  when(AgentLogin{"alice", "7002"}, accepted(Rule::E3));
  EXPECT_EQ(dns_of(engine, "alice"), (std::vector<std::string>{"7002"}));
  EXPECT_EQ(engine.agent_at("7001"), "");
  EXPECT_EQ(engine.agent_at("7002"), "alice");
  EXPECT_EQ(engine.name_count(), 2U);  // alice and 7002
  when(AgentLogin{"alice", "7002"}, accepted(Rule::E3));
}

TEST_F(EnvironmentRules, E3_ALoginEndsThatOfEveryOtherAgentAtOneOfItsDnsAtAllOfItsDns) {
  for (std::string_view const dn : {"7001", "7002", "7003", "7004"}) given(DnMonitored{dn});
  given_chain(1, {101});
  given(AgentLogin{"alice", kTwoDnsOneTwice});
  given(AgentLogin{"bob", "7003"});
  given(CallEstablished{101, "alice"});
  given(SingleStepConferenceCompleted{101, "alice", "bob"});
  given(SingleStepConferenceCompleted{101, "alice", "carol"});
  constexpr std::array<std::string_view, 3> kCarols{"7002", "7003", "7004"};
  when(AgentLogin{"carol", kCarols}, accepted(Rule::E3, {loses("alice"), loses("bob"), gains("carol")}));
  EXPECT_EQ(engine.agent_at("7001"), "");
  EXPECT_EQ(engine.standing("alice"), Standing::NotLoggedIn);
  EXPECT_EQ(dns_of(engine, "bob"), std::vector<std::string>{});
  EXPECT_EQ(dns_of(engine, "carol"), (std::vector<std::string>{"7002", "7003", "7004"}));
}

TEST_F(EnvironmentRules, E3_AnAgentAndADnMayHaveTheSameName) {
  given(DnMonitored{"7001"});
  when(AgentLogin{"7001", "7001"}, accepted(Rule::E3));
  EXPECT_EQ(engine.standing("7001"), Standing::Eligible);
}

TEST_F(EnvironmentRules, E4_ALogoutFreesTheDnAndLeavesThePlaceInEveryChain) {  // R1
  given_alice_on_a_call();
  when(AgentLogout{"alice"}, accepted(Rule::E4, {loses("alice")}));
  then_chain({.phase = Phase::Live, .parties = {"alice"}});
  when(AgentLogin{"bob", "dn:alice"}, accepted(Rule::E3));
  given(DnMonitored{"7002"});
  when(AgentLogin{"alice", "7002"}, accepted(Rule::E3, {gains("alice")}));
}

TEST_F(EnvironmentRules, E4_OnlyWhoIsLoggedInLogsOut) {
  when(AgentLogout{"alice"}, refused(Rule::E4, Reason::AgentNotLoggedIn));
  given(AgentLogin{"alice", "7001"});
  given(AgentLogout{"alice"});
  when(AgentLogout{"alice"}, refused(Rule::E4, Reason::AgentNotLoggedIn));
}

// E5, E6: chains are loaded and unloaded.

TEST_F(EnvironmentRules, E5_ALoadedChainIsIdleNobodyHasItAndAllRecordsAreOpen) {
  std::vector<RecordHandle> const records{102, 101, 103};
  when(ChainLoaded{1, records}, accepted(Rule::E5));
  then_chain({});
  then_records({{102, {}}, {101, {}}, {103, {}}});
}

TEST_F(EnvironmentRules, E5_AChainIsLoadedOnce) {
  given_chain(1, {101});
  std::vector<RecordHandle> const other{201};
  when(ChainLoaded{1, other}, refused(Rule::E5, Reason::DuplicateChain));
}

TEST_F(EnvironmentRules, E5_AChainHasARecord) { when(ChainLoaded{1, {}}, refused(Rule::E5, Reason::EmptyChain)); }

TEST_F(EnvironmentRules, E5_ARecordIsInOneChainOnce) {
  given_chain(1, {101, 102});
  std::vector<RecordHandle> const known{201, 102};
  when(ChainLoaded{2, known}, refused(Rule::E5, Reason::DuplicateRecord));
  std::vector<RecordHandle> const twice{201, 202, 201};
  when(ChainLoaded{2, twice}, refused(Rule::E5, Reason::DuplicateRecord));
  std::vector<RecordHandle> const fresh{201, 202};
  when(ChainLoaded{2, fresh}, accepted(Rule::E5));  // the refused events left no record behind
}

TEST_F(EnvironmentRules, E5_TheReasonsInTheirOrder) {
  given_chain(1, {101});
  when(ChainLoaded{1, {}}, refused(Rule::E5, Reason::DuplicateChain));  // before EmptyChain
  std::vector<RecordHandle> const known{101};
  when(ChainLoaded{1, known}, refused(Rule::E5, Reason::DuplicateChain));  // before DuplicateRecord
}

TEST_F(EnvironmentRules, E6_AnUnloadedChainAndItsRecordsAreForgotten) {
  given_chain(1, {101, 102});
  when(ChainUnloaded{1}, accepted(Rule::E6));
  EXPECT_FALSE(engine.phase(1).has_value());
  EXPECT_FALSE(engine.chain_of(101).has_value());
  EXPECT_FALSE(engine.chain_of(102).has_value());
  when(ChainUnloaded{1}, refused(Rule::E6, Reason::UnknownChain));
}

TEST_F(EnvironmentRules, E6_WhoHadItHasItNoLonger) {
  given_alice_on_a_call();
  given(CallEnded{101});
  when(ChainUnloaded{1}, accepted(Rule::E6, {loses("alice")}));
}

TEST_F(EnvironmentRules, E6_NotWhileTheCallIsLiveAndAttended) {
  given_alice_on_a_call();
  when(ChainUnloaded{1}, refused(Rule::E6, Reason::CallAlreadyLive));
  given(AgentLogout{"alice"});
  when(ChainUnloaded{1}, accepted(Rule::E6));  // unattended
  when(AgentLogin{"alice", "dn:alice"}, accepted(Rule::E3));
}

TEST_F(EnvironmentRules, E6_AChainLoadedAnewIsAsIfItHadNeverBeen) {
  given_alice_on_a_call();
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  given(CallEnded{101});
  given(ChainUnloaded{1});
  given_chain(1, {101, 102});
  then_chain({});
  then_records({{101, {}}, {102, {}}});
  then_access({});
}

// E7: a record is added.

TEST_F(EnvironmentRules, E7_AnOpenRecordAtTheEndOfTheChain) {
  given_alice_on_a_call();
  when(RecordAdded{1, 7}, accepted(Rule::E7));
  then_records({{101, {}}, {102, {}}, {7, {}}});
  when(DesktopRequest{7, "alice", Request::RecordProcessed}, acknowledged("RecordProcessedAcknowledge", {7}));
}

TEST_F(EnvironmentRules, E7_NotToAnUnknownChainAndNotTwice) {
  given_chain(1, {101});
  given_chain(2, {201});
  when(RecordAdded{3, 301}, refused(Rule::E7, Reason::UnknownChain));
  when(RecordAdded{1, 101}, refused(Rule::E7, Reason::DuplicateRecord));
  when(RecordAdded{1, 201}, refused(Rule::E7, Reason::DuplicateRecord));
  when(RecordAdded{3, 101}, refused(Rule::E7, Reason::UnknownChain));  // before DuplicateRecord
}

// E8: the server cancels a record.

TEST_F(EnvironmentRules, E8_TheServerItselfFinalizesARecord_InAnyPhase) {
  given_chain(2, {201});
  when(RecordCanceled{201}, canceled({201}));
  given_alice_on_a_call();
  when(RecordCanceled{102}, canceled({102}));
  then_records({{101, {}}, {102, Finality{std::nullopt, ""}}});
  given(CallEnded{101});
  when(RecordCanceled{101}, canceled({101}));
  then_access({{"alice", Access::Full}});
}

TEST_F(EnvironmentRules, E8_NotAnUnknownRecordAndNotAFinalOne) {
  given_alice_on_a_call();
  when(RecordCanceled{999}, refused(Rule::E8, Reason::UnknownRecord));
  given(DesktopRequest{101, "alice", Request::RecordProcessed});
  when(RecordCanceled{101}, refused(Rule::E8, Reason::RecordAlreadyFinal));
  given(RecordCanceled{102});
  when(RecordCanceled{102}, refused(Rule::E8, Reason::RecordAlreadyFinal));
}

}  // namespace
}  // namespace recordshare::tests
