// SPDX-License-Identifier: Apache-2.0
// line_fault.hpp words what is wrong with a line: one sentence that names the member or the byte, and the reason.
#pragma once

#include <string>
#include <string_view>

#include "engine/library/boost_json.hpp"
#include "engine/library/line_members.hpp"

namespace recordshare {

/// The maximum number of bytes of a line that a message quotes.
inline constexpr std::size_t kQuotedBytesMax = 40;

/// The maximum length of a message in bytes; the functions below do not reallocate a string of this capacity.
inline constexpr std::size_t kMessageBytesMax = 256;

/// Writes the message for a syntax error: `error` is of the byte after the first `read` bytes.
void tell_syntax(std::string& message, std::string_view line, std::size_t read, json::error_code const& error);

/// Writes the message for a member that is missing or not `wanted`, the expected value in words.
void tell_member(std::string& message, LineMembers const& members, Slot slot, std::string_view wanted);

/// Writes that exactly one of the two members must be given, and whether both are, or neither.
void tell_one_of(std::string& message, Slot agent, Slot number, bool both);

/// Writes the message for an unknown value of member `type`.
void tell_unknown_type(std::string& message, std::string_view type);

}  // namespace recordshare
