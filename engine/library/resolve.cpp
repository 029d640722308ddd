// SPDX-License-Identifier: Apache-2.0
// resolve.cpp validates names: not empty, not too long, UTF-8, and without U+0000 (events.md).
#include "engine/library/resolve.hpp"

#include "engine/library/utf8.hpp"

namespace recordshare {

std::string_view what_is_wrong_with(std::string_view name) noexcept {
  if (name.empty()) return "a name is empty";
  if (name.size() > kNameBytesMax) return "a name is longer than 256 bytes";
  if (name.find('\0') != std::string_view::npos) return "a name has the character U+0000";
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
