// SPDX-License-Identifier: Apache-2.0
// traceability_tests.cpp compares evidence.json and model/README.md with a new measurement, and finds missing links of
// rules, rows and sentences.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/corpus/corpus_rows.hpp"
#include "model/interpretations.hpp"
#include "properties/document/collect_evidence.hpp"
#include "properties/document/description.hpp"
#include "properties/document/rules_reader.hpp"
#include "properties/oracle/invariants.hpp"
#include "tests/citations.hpp"
#include "tests/shell.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;
using describe::Description;
using describe::Evidence;

std::string const kEvidence = std::string(RECORDSHARE_SOURCE_DIR) + "/properties/document/evidence.json";

/// A filter of all tests of this program that cite something.
std::string all_that_cite() {
  std::string filter;
  testing::UnitTest const& program = *testing::UnitTest::GetInstance();
  for (int s = 0; s < program.total_test_suite_count(); ++s) {
    testing::TestSuite const& suite = *program.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t) {
      std::string const test = suite.GetTestInfo(t)->name();
      if (!citations_of(test).empty()) filter += std::string(suite.name()) + "." + test + ":";
    }
  }
  return filter;
}

/// The rows that the seed corpus of each fuzz target reaches.
std::vector<describe::Reached> reached_by_corpora() {
  std::vector<describe::Reached> reached;
  for (fuzz::Target const& target : fuzz::kTargets) {
    fs::path const corpus = fs::path(RECORDSHARE_SOURCE_DIR) / "fuzz" / (std::string(target.name) + "_seed_corpus");
    if (!fs::exists(corpus)) continue;
    auto rows = properties::mutate::all_rows();
    fuzz::count_rows(target, fuzz::read_corpus(corpus.string()), rows);
    properties::Fired fired;
    for (auto const& row : rows) {
      if (row.decided == 0) continue;
      bool const is_directory = row.table == properties::mutate::Table::Directory;
      std::size_t const place = row.number + (is_directory ? 0 : model::kDirectoryRows);
      fired.rows.insert(place);
      if (!model::rows_in_words()[place].passes) fired.rules.insert(row.rule);  // else the chain's rows decide
    }
    reached.push_back(properties::reached_by(std::string(target.name), fired));
  }
  return reached;
}

/// A new measurement of what tests, proof and streams reach.
std::string evidence_now() {
  ScratchFolder const folder;
  fs::path const cited = folder.path() / "cited.json";
  auto const ran = run_shell("RECORDSHARE_CITATIONS=" + shell_word(cited.string()) + " " +
                             shell_word(fs::read_symlink("/proc/self/exe").string()) +
                             " --gtest_filter=" + shell_word(all_that_cite()) + " 2>&1");
  EXPECT_EQ(ran.status, 0) << ran.output;
  Evidence evidence = properties::collect_evidence();
  evidence.tests = describe::read_evidence(read_file(cited)).tests;
  evidence.fuzz = reached_by_corpora();
  return describe::text_of(evidence);
}

TEST(Traceability, TheEvidenceIsWhatIsSeenNow) {
  std::string const now = evidence_now();
  if (variable_is_on("RECORDSHARE_UPDATE")) write_file(kEvidence, now);
  EXPECT_TRUE(read_file(kEvidence) == now)
      << "properties/document/evidence.json is stale: bash tests/describe.sh makes it anew";
}

TEST(Traceability, TheModelsReadmeIsWhatTheTablesSay) {
  auto const ran = run_shell(shell_word(RECORDSHARE_BINARY_DIR "/bin/recordshare-check") + " describe");
  EXPECT_EQ(ran.status, 0);
  EXPECT_TRUE(ran.output == read_file(fs::path(RECORDSHARE_SOURCE_DIR) / "model/README.md"))
      << "model/README.md is stale: bash tests/describe.sh makes it anew";
}

// --- No link is missing ---

/// Rows that decide only if memory runs out, which recordshare_allocation_tests tests.
bool needs_the_end_of_memory(model::RowText const& row) {
  std::set<std::string> const ids{"E2.1", "E4.1", "R14.1"};
  return ids.contains(row.id);
}

void find_gaps_of_rules(Description const& d, std::vector<std::string>& gaps) {
  for (describe::RuleLinks const& links : d.rules) {
    std::string const id(name(links.rule));
    bool const has_text = std::ranges::find(d.text.rules, links.rule, &describe::RuleText::rule) != d.text.rules.end();
    if (!has_text) gaps.push_back(id + " does not stand in rules.md");
    if (links.rows.empty() && links.kind != "invariant") gaps.push_back(id + " has no row");
    if (!links.has_contract) gaps.push_back(id + " has no contract");
    if (!links.is_of_guide && !links.is_ours) gaps.push_back(id + " is neither the guide's nor ours");
    if (links.is_ours && links.interpretations.empty()) gaps.push_back(id + " is ours without a reason");
    if (links.tests.empty()) gaps.push_back(id + " has no test");
    if (links.stories.empty()) gaps.push_back(id + " fires in no story");
    for (std::string const& invariant : links.invariants)
      if (std::ranges::find(d.text.invariants, invariant, &describe::InvariantText::id) == d.text.invariants.end())
        gaps.push_back(invariant + " does not stand in rules.md");
  }
}

void find_gaps_of_rows(Description const& d, std::vector<std::string>& gaps) {
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    model::RowText const& row = d.rows[i];
    if (row.rule == Rule::None) gaps.push_back("row " + row.id + " has no rule");
    if (row.passes) continue;  // the chain's rows decide
    if (d.links[i].proof.obligations == 0) gaps.push_back("nothing is proved of row " + row.id);
    bool const is_limit = row.reason == Reason::LimitReached;
    if (d.links[i].stories.empty() && !is_limit) gaps.push_back("row " + row.id + " decides in no story");
    if (d.links[i].tests.empty() && !needs_the_end_of_memory(row))
      gaps.push_back("row " + row.id + " decides in no test that cites its rule");
  }
}

void find_gaps_of_sentences(Description const& d, std::vector<std::string>& gaps) {
  for (describe::GuideText const& guide : d.text.guide) {
    bool const is_cited = std::ranges::any_of(d.evidence.tests, [&](describe::Reached const& test) {
      return std::ranges::find(test.cites, guide.id) != test.cites.end();
    });
    if (!is_cited) gaps.push_back(guide.id + " is cited by no test");
    if (guide.rules.empty()) gaps.push_back(guide.id + " went nowhere");
  }
  std::vector<std::string> marked;
  std::vector<std::string> reasoned;
  for (auto const& one : d.text.interpretations) marked.push_back(one.id);
  for (auto const& one : model::kInterpretations) reasoned.emplace_back(one.id);
  if (marked != reasoned) gaps.emplace_back("what rules.md marks [I] and what has a reason are not the same");
}

std::vector<std::string> gaps_of(Description const& d) {
  std::vector<std::string> gaps;
  find_gaps_of_rules(d, gaps);
  find_gaps_of_rows(d, gaps);
  find_gaps_of_sentences(d, gaps);
  return gaps;
}

TEST(Traceability, NothingIsWithoutItsLinks) {
  Description const d = describe::describe();
  EXPECT_EQ(gaps_of(d), std::vector<std::string>{});
  EXPECT_EQ(d.rules.size(), 32U);
  EXPECT_EQ(d.text.rules.size(), 32U);
  EXPECT_EQ(d.text.guide.size(), 12U);
  EXPECT_EQ(d.text.invariants.size(), properties::invariants::kTerms.size());
  EXPECT_EQ(d.text.policies.size(), kPolicies.size());
  EXPECT_EQ(d.text.sections.size(), 9U);
}

/// The gaps of the model without this evidence.
std::vector<std::string> gaps_without(std::function<void(Evidence&)> const& take_away) {
  Evidence evidence = describe::read_evidence(describe::embedded_evidence());
  take_away(evidence);
  return gaps_of(describe::describe(describe::rules_text(), describe::text_of(evidence)));
}

/// A rule or a sentence that loses its last tag is reported.
TEST(Traceability, ATagThatIsTakenAwayIsMissed) {
  std::vector<std::string> tags;
  for (RuleTerm const& rule : kRules)
    if (rule.name != "-") tags.emplace_back(rule.name);
  for (int g = 1; g <= 12; ++g) tags.push_back("G" + std::to_string(g));
  for (std::string const& tag : tags) {
    auto const gaps = gaps_without([&](Evidence& evidence) {
      for (describe::Reached& test : evidence.tests) std::erase(test.cites, tag);
    });
    std::string const missed = tag + (tag.starts_with('G') ? " is cited by no test" : " has no test");
    EXPECT_NE(std::ranges::find(gaps, missed), gaps.end()) << tag;
  }
}

TEST(Traceability, AContractOrAProofThatIsTakenAwayIsMissed) {
  auto const without_contract = gaps_without([](Evidence& evidence) { std::erase(evidence.contracts, "R9"); });
  EXPECT_EQ(without_contract, std::vector<std::string>{"R9 has no contract"});
  auto const without_proof = gaps_without([](Evidence& evidence) {
    std::erase_if(evidence.proof, [](describe::RowProof const& proof) { return proof.row == "R4.1"; });
  });
  EXPECT_EQ(without_proof, std::vector<std::string>{"nothing is proved of row R4.1"});
}

TEST(Traceability, AMarkOfRulesMdWithoutAReasonIsMissed) {
  std::string rules = read_file(RECORDSHARE_SOURCE_DIR "/model/rules.md");
  std::string const title = "* **R3 [G] Scenario 1";
  rules.insert(rules.find(title) + title.find(" Scen"), " [I]");
  auto const gaps = gaps_of(describe::describe(describe::read_rules(rules), describe::embedded_evidence()));
  EXPECT_EQ(gaps, std::vector<std::string>{"what rules.md marks [I] and what has a reason are not the same"});
}

// --- Citations ---

TEST(Citations, AreTheTagsThatANameBeginsWith) {
  EXPECT_EQ(citations_of("G4_R3_D4_AfterATransfer"), (std::vector<std::string>{"G4", "R3", "D4"}));
  EXPECT_EQ(citations_of("D9_OfManyWhoTry_R3_ExactlyOneSucceeds"), std::vector<std::string>{"D9"});
  for (auto const* const name : {"Runs", "R_2", "R2", "Right_R2", "RR2_Some", "r2_Some", ""})
    EXPECT_TRUE(citations_of(name).empty()) << name;
}

/// A single-step transfer, which R3 decides.
properties::Fired transfer() {
  return properties::fired_by(R"({"type":"ChainLoaded","chain":1,"records":[101]}
{"type":"CallEstablished","record":101,"agent":"alice"}
{"type":"SingleStepTransferCompleted","record":101,"from":"alice","to":"bob"}
)",
                              {});
}

std::vector<std::string> wrong_of(std::string const& name) {
  return wrong_citations(citations_of(name), transfer(), describe::rules_text());
}

TEST(Citations, AreWrongWhereTheRuleDidNotFire) {
  EXPECT_EQ(wrong_of("G4_R3_R8_E5_ATransfer"), std::vector<std::string>{});
  EXPECT_EQ(wrong_of("R4_ATransfer"), std::vector<std::string>{"R4 is cited and did not fire"});
  EXPECT_EQ(wrong_of("R1_R12_ATransfer"),
            (std::vector<std::string>{"R1 is cited and did not fire", "R12 is cited and did not fire"}));
  EXPECT_EQ(wrong_of("R99_ATransfer"), std::vector<std::string>{"there is no rule R99"});
  EXPECT_EQ(wrong_of("I5_ATransfer"), std::vector<std::string>{"there is no rule I5"});
  EXPECT_EQ(wrong_of("G13_ATransfer"), std::vector<std::string>{"there is no sentence G13"});
  EXPECT_EQ(wrong_of("G6_R3_ATransfer"),
            std::vector<std::string>{"G6 is cited without a rule that rules.md, section 9, names for it"});
}

}  // namespace
}  // namespace recordshare::tests
