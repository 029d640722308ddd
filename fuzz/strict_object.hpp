// SPDX-License-Identifier: Apache-2.0
// strict_object.hpp parses a line by another JSON library (nlohmann/json), and keeps the members that events have.
#pragma once

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <recordshare/json_lines.hpp>

namespace recordshare::fuzz {

/// A member's value, of a type that events.md uses.
struct StrictValue {
  enum class Form : std::uint8_t { Absent, Text, Number, List, Other };
  Form form = Form::Absent;
  std::string text;
  std::uint64_t number = 0;
  std::size_t items = 0;               ///< of a list
  std::vector<std::uint64_t> numbers;  ///< those of its items that are handles or ids
  std::vector<std::string> texts;      ///< those of its items that are strings

  /// The handle or id that this is: a number, or a string of its digits.
  [[nodiscard]] std::optional<std::uint64_t> id() const {
    if (form == Form::Number) return number;
    return form == Form::Text ? id_of(text) : std::nullopt;
  }
  [[nodiscard]] static std::optional<std::uint64_t> id_of(std::string const& digits) {
    if (digits.empty() || digits.size() > 20 || digits.find_first_not_of("0123456789") != digits.npos)
      return std::nullopt;
    errno = 0;
    std::uint64_t const value = std::strtoull(digits.c_str(), nullptr, 10);
    return errno == 0 && std::to_string(value) == digits ? std::optional(value) : std::nullopt;
  }
};

/// The result of a strict parse. nlohmann/json calls its functions while it parses.
class StrictObject {
 public:
  static constexpr std::array<std::string_view, 16> kMembers{
      "type", "agent",  "dn",          "chain",     "record", "records", "from",    "to",
      "call", "number", "from_number", "to_number", "dns",    "agents",  "numbers", "new_call"};
  enum class Verdict : std::uint8_t { NoJson, NoObject, TooDeep, Object, Unsure };

  /// Parses a line. Unsure if a number is too great for this library only. Rejects a byte-order mark and a byte 0,
  /// which the library itself accepts as blank and as the end.
  Verdict parse(std::string_view line) {
    for (auto& value : values_) value.form = StrictValue::Form::Absent;
    depth_ = deepest_ = 0;
    current_ = nullptr;
    is_object_ = is_unsure_ = false;
    if (line.starts_with("\xEF\xBB\xBF") || line.find('\0') != std::string_view::npos) return Verdict::NoJson;
    bool const parsed = nlohmann::json::sax_parse(line, this);
    if (is_unsure_) return Verdict::Unsure;
    if (!parsed) return Verdict::NoJson;
    if (!is_object_) return Verdict::NoObject;
    return deepest_ > kDepthMax ? Verdict::TooDeep : Verdict::Object;
  }

  [[nodiscard]] StrictValue const& member(std::string_view name) const noexcept {
    std::size_t which = 0;
    while (kMembers[which] != name) ++which;
    return values_[which];
  }

  bool null() { return other(); }
  bool boolean(bool) { return other(); }
  bool number_integer(std::int64_t) { return other(); }
  bool number_float(double, std::string const&) { return other(); }
  bool binary(nlohmann::json::binary_t&) { return other(); }
  bool number_unsigned(std::uint64_t number) {
    if (is_item()) {
      current_->numbers.push_back(number);
      ++current_->items;
    } else if (depth_ == 1 && current_ != nullptr) {
      current_->form = StrictValue::Form::Number;
      current_->number = number;
    }
    return true;
  }
  bool string(std::string& text) {
    if (is_item()) {
      if (auto const id = StrictValue::id_of(text); id) current_->numbers.push_back(*id);
      current_->texts.push_back(text);
      ++current_->items;
      return true;
    }
    if (depth_ != 1) return other();
    if (current_ == nullptr) return true;
    current_->form = StrictValue::Form::Text;
    current_->text = text;
    return true;
  }
  bool start_object(std::size_t) {
    is_object_ = is_object_ || depth_ == 0;
    static_cast<void>(other());
    return deeper();
  }
  bool start_array(std::size_t) {
    if (depth_ == 1 && current_ != nullptr) {
      current_->form = StrictValue::Form::List;
      current_->items = 0;
      current_->numbers.clear();
      current_->texts.clear();
    } else {
      static_cast<void>(other());
    }
    return deeper();
  }
  bool end_object() { return --depth_, true; }
  bool end_array() { return --depth_, true; }
  bool key(std::string& name) {
    if (depth_ != 1) return true;
    current_ = nullptr;
    for (std::size_t i = 0; i < kMembers.size(); ++i)
      if (kMembers[i] == name) current_ = &values_[i];
    return true;
  }
  bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const& error) {
    constexpr int kNumberOverflow = 406;
    is_unsure_ = error.id == kNumberOverflow;
    return false;
  }

 private:
  /// Whether the parser is in an array that is a member's value.
  [[nodiscard]] bool is_item() const noexcept {
    return depth_ == 2 && current_ != nullptr && current_->form == StrictValue::Form::List;
  }

  /// A value of a type that no event has here, as a member or in a list.
  bool other() {
    if (is_item()) ++current_->items;
    if (depth_ == 1 && current_ != nullptr) current_->form = StrictValue::Form::Other;
    return true;
  }
  bool deeper() {
    ++depth_;
    deepest_ = depth_ > deepest_ ? depth_ : deepest_;
    return true;
  }

  std::array<StrictValue, kMembers.size()> values_{};
  StrictValue* current_ = nullptr;  ///< the top-level member whose value comes next; null for others
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
  bool is_object_ = false;
  bool is_unsure_ = false;
};

}  // namespace recordshare::fuzz
