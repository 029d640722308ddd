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

inline std::string plain_line(Event const& event) {
  std::string line = "{\"type\":" + plain_text(type_name(event));
  auto const value = [&](auto const& it) {
    if constexpr (std::is_same_v<decltype(it), std::string_view const&>) {
      line += plain_text(it);
    } else if constexpr (std::is_same_v<decltype(it), Names::Records const&>) {
      line += '[';
      for (RecordHandle const record : it) line += (line.back() == '[' ? "" : ",") + std::to_string(record.value());
      line += ']';
    } else {
      line += std::to_string(it.value());
    }
  };
  std::visit(
      [&](auto const& one) {
        auto const member = [&](auto const& field) {
          line += ",\"" + std::string(field.name) + "\":";
          value(one.*(field.pointer));
        };
        std::apply([&](auto const&... fields) { (member(fields), ...); }, one.members());
      },
      event);
  return line + "}\n";
}

/// The answer to a valid event.
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
    return line + "]}\n";
  }
  if (outcome.result == Result::Acknowledged) {
    line += ",\"answer\":" + plain_text(outcome.answer);
    if (!outcome.shown) return line + "}\n";
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
