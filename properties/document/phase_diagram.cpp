// SPDX-License-Identifier: Apache-2.0
// phase_diagram.cpp writes the phase diagram as dot and Mermaid, and the rows as CSV.
#include <algorithm>

#include <recordshare/json_lines.hpp>

#include "engine/report/lines.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "properties/conform/stories.hpp"
#include "properties/document/formats.hpp"

namespace recordshare::describe {
namespace {

std::string_view or_else(std::string_view phase, std::string_view outside) { return phase.empty() ? outside : phase; }

std::vector<std::string> labels_of_rows(Description const& description, std::vector<std::size_t> const& rows) {
  std::vector<std::string> labels;
  for (std::string_view const event : event_names()) {
    std::vector<std::string_view> rules;
    for (std::size_t const row : rows) {
      model::RowText const& text = description.rows[row];
      bool const is_for_it = std::ranges::find(text.events, event) != text.events.end();
      if (is_for_it && std::ranges::find(rules, name(text.rule)) == rules.end()) rules.push_back(name(text.rule));
    }
    if (!rules.empty()) labels.push_back(std::string(event) + " (" + joined(rules) + ")");
  }
  return labels;
}

std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  for (char const c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + "\"";
}

template <class Visit>
void each_drawn(Description const& description, Visit&& visit) {
  for (Edge const& edge : description.edges)
    if (!edge.is_of_every_phase) visit(edge, labels_of(description, edge));
}

}  // namespace

std::string id_of(Edge const& edge) {
  return "edge-" + std::string(or_else(edge.from, "loaded")) + "-" + std::string(or_else(edge.to, "forgotten"));
}

std::vector<Rule> rules_of(Interpretation const& one) {
  std::vector<Rule> rules;
  for (std::size_t i = 1; i < kRules.size(); ++i)
    if (one.is_of(static_cast<Rule>(i))) rules.push_back(static_cast<Rule>(i));
  return rules;
}

std::vector<std::string_view> policies_of(Description const& description, Interpretation const& one) {
  std::vector<std::string_view> names;
  for (Rule const rule : rules_of(one))
    for (std::size_t const policy : description.rules[index_of(rule) - 1].policies)
      if (std::ranges::find(names, kPolicies[policy].name) == names.end()) names.push_back(kPolicies[policy].name);
  return names;
}

std::vector<std::string> labels_of(Description const& description, Edge const& edge) {
  return labels_of_rows(description, edge.rows);
}

std::vector<std::string> labels_of_every_phase(Description const& description) {
  for (Edge const& edge : description.edges)
    if (edge.is_of_every_phase) return labels_of_rows(description, edge.rows);
  return {};
}

void append_dot(std::string& out, Description const& description) {
  out.append("// What leads a chain from one phase to another. Generated: recordshare-check describe --format dot\n");
  out.append(
      "digraph phases {\n  graph [rankdir=TB, nodesep=0.7, ranksep=0.8, fontname=\"sans-serif\", fontsize=10, "
      "labelloc=b, labeljust=l, label=\"In every phase:\\l  ");
  out.append(joined(labels_of_every_phase(description), "\\l  ")).append("\\l\"];\n");
  out.append("  node [shape=box, style=rounded, fontname=\"sans-serif\", class=\"phase\"];\n");
  out.append("  edge [fontname=\"sans-serif\", fontsize=10, class=\"edge\"];\n");
  out.append("  loaded [shape=point, class=\"outside\", id=\"phase-loaded\"];\n");
  out.append("  forgotten [shape=doublecircle, label=\"\", width=0.12, class=\"outside\", id=\"phase-forgotten\"];\n");
  for (std::string_view const phase : kPhaseNames)
    out.append("  ").append(phase).append(" [id=\"phase-").append(phase).append("\"];\n");
  each_drawn(description, [&](Edge const& edge, std::vector<std::string> const& labels) {
    out.append("  ").append(or_else(edge.from, "loaded")).append(" -> ").append(or_else(edge.to, "forgotten"));
    out.append(" [id=\"")
        .append(id_of(edge))
        .append("\", label=\"  ")
        .append(joined(labels, "\\l  "))
        .append("\\l\"];\n");
  });
  out.append("}\n");
}

void append_mermaid(std::string& out, Description const& description) {
  out.append("stateDiagram-v2\n");
  each_drawn(description, [&](Edge const& edge, std::vector<std::string> const& labels) {
    out.append("  ").append(or_else(edge.from, "[*]")).append(" --> ").append(or_else(edge.to, "[*]"));
    out.append(" : ").append(joined(labels, "<br/>")).append("\n");
  });
}

void append_csv(std::string& out, Description const& description) {
  out.append("id,table,number,rule,events,phases,guards,result,reason,actions,enters,functions,policies,guide\r\n");
  for (std::size_t i = 0; i < description.rows.size(); ++i) {
    model::RowText const& row = description.rows[i];
    std::vector<std::string_view> phases;
    std::vector<std::string_view> policies;
    for (Phase const phase : row.phases) phases.push_back(name(phase));
    for (std::size_t const policy : row.policies) policies.push_back(kPolicies[policy].name);
    std::vector<std::string> const cells{row.id,
                                         row.is_directory ? "directory" : "chain",
                                         std::to_string(row.number + 1),
                                         std::string(name(row.rule)),
                                         joined(row.events),
                                         joined(phases),
                                         joined(row.guards, ", and "),
                                         std::string(answer_of(row)),
                                         row.reason == Reason::None ? "" : std::string(name(row.reason)),
                                         joined(row.actions, ", then "),
                                         row.enters && !row.ends ? std::string(name(row.phase)) : "",
                                         joined(names_of(row.functions)),
                                         joined(policies),
                                         joined(description.links[i].guide)};
    for (std::size_t c = 0; c < cells.size(); ++c) out.append(c == 0 ? "" : ",").append(csv_cell(cells[c]));
    out.append("\r\n");
  }
}

// --- Shared by several formats ---

std::string diagram_of_story(std::string_view story) {
  std::string text;
  for (Story const& one : stories()) {
    if (one.name != story) continue;
    Engine engine;
    EventReader reader;
    command::SequenceDiagram diagram;
    for (std::string_view const line : lines_in(one.lines)) {
      Event const* const event = reader.read(line);
      if (event != nullptr && !diagram.add(*event, engine.apply(*event))) return {};
    }
    command::append_mermaid(text, diagram);
  }
  return text;
}

std::vector<std::string_view> names_of(std::vector<Rule> const& rules) {
  std::vector<std::string_view> names;
  for (Rule const rule : rules) names.push_back(name(rule));
  return names;
}

std::vector<std::size_t> rows_that_ask(Description const& description, std::size_t policy) {
  return rows_where(description, [&](model::RowText const& row) {
    return std::ranges::find(row.policies, policy) != row.policies.end();
  });
}

std::vector<std::string_view> ids_of(Description const& description, std::vector<std::size_t> const& rows) {
  std::vector<std::string_view> ids;
  for (std::size_t const row : rows) ids.push_back(description.rows[row].id);
  return ids;
}

}  // namespace recordshare::describe
