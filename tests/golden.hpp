// SPDX-License-Identifier: Apache-2.0
// golden.hpp compares a text with a golden file, whole; with RECORDSHARE_UPDATE=1 it writes the file anew.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/report/lines.hpp"
#include "tests/shell.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {

/// The first line that differs, in both texts; empty if they are the same.
inline std::string difference(std::string const& found, std::string const& expected) {
  if (found == expected) return "";
  auto const ours = lines_in(found);
  auto const theirs = lines_in(expected);
  std::size_t line = 0;
  while (line < std::min(ours.size(), theirs.size()) && ours[line] == theirs[line]) ++line;
  auto const at = [&](auto const& lines) { return line < lines.size() ? std::string(lines[line]) : "(the end)"; };
  return "line " + std::to_string(line + 1) + " is\n  " + at(ours) + "\nand must be\n  " + at(theirs);
}

/// Fails unless `text` is what `file`, of tests/, contains.
inline void expect_golden(std::filesystem::path const& file, std::string const& text) {
  std::filesystem::path const golden = std::filesystem::path(RECORDSHARE_SOURCE_DIR) / "tests" / file;
  if (variable_is_on("RECORDSHARE_UPDATE")) write_file(golden, text);
  EXPECT_EQ(difference(text, std::filesystem::exists(golden) ? read_file(golden) : ""), "") << file;
}

/// FNV-1a, 64 bits: for a text that is too long for a file.
inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace recordshare::tests
