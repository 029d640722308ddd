// SPDX-License-Identifier: Apache-2.0
// sequence_diagram.hpp draws a stream of events and what an engine answers as a sequence diagram, in Mermaid's text.
#pragma once

#include <span>
#include <string>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>

namespace recordshare::command {

/// Appends the diagram of `events` as an engine with `options` takes them: who tells what to whom, what is refused and
/// why, and whose access changes. Names cannot break out of it. O(events).
void append_sequence_diagram(std::string& out, std::span<Event const> events, Options const& options);

}  // namespace recordshare::command
