// SPDX-License-Identifier: Apache-2.0
// rules_text.hpp is rules.md as data: its sections, what it says of each rule, and the tables of sections 7 to 9.
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

/// What is said of a word.
struct TermText {
  std::string name;
  std::string text;
};

struct RulesText {
  std::vector<SectionText> sections;
  std::vector<RuleText> rules;  ///< in the order of Rule
  std::vector<InterpretationText> interpretations;
  std::vector<GuideText> guide;
  std::vector<InvariantText> invariants;
  std::vector<TermText> policies;  ///< section 7: what the value does that is not the default
  std::vector<TermText> phases;    ///< section 2: what a phase is
  std::vector<TermText> accesses;  ///< section 1: what an access is
};

/// What rules.md said when this was built (print_rules.cpp). Lasts as long as the program.
[[nodiscard]] RulesText const& rules_text();

/// What is said of the word of this name; empty where nothing is.
[[nodiscard]] std::string_view text_of(std::vector<TermText> const& terms, std::string_view name) noexcept;

}  // namespace recordshare::describe
