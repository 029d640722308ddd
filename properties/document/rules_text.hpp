// SPDX-License-Identifier: Apache-2.0
// rules_text.hpp represents rules.md as data: its sections, the text of each rule, and the tables of sections 7 to 9.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <recordshare/outcome.hpp>

namespace recordshare::describe {

/// A section of rules.md.
struct SectionText {
  int number = 0;
  std::string title;
  std::string text;  ///< Markdown, without the heading
};

/// The text of a rule.
struct RuleText {
  Rule rule = Rule::None;
  int section = 0;
  std::string text;       ///< Markdown; for a row of a table, its cells as one sentence
  bool of_guide = false;  ///< marked [G]
  bool of_ours = false;   ///< marked [I], itself and not only a term in its text
};

/// An interpretation, marked [I]: the guide does not say it.
struct InterpretationText {
  std::string id;  ///< its place, as in model/interpretations.hpp
  std::string text;
};

/// A row of section 9: a sentence of the guide, and the rules made from it.
struct GuideText {
  std::string id;  ///< "G4"
  std::string says;
  std::vector<Rule> rules;
  Reason reason = Reason::None;  ///< only the last rule's refusals with this reason; None: the whole rule
  std::vector<std::string> invariants;
  std::string other;  ///< other references: "access 3"
};

/// A row of section 8.
struct InvariantText {
  std::string id;  ///< "I5"
  std::string text;
  std::string from;
  std::vector<Rule> rules;  ///< the rules in `from`
};

/// The text for a word.
struct TermText {
  std::string name;
  std::string text;
};

struct RulesText {
  std::vector<SectionText> sections;
  std::vector<RuleText> rules;                      ///< in the order of Rule
  std::vector<InterpretationText> interpretations;  ///< in the order of rules.md
  std::vector<GuideText> guide;
  std::vector<InvariantText> invariants;
  std::vector<TermText> policies;  ///< section 7: the effect of the value that is not the default
  std::vector<TermText> phases;    ///< section 2: phases
  std::vector<TermText> accesses;  ///< section 1: accesses
};

/// The text of rules.md at build time (print_rules.cpp). Valid for the whole run of the program.
[[nodiscard]] RulesText const& rules_text();

/// The text for the word of this name; empty if absent.
[[nodiscard]] std::string_view text_of(std::vector<TermText> const& terms, std::string_view name) noexcept;

}  // namespace recordshare::describe
