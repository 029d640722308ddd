// SPDX-License-Identifier: Apache-2.0
// printable.hpp makes untrusted text safe for terminals and readers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/library/utf8.hpp"

namespace recordshare {

/// A character of UTF-8, or a byte that does not begin one.
struct Character {
  std::uint32_t code = 0;  ///< its code point, or the byte
  std::size_t bytes = 0;   ///< its length; 0 if it is not valid UTF-8
};

/// The first character of `text`, which is not empty.
[[nodiscard]] inline Character first_character(std::string_view text) noexcept {
  auto const byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
  std::size_t const bytes = bytes_of_character(text);
  std::uint32_t code = bytes <= 1 ? byte(0) : byte(0) & (0xFFU >> (bytes + 1));
  for (std::size_t at = 1; at < bytes; ++at) code = (code << 6U) | (byte(at) & 0x3FU);
  return {code, bytes};
}

/// Characters that untrusted text must not send to a terminal: controls (C0, DEL, C1) and those that change the
/// direction of text.
[[nodiscard]] constexpr bool is_unprintable(std::uint32_t code) noexcept {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// Appends `text`: unprintable characters become `\uXXXX`, and bytes that are not UTF-8 become `\xXX`. O(length).
inline void append_printable(std::string& out, std::string_view text) {
  auto const append_hex = [&](std::uint32_t number, unsigned digits) {
    constexpr std::string_view kHex = "0123456789abcdef";
    for (unsigned shift = 4 * digits; shift > 0; shift -= 4) out.push_back(kHex[(number >> (shift - 4)) & 15U]);
  };
  while (!text.empty()) {
    auto const [code, bytes] = first_character(text);
    if (bytes == 0) {
      out.append("\\x");
      append_hex(code, 2);
    } else if (is_unprintable(code)) {
      out.append("\\u");
      append_hex(code, 4);
    } else {
      out.append(text.substr(0, bytes));
    }
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
}
[[nodiscard]] inline std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

}  // namespace recordshare
