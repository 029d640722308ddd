// SPDX-License-Identifier: Apache-2.0
// access_changes.hpp saves members and accesses before an event, to compute the changes of access or to roll back.
#pragma once

#include <algorithm>
#include <span>
#include <tuple>
#include <vector>

#include <recordshare/outcome.hpp>

#include "engine/library/directory.hpp"
#include "model/concrete_chain.hpp"

namespace recordshare {

/// The changes of access of one event. Buffers are reused by the next event.
class AccessChanges {
 public:
  /// Reserves room for chains with this total number of members. Throws std::bad_alloc and changes nothing then. No
  /// other function throws within the reserved room.
  void reserve(std::size_t members) {
    if (members > before_.size()) grow(std::max(members, 2 * before_.size()));
  }

  void clear() noexcept {
    changes_.clear();
    noted_ = 0;
    compared_ = 0;
  }

  /// Saves the members of `chain` and their accesses.
  void note(model::ConcreteChain const& chain) noexcept {
    bool const attended = chain.attended();
    for (model::Member const& member : chain.members()) before_[noted_++] = {member, chain.access(member, attended)};
  }

  /// Restores the first `count` members of the only chain that was saved.
  void put_back(model::Member* members, std::size_t count) const noexcept {
    for (std::size_t i = 0; i < count; ++i) members[i] = before_[i].member;
  }

  /// Compares with the saved state of the same chain; compare chains in the order in which they were saved. A member
  /// beyond `noted_members` had no access before.
  void compare(ChainId id, model::ConcreteChain const& chain, std::size_t noted_members, Directory const& directory) {
    bool const attended = chain.attended();
    std::size_t position = 0;
    for (model::Member const& member : chain.members()) {
      Access const before = position < noted_members ? before_[compared_ + position].access : Access::None;
      Access const after = chain.access(member, attended);
      if (before != after) changes_.push_back({id, directory.agent(member.id()).name, before, after});
      ++position;
    }
    compared_ += noted_members;
  }

  /// All changes, in the order of events.md.
  [[nodiscard]] std::span<AccessChange const> sorted() noexcept {
    if (changes_.size() < 2) return changes_;
    std::sort(changes_.begin(), changes_.end(), [](AccessChange const& one, AccessChange const& other) {
      return std::tie(one.chain, one.agent) < std::tie(other.chain, other.agent);
    });
    return changes_;
  }

 private:
  [[gnu::noinline]] void grow(std::size_t members) {
    changes_.reserve(members);
    before_.resize(members);
  }

  struct Noted {
    model::Member member;
    Access access;
  };
  std::vector<Noted> before_;  // its size is the reserved room
  std::size_t noted_ = 0;
  std::vector<AccessChange> changes_;
  std::size_t compared_ = 0;
};

}  // namespace recordshare
