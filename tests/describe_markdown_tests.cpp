// SPDX-License-Identifier: Apache-2.0
// describe_markdown_tests.cpp compares tables of the Markdown, the spreadsheet and the diagrams with the JSON.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/library/boost_json.hpp"
#include "engine/report/lines.hpp"
#include "properties/conform/stories.hpp"
#include "properties/document/formats.hpp"
#include "tests/odd_descriptions.hpp"

namespace recordshare::tests {
namespace {

using describe::Description;
using Cells = std::vector<std::string>;

std::string text(json::value const& item, char const* member) { return std::string(item.at(member).as_string()); }
std::string number(json::value const& item, char const* member) { return json::serialize(item.at(member)); }
std::string size(json::value const& item, char const* member) {
  return std::to_string(item.at(member).as_array().size());
}

/// The words of a list, each between `mark`s; "–" for an empty list.
std::string words(json::value const& list, std::string const& between = ", ", std::string const& mark = "") {
  std::string all;
  for (json::value const& word : list.as_array())
    all += (all.empty() ? "" : between) + mark + std::string(word.as_string()) + mark;
  return all.empty() ? "–" : all;
}
std::string code(std::string const& word) { return "`" + word + "`"; }
std::string codes(json::value const& list) { return words(list, "<br>", "`"); }

/// "05" of "05-conference", with a blank between two.
std::string numbers(json::value const& stories) {
  json::array all;
  for (json::value const& story : stories.as_array()) {
    std::string const name(story.as_string());
    all.push_back(json::string(name.substr(0, name.find('-'))));
  }
  return words(all, " ");
}

/// One of the tables: its first line, and the cells of each row.
struct Table {
  std::string heading;
  std::vector<Cells> rows;
};

std::vector<std::string> lines_of(Table const& table) {
  std::vector<std::string> lines{table.heading};
  auto const columns = std::ranges::count(table.heading, '|') - 1;
  lines.emplace_back("|");
  for (auto i = columns; i > 0; --i) lines.back() += "---|";
  for (Cells const& row : table.rows) {
    lines.emplace_back("|");
    for (std::string const& cell : row) lines.back() += " " + cell + " |";
  }
  return lines;
}

class Tables {
 public:
  Tables(json::value all, Description const& d) : all_(std::move(all)), d_(d), with_fuzz_(!d.evidence.fuzz.empty()) {}

  /// All tables, without those of the opening and the closing.
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (Table const& table : {phases(), permissions(), reactions(), rows(true), rows(false), policies(), finals(),
                               interpretations(), guide(), rules(), tests(), traces()}) {
      auto const more = lines_of(table);
      lines.insert(lines.end(), more.begin(), more.end());
    }
    return lines;
  }

 private:
  [[nodiscard]] json::array const& list(char const* member) const { return all_.at(member).as_array(); }
  [[nodiscard]] json::value const& row(json::value const& id) const {
    return *std::ranges::find_if(list("rows"), [&](json::value const& one) { return one.at("id") == id; });
  }

  [[nodiscard]] Table phases() const {
    Table table{"| phase | it means |", {}};
    for (auto const& one : list("phases")) table.rows.push_back({text(one, "name"), text(one, "means")});
    return table;
  }

  static std::string answer(json::value const& one) {
    std::string const rule = " (" + text(one, "rule") + ")";
    if (text(one, "result") != "acknowledged") return "error " + code(text(one, "reason")) + rule;
    return code(text(one, "answer")) + (one.at("read_only").as_bool() ? ", read-only" : "") +
           (number(one, "finalizes") == "0" ? "" : "; the record is Final") + rule;
  }

  /// The permissions of a request under these policies, in the order of the JSON: None, ReadOnly, Full, each Open,
  /// Final.
  [[nodiscard]] std::vector<json::value> permissions_of(json::value const& request, json::value const& policies) const {
    std::vector<json::value> found;
    for (auto const& one : list("permissions"))
      if (one.at("request") == request && one.at("policies") == policies) found.push_back(one);
    return found;
  }

  [[nodiscard]] Table permissions() const {
    Table table{"| request | access None | access ReadOnly | access Full, record Open | access Full, record Final |",
                {}};
    for (auto const& request : list("requests")) {
      auto const found = permissions_of(request.at("name"), list("permissions").front().at("policies"));
      table.rows.push_back({code(text(request, "name")), answer(found.at(0)), answer(found.at(2)), answer(found.at(4)),
                            answer(found.at(5))});
    }
    return table;
  }

  [[nodiscard]] std::string reaction(json::value const& event, json::value const& phase,
                                     std::string const& table) const {
    json::array answers;
    for (auto const& one : list("reactions")) {
      if (one.at("event") != event || one.at("phase") != phase) continue;
      for (auto const& id : one.at("rows").as_array()) {
        json::value const& row = this->row(id);
        if (text(row, "table") != table || text(row, "result") == "passed on") continue;
        std::string answer = text(row, "reason").empty() ? text(row, "result") : code(text(row, "reason"));
        bool const ends = row.at("ends").as_bool();
        if (!ends && !text(row, "to").empty() && row.at("to") != phase) answer += " → " + text(row, "to");
        answers.push_back(json::string(answer + (ends ? ", forgotten (" : " (") + text(row, "id") + ")"));
      }
    }
    return words(answers, "<br>");
  }

  [[nodiscard]] Table reactions() const {
    Table table{"| event | before the chain | Idle | Live | WrapUp |", {}};
    for (auto const& event : list("events")) {
      auto const& type = event.at("type");
      table.rows.push_back({codes(json::array{type}), reaction(type, "Idle", "directory")});
      for (auto const* const phase : {"Idle", "Live", "WrapUp"})
        table.rows.back().push_back(reaction(type, phase, "chain"));
    }
    return table;
  }

  [[nodiscard]] Table rows(bool of_directory) const {
    Table table{of_directory ? "| row | on | if | answer | does |" : "| row | on | in | if | answer | does | enters |",
                {}};
    for (auto const& one : list("rows")) {
      if ((text(one, "table") == "directory") != of_directory) continue;
      std::string guards;
      for (char const c : words(one.at("guards"), "<br>and "))
        guards += c == '|' ? std::string("\\|") : std::string(1, c);
      Cells cells{text(one, "id"),
                  codes(one.at("events")),
                  words(one.at("from")),
                  guards,
                  text(one, "result") + (text(one, "reason").empty() ? "" : ", " + code(text(one, "reason"))),
                  words(one.at("actions"), ", then "),
                  one.at("ends").as_bool() || text(one, "to").empty() ? "–" : text(one, "to")};
      if (one.at("from").as_array().size() == kPhaseNames.size()) cells[2] = "any";
      if (!of_directory && one.at("from").as_array().empty()) cells[2].clear();
      if (of_directory) {
        cells.pop_back();
        cells.erase(cells.begin() + 2);
      }
      table.rows.push_back(cells);
    }
    return table;
  }

  [[nodiscard]] Table policies() const {
    Table table{"| policy | values | with the other value | rows that ask |", {}};
    for (auto const& one : list("policies"))
      table.rows.push_back({code(text(one, "name")), words(one.at("values"), ", ", "`"), text(one, "text"),
                            one.at("rows").as_array().empty() ? "" : words(one.at("rows"))});
    return table;
  }

  [[nodiscard]] Table finals() const {
    Table table{"| request |", {}};
    std::vector<json::value> policies;
    for (auto const& one : list("permissions"))
      if (std::ranges::find(policies, one.at("policies")) == policies.end()) policies.push_back(one.at("policies"));
    for (json::value const& one : policies)
      table.heading += " `" + text(one, "final_scope") + "`, `" + text(one, "reschedule") + "`, `" +
                       text(one, "do_not_call") + "` |";
    for (auto const& request : list("requests")) {
      table.rows.push_back({code(text(request, "name"))});
      for (json::value const& one : policies) {
        auto const found = permissions_of(request.at("name"), one);
        bool const is_taken_late = text(request, "class") != "reads" && text(found.at(5), "result") == "acknowledged";
        table.rows.back().push_back(number(found.at(4), "finalizes") + (is_taken_late ? ", Final too" : ""));
      }
    }
    return table;
  }

  [[nodiscard]] Table interpretations() const {
    Table table{"| place | what we decided | why | not taken | story, line | policies |", {}};
    for (auto const& one : list("interpretations"))
      table.rows.push_back({text(one, "id"), text(one, "text"), text(one, "why"), text(one, "instead"),
                            text(one, "story") + ", " + number(one, "line"), words(one.at("policies"))});
    return table;
  }

  [[nodiscard]] Table guide() const {
    Table table{"| # | the guide says | rules | rows | invariants | tests that cite it |", {}};
    for (auto const& one : list("guide")) {
      std::string rules = one.at("rules").as_array().empty() ? "" : words(one.at("rules"));
      Reason const reason = d_.text.guide.at(table.rows.size()).reason;  // the JSON has it as the reason of the rows
      if (reason != Reason::None) rules += " " + code(std::string(name(reason)));
      if (!text(one, "other").empty()) rules += ", " + text(one, "other");
      table.rows.push_back({text(one, "id"), text(one, "says"), rules, words(one.at("rows")),
                            words(one.at("invariants")), codes(one.at("tests"))});
    }
    return table;
  }

  [[nodiscard]] Table rules() const {
    Table table{"| rule | from | rows | contract | invariants | obligations | tests | stories |", {}};
    if (with_fuzz_) table.heading += " fuzz corpora |";
    for (auto const& one : list("rules")) {
      std::string const kind = text(one, "kind") == "rows" ? "" : " (" + text(one, "kind") + ")";
      json::array marks;
      for (auto const& mark : one.at("origin").as_array())
        marks.push_back(json::string("[" + std::string(mark.as_string()) + "]"));
      table.rows.push_back({text(one, "id") + kind, words(marks, " "), words(one.at("rows")),
                            one.at("contract").as_bool() ? "yes" : "–", words(one.at("invariants")),
                            number(one, "obligations"), size(one, "tests"), numbers(one.at("stories"))});
      if (with_fuzz_) table.rows.back().push_back(words(one.at("fuzz")));
    }
    return table;
  }

  [[nodiscard]] Table tests() const {
    Table table{"| rule | tests |", {}};
    for (auto const& one : list("rules")) table.rows.push_back({text(one, "id"), codes(one.at("tests"))});
    return table;
  }

  [[nodiscard]] Table traces() const {
    Table table{"| row | guide | ours | ways | obligations | asked | what is asked | tests | stories |", {}};
    if (with_fuzz_) table.heading += " fuzz corpora |";
    for (auto const& one : list("rows")) {
      table.rows.push_back({text(one, "id"), words(one.at("guide")), words(one.at("interpretations")),
                            number(one, "ways"), number(one, "obligations"), number(one, "asked"),
                            words(one.at("theorems")), size(one, "tests"), numbers(one.at("stories"))});
      if (with_fuzz_) table.rows.back().push_back(words(one.at("fuzz")));
    }
    return table;
  }

  json::value all_;
  Description const& d_;
  bool with_fuzz_;
};

TEST(DescribedWhole, TheTablesOfTheMarkdownAreThoseOfTheJson) {
  for (auto const& [name, description] : all_descriptions()) {
    std::string json_text;
    std::string markdown;
    describe::append_json(json_text, description);
    describe::append_markdown(markdown, description);
    std::size_t const begin = markdown.find("## The phases");
    std::string const between = markdown.substr(begin, markdown.find("## What is where") - begin);
    std::vector<std::string> tables;
    for (std::string_view const line : lines_in(between))
      if (line.starts_with('|')) tables.emplace_back(line);
    EXPECT_EQ(tables, Tables(json::parse(json_text), description).lines()) << name;
  }
}

/// The sentence below the table of permissions, on agents that are not eligible.
TEST(DescribedWhole, TheMarkdownTellsBothAnswersToAgentsThatAreNotEligible) {
  std::string markdown;
  describe::append_markdown(markdown, odd_description());
  EXPECT_NE(
      markdown.find("an agent who is not logged in is answered error `NoAccess` (D2); an agent of whom a DN is not "
                    "monitored is answered error `EmptyChain` (D3).\n"),
      std::string::npos);
}

/// RFC 4180: each cell in quotes, each quote twice.
std::string csv_line(std::vector<std::string> const& cells) {
  std::string line;
  for (std::string const& cell : cells) {
    line += line.empty() ? "\"" : ",\"";
    for (char const c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += "\"";
  }
  return line + "\r\n";
}

TEST(DescribedWhole, TheSpreadsheetHasTheRowsOfTheJson) {
  for (auto const& [name, description] : all_descriptions()) {
    std::string csv =
        "id,table,number,rule,events,phases,guards,result,reason,actions,enters,functions,policies,guide\r\n";
    std::string json_text;
    std::string written;
    describe::append_json(json_text, description);
    describe::append_csv(written, description);
    json::value const all = json::parse(json_text);
    auto const words = [](json::value const& list, std::string const& between = ", ") {
      return list.as_array().empty() ? "" : recordshare::tests::words(list, between);
    };
    for (json::value const& row : all.at("rows").as_array()) {
      auto const at = [&](char const* member) { return std::string(row.at(member).as_string()); };
      csv += csv_line({at("id"), at("table"), json::serialize(row.at("number")), at("rule"), words(row.at("events")),
                       words(row.at("from")), words(row.at("guards"), ", and "), at("result"), at("reason"),
                       words(row.at("actions"), ", then "), row.at("ends").as_bool() ? "" : at("to"),
                       words(row.at("functions")), words(row.at("policies")), words(row.at("guide"))});
    }
    EXPECT_EQ(written, csv) << name;
  }
}

/// Both diagrams have the same edges with the same labels; the rest of their text is fixed.
TEST(DescribedWhole, TheDiagramsHaveTheEdgesOfTheJson) {
  for (auto const& [name, description] : all_descriptions()) {
    std::string json_text;
    describe::append_json(json_text, description);
    json::value const all = json::parse(json_text);
    std::string everywhere;
    std::string dot_edges;
    std::string mermaid = "stateDiagram-v2\n";
    for (json::value const& edge : all.at("edges").as_array()) {
      if (!edge.at("drawn").as_bool()) {
        everywhere = words(edge.at("labels"), "\\l  ");
        continue;
      }
      std::string const from = text(edge, "from").empty() ? "loaded" : text(edge, "from");
      std::string const to = text(edge, "to").empty() ? "forgotten" : text(edge, "to");
      dot_edges += "  " + from + " -> " + to + " [id=\"edge-" + from + "-" + to + "\", label=\"  ";
      dot_edges += words(edge.at("labels"), "\\l  ") + "\\l\"];\n";
      mermaid += "  " + (from == "loaded" ? "[*]" : from) + " --> " + (to == "forgotten" ? "[*]" : to);
      mermaid += " : " + words(edge.at("labels"), "<br/>") + "\n";
    }
    std::string const dot =
        R"(// What leads a chain from one phase to another. Generated: recordshare-check describe --format dot
digraph phases {
  graph [rankdir=TB, nodesep=0.7, ranksep=0.8, fontname="sans-serif", fontsize=10, labelloc=b, labeljust=l, )"
        R"(label="In every phase:\l  )" +
        everywhere + R"(\l"];
  node [shape=box, style=rounded, fontname="sans-serif", class="phase"];
  edge [fontname="sans-serif", fontsize=10, class="edge"];
  loaded [shape=point, class="outside", id="phase-loaded"];
  forgotten [shape=doublecircle, label="", width=0.12, class="outside", id="phase-forgotten"];
  Idle [id="phase-Idle"];
  Live [id="phase-Live"];
  WrapUp [id="phase-WrapUp"];
)" + dot_edges +
        "}\n";
    std::string written_dot;
    std::string written_mermaid;
    describe::append_dot(written_dot, description);
    describe::append_mermaid(written_mermaid, description);
    EXPECT_EQ(written_dot, dot) << name;
    EXPECT_EQ(written_mermaid, mermaid) << name;
  }
}

/// Stories have invalid lines, too.
TEST(DescribedWhole, EachStoryHasADiagram) {
  for (Story const& story : recordshare::stories())
    EXPECT_TRUE(describe::diagram_of_story(story.name).starts_with("sequenceDiagram\n")) << story.name;
  EXPECT_EQ(describe::diagram_of_story("05"), "");
}

}  // namespace
}  // namespace recordshare::tests
