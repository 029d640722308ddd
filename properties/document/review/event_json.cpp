// SPDX-License-Identifier: Apache-2.0
// event_json.cpp sorts events by what they have: the names of events.md say enough.
#include "properties/document/review/event_json.hpp"

#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/report/sentences.hpp"
#include "properties/document/review/json_text.hpp"

namespace recordshare::properties::review {
namespace {

// Handles and ids go to 2^64-1 and a browser's numbers to 2^53.
void tell(JsonText& json, std::string_view name, std::uint64_t number) { json.member(name, std::to_string(number)); }
void tell(JsonText& json, std::string_view name, std::string_view text) { json.member(name, text); }
void tell(JsonText& json, std::string_view name, Names::Records records) {
  json.key(name).begin_list();
  for (RecordHandle const record : records) json.text(std::to_string(record));
  json.end_list();
}

template <class One>
constexpr std::string_view group_of() {
  if constexpr (requires(One one) { one.request; }) {
    return "desktop";
  } else if constexpr (requires(One one) { one.dn; } || std::is_same_v<One, AgentLogout>) {
    return "directory";
  } else if constexpr (requires(One one) { one.chain; } || std::is_same_v<One, RecordCanceled>) {
    return "chain";
  } else {
    return "call";
  }
}

template <class One>
std::string_view who_acts(One const& one) {
  if constexpr (requires { one.from; }) {
    return one.from;
  } else if constexpr (requires { one.agent; }) {
    return one.agent;
  } else {
    return "";
  }
}

}  // namespace

void tell_event(JsonText& json, Event const& event) {
  std::string words;
  command::append_words(words, event);
  json.member("type", type_name(event)).member("words", words);
  auto const tell_all = [&](auto const& one) {
    json.member("group", group_of<std::remove_cvref_t<decltype(one)>>()).member("who", who_acts(one));
    json.key("members").begin_object();
    std::apply([&](auto const&... member) { (tell(json, member.name, one.*(member.pointer)), ...); }, one.members());
    json.end_object();
  };
  std::visit(tell_all, event);
}

std::string line_of(Event const& event) {
  std::string line;
  append_line(line, event);
  line.pop_back();
  return line;
}

}  // namespace recordshare::properties::review
