// SPDX-License-Identifier: Apache-2.0
// directory.hpp stores agents and DNs: logins and monitoring, which all chains share (rules.md, section 2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/library/name_table.hpp"
#include "model/domain.hpp"

namespace recordshare {

using model::AgentId;
using model::ChainIndex;
using model::DnId;

/// The ids of a name that is not held.
inline constexpr AgentId kNobody{0};
inline constexpr DnId kNoDn{0};

/// A chain of which an agent is a member, and the agent's index in the chain's members.
struct Membership {
  ChainIndex chain;
  std::uint32_t position;
};

struct AgentEntry {
  std::string name;
  std::vector<Membership> chains;          ///< maintained by ChainStore
  DnId dn = kNoDn;                         ///< where the agent is logged in
  std::uint32_t finalized_count : 31 = 0;  ///< records of loaded chains that the agent finalized: 2^31 take 90 GB
  std::uint32_t is_held : 1 = 0;           ///< in one word with the count, so that an entry is one cache line

  void add_finalized(std::uint32_t count) noexcept { finalized_count = (finalized_count + count) & 0x7FFF'FFFFU; }
};

struct DnEntry {
  std::string name;
  AgentId occupant = kNobody;
  bool monitored = false;
  std::uint8_t is_held = 0;
};

/// Agents and DNs. The name of an agent is held while it is logged in, is a member of a chain or has finalized a record
/// of a loaded chain; the name of a DN while the DN is monitored or occupied.
class Directory {
 public:
  explicit Directory(SeededHash hash);

  [[nodiscard]] NameTable<AgentEntry, AgentId> const& agents() const noexcept { return agents_; }
  [[nodiscard]] NameTable<DnEntry, DnId> const& dns() const noexcept { return dns_; }
  [[nodiscard]] AgentEntry& agent(AgentId id) noexcept { return agents_[id]; }
  [[nodiscard]] AgentEntry const& agent(AgentId id) const noexcept { return agents_[id]; }
  [[nodiscard]] DnEntry const& dn(DnId id) const noexcept { return dns_[id]; }

  /// Indexed by agent, including the candidate.
  [[nodiscard]] Standing const* standings() const noexcept { return standings_.data(); }
  [[nodiscard]] Standing standing(AgentId id) const noexcept { return standings_[static_cast<std::uint32_t>(id)]; }

  /// The number of names that are held.
  [[nodiscard]] std::size_t count() const noexcept { return agents_.count() + dns_.count(); }

  /// Holds a new name, with the candidate's id. Throws std::bad_alloc and changes nothing then.
  void hold_agent(std::string_view name);
  void hold_dn(std::string_view name) { dns_.hold(name); }

  /// Releases the name if it is no longer in use.
  void release_if_unused(AgentId id) noexcept;
  void release_if_unused(DnId id) noexcept;

  // E1 to E4, for ids that are held.
  void set_monitored(DnId id, bool monitored) noexcept;
  void log_in(AgentId agent, DnId dn) noexcept;
  void log_out(AgentId agent) noexcept;

 private:
  void update_standing(AgentId id) noexcept;

  NameTable<AgentEntry, AgentId> agents_;
  NameTable<DnEntry, DnId> dns_;
  std::vector<Standing> standings_;
};

}  // namespace recordshare
