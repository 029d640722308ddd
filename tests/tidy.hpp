// SPDX-License-Identifier: Apache-2.0
// tidy.hpp reads a source tree and finds what breaks the project's rules of form: lengths, headers, include direction.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare::tests {

inline constexpr std::size_t kFileLinesMax = 400;     // what one can hold in mind; most files have under 250
inline constexpr std::size_t kFunctionLinesMax = 70;  // a screen
inline constexpr std::size_t kLineColumnsMax = 120;   // two files side by side

/// Something that breaks a rule of form.
struct Finding {
  std::string file;  ///< relative to the tree's root
  std::size_t line;  ///< from 1
  std::string what;
};

/// Everything in the tree below `root` that breaks a rule of form.
std::vector<Finding> untidy(std::filesystem::path const& root);

/// `text` without its bold marks, and with every run of white space as one space: how sentences are compared.
std::string plain(std::string_view text);

}  // namespace recordshare::tests
