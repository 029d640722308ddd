// SPDX-License-Identifier: Apache-2.0
// line_fault.cpp writes the error messages for invalid lines.
#include "engine/library/line_fault.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <recordshare/json_lines.hpp>

#include "engine/library/printable.hpp"

namespace recordshare {
namespace {

void append_number(std::string& message, std::size_t number) {
  std::array<char, 20> digits{};
  auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  message.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; }

bool is_hex_digit(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

// Appends `text` in backticks; cuts a long text between two characters. `text` is UTF-8, with escapes decoded;
// unprintable characters are replaced, since a message is one line of a log or a terminal.
void append_quoted(std::string& message, std::string_view text) {
  std::size_t size = text.size();
  if (size > kQuotedBytesMax) {
    size = kQuotedBytesMax;
    while (size > 0 && continues_character(text[size])) --size;
  }
  message.push_back('`');
  for (std::size_t at = 0; at < size;) {
    auto const [code, bytes] = first_character(text.substr(at));
    std::size_t const taken = std::max<std::size_t>(bytes, 1);
    if (bytes == 0 || is_unprintable(code))
      message.push_back('?');
    else
      message.append(text.substr(at, taken));
    at += taken;
  }
  message.append(size < text.size() ? "...`" : "`");
}

// Whether the escape that ends `text` is the first half of a surrogate pair.
bool ends_with_leading_surrogate(std::string_view text) {
  if (text.size() < 6) return false;
  std::string_view const escape = text.substr(text.size() - 6);
  constexpr std::string_view kThird = "89abAB";
  return escape.starts_with("\\u") && (escape[2] == 'd' || escape[2] == 'D') &&
         kThird.find(escape[3]) != std::string_view::npos;
}

// Appends why the byte at `at` is invalid.
void append_byte_fault(std::string& message, std::string_view line, std::size_t at) {
  auto const byte = static_cast<unsigned char>(line[at]);
  if (at == 0 && line.starts_with("\xEF\xBB\xBF")) {
    message.append("a byte-order mark is not allowed");
  } else if (ends_with_leading_surrogate(line.substr(0, at))) {
    message.append("unpaired surrogate before it");
  } else if (byte >= 0x80) {
    message.append("not UTF-8, or outside a string");
  } else if (is_control(line[at])) {
    message.append("unexpected control character");
  } else {
    message.append("unexpected ");
    append_quoted(message, line.substr(at, 1));
  }
}

}  // namespace

void tell_syntax(std::string& message, std::string_view line, std::size_t read, json::error_code const& error) {
  message.assign("byte ");
  append_number(message, read + 1);
  message.append(": ");
  if (!error) {
    message.append("trailing characters after the object");
  } else if (error == json::error::too_deep) {
    message.append("nested deeper than ");
    append_number(message, kDepthMax);
    message.append(" levels");
  } else if (read >= line.size()) {
    message.append("unexpected end of line");
  } else if (error == json::error::expected_hex_digit && !is_hex_digit(line[read])) {
    message.append("`\\u` needs four hexadecimal digits");
  } else if (error == json::error::expected_hex_digit || error == json::error::illegal_leading_surrogate ||
             error == json::error::illegal_trailing_surrogate) {
    message.append("unpaired surrogate");  // Boost.JSON expects another digit, if it is the second that is wrong
  } else {
    append_byte_fault(message, line, read);
  }
}

void tell_member(std::string& message, LineMembers const& members, Slot slot, std::string_view wanted) {
  message.assign("member `").append(kSlotNames[static_cast<std::size_t>(slot)]);
  Kind const kind = members.kind(slot);
  if (kind == Kind::Missing) {
    message.append("` is missing");
    return;
  }
  message.append("` must be ").append(wanted).append(", not ");
  if (kind == Kind::Number || kind == Kind::Integer) {
    append_quoted(message, members.text(slot));
  } else if (kind == Kind::Text && members.text(slot).empty()) {
    message.append("an empty string");
  } else if (kind == Kind::Array && slot == Slot::Records) {
    message.append("an array with a non-integer element");
  } else if (kind == Kind::Texts) {
    message.append(members.texts(slot).empty() ? "an empty array"
                                               : "an array with too many elements or an invalid one");
  } else if (kind == Kind::Array && (slot == Slot::Dns || slot == Slot::Agents || slot == Slot::Numbers)) {
    message.append("an array with an element that is no such string");
  } else {
    message.append(kKindNames[static_cast<std::size_t>(kind)]);
  }
}

void tell_one_of(std::string& message, Slot agent, Slot number, bool both) {
  message.assign(both ? "members `" : "member `").append(kSlotNames[static_cast<std::size_t>(agent)]);
  message.append(both ? "` and `" : "` or `").append(kSlotNames[static_cast<std::size_t>(number)]);
  message.append(both ? "` exclude each other" : "` is missing");
}

void tell_unknown_type(std::string& message, std::string_view type) {
  message.assign("unknown event type: ");
  append_quoted(message, type);
}

}  // namespace recordshare
