// SPDX-License-Identifier: Apache-2.0
// description.hpp describes the model as data: the production rows, the text of rules.md, and the evidence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/describe.hpp"
#include "model/interpretations.hpp"
#include "properties/document/evidence.hpp"
#include "properties/document/rules_text.hpp"

namespace recordshare::describe {

/// The links from a row to the sentence that justifies it and to its checks.
struct RowLinks {
  std::vector<std::string> guide;            ///< "G4"
  std::vector<std::string> interpretations;  ///< those of its rule and functions
  RowProof proof;
  std::vector<std::string> tests;    ///< the tests that cite its rule and make the row decide
  std::vector<std::string> stories;  ///< the stories in which it decides
  std::vector<std::string> fuzz;
};

/// The links of a rule.
struct RuleLinks {
  Rule rule = Rule::None;
  std::string_view kind;     ///< "rows"; for a rule without rows, "function" or "invariant"
  bool is_of_guide = false;  ///< rules.md marks it [G]; or marks it not, and a sentence of section 9 names it
  bool is_ours = false;      ///< rules.md marks it [I]; or marks it not, and it has an interpretation
  std::vector<std::string> interpretations;
  std::vector<std::size_t> rows;  ///< its rows; for a function, those that call it
  std::vector<std::string> guide;
  std::vector<std::string> invariants;
  bool has_contract = false;  ///< a contract, or an invariant if it has no rows
  std::vector<std::size_t> policies;
  std::size_t obligations = 0;
  std::vector<std::string> tests;    ///< the tests that cite it
  std::vector<std::string> stories;  ///< the stories that reach it
  std::vector<std::string> fuzz;
};

/// A decision that is ours: marked [I], or of a rule that rules.md does not mark.
struct Interpretation {
  std::string id;
  std::string text;                                 ///< of rules.md
  model::InterpretationTerm const* term = nullptr;  ///< its reason; null if it has none, which a test reports

  [[nodiscard]] bool is_of(Rule rule) const noexcept;
};

/// An edge of the phase diagram: the rows that lead from one phase to another, or stay. A chain that is not loaded has
/// no phase.
struct Edge {
  std::string_view from;  ///< empty if the chain is loaded
  std::string_view to;    ///< empty if it is unloaded
  std::vector<std::size_t> rows;
  bool is_of_every_phase = false;  ///< the same in every phase: listed beside the diagram, not drawn
};

/// Whether the sentence of the guide justifies the row: by its rule, or by its reason if the sentence names one. No
/// sentence is about limits.
[[nodiscard]] bool justifies(GuideText const& guide, model::RowText const& row);

/// The rows for an event in a phase, in the order of evaluation, the directory's first.
struct Reaction {
  Phase phase = Phase::Idle;
  std::string_view event;
  std::vector<std::size_t> rows;
};

/// The answer to a request.
struct Permission {
  Policies policies;
  Access access = Access::None;
  Standing standing = Standing::Eligible;
  bool is_final = false;  ///< whether the record is Final before the request
  Request request = Request::ChainedRecordRequest;
  model::Decision decision;
  std::size_t row = 0;
};

struct Description {
  std::vector<model::RowText> rows;             ///< in the order of evaluation
  std::vector<RowLinks> links;                  ///< for each row
  std::vector<RuleLinks> rules;                 ///< in the order of Rule, without None
  std::vector<Interpretation> interpretations;  ///< in the order of rules.md, then those of unmarked rules
  RulesText text;
  Evidence evidence;
  std::vector<Edge> edges;
  std::vector<Reaction> reactions;
  std::vector<Permission> permissions;  ///< for eligible agents: policies × access × Open or Final × request
  std::vector<Permission> standings;    ///< for agents that are not eligible, default policies
};

/// Describes the compiled tables with these texts. O(rows × evidence).
[[nodiscard]] Description describe(RulesText text, std::string_view evidence_json);

/// The same with the built-in texts.
[[nodiscard]] Description describe();

/// A row's result in a word or two: "accepted", "refused", "passed on".
[[nodiscard]] std::string_view answer_of(model::RowText const& row) noexcept;

/// The types of events in the order of events.md; all requests are one, the last.
[[nodiscard]] std::vector<std::string_view> event_names();

/// The names of the members that a line of this event can have, in the order of events.md: of `agent` and `number`, and
/// the like, a line has one.
[[nodiscard]] std::vector<std::string_view> members_of(std::string_view event);

}  // namespace recordshare::describe
