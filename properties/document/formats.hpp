// SPDX-License-Identifier: Apache-2.0
// formats.hpp writes a description as Markdown, dot, Mermaid, CSV and JSON.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "properties/document/description.hpp"

namespace recordshare::describe {

/// The whole description as Markdown: model/README.md.
void append_markdown(std::string& out, Description const& description);

/// The phase diagram, for Graphviz. Each node and edge has an id, also in the SVG: "phase-Live",
/// "edge-Idle-Live".
void append_dot(std::string& out, Description const& description);

/// The phase diagram, for Mermaid.
void append_mermaid(std::string& out, Description const& description);

/// The whole description as JSON: properties/document/README.md documents the members.
void append_json(std::string& out, Description const& description);

/// The rows, for a spreadsheet (RFC 4180).
void append_csv(std::string& out, Description const& description);

struct Format {
  std::string_view name;
  void (*append)(std::string&, Description const&);
};

/// All formats; the first is the default.
inline constexpr std::array<Format, 5> kFormats{{
    {"md", append_markdown},
    {"dot", append_dot},
    {"mermaid", append_mermaid},
    {"json", append_json},
    {"csv", append_csv},
}};

// --- Shared by several formats ---

/// "edge-Idle-Live"; a chain that is not loaded has "loaded" and "forgotten" in place of a phase.
[[nodiscard]] std::string id_of(Edge const& edge);

/// The policies that change a rule of the interpretation.
[[nodiscard]] std::vector<std::string_view> policies_of(Description const& description, Interpretation const& one);

/// The rules of the interpretation.
[[nodiscard]] std::vector<Rule> rules_of(Interpretation const& one);

/// The labels of an edge, one for each type of event: "PartyLeft (R9, R10)".
[[nodiscard]] std::vector<std::string> labels_of(Description const& description, Edge const& edge);

/// The labels of edges that are the same in every phase and do not change it.
[[nodiscard]] std::vector<std::string> labels_of_every_phase(Description const& description);

/// A scenario of the guide, played by a conformance story.
struct Scenario {
  std::string_view title;
  std::string_view story;
};
inline constexpr std::array<Scenario, 3> kScenarios{{
    {"Scenario 1: single-step transfer", "01-single-step-transfer"},
    {"Scenario 2: two-step transfer with a consultation call", "03-two-step-transfer"},
    {"Scenario 3: conference", "05-conference"},
}};

/// The sequence diagram of a built-in story as Mermaid text; empty if there is no story of that name.
[[nodiscard]] std::string diagram_of_story(std::string_view story);

/// The words, separated by `between`.
template <class Words>
[[nodiscard]] std::string joined(Words const& words, std::string_view between = ", ") {
  std::string all;
  for (auto const& word : words) all.append(all.empty() ? "" : between).append(word);
  return all;
}

/// The rules' names.
[[nodiscard]] std::vector<std::string_view> names_of(std::vector<Rule> const& rules);

/// The rows that fit, as indices in the description's rows.
template <class Fits>
[[nodiscard]] std::vector<std::size_t> rows_where(Description const& description, Fits&& fits) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < description.rows.size(); ++i)
    if (fits(description.rows[i])) rows.push_back(i);
  return rows;
}

/// The rows that ask for the policy.
[[nodiscard]] std::vector<std::size_t> rows_that_ask(Description const& description, std::size_t policy);

/// The rows' ids.
[[nodiscard]] std::vector<std::string_view> ids_of(Description const& description,
                                                   std::vector<std::size_t> const& rows);

}  // namespace recordshare::describe
