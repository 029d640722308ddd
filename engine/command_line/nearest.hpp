// SPDX-License-Identifier: Apache-2.0
// nearest.hpp suggests a correction for a misspelt word.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recordshare::command {

/// The candidate that begins with `word` or is nearest to it by edit distance (insert, delete, replace, swap); empty if
/// none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<std::string_view const> candidates);

/// "unknown `kind` `word`: did you mean `candidate`?", or "expected one of" all candidates if none is near.
[[nodiscard]] std::string unknown_word(std::string_view kind, std::string_view word,
                                       std::span<std::string_view const> candidates);

}  // namespace recordshare::command
