// SPDX-License-Identifier: Apache-2.0
// strict_json.cpp implements the independent reader: the grammar of RFC 8259, one function for each of its rules.
#include "tests/strict_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recordshare::tests {
namespace {

constexpr std::size_t kLevelsMax = 32;  // events.md
using Form = JsonValue::Form;

/// Thrown at the first wrong byte, with the reason where it is not the byte itself.
struct Wrong {
  std::size_t at;
  std::string_view reason = {};
};

std::optional<std::uint64_t> in_digits(std::string_view text) {
  constexpr std::string_view kLargest = "18446744073709551615";  // digits of one length compare as their numbers do
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  if (text.size() > kLargest.size() || (text.size() == kLargest.size() && text > kLargest)) return std::nullopt;
  std::uint64_t integer = 0;
  for (char const digit : text) integer = integer * 10 + static_cast<std::uint64_t>(digit - '0');
  return integer;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  JsonLine line() {
    JsonLine found;
    try {
      blanks();
      found.is_object = peek() == '{';
      members_ = &found.members;
      value(1);
      blanks();
      if (at_ < text_.size()) throw Wrong{at_, "trailing characters after the object"};
    } catch (Wrong const& wrong) {
      found.wrong_byte = wrong.at + 1;
      found.reason = wrong.at == text_.size() ? "unexpected end of line"
                     : wrong.reason.empty()   ? reason_of(wrong.at)
                                              : wrong.reason;
    }
    return found;
  }

 private:
  [[nodiscard]] std::string reason_of(std::size_t at) const {
    auto const byte = static_cast<unsigned char>(text_[at]);
    if (at == 0 && text_.starts_with("\xEF\xBB\xBF")) return "a byte-order mark is not allowed";
    if (byte >= 0x80) return "not UTF-8, or outside a string";
    if (byte < 0x20 || byte == 0x7F) return "unexpected control character";
    return "unexpected `" + std::string(1, text_[at]) + "`";
  }
  [[nodiscard]] int peek() const { return at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : -1; }
  [[nodiscard]] bool is_at(std::string_view any) const {
    return at_ < text_.size() && any.find(text_[at_]) != std::string_view::npos;
  }
  char one_of(std::string_view any) {
    if (!is_at(any)) throw Wrong{at_};
    return text_[at_++];
  }
  void blanks() {
    while (is_at(" \t\r\n")) ++at_;
  }
  void word(std::string_view letters) {
    for (char const letter : letters) one_of(std::string_view(&letter, 1));
  }

  JsonValue value(std::size_t level) {
    if (is_at("{[") && level > kLevelsMax) throw Wrong{at_, "nested deeper than 32 levels"};
    switch (peek()) {
      case '{':
        return object(level);
      case '[':
        return array(level);
      case '"':
        return {.form = Form::Text, .text = string()};
      case 't':
        return word("true"), JsonValue{.form = Form::Boolean};
      case 'f':
        return word("false"), JsonValue{.form = Form::Boolean};
      case 'n':
        return word("null"), JsonValue{};
      default:
        return number();
    }
  }

  JsonValue object(std::size_t level) {
    one_of("{");
    blanks();
    while (!is_at("}")) {
      std::string const key = string();
      blanks();
      one_of(":");
      blanks();
      JsonValue member = value(level + 1);
      if (level == 1) (*members_)[key] = std::move(member);
      blanks();
      if (is_at("}")) break;
      one_of(",");
      blanks();
      if (is_at("}")) throw Wrong{at_};
    }
    one_of("}");
    return {.form = Form::Object};
  }

  JsonValue array(std::size_t level) {
    JsonValue all{.form = Form::Array};
    one_of("[");
    blanks();
    while (!is_at("]")) {
      JsonValue const item = value(level + 1);
      ++all.items;
      if (auto const integer = integer_in(item); integer) all.integers.push_back(*integer);
      if (item.form == Form::Text) all.texts.push_back(item.text);
      blanks();
      if (is_at("]")) break;
      one_of(",");
      blanks();
      if (is_at("]")) throw Wrong{at_};
    }
    one_of("]");
    return all;
  }

  void digits() {
    one_of("0123456789");
    while (is_at("0123456789")) ++at_;
  }

  JsonValue number() {
    std::size_t const begin = at_;
    bool is_integer = !is_at("-");
    if (is_at("-")) ++at_;
    if (is_at("0"))
      ++at_;
    else
      digits();
    if (is_at(".")) {
      is_integer = false;
      ++at_;
      digits();
    }
    if (is_at("eE")) {
      is_integer = false;
      ++at_;
      if (is_at("+-")) ++at_;
      digits();
    }
    JsonValue found{.form = Form::Number};
    found.text = text_.substr(begin, at_ - begin);
    if (is_integer && in_digits(found.text)) found.form = Form::Integer;
    return found;
  }

  std::uint32_t hex4() {
    std::uint32_t code = 0;
    for (int i = 0; i < 4; ++i) {
      constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
      if (!is_at(kDigits)) throw Wrong{at_, "`\\u` needs four hexadecimal digits"};
      auto const digit = static_cast<unsigned char>(one_of(kDigits));
      code = code * 16 + static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return code;
  }

  void escape(std::string& out) {
    one_of("\\");
    constexpr std::string_view kShort = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    char const letter = one_of("\"\\/bfnrtu");
    if (letter != 'u') return out.push_back(kMeant[kShort.find(letter)]);
    constexpr std::string_view kAlone = "unpaired surrogate";
    std::uint32_t const code = hex4();
    if (code >= 0xDC00 && code <= 0xDFFF) throw Wrong{at_ - 1, kAlone};  // its last digit
    if (code < 0xD800 || code > 0xDBFF) return append_utf8(out, code);
    if (!is_at("\\")) throw Wrong{at_, "unpaired surrogate before it"};
    word("\\u");
    std::uint32_t const low = hex4();
    if (low < 0xDC00 || low > 0xDFFF) throw Wrong{at_ - 1, kAlone};
    append_utf8(out, 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00));
  }

  std::string string() {
    std::string out;
    one_of("\"");
    while (!is_at("\"")) {
      int const byte = peek();
      if (byte < 0x20 || (byte >= 0x80 && character().empty())) throw Wrong{at_};
      if (byte == '\\') {
        escape(out);
      } else {
        std::string_view const taken = byte < 0x80 ? text_.substr(at_, 1) : character();
        out.append(taken);
        at_ += taken.size();
      }
    }
    one_of("\"");
    return out;
  }

  /// The character of two to four bytes here; empty if it is not UTF-8.
  [[nodiscard]] std::string_view character() const {
    for (std::size_t size = 2; size <= 4; ++size) {
      std::string_view const taken = text_.substr(at_, size);
      if (taken.size() == size && code_points(taken).size() == 1) return taken;
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::map<std::string, JsonValue>* members_ = nullptr;
};

bool is_invisible(std::uint32_t code) {
  bool const controls = code <= 0x1F || (code >= 0x7F && code <= 0x9F);
  constexpr std::array<std::uint32_t, 14> kDirections{0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B,
                                                      0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
  return controls || std::ranges::find(kDirections, code) != kDirections.end();
}

}  // namespace

std::optional<std::uint64_t> integer_in(JsonValue const& value) {
  return value.form == Form::Integer || value.form == Form::Text ? in_digits(value.text) : std::nullopt;
}

JsonLine read_strictly(std::string_view line) { return Parser(line).line(); }

// Decodes what the bytes could mean and writes it again: only the one right form is the same.
std::vector<std::uint32_t> code_points(std::string_view text) {
  std::vector<std::uint32_t> codes;
  while (!text.empty()) {
    auto const lead = static_cast<unsigned char>(text[0]);
    std::size_t const size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t code = size == 1 ? lead : lead & (0x7FU >> size);
    for (std::size_t i = 1; i < std::min(size, text.size()); ++i)
      code = code * 64 + (static_cast<unsigned char>(text[i]) & 0x3FU);
    std::string again;
    append_utf8(again, code);
    bool const is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (is_surrogate || code > 0x10FFFF || !text.starts_with(again)) return {};
    codes.push_back(code);
    text.remove_prefix(again.size());
  }
  return codes;
}

bool has_unprintable(std::string_view text) { return std::ranges::any_of(code_points(text), is_invisible); }

void append_utf8(std::string& out, std::uint32_t code) {
  auto const put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 + code / 64);
  } else if (code < 0x10000) {
    put(0xE0 + code / 4096);
    put(0x80 + code / 64 % 64);
  } else {
    put(0xF0 + code / 262144);
    put(0x80 + code / 4096 % 64);
    put(0x80 + code / 64 % 64);
  }
  put(0x80 + code % 64);
}

}  // namespace recordshare::tests
