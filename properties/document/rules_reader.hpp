// SPDX-License-Identifier: Apache-2.0
// rules_reader.hpp reads rules.md. The build does so, and the tests; no program that is installed reads Markdown.
#pragma once

#include <string_view>

#include "properties/document/rules_text.hpp"

namespace recordshare::describe {

/// Takes the text of rules.md apart. What is not written as it is there is left out, for the tests to miss. O(text).
[[nodiscard]] RulesText read_rules(std::string_view rules_md);

/// The rule of this name; None where there is none. O(rules).
[[nodiscard]] Rule rule_of(std::string_view name) noexcept;

}  // namespace recordshare::describe
