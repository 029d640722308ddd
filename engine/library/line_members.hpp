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
#include <string_view>
#include <system_error>
#include <vector>

#include <recordshare/events.hpp>

#include "engine/library/boost_json.hpp"

namespace recordshare {

/// The members of all events (events.md, "In"); other members are ignored.
enum class Slot : std::uint8_t { Dn, Agent, Chain, Record, Records, From, To, Type, Ignored };
inline constexpr std::array<std::string_view, 8> kSlotNames{"dn",      "agent", "chain", "record",
                                                            "records", "from",  "to",    "type"};

/// The kind of a member's value.
enum class Kind : std::uint8_t { Missing, Text, LongText, Integer, Integers, Number, Null, Boolean, Object, Array };
inline constexpr std::array<std::string_view, 10> kKindNames{
    "nothing",  "a string", "a longer string", "an integer", "an array",
    "a number", "null",     "a boolean",       "an object",  "an array"};

/// A perfect hash of the members' names, by size and first character. A switch by size would be mispredicted for nearly
/// every member.
struct SlotTable {
  static constexpr std::size_t kPlaces = 32;
  static constexpr std::size_t place_of(std::string_view key) noexcept {
    return (key.size() * 4 + static_cast<unsigned char>(key.front())) % kPlaces;
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

/// A handler of json::basic_parser. It allocates only the list of records, and reuses it.
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
  }

  [[nodiscard]] bool is_object() const noexcept { return is_object_; }
  [[nodiscard]] Kind kind(Slot slot) const noexcept { return kinds_[index(slot)]; }
  /// The text of a string (at most `kNameBytesMax` bytes if it has escapes), or the digits of a number.
  [[nodiscard]] std::string_view text(Slot slot) const noexcept { return texts_[index(slot)]; }
  [[nodiscard]] std::uint64_t integer(Slot slot) const noexcept { return integers_[index(slot)]; }
  [[nodiscard]] std::vector<RecordHandle> const& records() const noexcept { return records_; }

 private:
  friend class json::basic_parser<LineMembers>;
  using error_code = json::error_code;
  using string_view = json::string_view;

  static constexpr std::size_t index(Slot slot) noexcept { return static_cast<std::size_t>(slot); }

  // Only the line's own members (depth 1) and the items of its `records` (depth 2) are collected. Only `records` has
  // the kind Integers, and loses it with the first other item: nothing deeper is collected.
  bool take(Kind kind) noexcept {
    if (depth_ == 1) {
      kinds_[index(slot_)] = kind;
    } else if (kinds_[index(slot_)] == Kind::Integers) {
      kinds_[index(slot_)] = Kind::Array;
    }
    return true;
  }

  bool take_number(string_view digits) noexcept {
    if (depth_ == 1) texts_[index(slot_)] = {digits.data(), digits.size()};
    return take(Kind::Number);
  }

  bool take_integer(std::uint64_t value, string_view digits) {
    if (depth_ == 1) {
      integers_[index(slot_)] = value;
      texts_[index(slot_)] = {digits.data(), digits.size()};
      kinds_[index(slot_)] = Kind::Integer;
    } else if (kinds_[index(slot_)] == Kind::Integers) {
      records_.push_back(value);
    }
    return true;
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

  // A string that is collected: a member of the line, or an item of its `records`.
  bool is_collected() const noexcept { return depth_ == 1 || kinds_[index(slot_)] == Kind::Integers; }

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
    auto const id = depth_ == 1 ? std::nullopt : integer_of(text);
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
  std::array<char, 8> key_{};  // longer than any collected key
  std::array<std::array<char, kNameBytesMax>, kSlots> unescaped_{};
};

}  // namespace recordshare
