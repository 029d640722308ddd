// SPDX-License-Identifier: Apache-2.0
// line_fault.hpp words what is wrong with a line: one sentence that names the member or the byte, and the reason.
#pragma once

#include <string>
#include <string_view>

#include "engine/library/boost_json.hpp"
#include "engine/library/line_members.hpp"

namespace recordshare {

/// The most bytes of a line that a message repeats: enough to find the place, and no flood.
inline constexpr std::size_t kQuotedBytesMax = 40;

/// The most bytes that a message takes; a string with so much room is never enlarged by the functions below.
inline constexpr std::size_t kMessageBytesMax = 256;

/// Words why `line` is no JSON: Boost.JSON stopped with `error` behind its first `read` bytes.
void tell_syntax(std::string& message, std::string_view line, std::size_t read, json::error_code const& error);

/// Words that member `slot` is missing or does not hold what it must: `wanted`.
void tell_member(std::string& message, LineMembers const& members, Slot slot, std::string_view wanted);

/// Words that no event is called what member `type` says.
void tell_unknown_type(std::string& message, std::string_view type);

}  // namespace recordshare
