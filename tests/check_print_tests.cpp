// SPDX-License-Identifier: Apache-2.0
// check_print_tests.cpp compares what the verbs of `recordshare-check` print about each kind of result, whole.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "model/event_fields.hpp"
#include "properties/command/print_compared.hpp"
#include "properties/command/print_conform.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/command/print_mutants.hpp"
#include "properties/command/print_proof.hpp"
#include "properties/command/print_rows.hpp"
#include "properties/conform/stories.hpp"
#include "properties/explore/explore.hpp"
#include "tests/golden.hpp"

namespace recordshare::tests {
namespace {

namespace compare = properties::compare;
namespace explore = properties::explore;
namespace mutate = properties::mutate;
namespace prove = properties::prove;
using properties::append_json;
using properties::append_junit;
using properties::append_text;

// What differs between machines or runs is set to a number whose digits show how it is rounded.
constexpr double kSeconds = 1234.5678;

explore::ExploreReport explored(explore::ExploreOptions const& options) {
  explore::ExploreReport report = explore::explore(options);
  report.seconds = 0.56789;
  report.bytes = 123'456'789;
  return report;
}

std::string text_and_json(explore::ExploreReport const& report) {
  std::string text;
  append_text(text, report);
  append_json(text, report);
  return text;
}

TEST(CheckPrint, AnExplorationThatHolds) {
  explore::ExploreOptions options;
  options.world = {.agents = 1, .records = 1, .policies = {}};
  std::string text = text_and_json(explored(options));
  options.symmetry = false;
  options.threads = 2;
  options.world = {.agents = 2, .records = 2, .policies = properties::kAllPolicies.back()};
  options.checks.facts = nullptr;
  text += text_and_json(explored(options));
  options.checks.invariants = false;
  explore::ExploreReport without_progress = explored(options);
  without_progress.progress = {};
  text += text_and_json(without_progress);
  expect_golden("golden/explore_holds.txt", text);
}

/// A violation in a state and one in a step, of an invariant and of a contract.
TEST(CheckPrint, AnExplorationWithAFinding) {
  explore::ExploreOptions options;
  options.world = {.agents = 2, .records = 1, .policies = {}};
  explore::ExploreReport report = explored(options);
  report.to_finding = report.to_progress;
  report.finding = explore::Finding{.name = "I4", .part = {}, .sentence = "A sentence.", .of_state = true};
  std::string text = text_and_json(report);
  report.options.world.policies = properties::kAllPolicies.back();
  report.finding = explore::Finding{.name = "D9", .part = "answer", .sentence = "Another one.", .of_state = false};
  text += text_and_json(report);
  expect_golden("golden/explore_finding.txt", text);
}

TEST(CheckPrint, TheWorldOfDns) {
  explore::DnWorldReport report = explore::explore_dn_world(explore::DnWorldKind::Places, {}, 2);
  report.seconds = kSeconds;
  report.outcomes += 1'000'000;
  std::string text;
  append_text(text, report, explore::DnWorldKind::Places, {});
  report.finding = "I8, for agent alice";
  report.stream = {{.event = model::event_at<properties::Bounded>(0), .chain = 0, .record_of = 0}};
  append_text(text, report, explore::DnWorldKind::Calls, properties::kAllPolicies.back());
  expect_golden("golden/explore_dns.txt", text);
}

TEST(CheckPrint, AComparison) {
  explore::ExploreOptions options;
  options.world = {.agents = 2, .records = 1, .policies = {}};
  explore::Trace const trace = explore::explore(options).to_progress;
  compare::CompareReport report{
      .world = options.world, .reachable = 2'864, .states = 2'864, .steps = 190'456, .seconds = 12.6};
  std::string text;
  append_text(text, report);
  report.world = {.agents = 3, .records = 2, .policies = properties::kAllPolicies.back()};
  append_text(text, report);
  compare::ModelStep model;
  model.result = Result::Refused;
  model.rule = Rule::R13;
  model.reason = Reason::NoLiveCall;
  model.after = trace.before;
  report.difference = compare::Difference{.trace = trace, .model = model, .what = "the reason", .of_model = false};
  append_text(text, report);
  report.difference->of_model = true;
  report.difference->what = "an assertion";
  append_text(text, report);
  expect_golden("golden/compare.txt", text);
}

/// Two mutants of each kind, with every verdict; each checker finds another number of them.
std::vector<mutate::Fate> some_fates() {
  std::vector<mutate::Fate> fates;
  for (mutate::Mutation const& mutation : mutate::all_mutations()) {
    auto const is_of_kind = [&](mutate::Fate const& fate) { return fate.mutation.kind == mutation.kind; };
    if (std::ranges::count_if(fates, is_of_kind) == 2) continue;
    mutate::Fate fate;
    fate.mutation = mutation;
    std::size_t const number = fates.size();
    for (std::size_t c = 0; c < mutate::kCheckers && number > 3; ++c) fate.killed[c] = number % (c + 2) == 0;
    fate.proved_equal = number % 4 == 1;
    fates.push_back(fate);
  }
  return fates;
}

TEST(CheckPrint, Mutants) {
  std::vector<mutate::Fate> fates = some_fates();
  ASSERT_GE(fates.size(), 20U);
  std::string text;
  append_text(text, fates);
  append_json(text, fates);
  std::erase_if(fates, [](mutate::Fate const& fate) { return !fate.is_killed_by(mutate::Checker::Contracts); });
  append_text(text, fates);
  expect_golden("golden/mutants.txt", text);
}

std::string text_and_json(prove::ProofReport const& report, prove::ProofOptions const& options) {
  std::string text;
  append_text(text, report, options);
  append_json(text, report);
  return text;
}

TEST(CheckPrint, AProof) {
  prove::ProofReport report;
  report.seconds = kSeconds;
  report.theorems["contracts"] = {.obligations = 123'456, .proved = 123'455, .plain = 99, .seconds = 0.0126};
  report.theorems["I11"] = {.obligations = 7, .proved = 7, .plain = 6, .seconds = 1.5};
  report.theorems["I15"] = {.obligations = 8, .proved = 7, .plain = 1, .seconds = 2};
  report.theorems["I14"] = {.obligations = 9, .proved = 9, .plain = 0, .seconds = 3};
  report.dead = {{.way = "a path", .because = {"One fact.", "Another fact."}},
                 {.way = "another path", .because = {}},
                 {.way = "a third one", .because = {"One fact.", "Another fact."}}};
  report.rows[{mutate::Table::Chain, 0}].under = {true, false, false, true};
  report.rows[{mutate::Table::Chain, 1}].under = {true, true, true, true};
  report.rows[{mutate::Table::Directory, 1}].under = {false, false, true, false};
  std::string text = text_and_json(report, {});
  text += text_and_json(report, {.policies = properties::kAllPolicies[1]});
  expect_golden("golden/prove_holds.txt", text);
}

/// Failures with and without a model; only the first three are told as stories.
TEST(CheckPrint, AProofThatFails) {
  auto const mutation = std::ranges::find_if(mutate::all_mutations(), [](mutate::Mutation const& each) {
    return text_of(each) == "R13.9: the row is dropped";
  });
  ASSERT_NE(mutation, mutate::all_mutations().end());
  prove::ProofReport report = prove::prove(*mutation, {.stop_at_first_failure = true, .reachability = false});
  ASSERT_EQ(report.failures.size(), 1U);
  for (auto& [name, tally] : report.theorems) tally.seconds = kSeconds;
  report.seconds = kSeconds;
  for (std::string const name : {"I1", "I2", "I3"})
    report.failures.push_back({.theorem = name,
                               .obligation = name + "-1",
                               .question = "R2.2 decides",
                               .words = "a claim",
                               .is_unknown = name != "I1"});
  expect_golden("golden/prove_fails.txt", text_and_json(report, {}));
}

TEST(CheckPrint, ASecondSolver) {
  prove::RecheckReport report;
  report.files = 5'540;
  report.agreed = 5'538;
  report.seconds = 12.35;
  report.disagreements = {{.file = "a.smt2", .z3 = "sat", .cvc5 = "unsat"},
                          {.file = "b.smt2", .z3 = "unsat", .cvc5 = "no answer"}};
  std::string text;
  append_text(text, report);
  append_text(text, prove::RecheckReport{});
  expect_golden("golden/recheck.txt", text);
}

TEST(CheckPrint, Rows) {
  std::vector<mutate::RowCoverage> rows = mutate::all_rows();
  ASSERT_GE(rows.size(), 72U);
  rows.resize(20);
  std::uint64_t number = 0;
  for (auto& row : rows) {
    row.decided = number++ % 5 * 1'234;
    for (auto& condition : row.conditions) condition.seen = {number % 3 * 1'000, number % 2 * 2'000};
  }
  std::string text;
  append_text(text, rows);
  expect_golden("golden/rows.txt", text);
}

/// Each member has a value of its own, and some have bytes that are not printable.
conformance::Finding some_finding() {
  return {.fault = conformance::Fault::Late,
          .what = "what <is> \x1b wrong",
          .where = "random stream 3",
          .lines_before = 21,
          .plays = 43,
          .stream = {R"({"type":"DnMonitored","dn":"7001"})", R"({"type":"AgentLogin","agent":"a","dn":"7001"})"},
          .question = R"({"type":"AgentLogin","agent":"a","dn":"7001"})",
          .expected = "the \"right\" answer",
          .given = "the wrong\x01 answer",
          .rule = Rule::E3,
          .complaint = "it complains\x02"};
}

TEST(CheckPrint, Conformance) {
  conformance::Report report;
  report.plan = {.policies = properties::kAllPolicies[1], .seed = 12, .streams = 34, .lines = 56, .by_members = true};
  std::string text;
  auto const append = [&] {
    append_json(text, report);
    append_junit(text, report);
  };
  report.stories = stories().size();
  report.streams = 34;
  report.answers = 5'678;
  append();
  report.streams = 33;
  report.stopped = true;
  append();
  report.stories -= 1;
  append();
  report.stopped = false;
  report.finding = some_finding();
  report.finding->where = "story 02";
  append();
  report.stories += 1;
  report.finding->where = "random stream 3";
  append();
  expect_golden("golden/conform.txt", text);
}

}  // namespace
}  // namespace recordshare::tests
