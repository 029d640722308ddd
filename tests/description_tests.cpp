// SPDX-License-Identifier: Apache-2.0
// description_tests.cpp derives all links of the description, its edges and reactions anew, and reads odd evidence.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/interpretations.hpp"
#include "properties/document/collect_evidence.hpp"
#include "properties/document/decided_by.hpp"
#include "properties/document/description.hpp"
#include "properties/world/policies.hpp"
#include "tests/odd_descriptions.hpp"

namespace recordshare::tests {
namespace {

using describe::Description;
using describe::Reached;
using model::RowText;

bool has(auto const& all, auto const& one) { return std::ranges::count(all, one) > 0; }

/// The words without those that stand before.
template <class T>
std::vector<T> once(std::vector<T> const& all) {
  std::vector<T> kept;
  for (T const& one : all)
    if (!has(kept, one)) kept.push_back(one);
  return kept;
}

std::vector<std::string> runs_with(std::vector<Reached> const& runs, auto&& fits) {
  std::vector<std::string> names;
  for (Reached const& run : runs)
    if (fits(run)) names.push_back(run.name);
  return names;
}

bool is_of(RowText const& row, Rule rule) { return row.rule == rule || has(row.functions, rule); }

/// The built-in description, one of empty texts and evidence, and one of odd ones; all of the compiled rows.
std::vector<Description> descriptions() {
  return {describe::describe(), describe::describe({}, "{}"),
          describe::describe(odd_text(), describe::text_of(odd_evidence()))};
}

describe::RowProof proof_of(Description const& d, std::string const& row) {
  auto const proof = std::ranges::find(d.evidence.proof, row, &describe::RowProof::row);
  return proof == d.evidence.proof.end() ? describe::RowProof{row, 0, 0, 0, {}} : *proof;
}

/// Rules without rows: R1 and R8 are functions of rows, R12 is an invariant.
std::string kind_of(Rule rule) {
  return rule == Rule::R1 || rule == Rule::R8 ? "function" : rule == Rule::R12 ? "invariant" : "rows";
}

std::vector<std::string> invariants_of(Description const& d, Rule rule) {
  std::vector<std::string> all;
  for (auto const& guide : d.text.guide)
    if (has(guide.rules, rule)) all.insert(all.end(), guide.invariants.begin(), guide.invariants.end());
  for (auto const& invariant : d.text.invariants)
    if (has(invariant.rules, rule)) all.push_back(invariant.id);
  if (kind_of(rule) != "rows") all.emplace_back(rule == Rule::R1 ? "I8" : rule == Rule::R8 ? "I11" : "I17");
  return once(all);
}

/// Whether the interpretation of this place is a part of one of the rules.
bool is_of_any(std::string const& id, std::vector<Rule> const& rules) {
  auto const fits = [&](model::InterpretationTerm const& term) {
    return term.id == id && std::ranges::any_of(rules, [&](Rule rule) { return has(term.rules, rule); });
  };
  return std::ranges::any_of(model::kInterpretations, fits) || std::ranges::any_of(model::kUnmarked, fits);
}

/// The places of interpretations of one of the rules: those in the text, then those of rules that it does not mark.
std::vector<std::string> interpretations_of(Description const& d, std::vector<Rule> const& rules) {
  std::vector<std::string> ids;
  for (auto const& one : d.text.interpretations) ids.push_back(one.id);
  for (auto const& one : model::kUnmarked) ids.emplace_back(one.id);
  std::erase_if(ids, [&](std::string const& id) { return !is_of_any(id, rules); });
  return ids;
}

/// rules.md's marks; of a rule without: [G] if a sentence of section 9 names it, [I] if it has an interpretation.
std::pair<bool, bool> origin_of(Description const& d, Rule rule) {
  for (auto const& text : d.text.rules)
    if (text.rule == rule && (text.of_guide || text.of_ours)) return {text.of_guide, text.of_ours};
  bool const is_named = std::ranges::any_of(d.text.guide, [&](auto const& guide) { return has(guide.rules, rule); });
  return {is_named, std::ranges::any_of(model::kUnmarked, [&](auto const& one) { return one.id == name(rule); })};
}

void expect_links(Description const& d, describe::RuleLinks const& links) {
  Rule const rule = links.rule;
  std::string const id(name(rule));
  std::vector<std::size_t> rows;
  std::vector<std::size_t> policies;
  std::size_t obligations = 0;
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    if (!is_of(d.rows[i], rule)) continue;
    rows.push_back(i);
    policies.insert(policies.end(), d.rows[i].policies.begin(), d.rows[i].policies.end());
    obligations += proof_of(d, d.rows[i].id).obligations;
  }
  std::vector<std::string> guide;
  for (auto const& one : d.text.guide)
    if (has(one.rules, rule)) guide.push_back(one.id);
  auto fuzz = runs_with(d.evidence.fuzz, [&](Reached const& run) { return has(run.rules, id); });
  if (kind_of(rule) == "function")
    for (std::string const& corpus : runs_with(d.evidence.fuzz, [&](Reached const& run) {
           return std::ranges::any_of(rows, [&](std::size_t row) { return has(run.rows, d.rows[row].id); });
         }))
      fuzz.push_back(corpus);
  EXPECT_EQ(links.kind, kind_of(rule)) << id;
  EXPECT_EQ(std::pair(links.is_of_guide, links.is_ours), origin_of(d, rule)) << id;
  EXPECT_EQ(links.interpretations, interpretations_of(d, {rule})) << id;
  EXPECT_EQ(links.rows, rows) << id;
  EXPECT_EQ(links.guide, guide) << id;
  EXPECT_EQ(links.invariants, invariants_of(d, rule)) << id;
  EXPECT_EQ(links.has_contract, has(d.evidence.contracts, id) || kind_of(rule) != "rows") << id;
  EXPECT_EQ(links.policies, once(policies)) << id;
  EXPECT_EQ(links.obligations, obligations) << id;
  EXPECT_EQ(links.tests, runs_with(d.evidence.tests, [&](Reached const& run) { return has(run.cites, id); })) << id;
  EXPECT_EQ(links.stories, runs_with(d.evidence.stories, [&](Reached const& run) { return has(run.rules, id); })) << id;
  EXPECT_EQ(links.fuzz, fuzz) << id;
}

void expect_links(Description const& d, RowText const& row, describe::RowLinks const& links) {
  std::vector<std::string> guide;
  for (auto const& one : d.text.guide)
    if (describe::justifies(one, row)) guide.push_back(one.id);
  std::vector<std::string> interpretations;
  std::vector<Rule> rules = row.functions;
  rules.push_back(row.rule);
  if (row.reason != Reason::LimitReached) interpretations = interpretations_of(d, rules);
  auto const has_row = [&](Reached const& run) { return has(run.rows, row.id); };
  describe::RowProof const proof = proof_of(d, row.id);
  EXPECT_EQ(links.guide, guide) << row.id;
  EXPECT_EQ(links.interpretations, interpretations) << row.id;
  EXPECT_EQ(links.proof.row, row.id);
  EXPECT_EQ(links.proof.ways, proof.ways) << row.id;
  EXPECT_EQ(links.proof.obligations, proof.obligations) << row.id;
  EXPECT_EQ(links.proof.asked, proof.asked) << row.id;
  EXPECT_EQ(links.proof.theorems, proof.theorems) << row.id;
  EXPECT_EQ(links.tests,
            runs_with(d.evidence.tests,
                      [&](Reached const& run) { return has_row(run) && has(run.cites, std::string(name(row.rule))); }))
      << row.id;
  EXPECT_EQ(links.stories, runs_with(d.evidence.stories, has_row)) << row.id;
  EXPECT_EQ(links.fuzz, runs_with(d.evidence.fuzz, has_row)) << row.id;
}

TEST(Description, HasAllLinksOfEachRuleAndRow) {
  for (Description const& d : descriptions()) {
    ASSERT_EQ(d.rules.size(), kRules.size() - 1);
    ASSERT_EQ(d.links.size(), d.rows.size());
    for (std::size_t i = 0; i < d.rules.size(); ++i) {
      EXPECT_EQ(d.rules[i].rule, static_cast<Rule>(i + 1));
      expect_links(d, d.rules[i]);
    }
    for (std::size_t i = 0; i < d.rows.size(); ++i) expect_links(d, d.rows[i], d.links[i]);
  }
}

/// A sentence is a row's reason by its rules; with a reason, only the last rule's rows with this reason.
TEST(Description, ASentenceJustifiesRowsByTheirRuleFunctionOrReason) {
  RowText row;
  row.rule = Rule::R3;
  row.reason = Reason::NotOnCall;
  row.functions = {Rule::R8};
  auto const justifies = [&](std::vector<Rule> const& rules, Reason reason) {
    return describe::justifies({"G1", "", rules, reason, {}, ""}, row);
  };
  EXPECT_TRUE(justifies({Rule::R3}, Reason::None));
  EXPECT_TRUE(justifies({Rule::R3, Rule::R4}, Reason::None));
  EXPECT_TRUE(justifies({Rule::R3}, Reason::NotOnCall));
  EXPECT_TRUE(justifies({Rule::R4, Rule::R3}, Reason::NotOnCall));
  EXPECT_TRUE(justifies({Rule::R3, Rule::R4}, Reason::SameAgent)) << "the reason is that of R4";
  EXPECT_TRUE(justifies({Rule::R8}, Reason::None));
  EXPECT_TRUE(justifies({Rule::R8}, Reason::SameAgent));
  EXPECT_FALSE(justifies({Rule::R3}, Reason::SameAgent));
  EXPECT_FALSE(justifies({Rule::R8, Rule::R3}, Reason::SameAgent));
  EXPECT_FALSE(justifies({Rule::R4}, Reason::None));
  EXPECT_FALSE(justifies({Rule::R4}, Reason::NotOnCall));
  EXPECT_FALSE(justifies({}, Reason::None));
  EXPECT_FALSE(justifies({}, Reason::NotOnCall));
  row.reason = Reason::LimitReached;
  EXPECT_FALSE(justifies({Rule::R3, Rule::R8}, Reason::None)) << "no sentence is about limits";
  EXPECT_FALSE(justifies({Rule::R3}, Reason::LimitReached));
}

/// "Idle>Live" or "*Live>Live" with its rows; in the order of phases, the outside first.
std::vector<std::string> edges_by_rows(std::vector<RowText> const& rows) {
  std::vector<std::string> const places{"", "Idle", "Live", "WrapUp"};
  std::vector<std::string> edges;
  for (std::string const& from : places) {
    for (std::string const& to : places) {
      for (bool const is_everywhere : {false, true}) {
        std::string ids;
        for (RowText const& row : rows) {
          if (row.passes || !has_taken_place(row.result)) continue;
          bool const stays_in_all = row.phases.size() == 3 && !row.enters && !row.ends;
          bool const starts = row.begins && from.empty() && to == "Idle" && !is_everywhere;
          bool leads = false;
          for (Phase const phase : row.phases) {
            std::string_view const after = row.ends ? "" : name(row.enters ? row.phase : phase);
            leads |= name(phase) == from && after == to && stays_in_all == is_everywhere;
          }
          if (starts || leads) ids += " " + row.id;
        }
        if (!ids.empty()) edges.push_back((is_everywhere ? "*" : "") + from + ">" + to + ids);
      }
    }
  }
  return edges;
}

TEST(Description, HasAnEdgeForAllThatRowsLeadTo) {
  Description const d = describe::describe();
  std::vector<std::string> edges;
  for (describe::Edge const& edge : d.edges) {
    edges.push_back((edge.is_of_every_phase ? "*" : "") + std::string(edge.from) + ">" + std::string(edge.to));
    for (std::size_t const row : edge.rows) edges.back() += " " + d.rows.at(row).id;
  }
  EXPECT_EQ(edges, edges_by_rows(d.rows));
}

/// Each event in each phase: all its rows, of which the last always applies.
TEST(Description, AReactionHasAllRowsOfItsEventAndPhase) {
  Description const d = describe::describe();
  auto const events = describe::event_names();
  ASSERT_EQ(d.reactions.size(), 3 * events.size());
  for (std::size_t i = 0; i < d.reactions.size(); ++i) {
    describe::Reaction const& reaction = d.reactions[i];
    EXPECT_EQ(reaction.phase, static_cast<Phase>(i / events.size()));
    EXPECT_EQ(reaction.event, events[i % events.size()]);
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < d.rows.size(); ++r) {
      RowText const& row = d.rows[r];
      bool const is_in_phase = row.is_directory || has(row.phases, reaction.phase);
      if (is_in_phase && has(row.events, reaction.event)) rows.push_back(r);
    }
    EXPECT_TRUE(d.rows.at(rows.back()).guards.empty()) << reaction.event;
    EXPECT_EQ(reaction.rows, rows) << reaction.event;
  }
}

// --- Permissions: one of alice, bob and carol, who have Full, ReadOnly and no access to a chain of two records ---

void expect_row(Description const& d, describe::Permission const& one) {
  properties::FiredRows engine({.policies = one.policies, .limits = {}});
  std::array<RecordHandle, 2> const records{101, 102};
  std::vector<Event> events;
  for (auto const* const agent : {"alice", "bob", "carol"}) {
    if (one.standing != Standing::NotMonitored) events.emplace_back(DnMonitored{agent});
    if (one.standing != Standing::NotLoggedIn) events.emplace_back(AgentLogin{agent, agent});
  }
  events.emplace_back(ChainLoaded{1, records});
  events.emplace_back(CallEstablished{101, "alice"});
  events.emplace_back(ConsultationInitiated{101, "alice", "bob"});
  events.emplace_back(ConsultationEstablished{101, "alice", "bob"});
  if (one.is_final) events.emplace_back(RecordCanceled{101});
  for (Event const& event : events) ASSERT_TRUE(engine.apply(event));
  engine.forget_what_fired();
  constexpr std::array<std::string_view, 3> kByAccess{"carol", "bob", "alice"};
  ASSERT_TRUE(engine.apply(DesktopRequest{101, kByAccess.at(static_cast<std::size_t>(one.access)), one.request}));
  EXPECT_EQ(*engine.fired().rows.rbegin(), one.row) << name(one.request) << ' ' << name(one.access);
  EXPECT_EQ(d.rows.at(one.row).rule, one.decision.rule);
  EXPECT_EQ(d.rows.at(one.row).result, one.decision.result);
  EXPECT_EQ(d.rows.at(one.row).reason, one.decision.reason);
}

TEST(Description, ThePermissionsNameTheRowThatDecides) {
  Description const d = describe::describe();
  std::size_t next = 0;
  for (Policies const& policies : properties::kAllPolicies) {
    for (Access const access : {Access::None, Access::ReadOnly, Access::Full}) {
      for (std::size_t which = 0; which < 2 * kRequests.size(); ++which) {
        describe::Permission const& one = d.permissions.at(next++);
        EXPECT_EQ(one.policies, policies);
        EXPECT_EQ(one.access, access);
        EXPECT_EQ(one.standing, Standing::Eligible);
        EXPECT_EQ(one.is_final, which >= kRequests.size());
        EXPECT_EQ(one.request, enumerator_at<Request>(which % kRequests.size()));
        expect_row(d, one);
      }
    }
  }
  EXPECT_EQ(next, d.permissions.size());
}

TEST(Description, AgentsThatAreNotEligibleAreAskedAboutAnOpenRecord) {
  Description const d = describe::describe();
  std::size_t next = 0;
  for (Standing const standing : {Standing::NotLoggedIn, Standing::NotMonitored}) {
    for (std::size_t request = 0; request < kRequests.size(); ++request) {
      describe::Permission const& one = d.standings.at(next++);
      EXPECT_EQ(one.policies, Policies{});
      EXPECT_EQ(one.standing, standing);
      EXPECT_FALSE(one.is_final);
      EXPECT_EQ(one.request, enumerator_at<Request>(request));
      expect_row(d, one);
    }
  }
  EXPECT_EQ(next, d.standings.size());
}

// --- Evidence ---

constexpr std::string_view kEvidenceText = R"({
  "contracts": [
    "R2",
    "D9",
    "R8"
  ],
  "proof": [
    {"row":"E1.1","ways":1,"obligations":2,"asked":3,"theorems":[]},
    {"row":"R3.1","ways":5,"obligations":7,"asked":6,"theorems":["I5","contracts"]},
    {"row":"R8.1","ways":9,"obligations":9,"asked":9,"theorems":[]}
  ],
  "tests": [
    {"name":"Test.One","cites":["G1","R3","E1"],"rules":["R3"],"rows":["R3.1","E1.2"]},
    {"name":"Test.Two","cites":["R3"],"rules":["E1"],"rows":["E1.1","R3.2"]},
    {"name":"Test.None","cites":[],"rules":[],"rows":[]}
  ],
  "stories": [
    {"name":"05-conference","rules":["R3","R1"],"rows":["R3.1","E1.1"]},
    {"name":"no dash","rules":["R3"],"rows":["R3.1"]}
  ],
  "fuzz": [
    {"name":"corpus_one","rules":["R3"],"rows":["R3.1","E1.1"]},
    {"name":"corpus_two","rules":["R3","R1"],"rows":["E3.4","R2.1"]}
  ]
}
)";

TEST(Evidence, IsWrittenOneItemALineAndReadBack) {
  EXPECT_EQ(describe::text_of(odd_evidence()), kEvidenceText);
  EXPECT_EQ(describe::text_of(describe::read_evidence(kEvidenceText)), kEvidenceText);
  std::string_view const none = R"({
  "contracts": [],
  "proof": [],
  "tests": [],
  "stories": [],
  "fuzz": []
}
)";
  EXPECT_EQ(describe::text_of({}), none);
  EXPECT_EQ(describe::text_of(describe::read_evidence("{}")), none);
  EXPECT_EQ(describe::text_of(describe::read_evidence(describe::embedded_evidence())), describe::embedded_evidence());
}

TEST(Evidence, OfAnotherFormCannotBeRead) {
  for (std::string const text :
       {"", "[]", "{", R"({"contracts":{}})", R"({"contracts":[1]})", R"({"proof":[{}]})", R"({"proof":[1]})",
        R"({"proof":[{"row":"R1.1","ways":-1,"obligations":0,"asked":0}]})", R"({"tests":[{"cites":[]}]})",
        R"({"fuzz":{}})", R"({"stories":[{"name":"","rows":{}}]})"}) {
    try {
      static_cast<void>(describe::read_evidence(text));
      ADD_FAILURE() << "was read: " << text;
    } catch (std::runtime_error const& error) {
      EXPECT_TRUE(std::string_view(error.what()).starts_with("the evidence cannot be read: ")) << error.what();
    }
  }
}

}  // namespace
}  // namespace recordshare::tests
