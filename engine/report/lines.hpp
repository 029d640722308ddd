// SPDX-License-Identifier: Apache-2.0
// lines.hpp takes a text apart: at a separator, or line by line.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare {

/// Takes what stands before the first `separator` off `text`, and the separator too; all of it if there is none.
constexpr std::string_view take_until(std::string_view& text, std::string_view separator) noexcept {
  std::string_view const taken = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(taken.size() + separator.size(), text.size()));
  return taken;
}

/// Takes the first line off `text`; gives it without its `\n`, which the last one need not have.
constexpr std::string_view take_line(std::string_view& text) noexcept { return take_until(text, "\n"); }

/// All lines, without their `\n`. They are parts of `text`, which must outlive them.
[[nodiscard]] inline std::vector<std::string_view> lines_in(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) lines.push_back(take_line(text));
  return lines;
}
std::vector<std::string_view> lines_in(std::string&& text) = delete;

}  // namespace recordshare
