// SPDX-License-Identifier: Apache-2.0
// nearest.hpp finds what somebody who misspelt a word most likely meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recordshare::command {

/// The candidate nearest to `word` by typing mistakes (a letter too many, too few, wrong, or two swapped), or that it
/// begins; empty where none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<std::string_view const> candidates);

/// "unknown `kind` `word`: did you mean `candidate`?", or what there is where none is near.
[[nodiscard]] std::string unknown_word(std::string_view kind, std::string_view word,
                                       std::span<std::string_view const> candidates);

}  // namespace recordshare::command
