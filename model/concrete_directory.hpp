// SPDX-License-Identifier: Apache-2.0
// concrete_directory.hpp defines the directory's concrete domain: facts about one event in, its change out.
#pragma once

#include <cstddef>
#include <cstdint>

#include "model/domain.hpp"

namespace recordshare::model {

/// Facts about an event that the directory's table needs but cannot derive from ids.
struct DirectoryFacts {
  // The event's list of records.
  bool records_repeat = false;  ///< a record in the list is known already or listed twice
  // Limits.
  bool out_of_memory = false;     ///< a first attempt ran out of memory: the next two are true then
  bool names_exceeded = false;    ///< by the names of the event that it can add and that are not held
  bool members_exceeded = false;  ///< by the chain's members and those whom the event names and who are none
  std::size_t chains_left = 0;    ///< chains until the limit
  std::size_t records_left = 0;   ///< records of the event's chain until the limit; the limit itself for a new chain
};

/// The change that an accepted event makes to the directory.
enum class DirectoryChange : std::uint8_t { None, Monitor, Unmonitor, LogIn, LogOut, Load };

/// The directory's domain over ids, for one event. It has no state: it reads facts and records the change, which the
/// caller makes.
class ConcreteDirectory {
 public:
  using Bool = bool;
  using Agent = AgentId;
  using Party = AgentId;
  using Dn = DnId;
  using Dns = Ids::Dns;
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
  static bool empty(Records records) noexcept { return records.empty(); }
  bool any_known_or_twice(Records) const noexcept { return facts_.records_repeat; }

  bool exceeds_limit() const noexcept { return facts_.out_of_memory; }
  bool exceeds_limit(ChainIndex chain, Records records) const noexcept {
    return facts_.out_of_memory || records.size() > facts_.records_left || (!known(chain) && facts_.chains_left == 0);
  }
  bool exceeds_limit(ChainIndex chain, RecordRef) const noexcept {
    return facts_.out_of_memory || (known(chain) && facts_.records_left == 0);
  }
  bool exceeds_names() const noexcept { return facts_.names_exceeded; }
  bool exceeds_members() const noexcept { return facts_.members_exceeded; }

  // --- Changes ---

  void monitor(DnId) noexcept { change_ = DirectoryChange::Monitor; }
  void unmonitor(DnId) noexcept { change_ = DirectoryChange::Unmonitor; }
  void log_in(AgentId, Ids::Dns) noexcept { change_ = DirectoryChange::LogIn; }
  void log_out(AgentId) noexcept { change_ = DirectoryChange::LogOut; }
  void load(ChainIndex, Records) noexcept { change_ = DirectoryChange::Load; }

  [[nodiscard]] DirectoryChange change() const noexcept { return change_; }

 private:
  DirectoryFacts const& facts_;
  Standing const* standings_;
  DirectoryChange change_ = DirectoryChange::None;
};
static_assert(DirectoryDomain<ConcreteDirectory>);

}  // namespace recordshare::model
