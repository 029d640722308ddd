// SPDX-License-Identifier: Apache-2.0
// new_names.hpp holds the names that an event brings while the event is decided.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/library/directory.hpp"

namespace recordshare {

/// The names that an event can add, according to the rows, and that were not held. They are held from when the event is
/// resolved until it is decided; those that nothing uses then are released. Buffers are reused by the next event.
class NewNames {
 public:
  /// Holds a name that is not held. Throws std::bad_alloc and changes nothing then.
  AgentId hold_agent(Directory& directory, std::string_view name) {
    make_room(agents_);
    return counted(agents_.emplace_back(directory.hold_agent(name)));
  }
  DnId hold_dn(Directory& directory, std::string_view name) {
    make_room(dns_);
    return counted(dns_.emplace_back(directory.hold_dn(name)));
  }
  CallId hold_call(Directory& directory, std::string_view name) {
    make_room(calls_);
    return counted(calls_.emplace_back(directory.hold_call(name)));
  }

  [[nodiscard]] std::size_t count() const noexcept { return count_; }

  /// Releases the names that nothing uses. O(count()).
  void release_unused(Directory& directory) noexcept {
    if (count_ > 0) release_each_unused(directory);
  }

 private:
  template <class Id>
  static void make_room(std::vector<Id>& ids) {
    if (ids.size() == ids.capacity()) ids.reserve(2 * ids.size() + 1);
  }
  template <class Id>
  Id counted(Id id) noexcept {
    ++count_;
    return id;
  }
  [[gnu::noinline]] void release_each_unused(Directory& directory) noexcept {
    count_ = 0;
    release_each_unused(directory, agents_);
    release_each_unused(directory, dns_);
    release_each_unused(directory, calls_);
  }
  template <class Id>
  static void release_each_unused(Directory& directory, std::vector<Id>& ids) noexcept {
    for (Id const id : ids) directory.release_if_unused(id);
    ids.clear();
  }

  std::vector<AgentId> agents_;
  std::vector<DnId> dns_;
  std::vector<CallId> calls_;
  std::size_t count_ = 0;  // of all three: most events bring no name
};

/// What a resolver (resolve.hpp) needs room for. Buffers are reused by the next event.
struct ResolverBuffers {
  NewNames new_names;
  std::vector<AgentId> parties;  ///< the list in the event
  std::vector<DnId> dns;         ///< the list in the event
};

}  // namespace recordshare
