// SPDX-License-Identifier: Apache-2.0
// names.hpp defines valid names (events.md): not empty, at most 256 bytes, UTF-8, without U+0000.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <recordshare/events.hpp>

#include "model/event_fields.hpp"

namespace recordshare::properties {

/// Whether `text` is UTF-8: no stray or missing continuation, nothing overlong, no surrogate, nothing above U+10FFFF.
[[nodiscard]] constexpr bool is_utf8(std::string_view text) noexcept {
  // The least code point that may be encoded with this many bytes.
  constexpr std::uint32_t kLeast[]{0, 0, 0x80, 0x800, 0x10000};
  for (std::size_t i = 0; i < text.size();) {
    auto const first = static_cast<unsigned char>(text[i]);
    std::size_t const length = first < 0x80         ? 1
                               : first >> 5 == 0x6  ? 2
                               : first >> 4 == 0xE  ? 3
                               : first >> 3 == 0x1E ? 4
                                                    : 0;
    if (length == 0 || text.size() - i < length) return false;
    std::uint32_t point = first & (0x7FU >> length);  // of one byte, every value is right
    for (std::size_t k = 1; k < length; ++k) {
      auto const next = static_cast<unsigned char>(text[i + k]);
      if (next >> 6 != 0x2) return false;
      point = point << 6 | (next & 0x3FU);
    }
    if (point < kLeast[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
    i += length;
  }
  return true;
}

[[nodiscard]] constexpr bool is_name(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kNameBytesMax && is_utf8(text) && text.find('\0') == text.npos;
}

/// Whether every name in the event is valid, and its lists are not too long. Only a call may be left out.
template <class E>
[[nodiscard]] constexpr bool has_valid_names(E const& e) noexcept {
  using enum model::FieldName;
  bool all = true;
  model::for_each_field(e, [&](auto field, auto const& value) {
    if constexpr (field == Agent || field == Dn) {
      if constexpr (requires { value.name; }) {
        all = all && is_name(value.name);
      } else {
        all = all && is_name(value);
      }
    } else if constexpr (field == From || field == To) {
      all = all && is_name(value.name);
    } else if constexpr (field == Call || field == NewCall) {
      all = all && (value.empty() || is_name(value));
    } else if constexpr (field == Dns) {
      all =
          all && value.size() >= 1 && value.size() <= kLoginDnsMax && std::all_of(value.begin(), value.end(), is_name);
    } else if constexpr (field == Parties) {
      std::size_t numbers = 0;
      for (auto const& party : value) {
        all = all && is_name(party.name);
        numbers += party.is_number ? 1 : 0;
      }
      all = all && numbers <= kRecoveredPartiesMax && value.size() - numbers <= kRecoveredPartiesMax;
    }
  });
  return all;
}

}  // namespace recordshare::properties
