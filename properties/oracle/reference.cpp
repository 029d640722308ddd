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
        return has_valid_names(e) ? decide(with_agents(e)) : OwnedOutcome{};
      },
      event);
}

ReferenceParty Reference::whom(ReferenceParty const& named, ReferenceChain const* on_call) const {
  auto const occupant = named.is_number ? occupants_.find(named.name) : occupants_.end();
  if (occupant == occupants_.end()) return named;
  if (on_call == nullptr) return std::string_view(occupant->second);
  bool is_itself = on_call->parties.contains(named);
  for (auto const& [ends, stage] : on_call->consultations)
    is_itself = is_itself || ends.first == named || ends.second == named;
  return is_itself ? named : ReferenceParty(std::string_view(occupant->second));
}

// The event names the agents by their names in the maps above, which stay valid while the event is decided.
template <class E>
E Reference::with_agents(E e) const {
  auto const stand = [&](Party& party, ReferenceChain const* on_call) {
    if (ReferenceParty const who = whom(party, on_call); who != ReferenceParty(party))
      party = std::string_view(occupants_.find(party.name)->second);
  };
  if constexpr (requires { e.from; }) {
    stand(e.from, find(e.record));
    stand(e.to, find(e.record));
  } else if constexpr (std::is_same_v<E, CallEstablished> || std::is_same_v<E, PartyLeft>) {
    stand(e.agent, std::is_same_v<E, CallEstablished> ? nullptr : find(e.record));
  }
  return e;
}

Standing Reference::standing(std::string_view agent) const {
  auto const login = logins_.find(agent);
  if (login == logins_.end()) return Standing::NotLoggedIn;
  bool const all = std::ranges::all_of(login->second, [this](auto const& dn) { return monitored_.contains(dn); });
  return all ? Standing::Eligible : Standing::NotMonitored;
}

Reference::Names Reference::dns(std::string_view agent) const {
  auto const login = logins_.find(agent);
  return login == logins_.end() ? Names{} : login->second;
}

bool Reference::attended(ReferenceChain const& chain) const {
  return std::ranges::any_of(chain.parties, [this](auto const& party) { return eligible(party); });
}

// ---- Section 3: access, the first that applies ----

Access Reference::access(ReferenceChain const& chain, ReferenceParty const& who) const {
  if (!eligible(who)) return Access::None;  // R1
  if (chain.parties.contains(who)) return Access::Full;
  if (chain.keepers.contains(who) && !attended(chain)) return Access::Full;
  for (auto const& [ends, stage] : chain.consultations)
    if (ends.second == who && stage == Stage::Established && eligible(ends.first)) return Access::ReadOnly;
  return Access::None;
}

// Limits: the name of an agent or a number is held while it is logged in, has a role in a chain, or finalized a
// record of a loaded one; a DN's name while the DN is monitored or occupied; the id of a call while it is live.
bool Reference::exceeds_names(HeldNames const& brought) {
  names_at_most_ += brought.size();
  if (names_at_most_ <= options_.limits.names) return false;
  auto all = held();
  auto const before = all.size();
  all.insert(brought.begin(), brought.end());
  names_at_most_ = all.size();
  if (all.size() == before || all.size() <= options_.limits.names) return false;
  names_at_most_ = before;
  return true;
}

Reference::HeldNames Reference::names_of(ReferenceChain::Parties const& parties, std::string_view call) {
  HeldNames names;
  for (auto const& who : parties) names.emplace(who.is_number ? NameSpace::Number : NameSpace::Agent, who.name);
  if (!call.empty()) names.emplace(NameSpace::Call, call);
  return names;
}

/// The members, and those whom the event names and who are none, together.
bool Reference::exceeds_members(RecordHandle record, ReferenceChain::Parties const& named) const {
  auto const* const chain = find(record);
  if (chain == nullptr) return false;
  auto members = members_of(*chain);
  auto const before = members.size();
  members.insert(named.begin(), named.end());
  return members.size() > before && members.size() > options_.limits.members;
}

ReferenceChain::Parties Reference::members_of(ReferenceChain const& chain) {
  ReferenceChain::Parties members = chain.parties;
  members.insert(chain.keepers.begin(), chain.keepers.end());
  for (auto const& [ends, stage] : chain.consultations) members.insert({ends.first, ends.second});
  return members;
}

Reference::HeldNames Reference::held() const {
  HeldNames held;
  for (auto const& [agent, dns] : logins_) held.emplace(NameSpace::Agent, agent);
  for (auto const& [dn, agent] : occupants_) held.emplace(NameSpace::Dn, dn);
  for (auto const& dn : monitored_) held.emplace(NameSpace::Dn, dn);
  for (auto const& [id, chain] : chains_) {
    held.merge(names_of(members_of(chain), chain.call));
    for (auto const& record : chain.records)
      if (record.finality && record.finality->request) held.emplace(NameSpace::Agent, record.finality->agent);
  }
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

/// All accesses to a chain; only members of it can have access, and no number.
Reference::Accesses Reference::accesses(ReferenceChain const& chain) const {
  Accesses all;
  auto const ask = [&](ReferenceParty const& who) {
    if (auto const given = access(chain, who); given != Access::None) all.emplace(who.name, given);
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

/// A login, logout or monitoring event can change access only in chains where an agent concerned has a role.
Reference::Concerned Reference::chains_with(Names const& agents) const {
  Concerned concerned;
  for (auto const& [id, chain] : chains_) {
    auto const members = members_of(chain);
    if (std::ranges::any_of(agents, [&](auto const& agent) { return members.contains(ReferenceParty(agent)); }))
      concerned.emplace_back(id, accesses(chain));
  }
  return concerned;
}

Reference::Names Reference::agents_at(Names const& dns) const {
  Names agents;
  for (auto const& dn : dns)
    if (auto const occupant = occupants_.find(dn); occupant != occupants_.end()) agents.insert(occupant->second);
  return agents;
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
