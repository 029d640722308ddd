// SPDX-License-Identifier: Apache-2.0
// directory.cpp maintains logins, monitoring, and each agent's standing that follows from them (R1).
#include "engine/library/directory.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace recordshare {

Directory::Directory(SeededHash hash)
    : agents_(hash), dns_(hash), calls_(hash), standings_(agents_.capacity(), Standing::NotLoggedIn) {}

AgentId Directory::hold_agent(std::string_view name) {
  // The next candidate's standing must exist as soon as this name is held: reserve room for both first.
  if (standings_.size() < agents_.capacity_after_next()) {
    standings_.resize(agents_.capacity_after_next(), Standing::NotLoggedIn);
  }
  return agents_.hold(name);
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

void Directory::release_if_unused(CallId id) noexcept {
  if (calls_.holds(id) && calls_[id].chains == 0) calls_.release(id);
}

void Directory::set_monitored(DnId id, bool monitored) noexcept {
  dns_[id].monitored = monitored;
  update_standing(dns_[id].occupant);
  release_if_unused(id);
}

void Directory::log_in(AgentId agent, std::span<DnId const> dns) noexcept {
  // The new login may use DNs of those that end: a name is released when all is in its place.
  std::array<AgentId, kLoginDnsMax + 1> displaced;         // NOLINT(*-member-init): filled as far as used
  std::array<DnId, displaced.size() * kLoginDnsMax> left;  // NOLINT(*-member-init)
  displaced[0] = agent;
  std::size_t displaced_count = 1;
  std::size_t left_count = 0;
  for (DnId const dn : dns) {
    AgentId const occupant = dns_[dn].occupant;
    if (occupant != kNobody) displaced[displaced_count++] = occupant;
  }
  std::span const ended(displaced.data(), displaced_count);
  for (AgentId const other : ended) {
    for (DnId dn = agents_[other].dn; dn != kNoDn; dn = dns_[dn].next) left[left_count++] = dn;
    end_login(other);
  }
  for (DnId const dn : dns) {
    if (dns_[dn].occupant == agent) continue;  // it is named twice
    dns_[dn].occupant = agent;
    dns_[dn].next = agents_[agent].dn;
    agents_[agent].dn = dn;
  }
  update_standing(agent);
  for (DnId const dn : std::span(left.data(), left_count)) release_if_unused(dn);
  for (AgentId const other : ended) release_if_unused(other);
}

void Directory::log_out(AgentId agent) noexcept { log_in(agent, {}); }

void Directory::end_login(AgentId agent) noexcept {
  for (DnId dn = agents_[agent].dn; dn != kNoDn; dn = std::exchange(dns_[dn].next, kNoDn)) dns_[dn].occupant = kNobody;
  agents_[agent].dn = kNoDn;
  update_standing(agent);
}

void Directory::change_call(CallId from, CallId to) noexcept {
  if (from == to) return;
  if (to != kNoCall) ++calls_[to].chains;
  if (from == kNoCall) return;
  --calls_[from].chains;
  release_if_unused(from);
}

void Directory::update_standing(AgentId id) noexcept {
  DnId dn = agents_[id].dn;
  Standing standing = dn == kNoDn ? Standing::NotLoggedIn : Standing::Eligible;
  for (; dn != kNoDn; dn = dns_[dn].next) {
    if (!dns_[dn].monitored) standing = Standing::NotMonitored;
  }
  standings_[static_cast<std::uint32_t>(id)] = standing;
}

}  // namespace recordshare
