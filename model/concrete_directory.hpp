// SPDX-License-Identifier: Apache-2.0
// concrete_directory.hpp is the directory's concrete domain: what is known of one event, and what it is to do.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/domain.hpp"

namespace recordshare::model {

/// Facts about an event that the directory's table needs but cannot derive from ids.
struct DirectoryFacts {
  // Names and the list of records that the event names.
  bool dn_is_occupied = false;
  bool records_repeat = false;  ///< one of the list is known, or stands twice in it
  // Limits.
  bool agent_is_new = false;  ///< of the agent whom the event would give a login or a place
  bool dn_is_new = false;
  bool member_is_new = false;    ///< of the agent whom the event would give a place: it has none in the chain
  bool out_of_memory = false;    ///< the event was tried, and could not be given the memory it needs
  std::size_t names_left = 0;    ///< how many more names may be held
  std::size_t chains_left = 0;   ///< and chains
  std::size_t records_left = 0;  ///< and records of the event's chain; of one that is to be loaded, in all
  std::size_t members_left = 0;  ///< and members of the event's chain
};

/// What an accepted event of the directory does.
enum class DirectoryChange : std::uint8_t { None, Monitor, Unmonitor, LogIn, LogOut, Load };

/// The directory's domain over numbers, for one event. It holds and changes nothing itself: facts go in, and the change
/// comes out, for the caller to make.
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
