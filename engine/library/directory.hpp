// SPDX-License-Identifier: Apache-2.0
// directory.hpp stores agents, numbers, DNs and call ids: logins and monitoring, which all chains share (rules.md,
// section 2).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/events.hpp>

#include "engine/library/name_table.hpp"
#include "model/domain.hpp"

namespace recordshare {

using model::AgentId;
using model::CallId;
using model::ChainIndex;
using model::DnId;
using model::kNoCall;

/// The ids of a name that is not held.
inline constexpr AgentId kNobody{0};
inline constexpr DnId kNoDn{0};

/// A chain of which an agent is a member, and the agent's index in the chain's members.
struct Membership {
  ChainIndex chain;
  std::uint32_t position;
};

/// The text under which the table of agents holds a number: its name after a zero byte, which no name has. Empty, which
/// is never held, if the name is too long.
class NumberKey {
 public:
  explicit NumberKey(std::string_view number) noexcept {
    if (number.size() > kNameBytesMax) return;
    text_[0] = '\0';
    std::copy(number.begin(), number.end(), text_.begin() + 1);
    size_ = number.size() + 1;
  }
  [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), size_}; }

 private:
  std::array<char, kNameBytesMax + 1> text_;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as used
  std::size_t size_ = 0;
};

/// An agent, or a number, which is never logged in.
struct AgentEntry {
  std::string name;                        ///< a number's is its NumberKey
  std::vector<Membership> chains;          ///< maintained by ChainStore
  DnId dn = kNoDn;                         ///< where the agent is logged in: the first DN; DnEntry::next has the others
  std::uint32_t finalized_count : 31 = 0;  ///< records of loaded chains that the agent finalized: 2^31 take 90 GB
  std::uint32_t is_held : 1 = 0;           ///< in one word with the count, so that an entry is one cache line

  [[nodiscard]] Party party() const noexcept {
    std::string_view const text = name;
    return text.starts_with('\0') ? Party(Number{text.substr(1)}) : Party(text);
  }
  void add_finalized(std::uint32_t count) noexcept { finalized_count = (finalized_count + count) & 0x7FFF'FFFFU; }
};

struct DnEntry {
  std::string name;
  AgentId occupant = kNobody;
  DnId next = kNoDn;  ///< another DN of the occupant's login
  bool monitored = false;
  std::uint8_t is_held = 0;
};

/// The id of a call.
struct CallEntry {
  std::string name;
  std::uint32_t chains = 0;  ///< whose live call has this id
  std::uint8_t is_held = 0;
};

/// Agents, numbers, DNs and call ids. The name of an agent is held while it is logged in, is a member of a chain or has
/// finalized a record of a loaded chain; a number's while it is a member; the name of a DN while the DN is monitored or
/// occupied; the id of a call while the call is live. New names of an event are held while it is decided (resolve.hpp).
class Directory {
 public:
  explicit Directory(SeededHash hash);

  [[nodiscard]] NameTable<AgentEntry, AgentId> const& agents() const noexcept { return agents_; }
  [[nodiscard]] NameTable<DnEntry, DnId> const& dns() const noexcept { return dns_; }
  [[nodiscard]] NameTable<CallEntry, CallId> const& calls() const noexcept { return calls_; }
  [[nodiscard]] AgentEntry& agent(AgentId id) noexcept { return agents_[id]; }
  [[nodiscard]] AgentEntry const& agent(AgentId id) const noexcept { return agents_[id]; }
  [[nodiscard]] DnEntry const& dn(DnId id) const noexcept { return dns_[id]; }

  /// Indexed by agent, including the candidate.
  [[nodiscard]] Standing const* standings() const noexcept { return standings_.data(); }
  [[nodiscard]] Standing standing(AgentId id) const noexcept { return standings_[static_cast<std::uint32_t>(id)]; }

  /// The number of names that are held.
  [[nodiscard]] std::size_t count() const noexcept { return agents_.count() + dns_.count() + calls_.count(); }

  /// Holds a new name, with the candidate's id. Throws std::bad_alloc and changes nothing then.
  AgentId hold_agent(std::string_view name);
  DnId hold_dn(std::string_view name) { return dns_.hold(name); }
  CallId hold_call(std::string_view name) { return calls_.hold(name); }

  /// Releases the name if it is no longer in use.
  void release_if_unused(AgentId id) noexcept;
  void release_if_unused(DnId id) noexcept;
  void release_if_unused(CallId id) noexcept;

  // E1 to E4, for ids that are held; names that are no longer in use are released.
  void set_monitored(DnId id, bool monitored) noexcept;
  /// Ends all other logins of the agent and of those at one of `dns`, which are at most kLoginDnsMax.
  void log_in(AgentId agent, std::span<DnId const> dns) noexcept;
  void log_out(AgentId agent) noexcept;

  /// Changes the id of a chain's live call. Either id may be kNoCall.
  void change_call(CallId from, CallId to) noexcept;

 private:
  void end_login(AgentId agent) noexcept;
  void update_standing(AgentId id) noexcept;

  NameTable<AgentEntry, AgentId> agents_;
  NameTable<DnEntry, DnId> dns_;
  NameTable<CallEntry, CallId> calls_;
  std::vector<Standing> standings_;
};

}  // namespace recordshare
