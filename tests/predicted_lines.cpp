// SPDX-License-Identifier: Apache-2.0
// predicted_lines.cpp predicts what the reader must do with a line, from the independent reading of it.
#include <algorithm>
#include <utility>
#include <variant>

#include <recordshare/recordshare.hpp>

#include "tests/plain_lines.hpp"
#include "tests/strict_json.hpp"

namespace recordshare::tests {
namespace {

constexpr std::size_t kNameMax = 256;     // events.md
constexpr std::size_t kMessageMax = 256;  // of bytes of a message
constexpr std::size_t kQuotedMax = 40;    // of bytes of a line that a message quotes
using Form = JsonValue::Form;

/// A text in backticks as messages quote it.
std::string in_backticks(std::string_view text) {
  std::string out = "`";
  std::size_t taken = 0;
  for (std::uint32_t const code : code_points(text)) {
    std::string character;
    append_utf8(character, code);
    if (taken + character.size() > kQuotedMax) return out + "...`";
    taken += character.size();
    out += has_unprintable(character) ? "?" : character;
  }
  return out + "`";
}

std::string_view wanted_by(MemberForm::Wanted wanted) {
  switch (wanted) {
    case MemberForm::Wanted::Name:
      return "a string of 1 to 256 bytes without U+0000";
    case MemberForm::Wanted::Integer:
      return "an integer from 0 to 18446744073709551615 (digits only, also as a string)";
    default:
      return "an array of integers from 0 to 18446744073709551615 (digits only, also as strings)";
  }
}

std::string found_in(MemberForm::Wanted wanted, JsonValue const& value) {
  switch (value.form) {
    case Form::Text:
      return value.text.empty() ? "an empty string" : value.text.size() > kNameMax ? "a longer string" : "a string";
    case Form::Integer:
    case Form::Number:
      return in_backticks(value.text);
    case Form::Boolean:
      return "a boolean";
    case Form::Null:
      return "null";
    case Form::Object:
      return "an object";
    default:
      return wanted == MemberForm::Wanted::Records ? "an array with a non-integer element" : "an array";
  }
}

bool fits(MemberForm::Wanted wanted, JsonValue const& value) {
  if (wanted == MemberForm::Wanted::Name)
    return value.form == Form::Text && !value.text.empty() && value.text.size() <= kNameMax &&
           value.text.find('\0') == std::string::npos;
  if (wanted == MemberForm::Wanted::Integer) return integer_in(value).has_value();
  return value.form == Form::Integers;
}

std::string written(MemberForm::Wanted wanted, JsonValue const& value) {
  if (wanted == MemberForm::Wanted::Name) return plain_text(value.text);
  if (wanted == MemberForm::Wanted::Integer) return std::to_string(integer_in(value).value());
  std::string out = "[";
  for (std::uint64_t const one : value.integers) out += (out.size() > 1 ? "," : "") + std::to_string(one);
  return out + "]";
}

template <class Value>
constexpr MemberForm::Wanted wanted_of = MemberForm::Wanted::Integer;
template <>
constexpr MemberForm::Wanted wanted_of<std::string_view> = MemberForm::Wanted::Name;
template <>
constexpr MemberForm::Wanted wanted_of<Names::Records> = MemberForm::Wanted::Records;

template <class One>
void add_forms(std::vector<EventForm>& forms) {
  std::vector<MemberForm> members;
  std::apply(
      [&](auto const&... field) {
        (members.push_back({field.name, wanted_of<std::remove_cvref_t<decltype(One{}.*field.pointer)>>}), ...);
      },
      One::members());
  if constexpr (requires { One::type; })
    forms.push_back({name(One::type), members});
  else
    for (RequestTerm const& request : kRequests) forms.push_back({request.name, members});
}

}  // namespace

std::vector<EventForm> event_forms() {
  std::vector<EventForm> forms;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (add_forms<std::variant_alternative_t<I, Event>>(forms), ...);
  }(std::make_index_sequence<std::variant_size_v<Event>>{});
  return forms;
}

Predicted predict(std::string_view line) {
  static std::vector<EventForm> const kForms = event_forms();
  JsonLine const read = read_strictly(line);
  if (read.wrong_byte > 0) return {"", "byte " + std::to_string(read.wrong_byte) + ": " + read.reason};
  if (!read.is_object) return {"", "byte 1: expected a JSON object"};
  auto const type = read.members.find("type");
  if (type == read.members.end()) return {"", "member `type` is missing"};
  if (type->second.form != Form::Text)
    return {"", "member `type` must be a string, not " + found_in(MemberForm::Wanted::Name, type->second)};
  auto const form = std::ranges::find(kForms, type->second.text, &EventForm::type);
  if (form == kForms.end()) return {"", "unknown event type: " + in_backticks(type->second.text)};
  std::string event = R"({"type":")" + type->second.text + '"';
  for (MemberForm const& member : form->members) {
    std::string const name(member.name);
    auto const given = read.members.find(name);
    if (given == read.members.end()) return {"", "member `" + name + "` is missing"};
    if (!fits(member.wanted, given->second))
      return {"", "member `" + name + "` must be " + std::string(wanted_by(member.wanted)) + ", not " +
                      found_in(member.wanted, given->second)};
    event += ",\"" + name + "\":" + written(member.wanted, given->second);
  }
  return {event + "}", ""};
}

std::string fault_of_message(std::string_view message, std::size_t line_bytes) {
  if (message.empty()) return "it is empty";
  if (message.size() > kMessageMax) return "it has " + std::to_string(message.size()) + " bytes";
  if (code_points(message).empty()) return "it is not UTF-8";
  if (has_unprintable(message)) return "it has a character that is not printed";
  if (message.ends_with('.')) return "it ends with a full stop, which the commands add";
  if (message.starts_with("member `") || message.starts_with("unknown event type: `")) return "";
  if (!message.starts_with("byte ")) return "it names neither a byte nor a member";
  std::string const rest(message.substr(5));
  std::size_t const digits = rest.find_first_not_of("0123456789");
  if (digits == 0 || digits > 7 || rest.substr(digits, 2) != ": ") return "it does not name its byte";
  std::size_t const byte = std::stoul(rest.substr(0, digits));
  return byte >= 1 && byte <= line_bytes + 1 ? "" : "it names a byte that the line does not have";
}

std::string fault_of_reading(EventReader& reader, std::string_view line) {
  Predicted const expected = predict(line);
  Event const* const event = reader.read(line);
  std::string_view const message = reader.message();
  if (event == nullptr) {
    if (std::string fault = fault_of_message(message, line.size()); !fault.empty())
      return fault + ": " + std::string(message);
    if (expected.message.empty()) return "an event is rejected: " + std::string(message);
    return message == expected.message
               ? ""
               : "the message is \"" + std::string(message) + "\", not \"" + expected.message + "\"";
  }
  if (!message.empty()) return "an event has a message: " + std::string(message);
  std::string printed;
  append_line(printed, *event);
  if (!expected.message.empty()) return "it is read, but must not be: " + expected.message;
  return printed == expected.event + "\n" ? "" : "it is read as " + printed + "not as " + expected.event;
}

}  // namespace recordshare::tests
