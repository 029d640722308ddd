// SPDX-License-Identifier: Apache-2.0
// reference.cpp implements what all events of rules.md share: sections 2 and 3, limits, and changes of access.
#include "properties/oracle/reference.hpp"

#include <algorithm>

#include "properties/oracle/names.hpp"

namespace recordshare::properties {

// ---- Section 2: terms and state ----

Reference::Reference(Options const& options) : options_(options) {
  options_.limits.names = std::min(options.limits.names, Limits::kNamesMax);
  options_.limits.chains = std::min(options.limits.chains, Limits::kChainsMax);
  options_.limits.records = std::min(options.limits.records, Limits::kRecordsMax);
  options_.limits.members = std::min(options.limits.members, Limits::kMembersMax);
}

OwnedOutcome Reference::apply(Event const& event) {
  return std::visit(
      [this](auto const& e) {
        if constexpr (requires { e.request; })
          if (!is_known(e.request)) return OwnedOutcome{};
        return has_valid_names(e) ? decide(e) : OwnedOutcome{};
      },
      event);
}

Standing Reference::standing(std::string_view agent) const {
  auto const login = logins_.find(agent);
  if (login == logins_.end()) return Standing::NotLoggedIn;
  return monitored_.contains(login->second) ? Standing::Eligible : Standing::NotMonitored;
}

bool Reference::attended(ReferenceChain const& chain) const {
  return std::ranges::any_of(chain.parties, [this](auto const& party) { return eligible(party); });
}

// ---- Section 3: access, the first that applies ----

Access Reference::access(ReferenceChain const& chain, std::string_view agent) const {
  if (!eligible(agent)) return Access::None;  // R1
  if (chain.parties.contains(agent)) return Access::Full;
  if (chain.keepers.contains(agent) && !attended(chain)) return Access::Full;
  for (auto const& [ends, stage] : chain.consultations)
    if (ends.second == agent && stage == Stage::Established && eligible(ends.first)) return Access::ReadOnly;
  return Access::None;
}

// Limits: an agent's name is held while it is logged in, has a role in a chain, or finalized a record of a loaded one;
// a DN's name while the DN is monitored or occupied.
bool Reference::exceeds_names(std::string_view agent, std::string_view dn) {
  names_at_most_ += 2;
  if (names_at_most_ <= options_.limits.names) return false;
  names_at_most_ = name_count();
  auto agents = agents_held();
  auto dns = dns_held();
  if (!agent.empty()) agents.emplace(agent);
  if (!dn.empty()) dns.emplace(dn);
  if (agents.size() + dns.size() > options_.limits.names) return true;
  names_at_most_ = agents.size() + dns.size();
  return false;
}

/// The number of members, including the agent if it is not yet one.
bool Reference::exceeds_members(RecordHandle record, std::string_view agent) const {
  auto const* const chain = find(record);
  if (chain == nullptr) return false;
  auto members = members_of(*chain);
  bool const is_new = members.emplace(agent).second;
  return is_new && members.size() > options_.limits.members;
}

Reference::Names Reference::members_of(ReferenceChain const& chain) {
  Names members = chain.parties;
  members.insert(chain.keepers.begin(), chain.keepers.end());
  for (auto const& [ends, stage] : chain.consultations) members.insert({ends.first, ends.second});
  return members;
}

Reference::Names Reference::agents_held() const {
  Names held;
  for (auto const& [agent, dn] : logins_) held.insert(agent);
  for (auto const& [id, chain] : chains_) {
    held.merge(members_of(chain));
    for (auto const& record : chain.records)
      if (record.finality && record.finality->request) held.insert(record.finality->agent);
  }
  return held;
}

Reference::Names Reference::dns_held() const {
  Names held = monitored_;
  for (auto const& [dn, agent] : occupants_) held.insert(dn);
  return held;
}

// ---- The chains that an event concerns, and the changes of access ----

ReferenceChain const* Reference::chain(ChainId id) const {
  auto const found = chains_.find(id);
  return found == chains_.end() ? nullptr : &found->second;
}

std::optional<ChainId> Reference::chain_of(RecordHandle record) const {
  auto const found = chain_of_.find(record);
  return found == chain_of_.end() ? std::nullopt : std::optional(found->second);
}

Access Reference::access(ChainId chain, std::string_view agent) const {
  auto const* const found = this->chain(chain);
  return found == nullptr ? Access::None : access(*found, agent);
}

ReferenceChain const* Reference::find(RecordHandle record) const {
  auto const id = chain_of(record);
  return id ? chain(*id) : nullptr;
}

ReferenceChain* Reference::find(RecordHandle record) {
  auto const id = chain_of(record);
  return id ? &chains_.find(*id)->second : nullptr;
}

ReferenceRecord const& Reference::record_of(ReferenceChain const& chain, RecordHandle handle) {
  return *std::ranges::find(chain.records, handle, &ReferenceRecord::handle);
}

/// All accesses to a chain; only agents with a role in it can have access.
Reference::Accesses Reference::accesses(ReferenceChain const& chain) const {
  Accesses all;
  auto const ask = [&](std::string const& agent) {
    if (auto const given = access(chain, agent); given != Access::None) all.emplace(agent, given);
  };
  for (auto const& party : chain.parties) ask(party);
  for (auto const& keeper : chain.keepers) ask(keeper);
  for (auto const& [ends, stage] : chain.consultations) ask(ends.second);
  return all;
}

namespace {

Access access_in(auto const& accesses, std::string const& agent) {
  auto const found = accesses.find(agent);
  return found == accesses.end() ? Access::None : found->second;
}

}  // namespace

Reference::Concerned Reference::chain_with(RecordHandle record) const {
  return {{*chain_of(record), accesses(*find(record))}};
}

/// A login, logout or monitoring event can change access only in chains where the agent has a role.
Reference::Concerned Reference::chains_with(std::string_view agent) const {
  Concerned concerned;
  for (auto const& [id, chain] : chains_)
    if (members_of(chain).contains(agent)) concerned.emplace_back(id, accesses(chain));
  return concerned;
}

Reference::Concerned Reference::chains_at(std::string_view dn) const {
  auto const occupant = occupants_.find(dn);
  return occupant == occupants_.end() ? Concerned{} : chains_with(occupant->second);
}

/// `changes` of events.md: ordered by chain, then by agent.
OwnedOutcome Reference::accepted(Rule rule, Concerned const& concerned) const {
  OwnedOutcome outcome{.result = Result::Accepted, .rule = rule};
  for (auto const& [id, before] : concerned) {
    auto const* const now = chain(id);
    auto const after = now == nullptr ? Accesses{} : accesses(*now);
    auto everybody = before;
    everybody.insert(after.begin(), after.end());
    for (auto const& [agent, ignored] : everybody) {
      auto const from = access_in(before, agent);
      auto const to = access_in(after, agent);
      if (from != to) outcome.changes.push_back({id, agent, from, to});
    }
  }
  return outcome;
}

}  // namespace recordshare::properties
