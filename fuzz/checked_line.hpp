// SPDX-License-Identifier: Apache-2.0
// checked_line.hpp compares the library's reading of JSON lines with that of nlohmann/json.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>

namespace recordshare::fuzz {

/// Spoils an event that was read: the planted error of a canary (canary.hpp). Null without a canary.
using SpoilRead = void (*)(std::string_view line, Event const*& event);

/// Spoils an event that was printed. Null without a planted error.
using SpoilPrinted = void (*)(std::string& line);

/// Reads line after line with one reader, as `recordshare run` does. One thread at a time.
class CheckedLines {
 public:
  explicit CheckedLines(SpoilRead spoil = nullptr, SpoilPrinted spoil_printed = nullptr);
  ~CheckedLines();
  CheckedLines(CheckedLines const&) = delete;
  CheckedLines& operator=(CheckedLines const&) = delete;

  /// The first fault in reading the lines of the text; empty if these hold:
  ///
  /// * a line is read as an event if and only if nlohmann/json, which is strict, parses it as an object with
  ///   the members that events.md requires of its type; the members are then equal;
  /// * an event that is printed and read again is the same event, and is printed again as the same bytes;
  /// * the message for an invalid line is one sentence.
  [[nodiscard]] std::string fault_of(std::string_view text);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::fuzz
