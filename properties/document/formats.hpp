// SPDX-License-Identifier: Apache-2.0
// formats.hpp writes a description in the forms that people and programs read.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "properties/document/description.hpp"

namespace recordshare::describe {

/// model/README.md: the whole description for a reader of a code host.
void append_markdown(std::string& out, Description const& description);

/// The phase diagram, for Graphviz. Each node and edge has an id that stands in the SVG too: "phase-Live",
/// "edge-Idle-Live".
void append_dot(std::string& out, Description const& description);

/// The phase diagram, for Mermaid.
void append_mermaid(std::string& out, Description const& description);

/// Everything, for programs: properties/document/README.md says what stands where.
void append_json(std::string& out, Description const& description);

/// The rows, for a spreadsheet (RFC 4180).
void append_csv(std::string& out, Description const& description);

struct Format {
  std::string_view name;
  void (*append)(std::string&, Description const&);
};

/// All of them; the first is the default.
inline constexpr std::array<Format, 5> kFormats{{
    {"md", append_markdown},
    {"dot", append_dot},
    {"mermaid", append_mermaid},
    {"json", append_json},
    {"csv", append_csv},
}};

// --- What several of them say ---

/// "edge-Idle-Live"; where the chain is not known yet, or no longer, "loaded" and "forgotten".
[[nodiscard]] std::string id_of(Edge const& edge);

/// Why we decided what rules.md marks [I] in this rule; empty where nothing is.
[[nodiscard]] std::string_view why_of(Rule rule) noexcept;

/// The policies that switch what the rule says.
[[nodiscard]] std::vector<std::size_t> policies_of(Description const& description, Rule rule);

/// What leads along an edge, a line for each type of event: "PartyLeft (R9, R10)".
[[nodiscard]] std::vector<std::string> labels_of(Description const& description, Edge const& edge);

/// What is the same in every phase and leaves it: a line as above.
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

/// The sequence diagram of a story that is built in, in Mermaid's text; empty where there is none of that name.
[[nodiscard]] std::string diagram_of_story(std::string_view story);

/// The words, with `between` between them.
template <class Words>
[[nodiscard]] std::string joined(Words const& words, std::string_view between = ", ") {
  std::string all;
  for (auto const& word : words) all.append(all.empty() ? "" : between).append(word);
  return all;
}

/// The rules' names.
[[nodiscard]] std::vector<std::string_view> names_of(std::vector<Rule> const& rules);

/// The rows' ids.
[[nodiscard]] std::vector<std::string_view> ids_of(Description const& description,
                                                   std::vector<std::size_t> const& rows);

}  // namespace recordshare::describe
