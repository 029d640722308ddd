// SPDX-License-Identifier: Apache-2.0
// directory.cpp maintains logins, monitoring, and each agent's standing that follows from them (R1).
#include "engine/library/directory.hpp"

namespace recordshare {

Directory::Directory(SeededHash hash)
    : agents_(hash), dns_(hash), standings_(agents_.capacity(), Standing::NotLoggedIn) {}

void Directory::hold_agent(std::string_view name) {
  // The next candidate's standing must exist as soon as this name is held: reserve room for both first.
  if (standings_.size() < agents_.capacity_after_next()) {
    standings_.resize(agents_.capacity_after_next(), Standing::NotLoggedIn);
  }
  agents_.hold(name);
}

void Directory::release_if_unused(AgentId id) noexcept {
  AgentEntry& entry = agents_[id];
  if (!agents_.holds(id) || entry.dn != kNoDn || !entry.chains.empty() || entry.finalized_count != 0) return;
  constexpr std::size_t kKeptPlaces = 256;  // enough for most agents; a released name with more frees its memory
  if (entry.chains.capacity() > kKeptPlaces) std::vector<Membership>().swap(entry.chains);
  agents_.release(id);
}

void Directory::release_if_unused(DnId id) noexcept {
  if (!dns_.holds(id) || dns_[id].monitored || dns_[id].occupant != kNobody) return;
  dns_.release(id);
}

void Directory::set_monitored(DnId id, bool monitored) noexcept {
  dns_[id].monitored = monitored;
  update_standing(dns_[id].occupant);
}

void Directory::log_in(AgentId agent, DnId dn) noexcept {
  agents_[agent].dn = dn;
  dns_[dn].occupant = agent;
  update_standing(agent);
}

void Directory::log_out(AgentId agent) noexcept {
  dns_[agents_[agent].dn].occupant = kNobody;
  agents_[agent].dn = kNoDn;
  update_standing(agent);
}

void Directory::update_standing(AgentId id) noexcept {
  DnId const dn = agents_[id].dn;
  standings_[static_cast<std::uint32_t>(id)] = dn == kNoDn          ? Standing::NotLoggedIn
                                               : dns_[dn].monitored ? Standing::Eligible
                                                                    : Standing::NotMonitored;
}

}  // namespace recordshare
