// SPDX-License-Identifier: Apache-2.0
// event_json.hpp describes an event as JSON, for the review page.
#pragma once

#include <string>

#include <recordshare/events.hpp>

#include "engine/library/boost_json.hpp"

namespace recordshare::properties::review {

/// A party as one text, so that the agent 1509 and the number 1509 differ: "agent:1509", "number:1509".
[[nodiscard]] std::string key_of(Party const& party);

/// Adds to the object the event's `type`, its `words` as a clause, its `group` ("directory", "chain",
/// "call" or "desktop"), who acts (`who`, as key_of(); empty if absent), and its `members`: handles and ids as text,
/// parties as key_of().
void add_event(json::object& object, Event const& event);

/// The event's line of events.md, without its `\n`.
[[nodiscard]] std::string line_of(Event const& event);

}  // namespace recordshare::properties::review
