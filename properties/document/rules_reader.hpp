// SPDX-License-Identifier: Apache-2.0
// rules_reader.hpp parses rules.md, for the build and the tests; no installed program reads Markdown.
#pragma once

#include <string_view>

#include "properties/document/rules_text.hpp"

namespace recordshare::describe {

/// Parses the text of rules.md. Text in an unknown form is skipped; the tests notice that. O(text).
[[nodiscard]] RulesText read_rules(std::string_view rules_md);

/// The rule of this name; None if absent. O(rules).
[[nodiscard]] Rule rule_of(std::string_view name) noexcept;

}  // namespace recordshare::describe
