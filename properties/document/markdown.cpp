// SPDX-License-Identifier: Apache-2.0
// markdown.cpp writes model/README.md: the model and all of its tables.
#include <algorithm>

#include "properties/document/formats.hpp"
#include "properties/document/markdown.hpp"

namespace recordshare::describe {
namespace {

constexpr std::string_view kOpening = R"(# model: what the rules are

Open [rules.md](rules.md) first: the rules in a minute, and then in full. [table.hpp](table.hpp) is the same rules as
the code has them, row by row; **this page is made from those rows**, by `recordshare-check describe`, and a test
fails when it is not what they say. `bash tests/describe.sh` makes it anew. [events.md](events.md) says how events and
answers are written as lines.

A customer's records form a *chain*. Call events say who is on the chain's outbound call, who is being consulted and
who was last able to act. An agent's *access* is a function of that, and of the logins. Every event and every desktop
request is put to the rows of two small tables, from the top; the first row that applies decides, and its rule is named
in the answer. There is no other code that decides anything.

| to find | read |
|---|---|
| what a chain goes through | [the phases](#the-phases-of-a-chain), [scenarios](#the-three-scenarios-of-the-guide) |
| what an agent may do | [who may do what](#who-may-do-what) |
| what an event does | [each in each phase](#what-each-event-does-in-each-phase), [the rows](#the-rows) |
| what the guide leaves open | [policies](#policies), [interpretations](#where-the-guide-is-silent) |
| whether all of it is checked | [traceability](#traceability): sentence, rule, row, contract, proof, test, and back |
| all of it, and try it | the review page: [page/](../properties/document/page/README.md) |

)";

constexpr std::string_view kClosing = R"(## What is where

Everything here is header-only and knows nothing of engines, threads or JSON.

| file | what it is |
|---|---|
| `rules.md`, `events.md`, `spec/` | the normative texts; the independent formal model |
| `include/` | the public headers: the register of events, rules and policies; names; events; identifiers |
| `notation.hpp`, `guards.hpp`, `actions.hpp` | the notation of rows: columns, guards, actions |
| `table.hpp`, `directory_table.hpp` | the rows: of a chain; of names, handles and limits, which come first |
| `newcomers.hpp` | which memory an event needs, derived from the rows |
| `domain.hpp`, `concrete_*.hpp` | what guards and actions need of a domain; the domain in plain memory |
| `machine.hpp`, `interpreter.hpp` | the rows run by Boost.MSM; the rows read one by one |
| `event_fields.hpp` | the members of any event, for code that treats them alike |
| `describe.hpp`, `interpretations.hpp` | the rows in words; the reasons, and the readings not taken |
)";

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string in_cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  return text;
}

/// "refused, `NotOnCall`"
std::string verdict_of(model::RowText const& row) {
  std::string verdict(answer_of(row));
  if (row.reason != Reason::None) verdict += ", " + code(name(row.reason));
  return verdict;
}

// --- Phases and scenarios ---

void append_phases(std::string& out, Description const& d) {
  out.append("## The phases of a chain\n\n```mermaid\n");
  append_mermaid(out, d);
  out.append("```\n\nAnd in every phase, which stays as it is: ").append(joined(labels_of_every_phase(d)));
  out.append(". Every event that is not in the diagram is refused, and changes nothing.\n\n");
  out.append("| phase | it means |\n|---|---|\n");
  for (std::string_view const phase : kPhaseNames)
    out.append("| ").append(phase).append(" | ").append(text_of(d.text.phases, phase)).append(" |\n");
  out.append("\n");
}

void append_scenarios(std::string& out) {
  out.append("## The three scenarios of the guide\n\n");
  out.append("Each is drawn by playing the conformance story that bears its name to the engine. A single bar on an ");
  out.append("agent's lane is ReadOnly access, a double one is Full; in brackets stands the rule that decided.\n\n");
  for (Scenario const& scenario : kScenarios) {
    out.append("### ").append(scenario.title).append("\n\n[properties/conform/stories/").append(scenario.story);
    out.append("](../properties/conform/stories/").append(scenario.story).append(".in.jsonl)\n\n```mermaid\n");
    out.append(diagram_of_story(scenario.story)).append("```\n\n");
  }
}

// --- Permissions ---

std::string answer_in_words(Permission const& permission) {
  model::Decision const& decision = permission.decision;
  std::string const rule = " (" + std::string(name(decision.rule)) + ")";
  if (decision.result != Result::Acknowledged) return "error " + code(name(decision.reason)) + rule;
  std::string answer = code(answer_of(permission.request));
  if (decision.read_only) answer += ", read-only";
  if (decision.finalized_count > 0) answer += "; the record is Final";
  return answer + rule;
}

void append_permissions(std::string& out, Description const& d) {
  out.append("## Who may do what\n\n");
  out.append("| request | access None | access ReadOnly | access Full, record Open | access Full, record Final |\n");
  out.append("|---|---|---|---|---|\n");
  std::size_t const requests = kRequests.size();
  for (std::size_t request = 0; request < requests; ++request) {
    // For the default policies, which come first: None, ReadOnly and Full, each Open and Final.
    out.append("| ").append(code(kRequests[request].name));
    for (std::size_t const block : {0U, 2U, 4U, 5U})
      out.append(" | ").append(answer_in_words(d.permissions[block * requests + request]));
    out.append(" |\n");
  }
  out.append("\nWhether the record is Final makes no difference without Full access. Whatever is requested, ");
  for (std::size_t i = 0; i < d.standings.size(); i += requests)
    out.append(i == 0 ? "" : "; ")
        .append("an agent ")
        .append(i == 0 ? "who is not logged in" : "of whom a DN is not monitored")
        .append(" is answered ")
        .append(answer_in_words(d.standings[i]));
  out.append(".\n\n");
}

void append_policies(std::string& out, Description const& d) {
  out.append("## Policies\n\nFixed for the life of an engine; the first value is the default.\n\n");
  out.append("| policy | values | with the other value | rows that ask |\n|---|---|---|---|\n");
  for (std::size_t p = 0; p < kPolicies.size(); ++p) {
    out.append("| ").append(code(kPolicies[p].name)).append(" | `").append(joined(kPolicies[p].values, "`, `"));
    out.append("` | ")
        .append(text_of(d.text.policies, kPolicies[p].name))
        .append(" | ")
        .append(joined(ids_of(d, rows_that_ask(d, p))))
        .append(" |\n");
  }
  out.append(
      "\nHow many records of a chain of two that are Open one request with Full access makes Final, and whether a "
      "request "
      "that does not read is acknowledged for a Final record, too. The columns are combinations of the policies:\n\n"
      "| request |");
  std::size_t const block = kAccessNames.size() * 2 * kRequests.size();  // size of one combination
  for (std::size_t i = 0; i < d.permissions.size(); i += block) {
    Policies const& policies = d.permissions[i].policies;
    std::vector<std::string_view> values;
    for (PolicyTerm const& policy : kPolicies) values.push_back(policy.values[policy.value_in(policies)]);
    out.append(" `").append(joined(values, "`, `")).append("` |");
  }
  out.append("\n|---|");
  for (std::size_t i = 0; i < d.permissions.size(); i += block) out.append("---|");
  out.append("\n");
  for (std::size_t request = 0; request < kRequests.size(); ++request) {
    out.append("| ").append(code(kRequests[request].name));
    for (std::size_t i = 4 * kRequests.size() + request; i < d.permissions.size(); i += block) {
      out.append(" | ").append(std::to_string(d.permissions[i].decision.finalized_count));
      bool const reads = kRequests[request].kind == RequestClass::Reads;
      bool const is_taken_late = has_taken_place(d.permissions[i + kRequests.size()].decision.result);
      if (!reads && is_taken_late) out.append(", Final too");
    }
    out.append(" |\n");
  }
  out.append("\n");
}

// --- Events and rows ---

std::string reaction_cell(Description const& d, Reaction const& reaction, bool of_directory) {
  std::string cell;
  for (std::size_t const i : reaction.rows) {
    model::RowText const& row = d.rows[i];
    if (row.is_directory != of_directory || row.passes) continue;
    cell.append(cell.empty() ? "" : "<br>")
        .append(row.reason != Reason::None ? code(name(row.reason)) : answer_of(row));
    if (row.enters && !row.ends && row.phase != reaction.phase) cell.append(" → ").append(name(row.phase));
    if (row.ends) cell.append(", forgotten");
    cell.append(" (").append(row.id).append(")");
  }
  return cell.empty() ? "–" : cell;
}

void append_reactions(std::string& out, Description const& d) {
  out.append("## What each event does in each phase\n\nFrom the top, the first that applies; a reason stands for a ");
  out.append("refusal with it. What concerns names, handles and limits is asked before the chain.\n\n");
  out.append("| event | before the chain | ").append(joined(kPhaseNames, " | ")).append(" |\n|---|---|---|---|---|\n");
  std::size_t const events = event_names().size();
  for (std::size_t event = 0; event < events; ++event) {
    out.append("| ").append(code(d.reactions[event].event)).append(" | ");
    out.append(reaction_cell(d, d.reactions[event], true));
    for (std::size_t phase = 0; phase < kPhaseNames.size(); ++phase)
      out.append(" | ").append(reaction_cell(d, d.reactions[phase * events + event], false));
    out.append(" |\n");
  }
  out.append("\n");
}

void append_rows(std::string& out, Description const& d, bool of_directory) {
  out.append("| row | on | ").append(of_directory ? "" : "in | ").append("if | answer | does |");
  out.append(of_directory ? "\n|---|---|---|---|---|\n" : " enters |\n|---|---|---|---|---|---|---|\n");
  for (model::RowText const& row : d.rows) {
    if (row.is_directory != of_directory) continue;
    std::vector<std::string_view> phases;
    for (Phase const phase : row.phases) phases.push_back(name(phase));
    bool const anytime = phases.size() == kPhaseNames.size();
    out.append("| ").append(row.id).append(" | `").append(joined(row.events, "`<br>`")).append("` | ");
    if (!of_directory) out.append(anytime ? "any" : joined(phases)).append(" | ");
    out.append(row.guards.empty() ? "–" : in_cell(joined(row.guards, "<br>and "))).append(" | ");
    out.append(verdict_of(row)).append(" | ").append(row.actions.empty() ? "–" : joined(row.actions, ", then "));
    if (!of_directory) out.append(" | ").append(row.enters && !row.ends ? name(row.phase) : "–");
    out.append(" |\n");
  }
  out.append("\n");
}

}  // namespace

void append_markdown(std::string& out, Description const& d) {
  out.append(kOpening);
  append_phases(out, d);
  append_scenarios(out);
  append_permissions(out, d);
  append_reactions(out, d);
  out.append("## The rows\n\nA row is named by its rule and its place among that rule's rows. Rows are asked in the ");
  out.append("order in which they stand, those of the directory first.\n\n### Of the directory\n\n");
  append_rows(out, d, true);
  out.append("### Of a chain\n\n");
  append_rows(out, d, false);
  append_policies(out, d);
  append_interpretations(out, d);
  append_traces(out, d);
  out.append(kClosing);
}

}  // namespace recordshare::describe
