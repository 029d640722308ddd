// SPDX-License-Identifier: Apache-2.0
// description.hpp gathers all that can be said of the model: the rows that ship, the text behind them, and what checks
// them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/describe.hpp"
#include "properties/document/evidence.hpp"
#include "properties/document/rules_text.hpp"

namespace recordshare::describe {

/// A row, and how a reader comes from it to the sentence that justifies it and to what checks it.
struct RowLinks {
  std::vector<std::string> guide;     ///< "G4"
  std::vector<Rule> interpretations;  ///< the rules, its own or functions, that are not the guide's alone
  RowProof proof;
  std::vector<std::string> tests;    ///< that cite its rule, and made it decide
  std::vector<std::string> stories;  ///< in which it decided
  std::vector<std::string> fuzz;
};

/// What a rule is linked with.
struct RuleLinks {
  Rule rule = Rule::None;
  std::string_view kind;          ///< "rows", or what a rule without any is: "function", "invariant"
  std::vector<std::size_t> rows;  ///< its own; of a function, those that call it
  std::vector<std::string> guide;
  std::vector<std::string> invariants;
  bool has_contract = false;  ///< its own, or, where it has no rows, an invariant in place of it
  std::vector<std::size_t> policies;
  std::size_t obligations = 0;
  std::vector<std::string> tests;    ///< that cite it
  std::vector<std::string> stories;  ///< in which it fired
  std::vector<std::string> fuzz;
};

/// An edge of the phase diagram: the rows that lead from one phase to another, or stay. Where a chain is not known yet,
/// or no longer, there is no phase.
struct Edge {
  std::string_view from;  ///< empty where the chain becomes known
  std::string_view to;    ///< empty where it is forgotten
  std::vector<std::size_t> rows;
  bool is_of_every_phase = false;  ///< the same in every phase: not drawn, but told beside the diagram
};

/// Whether the sentence of the guide justifies the row: by its rule, or, where the sentence names a reason, by that.
/// No sentence speaks of limits.
[[nodiscard]] bool justifies(GuideText const& guide, model::RowText const& row);

/// What an event meets in a phase: the rows in the order in which they are asked, the directory's first.
struct Reaction {
  Phase phase = Phase::Idle;
  std::string_view event;
  std::vector<std::size_t> rows;
};

/// What a request is answered.
struct Permission {
  Policies policies;
  Access access = Access::None;
  Standing standing = Standing::Eligible;
  bool is_final = false;  ///< the record, before the request
  Request request = Request::ChainedRecordRequest;
  model::Decision decision;
  std::size_t row = 0;
};

struct Description {
  std::vector<model::RowText> rows;  ///< in the order in which they are asked
  std::vector<RowLinks> links;       ///< of each row
  std::vector<RuleLinks> rules;      ///< in the order of Rule, without None
  RulesText text;
  Evidence evidence;
  std::vector<Edge> edges;
  std::vector<Reaction> reactions;
  std::vector<Permission> permissions;  ///< of eligible agents: policies × access × Open or Final × request
  std::vector<Permission> standings;    ///< of agents who are not eligible, default policies
};

/// Makes the description of the tables that are compiled in, with the texts given. O(rows × evidence).
[[nodiscard]] Description describe(RulesText text, std::string_view evidence_json);

/// The same with the texts that are built in.
[[nodiscard]] Description describe();

/// What a row answers, in a word or two: "accepted", "refused", "passed on".
[[nodiscard]] std::string_view answer_of(model::RowText const& row) noexcept;

/// The types of events in the order of events.md; all requests are one, the last.
[[nodiscard]] std::vector<std::string_view> event_names();

/// The names of an event's members, in the order of events.md.
[[nodiscard]] std::vector<std::string_view> members_of(std::string_view event);

}  // namespace recordshare::describe
