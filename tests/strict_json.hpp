// SPDX-License-Identifier: Apache-2.0
// strict_json.hpp reads a line by RFC 8259 and events.md, independently of the library, and predicts its answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/json_lines.hpp>

namespace recordshare::tests {

/// A member's value, as far as events need it.
struct JsonValue {
  enum class Form : std::uint8_t { Text, Integer, Number, Boolean, Null, Object, Array };
  Form form = Form::Null;
  std::string text = {};                     ///< a string without its escapes, or a number as it is written
  std::size_t items = 0;                     ///< of an array
  std::vector<std::uint64_t> integers = {};  ///< those of its items that are integers, as numbers or strings
  std::vector<std::string> texts = {};       ///< those of its items that are strings
};

/// A line, read by a parser of its own: recursive, one byte at a time, without tables.
struct JsonLine {
  std::size_t wrong_byte = 0;  ///< the first that no valid line can have there, from 1; 0: none. Of a
                               ///< surrogate that stands alone its last digit
  std::string reason;          ///< why, in the words of the message
  bool is_object = false;
  std::map<std::string, JsonValue> members;  ///< of the line's own object; of a member given twice the last
};
[[nodiscard]] JsonLine read_strictly(std::string_view line);

/// The integer of a number or of a string: digits only, without a leading zero but in `0`, at most 2^64-1.
[[nodiscard]] std::optional<std::uint64_t> integer_in(JsonValue const& value);

/// The members of each type, from the register.
struct MemberForm {
  enum class Wanted : std::uint8_t { Name, Integer, Records, Dns, Names };
  std::string_view name;
  Wanted wanted;
  bool is_optional = false;
  std::string_view other = {};  ///< the member that may stand in its place, if there is one
  Wanted wanted_of_other = Wanted::Name;
};
struct EventForm {
  std::string_view type;
  std::vector<MemberForm> members;
  /// Whether it lists a member of this name.
  [[nodiscard]] bool has(std::string_view name) const;
};
[[nodiscard]] std::vector<EventForm> event_forms();

/// A value of a member that is valid, as JSON with an escape.
[[nodiscard]] std::string valid_value(MemberForm::Wanted wanted);

/// A line of all members of a type, each by its own name, with valid values.
[[nodiscard]] std::string valid_line(EventForm const& form);

/// What the reader must do with a line: the event, written in the form of events.md; or its message.
struct Predicted {
  std::string event;
  std::string message;
};
[[nodiscard]] Predicted predict(std::string_view line);

/// The code points of a text; empty if it is not UTF-8 (RFC 3629), or has no byte.
[[nodiscard]] std::vector<std::uint32_t> code_points(std::string_view text);

/// Whether a text has a control character, or one that changes the direction of text.
[[nodiscard]] bool has_unprintable(std::string_view text);

/// Appends a code point as UTF-8, by RFC 3629's table; surrogates and values above U+10FFFF too, as they would look.
void append_utf8(std::string& out, std::uint32_t code);

/// The first fault of a message, as a sentence; empty if it is UTF-8, printable, on one line, at most 256 bytes long,
/// without a full stop, and names a byte of a line of `line_bytes` or a member.
[[nodiscard]] std::string fault_of_message(std::string_view message, std::size_t line_bytes);

/// Reads `line` by `reader`; what differs from the prediction or is wrong with its message, as a sentence. Empty if
/// nothing is.
[[nodiscard]] std::string fault_of_reading(EventReader& reader, std::string_view line);

}  // namespace recordshare::tests
