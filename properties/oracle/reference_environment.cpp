// SPDX-License-Identifier: Apache-2.0
// reference_environment.cpp implements section 6 of rules.md: logins, monitoring, and loading of chains.
#include <algorithm>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {

// E1
OwnedOutcome Reference::decide(DnMonitored const& e) {
  if (exceeds_names({{NameSpace::Dn, std::string(e.dn)}})) return refused(Rule::E1, Reason::LimitReached);
  auto const concerned = chains_with(agents_at({std::string(e.dn)}));
  monitored_.emplace(e.dn);
  return accepted(Rule::E1, concerned);
}

// E2
OwnedOutcome Reference::decide(DnUnmonitored const& e) {
  auto const concerned = chains_with(agents_at({std::string(e.dn)}));
  if (auto const dn = monitored_.find(e.dn); dn != monitored_.end()) monitored_.erase(dn);
  return accepted(Rule::E2, concerned);
}

// E3: the agent's earlier login ends, and that of every other agent who was at one of the DNs, at all of its DNs.
OwnedOutcome Reference::decide(AgentLogin const& e) {
  Names const dns(e.dns.begin(), e.dns.end());
  HeldNames brought{{NameSpace::Agent, std::string(e.agent)}};
  for (auto const& dn : dns) brought.emplace(NameSpace::Dn, dn);
  if (exceeds_names(brought)) return refused(Rule::E3, Reason::LimitReached);
  Names agents = agents_at(dns);
  agents.emplace(e.agent);
  auto const concerned = chains_with(agents);
  for (auto const& agent : agents) end_login(agent);
  for (auto const& dn : dns) occupants_.emplace(dn, e.agent);
  logins_.emplace(e.agent, dns);
  return accepted(Rule::E3, concerned);
}

// E4
OwnedOutcome Reference::decide(AgentLogout const& e) {
  if (logins_.find(e.agent) == logins_.end()) return refused(Rule::E4, Reason::AgentNotLoggedIn);
  auto const concerned = chains_with({std::string(e.agent)});
  end_login(e.agent);
  return accepted(Rule::E4, concerned);
}

void Reference::end_login(std::string_view agent) {
  auto const login = logins_.find(agent);
  if (login == logins_.end()) return;
  for (auto const& dn : login->second) occupants_.erase(dn);
  logins_.erase(login);
}

// E5
OwnedOutcome Reference::decide(ChainLoaded const& e) {
  bool const is_loaded = chains_.contains(e.chain);
  if ((!is_loaded && chains_.size() >= options_.limits.chains) || e.records.size() > options_.limits.records)
    return refused(Rule::E5, Reason::LimitReached);
  if (is_loaded) return refused(Rule::E5, Reason::DuplicateChain);
  if (e.records.empty()) return refused(Rule::E5, Reason::EmptyChain);
  std::set<RecordHandle> const distinct(e.records.begin(), e.records.end());
  bool const is_known = std::ranges::any_of(distinct, [this](auto record) { return chain_of_.contains(record); });
  if (is_known || distinct.size() < e.records.size()) return refused(Rule::E5, Reason::DuplicateRecord);
  auto& chain = chains_[e.chain];
  for (auto const record : e.records) {
    chain.records.push_back({record, std::nullopt});
    chain_of_.emplace(record, e.chain);
  }
  return accepted(Rule::E5);
}

// E6
OwnedOutcome Reference::decide(ChainUnloaded const& e) {
  auto const found = chains_.find(e.chain);
  if (found == chains_.end()) return refused(Rule::E6, Reason::UnknownChain);
  if (held_by_a_call(found->second)) return refused(Rule::E6, Reason::CallAlreadyLive);
  Concerned const concerned{{e.chain, accesses(found->second)}};
  for (auto const& record : found->second.records) chain_of_.erase(record.handle);
  chains_.erase(found);
  return accepted(Rule::E6, concerned);
}

// E7
OwnedOutcome Reference::decide(RecordAdded const& e) {
  auto const found = chains_.find(e.chain);
  if (found != chains_.end() && found->second.records.size() >= options_.limits.records)
    return refused(Rule::E7, Reason::LimitReached);
  if (found == chains_.end()) return refused(Rule::E7, Reason::UnknownChain);
  if (chain_of_.contains(e.record)) return refused(Rule::E7, Reason::DuplicateRecord);
  found->second.records.push_back({e.record, std::nullopt});
  chain_of_.emplace(e.record, e.chain);
  return accepted(Rule::E7);
}

// E8
OwnedOutcome Reference::decide(RecordCanceled const& e) {
  auto* const chain = find(e.record);
  if (chain == nullptr) return refused(Rule::E8, Reason::UnknownRecord);
  if (record_of(*chain, e.record).finality) return refused(Rule::E8, Reason::RecordAlreadyFinal);
  auto outcome = accepted(Rule::E8);
  outcome.finalized = make_final(*chain, e.record, {std::nullopt, ""});
  return outcome;
}

}  // namespace recordshare::properties
