// SPDX-License-Identifier: Apache-2.0
// line_members.hpp is the parser's handler: it collects the members of events.md from one line of JSON.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <recordshare/events.hpp>

#include "engine/library/boost_json.hpp"

namespace recordshare {

/// The members of all events (events.md, "In"); other members are ignored.
enum class Slot : std::uint8_t {
  Dn,
  Agent,
  Chain,
  Record,
  Records,
  From,
  To,
  Type,
  Number,
  FromNumber,
  ToNumber,
  Dns,
  Agents,
  Numbers,
  Call,
  NewCall,
  Ignored
};
inline constexpr std::array<std::string_view, 16> kSlotNames{
    "dn",     "agent",       "chain",     "record", "records", "from",    "to",   "type",
    "number", "from_number", "to_number", "dns",    "agents",  "numbers", "call", "new_call"};

/// The kind of a member's value.
enum class Kind : std::uint8_t {
  Missing,
  Text,
  LongText,
  Integer,
  Integers,
  Texts,
  Number,
  Null,
  Boolean,
  Object,
  Array
};
inline constexpr std::array<std::string_view, 11> kKindNames{"nothing",   "a string",  "a longer string", "an integer",
                                                             "an array",  "an array",  "a number",        "null",
                                                             "a boolean", "an object", "an array"};

/// A perfect hash of the members' names, by size and first character. A switch by size would be mispredicted for nearly
/// every member.
struct SlotTable {
  static constexpr std::size_t kPlaces = 64;
  static constexpr std::size_t place_of(std::string_view key) noexcept {
    return (key.size() * 6 + static_cast<unsigned char>(key.front())) % kPlaces;
  }

  constexpr SlotTable() {
    slots.fill(Slot::Ignored);
    for (std::size_t s = 0; s < kSlotNames.size(); ++s) {
      Slot& slot = slots[place_of(kSlotNames[s])];
      is_perfect = is_perfect && slot == Slot::Ignored;
      slot = static_cast<Slot>(s);
    }
  }

  std::array<Slot, kPlaces> slots{};
  bool is_perfect = true;
};
inline constexpr SlotTable kSlotTable;
static_assert(kSlotTable.is_perfect);

/// The slot of the member `key`.
[[nodiscard]] constexpr Slot slot_of(std::string_view key) noexcept {
  if (key.empty()) return Slot::Ignored;
  Slot const slot = kSlotTable.slots[SlotTable::place_of(key)];
  return slot != Slot::Ignored && key == kSlotNames[static_cast<std::size_t>(slot)] ? slot : Slot::Ignored;
}

/// The integer that a string of digits names (events.md): no sign, and no leading zero but in `0`.
[[nodiscard]] inline std::optional<std::uint64_t> integer_of(std::string_view text) noexcept {
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool const is_whole = error == std::errc{} && end == text.data() + text.size();
  bool const has_leading_zero = text.size() > 1 && text.front() == '0';
  return is_whole && !has_leading_zero ? std::optional(value) : std::nullopt;
}

/// The most names that a list of them can have: those of one more are not collected.
inline constexpr std::size_t kListedNamesMax = kRecoveredPartiesMax;

/// A handler of json::basic_parser. It allocates only lists, and reuses them.
class LineMembers {
 public:
  // Required by Boost.JSON. The limit on lines is lower than all of these.
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  void start(std::string_view line) noexcept {
    line_ = line;
    kinds_.fill(Kind::Missing);
    slot_ = Slot::Ignored;
    depth_ = 0;
    is_object_ = false;
    unescaped_items_.clear();
  }

  [[nodiscard]] bool is_object() const noexcept { return is_object_; }
  [[nodiscard]] Kind kind(Slot slot) const noexcept { return kinds_[index(slot)]; }
  /// The text of a string (at most `kNameBytesMax` bytes if it has escapes), or the digits of a number.
  [[nodiscard]] std::string_view text(Slot slot) const noexcept { return texts_[index(slot)]; }
  [[nodiscard]] std::uint64_t integer(Slot slot) const noexcept { return integers_[index(slot)]; }
  [[nodiscard]] std::vector<RecordHandle> const& records() const noexcept { return records_; }
  /// The first strings, at most kListedNamesMax + 1, of a list of strings of at most `kNameBytesMax` bytes each.
  [[nodiscard]] std::vector<std::string_view> const& texts(Slot list) const noexcept { return lists_[list_of(list)]; }

  // The parties of a CallRecovered, which are made from two lists.
  void clear_parties() noexcept { parties_.clear(); }
  void add_party(Party const& party) { parties_.push_back(party); }
  [[nodiscard]] std::vector<Party> const& parties() const noexcept { return parties_; }

 private:
  friend class json::basic_parser<LineMembers>;
  using error_code = json::error_code;
  using string_view = json::string_view;

  static constexpr std::size_t index(Slot slot) noexcept { return static_cast<std::size_t>(slot); }

  static constexpr bool is_list_of_texts(Slot slot) noexcept {
    return slot == Slot::Dns || slot == Slot::Agents || slot == Slot::Numbers;
  }
  static constexpr std::size_t list_of(Slot slot) noexcept { return index(slot) - index(Slot::Dns); }

  // Only the line's own members (depth 1) and the items of its lists (depth 2) are collected. Only lists have the kinds
  // Integers and Texts, and lose it with the first other item: nothing deeper is collected.
  bool take(Kind kind) noexcept {
    if (depth_ == 1) {
      kinds_[index(slot_)] = kind;
    } else if (is_in_list()) {
      kinds_[index(slot_)] = Kind::Array;
    }
    return true;
  }
  bool is_in(Kind list) const noexcept { return kinds_[index(slot_)] == list; }
  bool is_in_list() const noexcept { return is_in(Kind::Integers) || is_in(Kind::Texts); }

  bool take_number(string_view digits) noexcept {
    if (depth_ == 1) texts_[index(slot_)] = {digits.data(), digits.size()};
    return take(Kind::Number);
  }

  bool take_integer(std::uint64_t value, string_view digits) {
    if (depth_ == 1) {
      integers_[index(slot_)] = value;
      texts_[index(slot_)] = {digits.data(), digits.size()};
      kinds_[index(slot_)] = Kind::Integer;
    } else if (is_in(Kind::Integers)) {
      records_.push_back(value);
    } else {
      take(Kind::Integer);
    }
    return true;
  }

  // Keeps an item of a list of texts. The line outlives the event; the parser's buffer does not.
  void put_in_list(std::string_view text) {
    std::vector<std::string_view>& list = lists_[list_of(slot_)];
    if (list.size() > kListedNamesMax) return;
    if (!in_line({text.data(), text.size()})) {
      if (unescaped_items_.empty())
        unescaped_items_.reserve(line_.size());  // escapes are longer than what they stand for
      unescaped_items_.append(text);
      text = std::string_view(unescaped_items_).substr(unescaped_items_.size() - text.size());
    }
    list.push_back(text);
  }

  // Appends a part of a text, which has `total` bytes with it, as far as there is room.
  template <std::size_t N>
  static void put(std::array<char, N>& buffer, string_view part, std::size_t total) noexcept {
    std::size_t const at = total - part.size();
    if (at < N) std::copy_n(part.data(), std::min(part.size(), N - at), buffer.data() + at);
  }

  bool in_line(string_view text) const noexcept {
    std::less_equal<> const not_after;
    return not_after(line_.data(), text.data()) && not_after(text.data(), line_.data() + line_.size());
  }

  bool on_document_begin(error_code&) noexcept { return true; }
  bool on_document_end(error_code&) noexcept { return true; }

  bool on_object_begin(error_code&) noexcept {
    if (depth_ == 0) is_object_ = true;
    take(Kind::Object);
    ++depth_;
    return true;
  }
  bool on_object_end(std::size_t, error_code&) noexcept { return --depth_, true; }

  bool on_array_begin(error_code&) noexcept {
    if (depth_ == 1 && slot_ == Slot::Records) {
      records_.clear();
      take(Kind::Integers);
    } else if (depth_ == 1 && is_list_of_texts(slot_)) {
      lists_[list_of(slot_)].clear();
      take(Kind::Texts);
    } else {
      take(Kind::Array);
    }
    ++depth_;
    return true;
  }
  bool on_array_end(std::size_t, error_code&) noexcept { return --depth_, true; }

  bool on_key_part(string_view part, std::size_t total, error_code&) noexcept {
    put(key_, part, total);
    return true;
  }
  bool on_key(string_view part, std::size_t total, error_code&) noexcept {
    if (depth_ != 1) return true;
    if (total == part.size()) {
      slot_ = slot_of({part.data(), part.size()});
    } else {
      put(key_, part, total);
      slot_ = total <= key_.size() ? slot_of({key_.data(), total}) : Slot::Ignored;
    }
    return true;
  }

  // A string that is collected: a member of the line, or an item of a list.
  bool is_collected() const noexcept { return depth_ == 1 || is_in_list(); }

  bool on_string_part(string_view part, std::size_t total, error_code&) noexcept {
    if (is_collected()) put(unescaped_[index(slot_)], part, total);
    return true;
  }
  bool on_string(string_view part, std::size_t total, error_code&) {
    if (!is_collected()) return true;
    std::string_view text(part.data(), part.size());
    if (total != part.size() || !in_line(part)) {  // it has escapes, and the parser reuses its buffer
      auto& buffer = unescaped_[index(slot_)];
      put(buffer, part, total);
      text = {buffer.data(), std::min(total, buffer.size())};
    }
    if (depth_ == 1) texts_[index(slot_)] = text;
    Kind const kind = total <= kNameBytesMax ? Kind::Text : Kind::LongText;
    if (depth_ == 2 && is_in(Kind::Texts) && kind == Kind::Text) return put_in_list(text), true;
    auto const id = depth_ == 2 && is_in(Kind::Integers) ? integer_of(text) : std::nullopt;
    if (!id) return take(kind);
    records_.push_back(*id);
    return true;
  }

  bool on_number_part(string_view, error_code&) noexcept { return true; }
  bool on_int64(std::int64_t value, string_view digits, error_code&) {
    if (digits.starts_with('-')) return take_number(digits);  // `-0` is not an integer of events.md either
    return take_integer(static_cast<std::uint64_t>(value), digits);
  }
  bool on_uint64(std::uint64_t value, string_view digits, error_code&) { return take_integer(value, digits); }
  bool on_double(double, string_view digits, error_code&) noexcept { return take_number(digits); }
  bool on_bool(bool, error_code&) noexcept { return take(Kind::Boolean); }
  bool on_null(error_code&) noexcept { return take(Kind::Null); }
  bool on_comment_part(string_view, error_code&) noexcept { return true; }
  bool on_comment(string_view, error_code&) noexcept { return true; }

  static constexpr std::size_t kSlots = kSlotNames.size() + 1;  // and one for ignored members

  std::string_view line_;
  Slot slot_ = Slot::Ignored;
  bool is_object_ = false;
  std::uint32_t depth_ = 0;
  std::array<Kind, kSlots> kinds_{};
  std::array<std::string_view, kSlots> texts_{};
  std::array<std::uint64_t, kSlots> integers_{};
  std::vector<RecordHandle> records_;
  std::array<std::vector<std::string_view>, 3> lists_;
  std::vector<Party> parties_;
  std::string unescaped_items_;  // of lists; it does not move while a line is read
  std::array<char, 16> key_{};   // longer than any collected key
  std::array<std::array<char, kNameBytesMax>, kSlots> unescaped_{};
};

}  // namespace recordshare
