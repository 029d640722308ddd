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
    case MemberForm::Wanted::Records:
      return "an array of integers from 0 to 18446744073709551615 (digits only, also as strings)";
    case MemberForm::Wanted::Dns:
      return "an array of 1 to 16 strings of 1 to 256 bytes without U+0000";
    default:
      return "an array of at most 1000 strings of 1 to 256 bytes without U+0000";
  }
}

bool is_name(std::string const& text) {
  return !text.empty() && text.size() <= kNameMax && text.find('\0') == std::string::npos;
}
bool is_longer(std::string const& text) { return text.size() > kNameMax; }

std::string found_in_array(MemberForm::Wanted wanted, JsonValue const& value) {
  if (wanted == MemberForm::Wanted::Name || wanted == MemberForm::Wanted::Integer) return "an array";
  if (wanted == MemberForm::Wanted::Records) return "an array with a non-integer element";
  if (value.texts.size() < value.items || std::ranges::any_of(value.texts, is_longer))
    return "an array with an element that is no such string";
  return value.items == 0 ? "an empty array" : "an array with too many elements or an invalid one";
}

std::string found_in(MemberForm::Wanted wanted, JsonValue const& value) {
  switch (value.form) {
    case Form::Text:
      return value.text.empty() ? "an empty string" : is_longer(value.text) ? "a longer string" : "a string";
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
      return found_in_array(wanted, value);
  }
}

bool fits(MemberForm::Wanted wanted, JsonValue const& value) {
  using enum MemberForm::Wanted;
  if (wanted == Name) return value.form == Form::Text && is_name(value.text);
  if (wanted == Integer) return integer_in(value).has_value();
  if (value.form != Form::Array) return false;
  if (wanted == Records) return value.integers.size() == value.items;
  bool const are_names = value.texts.size() == value.items && std::ranges::all_of(value.texts, is_name);
  return are_names && (wanted == Names ? value.items <= 1'000 : value.items >= 1 && value.items <= 16);
}

/// The member as the library writes it: one DN in `dn`, and no empty list of names.
std::string written(std::string const& name, MemberForm::Wanted wanted, JsonValue const& value) {
  using enum MemberForm::Wanted;
  std::string const start = ",\"" + name + "\":";
  if (wanted == Name) return start + plain_text(value.text);
  if (wanted == Integer) return start + std::to_string(integer_in(value).value());
  if (wanted == Names && value.items == 0) return "";
  if (wanted == Dns && value.items == 1) return ",\"dn\":" + plain_text(value.texts.front());
  std::string list;
  if (wanted == Records)
    for (std::uint64_t const one : value.integers) list += (list.empty() ? "" : ",") + std::to_string(one);
  else
    for (std::string const& one : value.texts) list += (list.empty() ? "" : ",") + plain_text(one);
  return start + "[" + list + "]";
}

template <class Value>
constexpr MemberForm::Wanted wanted_of = MemberForm::Wanted::Integer;
template <>
constexpr MemberForm::Wanted wanted_of<std::string_view> = MemberForm::Wanted::Name;
template <>
constexpr MemberForm::Wanted wanted_of<Names::Records> = MemberForm::Wanted::Records;

/// A member of the register: a party has two forms, the DNs of a login too, and the parties of a call are two members.
template <class Value>
void add_form(std::vector<MemberForm>& members, std::string_view name) {
  using enum MemberForm::Wanted;
  if constexpr (std::is_same_v<Value, Party>)
    members.push_back({name, Name, false, model::number_member(name)});
  else if constexpr (std::is_same_v<Value, DnNames>)
    members.push_back({"dn", Name, false, name, Dns});
  else if constexpr (std::is_same_v<Value, Names::Parties>)
    for (std::string_view const list : {name, model::number_member(name)}) members.push_back({list, Names, true});
  else
    members.push_back({name, wanted_of<Value>, model::is_optional(name)});
}

template <class One>
void add_forms(std::vector<EventForm>& forms) {
  std::vector<MemberForm> members;
  std::apply(
      [&](auto const&... field) {
        (add_form<std::remove_cvref_t<decltype(One{}.*field.pointer)>>(members, field.name), ...);
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

bool EventForm::has(std::string_view name) const {
  return std::ranges::any_of(members, [&](MemberForm const& one) { return one.name == name || one.other == name; });
}

std::string valid_value(MemberForm::Wanted wanted) {
  switch (wanted) {
    case MemberForm::Wanted::Name:
      return R"("a\u00e4☺")";
    case MemberForm::Wanted::Integer:
      return "101";
    case MemberForm::Wanted::Records:
      return R"([1,"\u0032"])";
    default:
      return R"(["a\u00e4☺","b"])";
  }
}

std::string valid_line(EventForm const& form) {
  std::string line = R"({"type":")" + std::string(form.type) + '"';
  for (MemberForm const& one : form.members) line += ",\"" + std::string(one.name) + "\":" + valid_value(one.wanted);
  return line + "}";
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
    std::string name(member.name);
    std::string const other(member.other);
    bool const has_other = !other.empty() && read.members.contains(other);
    if (has_other && read.members.contains(name))
      return {"", "members `" + name + "` and `" + other + "` exclude each other"};
    if (!has_other && !read.members.contains(name)) {
      if (member.is_optional) continue;
      return {"", "member `" + name + (other.empty() ? "" : "` or `" + other) + "` is missing"};
    }
    if (has_other) name = other;
    MemberForm::Wanted const wanted = has_other ? member.wanted_of_other : member.wanted;
    auto const given = read.members.find(name);
    if (!fits(wanted, given->second))
      return {"", "member `" + name + "` must be " + std::string(wanted_by(wanted)) + ", not " +
                      found_in(wanted, given->second)};
    event += written(name, wanted, given->second);
  }
  return {event + "}", ""};
}

std::string fault_of_message(std::string_view message, std::size_t line_bytes) {
  if (message.empty()) return "it is empty";
  if (message.size() > kMessageMax) return "it has " + std::to_string(message.size()) + " bytes";
  if (code_points(message).empty()) return "it is not UTF-8";
  if (has_unprintable(message)) return "it has a character that is not printed";
  if (message.ends_with('.')) return "it ends with a full stop, which the commands add";
  for (std::string_view const start : {"member `", "members `", "unknown event type: `"})
    if (message.starts_with(start)) return "";
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
