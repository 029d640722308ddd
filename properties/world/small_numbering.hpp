// SPDX-License-Identifier: Apache-2.0
// small_numbering.hpp numbers the names of any stream as those of the small world of streams, in the order of their
// mention.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "properties/world/first_mention.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::properties::streams {

/// Each put() writes the number of a name; false, with any number, if the world has no more. A number has that of the
/// DN of its name, for which it may stand, or is the one that is no DN.
class SmallNumbering {
 public:
  bool put(SmallNumbers::Agent& to, std::string_view name) { return put_number(to, agents_(name)); }
  bool put(SmallNumbers::Dn& to, std::string_view name) { return put_number(to, dns_(name)); }
  bool put(SmallNumbers::Chain& to, ChainId id) { return put_number(to, chains_(id)); }
  bool put(SmallNumbers::Call& to, std::string_view name) {
    return put_number(to, name.empty() ? std::optional<std::size_t>(0) : after(calls_(name), 1));
  }
  bool put(SmallNumbers::Party& to, Party const& party) {
    if (!party.is_number) return put_number(to, agents_(party.name));
    auto const dn = party.name == outside_ ? std::nullopt : dns_(party.name);
    if (dn) return put_number(to, after(dn, kAgents));
    if (outside_.empty()) outside_ = party.name;
    to = SmallNumbers::Party{kParties - 1};
    return outside_ == party.name;
  }
  bool put(SmallNumbers::Parties& to, Names::Parties parties) {
    to = {};
    bool fits = true;
    for (Party const& party : parties) {
      SmallNumbers::Party number{};
      fits = put(number, party) && fits;
      auto const bit = static_cast<PartyBits>(1U << static_cast<unsigned>(number));
      to.repeats = to.repeats || (to.set & bit) != 0;
      to.set = static_cast<PartyBits>(to.set | bit);
    }
    return fits;
  }
  bool put(SmallNumbers::Dns& to, DnNames const& names) {
    to = {};
    bool fits = true;
    for (std::size_t i = 0; std::string_view const name : names) {
      SmallNumbers::Dn number{};
      fits = put(number, name) && fits;
      if (i++ == 0)
        to.first = static_cast<std::uint8_t>(number);
      else
        to.others = static_cast<DnBits>(to.others | 1U << static_cast<unsigned>(number));
    }
    return fits;
  }

 private:
  static std::optional<std::size_t> after(std::optional<std::uint8_t> number, std::size_t count) {
    return number ? std::optional(*number + count) : std::nullopt;
  }
  template <class Number>
  static bool put_number(Number& to, std::optional<std::size_t> number) {
    to = Number(static_cast<std::uint8_t>(number.value_or(0)));
    return number.has_value();
  }

  FirstMention<std::string> agents_{kAgents};
  FirstMention<std::string> dns_{kDns};
  FirstMention<ChainId> chains_{kChains};
  FirstMention<std::string> calls_{kCalls};
  std::string outside_;
};

}  // namespace recordshare::properties::streams
