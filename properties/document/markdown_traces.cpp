// SPDX-License-Identifier: Apache-2.0
// markdown_traces.cpp writes the interpretations and the traceability tables.
#include <algorithm>

#include "properties/document/formats.hpp"
#include "properties/document/markdown.hpp"

namespace recordshare::describe {
namespace {

template <class Words>
std::string or_dash(Words const& words, std::string_view between = ", ") {
  std::string const all = joined(words, between);
  return all.empty() ? "–" : all;
}

std::string codes(std::vector<std::string> const& names) {
  return names.empty() ? "–" : "`" + joined(names, "`<br>`") + "`";
}

/// "05" for "05-conference": the short names of stories in lists.
std::string numbers_of(std::vector<std::string> const& stories) {
  std::vector<std::string> numbers;
  for (std::string const& story : stories) numbers.push_back(story.substr(0, story.find('-')));
  return or_dash(numbers, " ");
}

std::vector<std::string> citing(Description const& d, std::string const& tag) {
  std::vector<std::string> names;
  for (Reached const& test : d.evidence.tests)
    if (std::ranges::find(test.cites, tag) != test.cites.end()) names.push_back(test.name);
  return names;
}

std::string marks_of(RuleLinks const& links) {
  std::string marks = links.is_of_guide ? "[G]" : "";
  if (links.is_ours) marks.append(marks.empty() ? "" : " ").append("[I]");
  return marks.empty() ? "–" : marks;
}

void append_guide(std::string& out, Description const& d) {
  out.append("### From the guide to the tests\n\nSentences as [rules.md](rules.md), section 9, has them.\n\n");
  out.append("| # | the guide says | rules | rows | invariants | tests that cite it |\n|---|---|---|---|---|---|\n");
  for (GuideText const& guide : d.text.guide) {
    auto const rows = rows_where(d, [&](model::RowText const& row) { return justifies(guide, row); });
    std::string rules = joined(names_of(guide.rules));
    if (guide.reason != Reason::None) rules.append(" `").append(name(guide.reason)).append("`");
    if (!guide.other.empty()) rules.append(", ").append(guide.other);
    out.append("| ").append(guide.id).append(" | ").append(guide.says).append(" | ").append(rules).append(" | ");
    out.append(or_dash(ids_of(d, rows))).append(" | ").append(or_dash(guide.invariants)).append(" | ");
    out.append(codes(citing(d, guide.id))).append(" |\n");
  }
  out.append("\n");
}

void append_rules(std::string& out, Description const& d) {
  bool const with_fuzz = !d.evidence.fuzz.empty();
  out.append(
      "### From each rule to what checks it\n\n[G] marks what the guide says, [I] what we decided. A rule that ");
  out.append("rules.md does not mark is the guide's if section 9 names it, and else ours. *Rows* of a ");
  out.append(
      "function are those that call it. A *contract* states, apart from the rows, when its rule decides, what it ");
  out.append(
      "answers, and what it changes; R1, R8 and R12 have an invariant in its place. *Obligations* are what the ");
  out.append("proof claims of the rows, for any number of agents and records. *Stories* are those of ");
  out.append("[properties/conform/stories](../properties/conform/stories) in which the rule decided something.\n\n");
  out.append("| rule | from | rows | contract | invariants | obligations | tests | stories |");
  out.append(with_fuzz ? " fuzz corpora |\n|---|---|---|---|---|---|---|---|---|\n"
                       : "\n|---|---|---|---|---|---|---|---|\n");
  for (RuleLinks const& links : d.rules) {
    std::string const kind = links.kind == "rows" ? "" : " (" + std::string(links.kind) + ")";
    out.append("| ").append(name(links.rule)).append(kind).append(" | ").append(marks_of(links));
    out.append(" | ").append(or_dash(ids_of(d, links.rows))).append(" | ").append(links.has_contract ? "yes" : "–");
    out.append(" | ").append(or_dash(links.invariants)).append(" | ").append(std::to_string(links.obligations));
    out.append(" | ").append(std::to_string(links.tests.size())).append(" | ").append(numbers_of(links.stories));
    if (with_fuzz) out.append(" | ").append(or_dash(links.fuzz));
    out.append(" |\n");
  }
  out.append("\n<details><summary>The tests that cite each rule</summary>\n\n| rule | tests |\n|---|---|\n");
  for (RuleLinks const& links : d.rules)
    out.append("| ").append(name(links.rule)).append(" | ").append(codes(links.tests)).append(" |\n");
  out.append("\n</details>\n\n");
}

void append_rows(std::string& out, Description const& d) {
  bool const with_fuzz = !d.evidence.fuzz.empty();
  out.append(
      "### From each row back to the sentence\n\n*Ways* are of an event, in a phase, through the tables to this ");
  out.append("row; of the obligations, some hold as they are written and *asked* are those that a solver decides. ");
  out.append("*Tests* cite the row's rule and were seen to make this row decide.\n\n");
  out.append("| row | guide | ours | ways | obligations | asked | what is asked | tests | stories |");
  out.append(with_fuzz ? " fuzz corpora |\n|---|---|---|---|---|---|---|---|---|---|\n"
                       : "\n|---|---|---|---|---|---|---|---|---|\n");
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    RowLinks const& links = d.links[i];
    out.append("| ").append(d.rows[i].id).append(" | ").append(or_dash(links.guide)).append(" | ");
    out.append(or_dash(links.interpretations)).append(" | ").append(std::to_string(links.proof.ways));
    out.append(" | ").append(std::to_string(links.proof.obligations)).append(" | ");
    out.append(std::to_string(links.proof.asked)).append(" | ").append(or_dash(links.proof.theorems)).append(" | ");
    out.append(std::to_string(links.tests.size())).append(" | ").append(numbers_of(links.stories));
    if (with_fuzz) out.append(" | ").append(or_dash(links.fuzz));
    out.append(" |\n");
  }
  out.append("\n");
}

}  // namespace

void append_interpretations(std::string& out, Description const& d) {
  out.append(
      "## Where the guide is silent\n\nWhat [rules.md](rules.md) marks [I], and the rules that it does not mark and "
      "no ");
  out.append(
      "sentence of the guide names: why, the reading that was not taken, the line of a conformance story to which ");
  out.append("the two readings answer differently, and the policies that change the rules.\n\n");
  out.append("| place | what we decided | why | not taken | story, line | policies |\n|---|---|---|---|---|---|\n");
  for (Interpretation const& one : d.interpretations) {
    model::InterpretationTerm const term = one.term == nullptr ? model::InterpretationTerm{} : *one.term;
    out.append("| ").append(one.id).append(" | ").append(one.text).append(" | ").append(term.why).append(" | ");
    out.append(term.instead).append(" | ").append(term.story).append(", ").append(std::to_string(term.line));
    out.append(" | ").append(or_dash(policies_of(d, one))).append(" |\n");
  }
  out.append("\n");
}

void append_traces(std::string& out, Description const& d) {
  out.append("## Traceability\n\nMade by running: a test cites a sentence or a rule by the tags that its name begins ");
  out.append(
      "with, and fails where its run did not make that rule decide. No rule is without rows, contract or test, ");
  out.append("and no row without a rule: a test fails otherwise.\n\n");
  append_guide(out, d);
  append_rules(out, d);
  append_rows(out, d);
}

}  // namespace recordshare::describe
