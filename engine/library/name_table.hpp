// SPDX-License-Identifier: Apache-2.0
// name_table.hpp maps each name in use to an id, and reuses the ids of released names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/library/boost_unordered.hpp"
#include "engine/library/seeded_hash.hpp"
#include "engine/library/slab.hpp"

namespace recordshare {

/// Names and their entries. `Entry` has members `std::string name` and `is_held`, which only this table sets; `Id` is
/// an enumeration over std::uint32_t. Id 0 is reserved: it is never held, and its name is empty.
template <class Entry, class Id>
class NameTable {
 public:
  explicit NameTable(SeededHash hash) : ids_(0, hash) { entries_.take(); }

  Entry& operator[](Id id) noexcept { return entries_[static_cast<std::uint32_t>(id)]; }
  Entry const& operator[](Id id) const noexcept { return entries_[static_cast<std::uint32_t>(id)]; }

  /// The id of `name`; 0 if it is not held. Expected O(1).
  [[nodiscard]] Id find(std::string_view name) const noexcept {
    auto const it = ids_.find(name);
    return it == ids_.end() ? Id{0} : it->second;
  }
  /// The id that the next held name will have. O(1).
  [[nodiscard]] Id candidate() const noexcept { return Id{entries_.next()}; }
  [[nodiscard]] bool holds(Id id) const noexcept { return (*this)[id].is_held != 0; }

  /// Holds a new name, with the id candidate(), which it returns. Throws std::bad_alloc and changes nothing then.
  /// Expected O(1).
  Id hold(std::string_view name) {
    std::uint32_t const number = entries_.next();
    Entry& entry = entries_[number];
    entry.name.reserve(name.size());
    std::string_view const key(entry.name.data(), name.size());
    entry.name.assign(name);
    try {
      ids_.emplace(key, Id{number});
      entries_.take();
    } catch (...) {
      ids_.erase(key);
      throw;
    }
    entry.is_held = 1;
    return Id{number};
  }

  /// Releases the name of `id`. Its text stays valid until the next name is held, since an outcome may point to it
  /// (AccessChange::agent). Expected O(1).
  void release(Id id) noexcept {
    Entry& entry = (*this)[id];
    ids_.erase(std::string_view(entry.name));
    entry.is_held = 0;
    entries_.give_back(static_cast<std::uint32_t>(id));
  }

  [[nodiscard]] std::size_t count() const noexcept { return ids_.size(); }
  /// All ids, including the candidate, are below capacity(), and below the second value once one more name is held.
  /// O(1).
  [[nodiscard]] std::uint32_t capacity() const noexcept { return entries_.capacity(); }
  [[nodiscard]] std::uint32_t capacity_after_next() const noexcept { return capacity() + Slab<Entry>::kBlock; }

 private:
  /// Compares short names, the usual case, by loads of fixed size, without a call.
  struct SameText {
    using is_transparent = void;
    bool operator()(std::string_view one, std::string_view other) const noexcept {
      if (one.size() != other.size()) return false;
      std::size_t const size = one.size();
      if (size <= 8) return word_of_short(one.data(), size) == word_of_short(other.data(), size);
      if (size > 16) return one == other;
      return word_of_8(one.data()) == word_of_8(other.data()) &&
             word_of_8(one.data() + size - 8) == word_of_8(other.data() + size - 8);
    }
  };

  Slab<Entry> entries_;
  unordered_flat_map<std::string_view, Id, SeededHash, SameText> ids_;  // keys point into entries_
};

}  // namespace recordshare
