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

/// A rule's title without the full stop or colon that ends it in rules.md.
[[nodiscard]] std::string_view plain_title(RuleTerm const& rule) noexcept;

/// The clause for a type of event, with its members' names in braces; empty if `type` is invalid.
[[nodiscard]] std::string_view clause_of_event(std::string_view type) noexcept;

/// Appends what `event` reports, as a clause without a full stop.
void append_words(std::string& out, Event const& event);

/// Appends what `event` with this outcome has changed, as a clause without a full stop. A refusal and an error change
/// nothing.
void append_effect(std::string& out, Event const& event, Outcome const& outcome);

}  // namespace recordshare::command
