// SPDX-License-Identifier: Apache-2.0
// event_json.hpp describes an event as JSON, for the review page.
#pragma once

#include <string>

#include <recordshare/events.hpp>

#include "engine/library/boost_json.hpp"

namespace recordshare::properties::review {

/// Adds to the object the event's `type`, its `words` as a clause, its `group` ("directory", "chain",
/// "call" or "desktop"), the acting agent (`who`, empty if absent), and its `members`, numbers as text.
void add_event(json::object& object, Event const& event);

/// The event's line of events.md, without its `\n`.
[[nodiscard]] std::string line_of(Event const& event);

}  // namespace recordshare::properties::review
