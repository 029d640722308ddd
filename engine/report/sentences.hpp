// SPDX-License-Identifier: Apache-2.0
// sentences.hpp puts an event into words for a person.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/model/vocabulary.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare::command {

/// The most items of one list that a person is shown; how many more there are is said.
inline constexpr std::size_t kShownMax = 20;

/// Appends a name so that it cannot do anything to a terminal or mislead its reader: control characters, and those
/// that turn the direction of writing, are written as `\uXXXX`, and bytes that are no UTF-8 as `\xXX`.
void append_printable(std::string& out, std::string_view name);
[[nodiscard]] std::string printable(std::string_view name);

/// A rule's title without the stop or colon that it has in rules.md.
[[nodiscard]] std::string_view plain_title(RuleTerm const& rule) noexcept;

/// The clause for a type of event, with its members' names in braces; empty where it is none of EventType.
[[nodiscard]] std::string_view clause_of_event(std::string_view type) noexcept;

/// Appends what `event` reports, as a clause without an end.
void append_words(std::string& out, Event const& event);

/// Appends what `event`, which had this outcome, has changed, as a clause without an end. A refusal and an error change
/// nothing.
void append_effect(std::string& out, Event const& event, Outcome const& outcome);

}  // namespace recordshare::command
