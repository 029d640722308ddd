// SPDX-License-Identifier: Apache-2.0
// tidy.hpp finds breaches of the project's rules of form: lengths, opening lines, include direction, words.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare::tests {

inline constexpr std::size_t kFileLinesMax = 400;     // most files have under 250
inline constexpr std::size_t kFunctionLinesMax = 70;  // a screen
inline constexpr std::size_t kLineColumnsMax = 120;   // two files side by side

/// Something that breaks a rule of form.
struct Finding {
  std::string file;  ///< relative to the tree's root
  std::size_t line;  ///< from 1
  std::string what;
};

/// All breaches of rules of form in the tree below `root`.
std::vector<Finding> untidy(std::filesystem::path const& root);

/// `text` without bold marks, with each run of white space as one space, for comparing sentences.
std::string plain(std::string_view text);

}  // namespace recordshare::tests
