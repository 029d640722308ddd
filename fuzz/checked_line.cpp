// SPDX-License-Identifier: Apache-2.0
// checked_line.cpp compares two readings of a line, member by member.
#include "fuzz/checked_line.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>
#include <span>
#include <tuple>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/report/lines.hpp"
#include "fuzz/strict_object.hpp"
#include "properties/oracle/names.hpp"

namespace recordshare::fuzz {
namespace {

using Form = StrictValue::Form;

bool is_as(std::string_view name, StrictValue const& value) { return value.form == Form::Text && value.text == name; }
template <class Tag>
bool is_as(Identifier<Tag> id, StrictValue const& value) {
  return value.id() == id.value();
}
bool is_as(Names::Records records, StrictValue const& value) {
  return value.form == Form::List && value.numbers.size() == value.items &&
         std::ranges::equal(value.numbers, records, {}, {}, &RecordHandle::value);
}
template <class Names>
bool is_list(StrictValue const& value, Names const& names) {
  return value.form == Form::List && value.texts.size() == value.items && std::ranges::equal(value.texts, names);
}

template <class Value>
bool is_as(Value const& value, StrictObject const& strict, std::string_view member) {
  return is_as(value, strict.member(member));
}
bool is_as(std::string_view name, StrictObject const& strict, std::string_view member) {
  StrictValue const& value = strict.member(member);
  return model::is_optional(member) && name.empty() ? value.form == Form::Absent : is_as(name, value);
}
bool is_as(Party const& party, StrictObject const& strict, std::string_view member) {
  std::string_view const number = model::number_member(member);
  return is_as(party.name, strict.member(party.is_number ? number : member)) &&
         strict.member(party.is_number ? member : number).form == Form::Absent;
}
bool is_as(DnNames const& dns, StrictObject const& strict, std::string_view member) {
  StrictValue const& one = strict.member("dn");
  if (one.form == Form::Absent) return is_list(strict.member(member), dns);
  return strict.member(member).form == Form::Absent && dns.size() == 1 && is_as(*dns.begin(), one);
}
/// The agents, and then the numbers.
bool is_as(Names::Parties parties, StrictObject const& strict, std::string_view member) {
  auto const numbers = std::ranges::find_if(parties, &Party::is_number);
  auto const are = [&](std::string_view list, std::span<Party const> named, bool are_numbers) {
    StrictValue const& value = strict.member(list);
    auto const is_one = [&](Party const& party) { return party.is_number == are_numbers; };
    if (!std::ranges::all_of(named, is_one)) return false;
    return value.form == Form::Absent ? named.empty() : is_list(value, named | std::views::transform(&Party::name));
  };
  return are(member, {parties.begin(), numbers}, false) &&
         are(model::number_member(member), {numbers, parties.end()}, true);
}

/// Whether the event has the type and members of the strict parse.
bool is_as(Event const& event, StrictObject const& strict) {
  if (!is_as(type_name(event), strict.member("type"))) return false;
  return std::visit(
      [&](auto const& e) {
        return std::apply([&](auto const&... field) { return (is_as(e.*field.pointer, strict, field.name) && ...); },
                          e.members());
      },
      event);
}

bool are_same(std::string_view one, std::string_view other) { return one == other; }
bool are_same(Party const& one, Party const& other) { return one == other; }
template <class Tag>
bool are_same(Identifier<Tag> one, Identifier<Tag> other) {
  return one == other;
}
template <class List>
bool are_same(List const& one, List const& other) {
  return std::ranges::equal(one, other);
}

/// Whether both events have the same type and members.
bool are_same(Event const& one, Event const& other) {
  if (type_name(one) != type_name(other)) return false;
  return std::visit(
      [&]<class E>(E const& e) {
        auto const* const same_type = std::get_if<E>(&other);
        if (same_type == nullptr) return false;
        return std::apply(
            [&](auto const&... field) { return (are_same(e.*field.pointer, same_type->*field.pointer) && ...); },
            E::members());
      },
      one);
}

bool can_be(std::string_view const*, StrictValue const& value) {
  return value.form == Form::Text && properties::is_name(value.text);
}
template <class Tag>
bool can_be(Identifier<Tag> const*, StrictValue const& value) {
  return value.id().has_value();
}
bool can_be(Names::Records const*, StrictValue const& value) {
  return value.form == Form::List && value.numbers.size() == value.items;
}
bool is_list_of(std::size_t least, std::size_t most, StrictValue const& value) {
  return value.form == Form::List && value.texts.size() == value.items && value.items >= least && value.items <= most &&
         std::ranges::all_of(value.texts, properties::is_name);
}
template <class Value>
bool can_be(Value const* type, StrictObject const& strict, std::string_view member) {
  return can_be(type, strict.member(member));
}
/// Exactly one of the two is given, and is a name.
bool can_be(Party const*, StrictObject const& strict, std::string_view member) {
  StrictValue const& agent = strict.member(member);
  StrictValue const& number = strict.member(model::number_member(member));
  constexpr std::string_view const* kName = nullptr;
  return agent.form == Form::Absent ? can_be(kName, number) : number.form == Form::Absent && can_be(kName, agent);
}
bool can_be(DnNames const*, StrictObject const& strict, std::string_view member) {
  StrictValue const& one = strict.member("dn");
  StrictValue const& several = strict.member(member);
  constexpr std::string_view const* kName = nullptr;
  if (one.form == Form::Absent) return is_list_of(1, 16, several);
  return several.form == Form::Absent && can_be(kName, one);
}
bool can_be(Names::Parties const*, StrictObject const& strict, std::string_view member) {
  return std::ranges::all_of(std::array{member, model::number_member(member)}, [&](std::string_view list) {
    return strict.member(list).form == Form::Absent || is_list_of(0, 1'000, strict.member(list));
  });
}
bool can_be(std::string_view const* type, StrictObject const& strict, std::string_view member) {
  StrictValue const& value = strict.member(member);
  return (model::is_optional(member) && value.form == Form::Absent) || can_be(type, value);
}

template <class E>
bool has_members_of(StrictObject const& strict) {
  return std::apply(
      [&](auto const&... field) {
        return (can_be(static_cast<std::remove_cvref_t<decltype(std::declval<E>().*field.pointer)> const*>(nullptr),
                       strict, field.name) &&
                ...);
      },
      E::members());
}

/// Whether this is a valid event by events.md.
bool is_event(StrictObject const& strict) {
  auto const& type = strict.member("type");
  if (type.form != Form::Text) return false;
  for (auto const& request : kRequests)
    if (request.name == type.text) return has_members_of<DesktopRequest>(strict);
  return [&]<std::size_t... i>(std::index_sequence<i...>) {
    return ((kEvents[i].name == type.text && has_members_of<std::variant_alternative_t<i, Event>>(strict)) || ...);
  }(std::make_index_sequence<kEvents.size()>());
}

}  // namespace

struct CheckedLines::Parts {
  Parts(SpoilRead spoil_with, SpoilPrinted spoil_printed_with) : spoil(spoil_with), spoil_printed(spoil_printed_with) {}

  std::string fault_of(std::string_view line) {
    Event const* event = reader.read(line);
    if (spoil != nullptr) spoil(line, event);
    auto const verdict = strict.parse(line);
    if (line.size() > kLineBytesMax) return event == nullptr ? "" : "a line that is too long is read as an event";
    if (event == nullptr) return fault_of_refusal(verdict);
    if (verdict != StrictObject::Verdict::Unsure) {
      if (verdict != StrictObject::Verdict::Object) return "it is read as an event, but a strict parse rejects it";
      if (!is_as(*event, strict)) return "its members differ from those of a strict parse";
    }
    return fault_of_printing(*event);
  }

  std::string fault_of_refusal(StrictObject::Verdict verdict) const {
    if (verdict == StrictObject::Verdict::Object && is_event(strict))
      return "it is a valid event, but is rejected: " + std::string(reader.message());
    auto const message = reader.message();
    bool const is_sentence = !message.empty() && properties::is_utf8(message) && !message.ends_with('.') &&
                             std::ranges::none_of(message, [](unsigned char c) { return c < ' '; });
    return is_sentence ? "" : "its message is not one sentence: " + std::string(message);
  }

  std::string fault_of_printing(Event const& event) {
    printed.clear();
    again.clear();
    append_line(printed, event);
    if (spoil_printed != nullptr) spoil_printed(printed);
    auto const* const read = reader_of_printed.read(std::string_view(printed).substr(0, printed.size() - 1));
    if (read == nullptr) return "the printed event cannot be read: " + std::string(reader_of_printed.message());
    if (!are_same(event, *read)) return "it is printed as another event: " + printed;
    append_line(again, *read);
    return again == printed ? "" : "it is printed as " + printed + " and then as " + again;
  }

  SpoilRead spoil;
  SpoilPrinted spoil_printed;
  EventReader reader;
  EventReader reader_of_printed;
  StrictObject strict;
  std::string printed;
  std::string again;
};

CheckedLines::CheckedLines(SpoilRead spoil, SpoilPrinted spoil_printed)
    : parts_(std::make_unique<Parts>(spoil, spoil_printed)) {}
CheckedLines::~CheckedLines() = default;

std::string CheckedLines::fault_of(std::string_view text) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    if (auto const fault = parts_->fault_of(take_line(text)); !fault.empty())
      return "line " + std::to_string(number) + ": " + fault;
  }
  return {};
}

}  // namespace recordshare::fuzz
