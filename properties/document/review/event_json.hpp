// SPDX-License-Identifier: Apache-2.0
// event_json.hpp tells a browser what an event is.
#pragma once

#include <string>

#include <recordshare/events.hpp>

namespace recordshare::properties::review {

class JsonText;

/// Puts into the open object of `json` the event's `type`, its `words` as a clause, its `group` ("directory", "chain",
/// "call" or "desktop"), who acts (`who`, empty where nobody does), and its `members`, numbers as text.
void tell_event(JsonText& json, Event const& event);

/// The event's line of events.md, without its `\n`.
[[nodiscard]] std::string line_of(Event const& event);

}  // namespace recordshare::properties::review
