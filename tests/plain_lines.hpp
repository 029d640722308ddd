// SPDX-License-Identifier: Apache-2.0
// plain_lines.hpp writes the lines of events.md in the plainest way, to compare with those of the library.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/owned_outcome.hpp>

namespace recordshare::tests {

/// A text as a JSON string in the form of events.md, with its quotes.
inline std::string plain_text(std::string_view text) {
  constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string json = "\"";
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (std::size_t const at = kEscaped.find(c); at != std::string_view::npos) {
      json += {'\\', kLetters[at]};
    } else if (byte < 0x20) {
      json += {'\\', 'u', '0', '0', kHex[byte / 16], kHex[byte % 16]};
    } else {
      json += c;
    }
  }
  return json + '"';
}

/// A JSON array of what `text_of` gives for each item that `is_listed`.
template <class Items, class IsListed, class TextOf>
std::string plain_list(Items const& items, IsListed const& is_listed, TextOf const& text_of) {
  std::string list = "[";
  for (auto const& item : items)
    if (is_listed(item)) list += (list.size() == 1 ? "" : ",") + text_of(item);
  return list + "]";
}

inline std::string plain_line(Event const& event) {
  std::string line = "{\"type\":" + plain_text(type_name(event));
  auto const put = [&](std::string_view name, std::string const& value) {
    line += ",\"" + std::string(name) + "\":" + value;
  };
  auto const all = [](auto const&) { return true; };
  auto const member = [&](std::string_view name, auto const& it) {
    if constexpr (std::is_same_v<decltype(it), std::string_view const&>) {
      if (!it.empty() || (name != "call" && name != "new_call")) put(name, plain_text(it));
    } else if constexpr (std::is_same_v<decltype(it), Party const&>) {
      put(it.is_number ? model::number_member(name) : name, plain_text(it.name));
    } else if constexpr (std::is_same_v<decltype(it), DnNames const&>) {
      if (it.size() == 1)
        put("dn", plain_text(*it.begin()));
      else
        put("dns", plain_list(it, all, plain_text));
    } else if constexpr (std::is_same_v<decltype(it), Names::Parties const&>) {
      for (bool const numbers : {false, true}) {
        auto const names = plain_list(
            it, [&](Party const& party) { return party.is_number == numbers; },
            [](Party const& party) { return plain_text(party.name); });
        if (names != "[]") put(numbers ? "numbers" : "agents", names);
      }
    } else if constexpr (std::is_same_v<decltype(it), Names::Records const&>) {
      put(name, plain_list(it, all, [](RecordHandle record) { return std::to_string(record.value()); }));
    } else {
      put(name, std::to_string(it.value()));
    }
  };
  std::visit(
      [&](auto const& one) {
        std::apply([&](auto const&... fields) { (member(fields.name, one.*(fields.pointer)), ...); }, one.members());
      },
      event);
  return line + "}\n";
}

/// The answer to a valid event.
/// The member that lists the records that became Final; empty if none did.
inline std::string plain_finalized(OwnedOutcome const& outcome) {
  if (outcome.finalized.empty()) return {};
  return ",\"finalized\":" + plain_list(
                                 outcome.finalized, [](RecordHandle) { return true; },
                                 [](RecordHandle record) { return std::to_string(record.value()); });
}

inline std::string plain_line(std::uint64_t sequence, std::string_view type, OwnedOutcome const& outcome) {
  auto const of = [](auto value) { return plain_text(name(value)); };
  std::string line = "{\"seq\":" + std::to_string(sequence) + ",\"type\":" + plain_text(type) +
                     ",\"result\":" + of(outcome.result) + ",\"rule\":" + of(outcome.rule);
  if (outcome.result == Result::Accepted) {
    line += ",\"changes\":[";
    for (auto const& [chain, agent, from, to] : outcome.changes) {
      if (line.back() == '}') line += ',';
      line += "{\"chain\":" + std::to_string(chain.value()) + ",\"agent\":" + plain_text(agent) +
              ",\"from\":" + of(from) + ",\"to\":" + of(to) + '}';
    }
    return line + "]" + plain_finalized(outcome) + "}\n";
  }
  if (outcome.result == Result::Acknowledged) {
    line += ",\"answer\":" + plain_text(outcome.answer);
    if (!outcome.shown) return line + plain_finalized(outcome) + "}\n";
    line += std::string(",\"read_only\":") + (outcome.shown->read_only ? "true" : "false") + ",\"records\":[";
    for (auto const& [record, updatable] : outcome.shown->records) {
      if (line.back() == '}') line += ',';
      line += "{\"record\":" + std::to_string(record.value()) + ",\"updatable\":" + (updatable ? "true}" : "false}");
    }
    return line + "]}\n";
  }
  line += ",\"reason\":" + of(outcome.reason);
  if (outcome.finality) {
    line += ",\"final_request\":" + plain_text(name_of_final(outcome.finality->request)) +
            ",\"final_agent\":" + (outcome.finality->request ? plain_text(outcome.finality->agent) : "null");
  }
  return line + "}\n";
}

}  // namespace recordshare::tests
