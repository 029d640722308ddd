// SPDX-License-Identifier: Apache-2.0
// variables.hpp reads the environment variables of the tests: a bad value fails the test that reads it.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace recordshare::tests {

/// The number that `text` is, in decimal digits alone. Throws std::runtime_error, which names `what`, if it is not a
/// number from `least` to `most`.
inline std::uint64_t number_from(std::string_view text, std::string const& what, std::uint64_t least,
                                 std::uint64_t most) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= least && number <= most) return number;
  throw std::runtime_error(what + " is `" + std::string(text) + "`: expected a number from " + std::to_string(least) +
                           " to " + std::to_string(most));
}

/// The number in the variable `name`; `otherwise` if it is absent. Throws as number_from() does.
inline std::uint64_t number_in_variable(char const* name, std::uint64_t otherwise, std::uint64_t least,
                                        std::uint64_t most) {
  char const* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no test changes the environment
  return text == nullptr ? otherwise : number_from(text, name, least, most);
}

/// Whether the variable `name` is 1; false if it is absent. Throws as number_from() does for any other value.
inline bool variable_is_on(char const* name) { return number_in_variable(name, 0, 1, 1) == 1; }

/// Checks the words of RC_PARAMS, which RapidCheck itself does not: it ignores a word that it does not know, and passes
/// a property of no streams. Throws std::runtime_error.
inline void check_rapidcheck_parameters(std::string_view text) {
  constexpr std::uint64_t kMost = 2'147'483'647;
  while (!text.empty()) {
    std::size_t const end = text.find(' ');
    std::string_view const word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (word.empty()) continue;
    std::size_t const equals = word.find('=');
    std::string const name = "the word `" + std::string(word.substr(0, equals)) + "` of RC_PARAMS";
    std::string_view const value = equals == std::string_view::npos ? std::string_view{} : word.substr(equals + 1);
    if (word.starts_with("max_success=")) {
      number_from(value, name, 1, kMost);
    } else if (word.starts_with("max_size=") || word.starts_with("max_discard_ratio=")) {
      number_from(value, name, 0, kMost);
    } else if (word.starts_with("seed=")) {
      number_from(value, name, 0, UINT64_MAX);
    } else if (word.starts_with("noshrink=") || word.starts_with("verbose_progress=") ||
               word.starts_with("verbose_shrinking=")) {
      number_from(value, name, 0, 1);
    } else if (!word.starts_with("reproduce=") || value.empty()) {
      throw std::runtime_error(name + " is unknown, or has no value");
    }
  }
}

}  // namespace recordshare::tests
