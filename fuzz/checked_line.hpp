// SPDX-License-Identifier: Apache-2.0
// checked_line.hpp reads lines of JSON by the library and by another one, and compares what they make of them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>

namespace recordshare::fuzz {

/// Makes what was read wrong: how a canary is planted (canary.hpp). Null where nothing is.
using SpoilRead = void (*)(std::string_view line, Event const*& event);

/// Reads line after line with one reader, as `recordshare run` does. One thread at a time.
class CheckedLines {
 public:
  explicit CheckedLines(SpoilRead spoil = nullptr);
  ~CheckedLines();
  CheckedLines(CheckedLines const&) = delete;
  CheckedLines& operator=(CheckedLines const&) = delete;

  /// What is wrong with how some line of the text is read; empty where nothing is:
  ///
  /// * a line is read as an event if and only if nlohmann/json, which is strict, parses it as an object that has what
  ///   events.md asks of its type; and then the members are the same;
  /// * what is read is printed, read and printed again as the same bytes;
  /// * of a line that is not an event, the message is one sentence.
  [[nodiscard]] std::string fault_of(std::string_view text);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::fuzz
