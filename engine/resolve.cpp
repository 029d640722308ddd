// SPDX-License-Identifier: Apache-2.0
// resolve.cpp judges names: not empty, not too long, and UTF-8 (events.md).
#include "engine/resolve.hpp"

#include <cstdint>

namespace recordshare {

namespace {

/// The bytes that the character at the front of `text` takes, or 0 where it is no character of UTF-8 (RFC 3629).
std::size_t bytes_of_character(std::string_view text) noexcept {
  auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  std::uint8_t const lead = byte(0);
  if (lead < 0x80) return 1;
  std::size_t const size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  // The second byte's range keeps out overlong forms, surrogates, and what is above U+10FFFF.
  std::uint8_t const low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  std::uint8_t const high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return size;
}

}  // namespace

std::string_view what_is_wrong_with(std::string_view name) noexcept {
  if (name.empty()) return "a name is empty";
  if (name.size() > kNameBytesMax) return "a name is longer than 128 bytes";
  while (!name.empty()) {
    std::size_t const size = bytes_of_character(name);
    if (size == 0) return "a name is not UTF-8";
    name.remove_prefix(size);
  }
  return {};
}

AgentId Resolver::agent(std::string_view name) noexcept {
  AgentId const id = directory_.agents().find(name);
  if (id != kNobody) return id;
  check(name);
  brought_.agent = name;
  return directory_.agents().candidate();
}

DnId Resolver::dn(std::string_view name) noexcept {
  DnId const id = directory_.dns().find(name);
  if (id != kNoDn) return id;
  check(name);
  brought_.dn = name;
  return directory_.dns().candidate();
}

}  // namespace recordshare
