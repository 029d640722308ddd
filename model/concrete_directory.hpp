// SPDX-License-Identifier: Apache-2.0
// concrete_directory.hpp defines the directory's concrete domain: facts about one event in, its change out.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/domain.hpp"

namespace recordshare::model {

/// Facts about an event that the directory's table needs but cannot derive from ids.
struct DirectoryFacts {
  // The event's DN and its list of records.
  bool dn_is_occupied = false;
  bool records_repeat = false;  ///< a record in the list is known already or listed twice
  // Limits.
  bool agent_is_new = false;  ///< the name of the agent who would log in or become a member is not held yet
  bool dn_is_new = false;
  bool member_is_new = false;    ///< the agent who would become a member is not one yet
  bool out_of_memory = false;    ///< a first attempt ran out of memory
  std::size_t names_left = 0;    ///< names until the limit
  std::size_t chains_left = 0;   ///< chains until the limit
  std::size_t records_left = 0;  ///< records of the event's chain until the limit; the limit itself for a new chain
  std::size_t members_left = 0;  ///< members of the event's chain until the limit
};

/// The change that an accepted event makes to the directory.
enum class DirectoryChange : std::uint8_t { None, Monitor, Unmonitor, LogIn, LogOut, Load };

/// The directory's domain over ids, for one event. It has no state: it reads facts and records the change, which the
/// caller makes.
class ConcreteDirectory {
 public:
  using Bool = bool;
  using Agent = AgentId;
  using Dn = DnId;
  using Chain = ChainIndex;
  using Record = RecordRef;
  using Records = Ids::Records;

  /// `standings` is indexed by agent.
  ConcreteDirectory(DirectoryFacts const& facts, Standing const* standings) noexcept
      : facts_(facts), standings_(standings) {}

  // --- Questions ---

  static constexpr bool truth() noexcept { return true; }
  static bool known(ChainIndex chain) noexcept { return chain != kNoChain; }
  static bool known(RecordRef record) noexcept { return record.chain != kNoChain; }
  bool logged_in(AgentId agent) const noexcept {
    return standings_[static_cast<std::uint32_t>(agent)] != Standing::NotLoggedIn;
  }
  bool occupied(DnId) const noexcept { return facts_.dn_is_occupied; }
  static bool empty(Records records) noexcept { return records.empty(); }
  bool any_known_or_twice(Records) const noexcept { return facts_.records_repeat; }

  bool exceeds_limit() const noexcept { return facts_.out_of_memory; }
  bool exceeds_limit(DnId) const noexcept { return exceeds_names(facts_.dn_is_new ? 1 : 0); }
  bool exceeds_limit(AgentId, DnId) const noexcept {
    return exceeds_names((facts_.agent_is_new ? 1U : 0U) + (facts_.dn_is_new ? 1U : 0U));
  }
  bool exceeds_limit(ChainIndex chain, Records records) const noexcept {
    return facts_.out_of_memory || records.size() > facts_.records_left || (!known(chain) && facts_.chains_left == 0);
  }
  bool exceeds_limit(ChainIndex chain, RecordRef) const noexcept {
    return facts_.out_of_memory || (known(chain) && facts_.records_left == 0);
  }
  bool exceeds_limit(RecordRef record, AgentId agent) const noexcept {
    return exceeds_names(facts_.agent_is_new ? 1 : 0) || exceeds_members(record, agent);
  }
  bool exceeds_members(RecordRef record, AgentId) const noexcept {
    return facts_.out_of_memory || (known(record) && facts_.member_is_new && facts_.members_left == 0);
  }

  // --- Changes ---

  void monitor(DnId) noexcept { change_ = DirectoryChange::Monitor; }
  void unmonitor(DnId) noexcept { change_ = DirectoryChange::Unmonitor; }
  void log_in(AgentId, DnId) noexcept { change_ = DirectoryChange::LogIn; }
  void log_out(AgentId) noexcept { change_ = DirectoryChange::LogOut; }
  void load(ChainIndex, Records) noexcept { change_ = DirectoryChange::Load; }

  [[nodiscard]] DirectoryChange change() const noexcept { return change_; }

 private:
  bool exceeds_names(std::size_t brought) const noexcept { return facts_.out_of_memory || brought > facts_.names_left; }

  DirectoryFacts const& facts_;
  Standing const* standings_;
  DirectoryChange change_ = DirectoryChange::None;
};
static_assert(DirectoryDomain<ConcreteDirectory>);

}  // namespace recordshare::model
