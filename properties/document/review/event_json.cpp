// SPDX-License-Identifier: Apache-2.0
// event_json.cpp groups events by their members.
#include "properties/document/review/event_json.hpp"

#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/report/sentences.hpp"

namespace recordshare::properties::review {
namespace {

// Handles and ids go up to 2^64-1, JavaScript's exact numbers only to 2^53.
template <class Tag>
json::value told(Identifier<Tag> id) {
  return json::value(std::to_string(id.value()));
}
json::value told(std::string_view text) { return json::value(text); }
json::value told(Party const& party) { return json::value(key_of(party)); }
template <class Items>
json::value told(Items const& items) {
  json::array list;
  for (auto const& item : items) list.push_back(told(item));
  return list;
}

template <class One>
constexpr std::string_view group_of() {
  if constexpr (requires(One one) { one.request; }) {
    return "desktop";
  } else if constexpr (requires(One one) { one.dn; } || std::is_same_v<One, AgentLogin> ||
                       std::is_same_v<One, AgentLogout>) {
    return "directory";
  } else if constexpr (requires(One one) { one.chain; } || std::is_same_v<One, RecordCanceled>) {
    return "chain";
  } else {
    return "call";
  }
}

template <class One>
json::value who_acts(One const& one) {
  if constexpr (requires { one.from; }) {
    return told(one.from);
  } else if constexpr (requires { one.agent; }) {
    return told(Party(one.agent));
  } else {
    return json::value("");
  }
}

}  // namespace

std::string key_of(Party const& party) { return (party.is_number ? "number:" : "agent:") + std::string(party.name); }

void add_event(json::object& object, Event const& event) {
  std::string words;
  command::append_words(words, event);
  object["type"] = type_name(event);
  object["words"] = words;
  auto const add_all = [&](auto const& one) {
    object["group"] = group_of<std::remove_cvref_t<decltype(one)>>();
    object["who"] = who_acts(one);
    json::object members;
    auto const add = [&](auto const& member) {
      auto const& value = one.*(member.pointer);
      if constexpr (std::is_convertible_v<decltype(value), std::string_view>)
        if (value.empty() && model::is_optional(member.name)) return;  // it is not given
      members[member.name] = told(value);
    };
    std::apply([&](auto const&... member) { (add(member), ...); }, one.members());
    object["members"] = std::move(members);
  };
  std::visit(add_all, event);
}

std::string line_of(Event const& event) {
  std::string line;
  append_line(line, event);
  line.pop_back();
  return line;
}

}  // namespace recordshare::properties::review
