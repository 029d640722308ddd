// SPDX-License-Identifier: Apache-2.0
// sentences.hpp describes events and their effects in plain English.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/model/vocabulary.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare::command {

/// The maximum number of items shown of one list; the number of further items follows.
inline constexpr std::size_t kShownMax = 20;

/// Appends the items, each by `append(out, item)`, with commas between them; a long list is cut.
template <class Items, class Append>
void append_list(std::string& out, Items const& items, Append const& append) {
  std::size_t count = 0;
  for (auto const& item : items) {
    if (++count > kShownMax) continue;
    if (count > 1) out.append(", ");
    append(out, item);
  }
  if (count > kShownMax) out.append(" and ").append(std::to_string(count - kShownMax)).append(" more");
}

/// A rule's title without the full stop or colon that ends it in rules.md.
[[nodiscard]] std::string_view plain_title(RuleTerm const& rule) noexcept;

/// The clause for a type of event, with its members' names in braces; empty if `type` is invalid.
[[nodiscard]] std::string_view clause_of_event(std::string_view type) noexcept;

/// Appends the name of an agent, or of a number with that word before it.
void append_party(std::string& out, Party const& party);
[[nodiscard]] inline std::string text_of(Party const& party) {
  std::string text;
  append_party(text, party);
  return text;
}

/// Appends the names of DNs, with that word before them.
void append_dns(std::string& out, DnNames const& dns);

/// Appends what `event` reports, as a clause without a full stop.
void append_words(std::string& out, Event const& event);

/// Appends what `event` with this outcome has changed, as a clause without a full stop. A refusal and an error change
/// nothing.
void append_effect(std::string& out, Event const& event, Outcome const& outcome);

}  // namespace recordshare::command
