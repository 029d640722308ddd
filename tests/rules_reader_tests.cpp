// SPDX-License-Identifier: Apache-2.0
// rules_reader_tests.cpp reads small texts in the form of rules.md, whole and odd ones, and prints them as C++.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "properties/document/rules_reader.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

using describe::RulesText;

std::string names(std::vector<Rule> const& rules) {
  std::string all = "{";
  for (Rule const rule : rules) all.append(all == "{" ? "" : " ").append(name(rule));
  return all + "}";
}

/// All that was read but the sections' texts, one item a line.
std::string items_of(RulesText const& text) {
  std::string out;
  for (auto const& one : text.rules)
    out.append(name(one.rule))
        .append(" in " + std::to_string(one.section) + (one.of_guide ? " [G]" : "") + (one.of_ours ? " [I]" : "") +
                ": " + one.text + "\n");
  for (auto const& one : text.interpretations) out += "ours, " + one.id + ": " + one.text + "\n";
  for (auto const& one : text.policies) out += "policy " + one.name + ": " + one.text + "\n";
  for (auto const& one : text.invariants)
    out += one.id + ": " + one.text + " | " + one.from + " " + names(one.rules) + "\n";
  for (auto const& one : text.guide) {
    out += one.id + ": " + one.says + " " + names(one.rules);
    if (one.reason != Reason::None) out.append(" ").append(name(one.reason));
    for (std::string const& invariant : one.invariants) out += " " + invariant;
    out += (one.other.empty() ? "" : " <" + one.other + ">") + "\n";
  }
  for (auto const& one : text.phases) out += "phase " + one.name + ": " + one.text + "\n";
  for (auto const& one : text.accesses) out += "access " + one.name + ": " + one.text + "\n";
  return out;
}

std::string sections_of(RulesText const& text) {
  std::string out;
  for (auto const& one : text.sections) out += std::to_string(one.number) + "|" + one.title + "|" + one.text + "\n";
  return out;
}

/// What is read from a section of this number with this text.
std::string read(int section, std::string const& text) {
  return items_of(describe::read_rules("# T\n\n## " + std::to_string(section) + ". Title\n" + text));
}

struct Case {
  int section;
  std::string text;
  std::string items;
};

void expect(std::vector<Case> const& cases) {
  for (Case const& one : cases) EXPECT_EQ(read(one.section, one.text), one.items) << one.section << ". " << one.text;
}

TEST(RulesReader, SectionsAreSplitAtTheirHeadings) {
  EXPECT_EQ(sections_of(describe::read_rules("# The rules\n\n1. not yet\n\n## 1. First one. More\n\n\ntext\n\nend\n\n"
                                             "## 12. Second\n## No number\nbody. Text\nmore\n## 3. Last")),
            "1|First one. More|text\n\nend\n"
            "12|Second|\n"
            "0|Text|more\n"
            "3|Last|\n");
  for (std::string const text : {"", "\n", "# only a title", "text ## 1. No heading\n", "\n## "})
    EXPECT_EQ(sections_of(describe::read_rules(text)), "") << text;
  EXPECT_EQ(sections_of(describe::read_rules("\n## 1. First  \n  \n text \n")), "1|First  |text\n");
}

TEST(RulesReader, RulesOfSectionThreeAreSentencesOfAList) {
  expect({{3, "1. **None** if not. **R1 [G]** *It must.* [I] Always,\n   not once.\n2. **Full** if so.\n",
           "R1 in 3 [G] [I]: **R1 [G]** *It must.* [I] Always, not once.\nours, R1: Always, not once.\n"},
          {3, "1. **R2** text\n3. more\n", "R2 in 3: **R2** text 3. more\n"},
          {3, "1. none\n2. **R2** one\n2. two **R3** three\n", "R2 in 3: **R2** one\nR3 in 3: **R3** three\n"},
          {3, "nothing", ""},
          {3, "", ""}});
}

TEST(RulesReader, RulesOfSectionFourAreListItemsUpToTheNext) {
  expect({{4, "* **R2 Call** at `a`: it is.\n  And on.\n* **R3 [G] Scenario** `a → b`: left.\n",
           "R2 in 4: **R2 Call** at `a`: it is. And on.\nR3 in 4 [G]: **R3 [G] Scenario** `a → b`: left.\n"},
          {4, "* **R3** three\n* **R2** two\n", "R2 in 4: **R2** two\nR3 in 4: **R3** three\n"},
          {4, "**R2 T** one\n2. two\n\nnext\n\n\nlast\n", "R2 in 4: **R2 T** one 2. two\n\nnext\n\n\nlast\n"},
          {4, "**R13 Order.** The first:\n\n| a | b |\n|---|---|\n| c | d |\n\nEnd\n  of it.\n",
           "R13 in 4: **R13 Order.** The first:\n\n| a | b |\n|---|---|\n| c | d |\n\nEnd of it.\n"},
          {4, "**R2 T** one |\n| a |\n two\n", "R2 in 4: **R2 T** one |\n| a | two\n"},
          {4, "**R99 T** one\n**R2** two", "R2 in 4: **R2** two\n"},
          {4, "**R T** one", ""},
          {4, "**R", ""},
          {4, "**R**R2** x", "R2 in 4: **R2** x\n"},
          {4, "**R2 T** a:\nb |\n| c | d\n", "R2 in 4: **R2 T** a: b |\n| c | d\n"},
          {4, "**R2", "R2 in 4: **R2\n"},
          {4, "**R2** ends with *\n*\n\n* **R3** x", "R2 in 4: **R2** ends with * *\nR3 in 4: **R3** x\n"}});
}

/// A mark in the title: the whole text. Elsewhere: from the mark on, or the sentence that it ends.
TEST(RulesReader, AMarkIsOfWhatFollowsOrOfItsSentence) {
  expect({{4, "**R8 [I] Nobody.** One. Two [I] three.",
           "R8 in 4 [I]: **R8 [I] Nobody.** One. Two [I] three.\nours, R8: **R8 Nobody.** One. Two three.\n"
           "ours, R8-2: Two three\n"},
          {4, "**R5 [G] T** one. It keeps access [I].",
           "R5 in 4 [G] [I]: **R5 [G] T** one. It keeps access [I].\nours, R5: It keeps access\n"},
          {4, "**R5 T** one. It keeps [I]. More. End",
           "R5 in 4 [I]: **R5 T** one. It keeps [I]. More. End\nours, R5: It keeps\n"},
          {4, "**R5 T** one. [I] Two [I] end. Three",
           "R5 in 4 [I]: **R5 T** one. [I] Two [I] end. Three\nours, R5: Two end. Three\nours, R5-2: Two end\n"},
          {4, "**R5 T** one. It keeps [I]. [I] Another ends: *once.* End",
           "R5 in 4 [I]: **R5 T** one. It keeps [I]. [I] Another ends: *once.* End\n"
           "ours, R5: It keeps\nours, R5-2: Another ends: *once.* End\n"},
          {4, "**R6 [I] T** as R3 (so); it completes [I]: *or rights\n  stay.* More.",
           "R6 in 4 [I]: **R6 [I] T** as R3 (so); it completes [I]: *or rights stay.* More.\n"
           "ours, R6: **R6 T** as R3 (so); it completes: *or rights stay.* More.\n"
           "ours, R6-2: it completes: *or rights stay.*\n"},
          {4, "**R5 T** first [I].", "R5 in 4 [I]: **R5 T** first [I].\nours, R5: **R5 T** first\n"},
          {4, "**R5 T** a [I]", "R5 in 4 [I]: **R5 T** a [I]\nours, R5: **R5 T** a\n"},
          {4, "**R5 [I] T** one [I] two [I]. Three",
           "R5 in 4 [I]: **R5 [I] T** one [I] two [I]. Three\nours, R5: **R5 T** one two. Three\n"
           "ours, R5-2: **R5 T** one two\nours, R5-3: **R5 T** one two\n"},
          {4, "**R5 [I]** a", "R5 in 4 [I]: **R5 [I]** a\nours, R5: **R5** a\n"},
          {4, "**R9 T [I]** b [G]\n* **R3 T** a [I] c",
           "R3 in 4 [I]: **R3 T** a [I] c\n"
           "R9 in 4 [G] [I]: **R9 T [I]** b [G]\n"
           "ours, R9: **R9 T** b [G]\nours, R3: **R3 T** a c\n"}});
}

/// Terms of section 2, items of section 3 and paragraphs of section 4 that begin with a term have marks of their own.
TEST(RulesReader, AMarkCanBeOfATermOrAnItem) {
  expect(
      {{2, "| term | meaning |\n|---|---|\n| to stand for | It is [I] so. |\n| DN | Not. |\n| a | b [I] | c |\n",
        "ours, to-stand-for: It is so.\n"},
       {2, "| D9 | a [I] |\n| D9 | [I] b |\n", "ours, D9: a\nours, D9-2: b\n"},
       {3,
        "All:\n\n1. **None** so. **R1** a [I] b\n2. **Full** if\n3. **ReadOnly** if\n  eligible [I]: *so.*\n4. Not\n",
        "R1 in 3 [I]: **R1** a [I] b\nours, R1: **R1** a b\nours, access-3: **ReadOnly** if eligible: *so.*\n"},
       {3, "1. **Rest** [I]", "ours, access-1: **Rest**\n"},
       {4, "* **R13** Order [I].\n\n| a | b |\n\n*Call ids* [I]: one\n  two. *So.*\n\n*Limits:* three [G]",
        "R13 in 4 [G] [I]: **R13** Order [I].\n\n| a | b |\n\n*Call ids* [I]: one two. *So.*\n\n*Limits:* three [G]\n"
        "ours, R13: **R13** Order\nours, call-ids: *Call ids*: one two. *So.*\n"},
       {4, "* **R13** Order.\n\n*Call ids* [I]: one",
        "R13 in 4: **R13** Order.\n\n*Call ids* [I]: one\nours, call-ids: *Call ids*: one\n"},
       {4, "*Call ids* [I]: a\n\n* item [I]\n\n**bold** [I]\n\n*Open [I]",
        "ours, call-ids: *Call ids*: a\nours, open-[i]: *Open\n"}});
}

/// All marks of rules.md but the one that explains the mark.
TEST(RulesReader, NoMarkOfRulesMdIsLeftOut) {
  std::string const rules = read_file(RECORDSHARE_SOURCE_DIR "/model/rules.md");
  std::size_t marks = 0;
  for (auto at = rules.find("\n## "); (at = rules.find("[I]", at)) != std::string::npos; ++at) ++marks;
  EXPECT_EQ(describe::read_rules(rules).interpretations.size(), marks);
  EXPECT_EQ(marks, 21U);
}

TEST(RulesReader, RequestsAreRowsOfThreeCells) {
  expect({{5, "| # | condition | answer |\n|---|---|---|\n| D1 | unknown | error |\n| D5 [G] | reads | records |\n",
           "D1 in 5: unknown: error\nD5 in 5 [G]: reads: records\n"},
          {5, "| D2 | b | c |\n| D1 | a | b |\n\nText [I] that the\nothers.\n\nMore",
           "D1 in 5 [I]: a: b\nD2 in 5: b: c\nours, D1: that the others.\n"},
          {5, "| D1 | a | b |\n\n[I] one. [I] two", "D1 in 5 [I]: a: b\nours, D1: one. two\n"},
          {5, "[I] no rule before", ""},
          {5, "| D1 | a | b | c |\n| D2 | a |\n|D3 | a | b |\n D4 | a | b |\n| D77 | a | b |\n| x | a | b |\n", ""},
          {5, "| D1 |  a  |b|", "D1 in 5: a: b\n"},
          {5, "|  D1 | |  |\n", "D1 in 5: : \n"}});
}

TEST(RulesReader, EnvironmentEventsAreRowsOfFourCells) {
  expect({{6,
           "| # | event | refused | effect |\n|---|---|---|---|\n| E1 | `On(dn)` | – | it is |\n"
           "| E3 | `In` | `A`, `B` | there |\n| E99 | a | b | c |\n| E2 | a | b |\n",
           "E1 in 6: `On(dn)`: it is\nE3 in 6: `In`: there. Refused, the first that applies: `A`, `B`\n"},
          {6, "| E1 [G] | a [I] | b | c |\n", "E1 in 6: a [I]: c. Refused, the first that applies: b\n"},
          {6, "| E3 | `In` | – | there [I]: *so* |\n| E4 | a | b | c |\n",
           "E3 in 6 [I]: `In`: there [I]: *so*\nE4 in 6: a: c. Refused, the first that applies: b\n"
           "ours, E3: there: *so*\n"}});
}

TEST(RulesReader, PoliciesAreRowsThatBeginWithCode) {
  expect({{7,
           "| policy | values | the other |\n|---|---|---|\n| `one` | a | text |\n| two | a | b |\n| two` | a | b |\n| "
           "`x` | a |\n",
           "policy one: text\n"},
          {7, "| `a` | | |\n", "policy a: \n"}});
}

TEST(RulesReader, InvariantsNameTheirRules) {
  expect({{8, "| # | invariant | from |\n|---|---|---|\n| I1 | one | R2, scenario 1, D9 |\n| I12 | two | |\n",
           "I1: one | R2, scenario 1, D9 {R2 D9}\nI12: two |  {}\n"},
          {8, "| I1 | a | R2,R99,  E1  , R3 x |\n", "I1: a | R2,R99,  E1  , R3 x {R2 E1}\n"},
          {8, "| I1x | a | R2 |\n| J1 | a | R2 |\n| I | a | b |\n| I2 | a | b | c |\n", "I: a | b {}\n"},
          {8, "| invariant | a | R2 |\n", ""}});
}

TEST(RulesReader, SentencesNameRulesRangesReasonsInvariantsAndOthers) {
  expect({{9,
           "| # | the guide | rules |\n|---|---|---|\n| G1 | shared | R2–R7, R13 `UnknownRecord` |\n"
           "| G12 | note | D8, I1, I14, access 3 |\n",
           "G1: shared {R2 R3 R4 R5 R6 R7 R13} UnknownRecord\nG12: note {D8} I1 I14 <access 3>\n"},
          {9, "| G1 | a | access 2, D9, note, 3 |\n", "G1: a {D9} <access 2, note, 3>\n"},
          {9, "| G1 | a | I, In, II, I7x, R99, `NoAccess` |\n", "G1: a {} I7 <I, In, II, R99, `NoAccess`>\n"},
          {9, "| G1 | a | R2 – R4 |\n", "G1: a {R2}\n"},
          {9, "| G1 | a | R2-R4–R5 |\n", "G1: a {R2}\n"},
          {9, "| G1 | a | R4–R4, E1–E3 |\n", "G1: a {R4 E1 E2 E3}\n"},
          {9, "| G1 | a | R5–R2, R3–R99 |\n", "G1: a {}\n"},
          {9, "| G1 | a | R13 `UnknownRecord`, D9 `Nonsense` |\n", "G1: a {R13 D9}\n"},
          {9, "| G1 | a | R13 `LimitReached`, D9 |\n", "G1: a {R13 D9} LimitReached\n"},
          {9, "| G1 | a | |\n| G2x | a | R2 |\n| H1 | a | R2 |\n| G3 | a | R2 | b |\n", "G1: a {}\n"},
          {9, "| G1 | a | ,, R2, x,, y |\n", "G1: a {R2} <x, , y>\n"}});
}

TEST(RulesReader, WordsHaveATextInTheirSection) {
  expect({{1, "*Full*: every request. *ReadOnly*: one\nalone. *None*: nothing. End",
           "access None: nothing\naccess ReadOnly: one alone\naccess Full: every request\n"},
          {1, "*Full* : every. *None*: no end", "access None: no end\n"},
          {2, "* `phase` — `Idle` (no\n  call), `Live` (a call is on, or not), `WrapUp` (over",
           "phase Idle: no call\nphase Live: a call is on, or not\nphase WrapUp: over\n"},
          {2, "*Full*: every request.", ""},
          {3, "`Idle` (no call)", ""}});
  // The first section of the number that has the word.
  EXPECT_EQ(items_of(describe::read_rules("\n## 3. A\n`Idle` (three)\n## 2. B\nnone\n## 2. C\n`Idle` (one)\n"
                                          "## 2. D\n`Idle` (two)")),
            "phase Idle: one\n");
}

TEST(RulesReader, ARuleIsFoundByItsWholeName) {
  for (std::size_t i = 1; i < kRules.size(); ++i) EXPECT_EQ(describe::rule_of(kRules[i].name), static_cast<Rule>(i));
  for (std::string_view const name : {"", "-", "R", "R0", "R02", "R2 ", "r2", "I1", "R99", "No rule"})
    EXPECT_EQ(describe::rule_of(name), Rule::None) << name;
}

TEST(RulesReader, TheBuildHasReadRulesMd) {
  auto const now = describe::read_rules(read_file(RECORDSHARE_SOURCE_DIR "/model/rules.md"));
  EXPECT_EQ(sections_of(describe::rules_text()), sections_of(now));
  EXPECT_EQ(items_of(describe::rules_text()), items_of(now));
}

// --- The tool of the build that prints it as C++ ---

std::string const kPrint = shell_word(RECORDSHARE_BINARY_DIR "/bin/recordshare_print_rules");

TEST(PrintRules, TheTextIsPrintedAsCpp) {
  ScratchFolder const folder;
  auto const at = [&](char const* name) { return shell_word((folder.path() / name).string()); };
  write_file(
      folder.path() / "rules.md",
      "\n## 2. Sta\"te\n`Live` (on)\n\n\\\n## 4. Calls\n**R2 [I] T** b [G]\n\n**R3 T** c\n## 7. P\n| `p` | v | o |\n"
      "## 8. I\n| I1 | a | R2, R3 |\n## 9. G\n| G1 | says | R2, R4 `UnknownRecord`, I1, I2, x |\n| G2 | b | |\n"
      "## 1. Minute\n*Full*: all. ");
  auto const ran = run_shell(kPrint + " " + at("rules.md") + " " + at("rules.cpp") + " 2>&1");
  ASSERT_EQ(ran.status, 0) << ran.output;
  EXPECT_EQ(read_file(folder.path() / "rules.cpp"), R"(#include "properties/document/rules_text.hpp"
namespace recordshare::describe {
RulesText const& rules_text() {
  static RulesText const kText{{{2, "Sta\"te", "`Live` (on)\n\n\\"},
{4, "Calls", "**R2 [I] T** b [G]\n\n**R3 T** c"},
{7, "P", "| `p` | v | o |"},
{8, "I", "| I1 | a | R2, R3 |"},
{9, "G", "| G1 | says | R2, R4 `UnknownRecord`, I1, I2, x |\n| G2 | b | |"},
{1, "Minute", "*Full*: all."},
}, {{Rule{2}, 4, "**R2 [I] T** b [G]", true, true},
{Rule{3}, 4, "**R3 T** c", false, false},
}, {{"R2", "**R2 T** b [G]"},
}, {{"G1", "says", {Rule{2},
Rule{4},
}, Reason{1}, {"I1",
"I2",
}, "x"},
{"G2", "b", {}, Reason{0}, {}, ""},
}, {{"I1", "a", "R2, R3", {Rule{2},
Rule{3},
}},
}, {{"p", "o"},
}, {{"Live", "on"},
}, {{"Full", "all."},
}};
  return kText;
}
}  // namespace recordshare::describe
)");
}

TEST(PrintRules, AWrongCommandLineOrFileIsToldInOneLine) {
  std::string const usage = "print_rules: usage: print_rules RULES.md OUTPUT.cpp\n";
  for (std::string const words : {"", " one", " one two three"}) {
    auto const ran = run_shell(kPrint + words + " 2>&1");
    EXPECT_EQ(ran.status, 1) << words;
    EXPECT_EQ(ran.output, usage) << words;
  }
  auto const ran = run_shell(kPrint + " /nowhere/rules.md /nowhere/rules.cpp 2>&1");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.output, "print_rules: cannot read `/nowhere/rules.md`: No such file or directory\n");
}

}  // namespace
}  // namespace recordshare::tests
