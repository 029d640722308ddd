// SPDX-License-Identifier: Apache-2.0
// lines.hpp splits a text at a separator or into lines.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare {

/// Removes the part before the first `separator` and the separator from `text`, and returns that part; all of `text` if
/// it has no separator.
constexpr std::string_view take_until(std::string_view& text, std::string_view separator) noexcept {
  std::string_view const taken = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(taken.size() + separator.size(), text.size()));
  return taken;
}

/// Removes the first line from `text` and returns it without its `\n`, which the last line need not have.
constexpr std::string_view take_line(std::string_view& text) noexcept { return take_until(text, "\n"); }

/// All lines, without their `\n`. They point into `text`, which must outlive them.
[[nodiscard]] inline std::vector<std::string_view> lines_in(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) lines.push_back(take_line(text));
  return lines;
}
std::vector<std::string_view> lines_in(std::string&& text) = delete;

}  // namespace recordshare
