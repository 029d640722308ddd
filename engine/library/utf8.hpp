// SPDX-License-Identifier: Apache-2.0
// utf8.hpp finds the length of a UTF-8 character in untrusted bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recordshare {

/// The number of bytes of the first character of `text`, which is not empty; 0 if they are not valid UTF-8 (RFC 3629).
[[nodiscard]] inline std::size_t bytes_of_character(std::string_view text) noexcept {
  auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  std::uint8_t const lead = byte(0);
  if (lead < 0x80) return 1;
  std::size_t const size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  // The second byte's range excludes overlong forms, surrogates, and code points above U+10FFFF.
  std::uint8_t const low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  std::uint8_t const high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return size;
}

}  // namespace recordshare
