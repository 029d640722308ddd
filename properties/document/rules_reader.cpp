// SPDX-License-Identifier: Apache-2.0
// rules_reader.cpp parses rules.md: rules as list items, as paragraphs, and as rows of tables.
#include "properties/document/rules_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "engine/report/lines.hpp"

namespace recordshare::describe {
namespace {

constexpr std::string_view kOfGuide = "[G]";
constexpr std::string_view kOurs = "[I]";

std::string_view trimmed(std::string_view text) {
  auto const is_blank = [](char c) { return c == ' ' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The cells of a row of a table; empty if the line is not a row.
std::vector<std::string_view> cells_of(std::string_view line) {
  if (!line.starts_with("| ")) return {};
  line.remove_prefix(2);
  std::vector<std::string_view> cells;
  while (!line.empty()) cells.push_back(trimmed(take_until(line, "|")));
  return cells;
}

template <class Visit>
void each_row(std::string_view text, std::size_t cells, Visit&& visit) {
  while (!text.empty()) {
    std::vector<std::string_view> const row = cells_of(take_until(text, "\n"));
    if (row.size() == cells) visit(row);
  }
}

/// The text with each list item joined to one line; rows of tables stay lines.
std::string joined(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    std::string_view const line = take_until(text, "\n");
    bool const is_row = line.starts_with('|');
    bool const goes_on = !lines.ends_with('\n') && !line.empty() && !is_row;
    lines.append(lines.empty() ? "" : goes_on ? " " : "\n").append(is_row ? line : trimmed(line));
  }
  return lines;
}

/// A rule's name at the start of the text: a letter and its number.
std::string_view name_at(std::string_view text) { return text.substr(0, text.find_first_not_of("0123456789", 1)); }

std::string without(std::string text, std::string_view mark) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
  return text;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// The reason of this name; None if absent.
Reason reason_of(std::string_view name) {
  auto const found = std::ranges::find(kReasons, name, &ReasonTerm::name);
  return found == kReasons.end() ? Reason::None : static_cast<Reason>(found - kReasons.begin());
}

class Reader {
 public:
  explicit Reader(std::string_view rules_md) {
    take_until(rules_md, "\n## ");
    while (!rules_md.empty()) read_section(take_until(rules_md, "\n## "));
    for (std::string_view const phase : kPhaseNames) add_term(read_.phases, phase, 2, "`", "` (", ")");
    for (std::string_view const access : kAccessNames) add_term(read_.accesses, access, 1, "*", "*: ", ". ");
    std::ranges::sort(read_.rules, {}, &RuleText::rule);
  }

  RulesText take() && { return std::move(read_); }

 private:
  void read_section(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    take_until(text, ". ");
    std::string const title(take_until(text, "\n"));
    text = trimmed(text);
    read_.sections.push_back({number, title, std::string(text)});
    if (number == 2) each_row(text, 2, [&](auto const& row) { add_if_marked(row[0], row[1]); });
    if (number == 3 || number == 4) read_paragraphs(number, text);
    if (number == 3) read_list(text);
    if (number == 4) read_term_paragraphs(text);
    if (number == 5) read_requests(text);
    if (number == 6) each_row(text, 4, [&](auto const& row) { read_environment(row); });
    if (number == 7) each_row(text, 3, [&](auto const& row) { read_policy(row); });
    if (number == 8) each_row(text, 3, [&](auto const& row) { read_invariant(row); });
    if (number == 9) each_row(text, 3, [&](auto const& row) { read_guide(row); });
  }

  // --- Section 2: terms in a table. Section 3: a list. Section 4: paragraphs that begin with `*Term*` ---

  /// Adds the text, if it is marked, as the interpretation of this place: a term, with hyphens.
  void add_if_marked(std::string_view place, std::string_view text) {
    if (text.find(kOurs) == std::string_view::npos) return;
    std::string id(place);
    std::ranges::replace(id, ' ', '-');
    add_interpretation(std::move(id), text);
  }

  /// The items without a rule of their own: "3. **ReadOnly** if ...".
  void read_list(std::string_view text) {
    while (!text.empty()) {
      std::size_t const next = text.find_first_of("0123456789", text.find('\n'));
      std::string_view const item = text.substr(0, next);
      std::string_view rest = item;
      std::string_view const number = take_until(rest, ". ");
      std::size_t const bold = std::min(item.find("**R"), item.size());
      bool const is_rule = rule_of(name_at(item.substr(std::min(bold + 2, item.size())))) != Rule::None;
      if (!is_rule) add_if_marked("access " + std::string(number), joined(trimmed(rest)));
      text.remove_prefix(std::min(next, text.size()));
    }
  }

  void read_term_paragraphs(std::string_view text) {
    while (!text.empty()) {
      std::string_view const paragraph = take_until(text, "\n\n");
      std::string_view rest = paragraph;
      if (!rest.starts_with('*') || rest.starts_with("* ") || rest.starts_with("**")) continue;
      rest.remove_prefix(1);
      std::string_view const term = take_until(rest, "*");
      add_if_marked(lower_case(term), joined(trimmed(paragraph)));
    }
  }

  // --- Sections 3 and 4: `**R2 Title** text`, up to the next rule or item ---

  void read_paragraphs(int section, std::string_view text) {
    for (std::size_t at = text.find("**R"); at != std::string_view::npos;) {
      std::size_t const next = text.find("**R", at + 3);
      std::string_view paragraph = text.substr(at, next == std::string_view::npos ? next : next - at);
      if (section == 3) paragraph = paragraph.substr(0, paragraph.find("\n2. "));
      paragraph = trimmed(paragraph);
      if (paragraph.ends_with("\n*")) paragraph = trimmed(paragraph.substr(0, paragraph.size() - 2));
      add_rule(rule_of(name_at(paragraph.substr(2))), section, joined(paragraph));
      at = next;
    }
  }

  void add_rule(Rule rule, int section, std::string text) {
    if (rule == Rule::None) return;
    std::string_view const all = text;
    std::size_t const end_of_title = all.find("** ");
    std::string_view const own = all.substr(0, all.find("\n\n*"));  // without the terms below it
    bool ours = false;
    for (std::size_t mark = own.find(kOurs); mark != std::string_view::npos; mark = own.find(kOurs, mark + 1)) {
      add_interpretation(std::string(name(rule)), mark < end_of_title ? own : marked_part(own, mark));
      ours = true;
    }
    bool const of_guide = text.find(kOfGuide) != std::string::npos;
    read_.rules.push_back({rule, section, std::move(text), of_guide, ours});
  }

  /// A mark before a sentence is of all that follows; any other mark is of its sentence.
  static std::string_view marked_part(std::string_view text, std::size_t mark) {
    std::string_view const before = trimmed(text.substr(0, mark));
    if (before.ends_with('.') || before.ends_with(".*")) return text.substr(mark + kOurs.size());
    std::size_t const stop = before.find_last_of(".;");
    std::size_t const begin = stop == std::string_view::npos ? 0 : stop + 1;
    std::size_t const end = std::min(text.find('.', mark), text.size());
    return text.substr(begin, text.substr(end).starts_with(".*") ? end + 2 - begin : end - begin);
  }

  /// Adds the text as the interpretation of this place, its second as "R5-2".
  void add_interpretation(std::string id, std::string_view text) {
    auto const is_of_place = [&](InterpretationText const& one) {
      return one.id == id || one.id.starts_with(id + "-");
    };
    auto const before = std::ranges::count_if(read_.interpretations, is_of_place);
    if (before > 0) id += "-" + std::to_string(before + 1);
    std::string const words = without(without(std::string(text), std::string(" ") + std::string(kOurs)), kOurs);
    read_.interpretations.push_back({std::move(id), std::string(trimmed(words))});
  }

  // --- Section 5: rows of the table, and the text on finalizing below it ---

  void read_requests(std::string_view text) {
    each_row(text, 3, [&](std::vector<std::string_view> const& row) {
      Rule const rule = rule_of(name_at(row[0]));
      if (rule == Rule::None) return;
      std::string sentence(row[1]);
      sentence.append(": ").append(row[2]);
      read_.rules.push_back({rule, 5, std::move(sentence), row[0].find(kOfGuide) != std::string_view::npos, false});
    });
    std::size_t const mark = text.find(kOurs);
    if (mark == std::string_view::npos || read_.rules.empty()) return;
    read_.rules.back().of_ours = true;
    std::string_view const after = trimmed(text.substr(mark + kOurs.size()));
    add_interpretation(std::string(name(read_.rules.back().rule)), joined(after.substr(0, after.find("\n\n"))));
  }

  // --- Sections 6 to 9: tables ---

  void read_environment(std::vector<std::string_view> const& row) {
    Rule const rule = rule_of(name_at(row[0]));
    if (rule == Rule::None) return;
    std::string sentence(row[1]);
    sentence.append(": ").append(row[3]);
    if (row[2] != "–") sentence.append(". Refused, the first that applies: ").append(row[2]);
    bool const ours = row[3].find(kOurs) != std::string_view::npos;
    add_if_marked(name(rule), row[3]);
    read_.rules.push_back({rule, 6, std::move(sentence), false, ours});
  }

  void read_policy(std::vector<std::string_view> const& row) {
    if (!row[0].starts_with('`')) return;
    read_.policies.push_back({std::string(row[0].substr(1, row[0].size() - 2)), std::string(row[2])});
  }

  void read_invariant(std::vector<std::string_view> const& row) {
    if (!row[0].starts_with('I') || name_at(row[0]) != row[0]) return;
    InvariantText invariant{std::string(row[0]), std::string(row[1]), std::string(row[2]), {}};
    std::string_view from = row[2];
    while (!from.empty()) {
      Rule const rule = rule_of(trimmed(take_until(from, ",")));
      if (rule != Rule::None) invariant.rules.push_back(rule);
    }
    read_.invariants.push_back(std::move(invariant));
  }

  void read_guide(std::vector<std::string_view> const& row) {
    if (!row[0].starts_with('G') || name_at(row[0]) != row[0]) return;
    GuideText guide{std::string(row[0]), std::string(row[1]), {}, Reason::None, {}, {}};
    std::string_view went = row[2];
    while (!went.empty()) add_destination(guide, trimmed(take_until(went, ",")));
    read_.guide.push_back(std::move(guide));
  }

  /// "R2–R7", "R13 `UnknownRecord`", "I8" or "access 3".
  static void add_destination(GuideText& guide, std::string_view word) {
    std::string_view const name = name_at(word);
    Rule const first = rule_of(name);
    if (first == Rule::None) {
      if (name.size() > 1 && name[0] == 'I') {
        guide.invariants.emplace_back(name);
      } else {
        guide.other.append(guide.other.empty() ? "" : ", ").append(word);
      }
      return;
    }
    constexpr std::string_view kDash = "–";
    std::string_view const rest = word.substr(name.size());
    Rule const last = rest.starts_with(kDash) ? rule_of(name_at(rest.substr(kDash.size()))) : first;
    for (auto rule = static_cast<std::uint8_t>(first); rule <= static_cast<std::uint8_t>(last); ++rule)
      guide.rules.push_back(static_cast<Rule>(rule));
    if (rest.starts_with(" `")) guide.reason = reason_of(rest.substr(2, rest.size() - 3));
  }

  /// A section's text for a word: from the marked word to `end`.
  void add_term(std::vector<TermText>& terms, std::string_view word, int section, std::string_view before,
                std::string_view after, std::string_view end) {
    std::string const begin = std::string(before).append(word).append(after);
    for (SectionText const& one : read_.sections) {
      std::size_t const at = one.number == section ? one.text.find(begin) : std::string::npos;
      if (at == std::string::npos) continue;
      std::string_view rest = std::string_view(one.text).substr(at + begin.size());
      return terms.push_back({std::string(word), joined(take_until(rest, end))});
    }
  }

  RulesText read_;
};

}  // namespace

RulesText read_rules(std::string_view rules_md) { return Reader(rules_md).take(); }

Rule rule_of(std::string_view name) noexcept {
  auto const found = std::ranges::find(kRules, name, &RuleTerm::name);
  return found == kRules.end() ? Rule::None : static_cast<Rule>(found - kRules.begin());
}

}  // namespace recordshare::describe
