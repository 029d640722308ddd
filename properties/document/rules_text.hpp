// SPDX-License-Identifier: Apache-2.0
// rules_text.hpp takes rules.md apart: its sections, what it says of each rule, and the tables of sections 7 to 9.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <recordshare/outcome.hpp>

namespace recordshare::describe {

/// A section, as it stands there.
struct SectionText {
  int number = 0;
  std::string title;
  std::string text;  ///< Markdown, without the heading
};

/// What rules.md says of a rule.
struct RuleText {
  Rule rule = Rule::None;
  int section = 0;
  std::string text;       ///< Markdown; of a row of a table, its cells as one sentence
  bool of_guide = false;  ///< marked [G]
  bool of_ours = false;   ///< marked [I]
};

/// What is marked [I], which the guide does not say.
struct InterpretationText {
  Rule rule = Rule::None;
  std::string text;
};

/// A row of section 9: a sentence of the guide, and where it went.
struct GuideText {
  std::string id;  ///< "G4"
  std::string says;
  std::vector<Rule> rules;
  Reason reason = Reason::None;  ///< of the last rule, its refusals for this reason alone; None for all it says
  std::vector<std::string> invariants;
  std::string other;  ///< what else is named: "access 3"
};

/// A row of section 8.
struct InvariantText {
  std::string id;  ///< "I5"
  std::string text;
  std::string from;
  std::vector<Rule> rules;  ///< those that `from` names
};

/// A row of section 7.
struct PolicyText {
  std::string name;
  std::string text;  ///< what the value does that is not the default
};

struct RulesText {
  std::vector<SectionText> sections;
  std::vector<RuleText> rules;  ///< in the order of Rule
  std::vector<InterpretationText> interpretations;
  std::vector<GuideText> guide;
  std::vector<InvariantText> invariants;
  std::vector<PolicyText> policies;
};

/// Takes the text of rules.md apart. What is not written as it is there is left out, for the tests to miss. O(text).
[[nodiscard]] RulesText read_rules(std::string_view rules_md);

/// What sections 2 and 1 say that a phase, or an access, is; empty where they do not.
[[nodiscard]] std::string meaning_of_phase(RulesText const& text, std::string_view phase);
[[nodiscard]] std::string meaning_of_access(RulesText const& text, std::string_view access);

/// The reason of this name; None where there is none. O(reasons).
[[nodiscard]] Reason reason_of(std::string_view name) noexcept;

/// The rule of this name; None where there is none. O(rules).
[[nodiscard]] Rule rule_of(std::string_view name) noexcept;

}  // namespace recordshare::describe
