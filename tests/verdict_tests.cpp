// SPDX-License-Identifier: Apache-2.0
// verdict_tests.cpp makes each verdict of each checker the other one: proved, unknown, missing, truncated, equivalent.
#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "properties/command/status.hpp"
#include "properties/compare/compare.hpp"
#include "properties/explore/dn_world.hpp"
#include "properties/explore/explore.hpp"
#include "properties/explore/limits.hpp"
#include "properties/mutate/matrix.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/prove/proof.hpp"
#include "properties/prove/smt_text.hpp"

namespace recordshare::tests {
namespace {

namespace explore = properties::explore;
namespace mutate = properties::mutate;
namespace prove = properties::prove;
using mutate::Mutation;
using properties::kDoesNotHold;
using properties::status_of;

constexpr int kSuccess = command::kSuccess;

Mutation mutation_called(std::string_view text) {
  for (Mutation const& mutation : mutate::all_mutations())
    if (text_of(mutation) == text) return mutation;
  ADD_FAILURE() << "no mutation is called `" << text << "`";
  return {};
}
constexpr std::string_view kEquivalent = "R13.5: `from` and `to` exchanged";
constexpr std::string_view kWrong = "R13.10: the row is dropped";

// --- The prover ---

/// With a limit of one step Z3 answers "unknown" to every question that it is asked.
TEST(ProverVerdict, UnknownIsNotProved) {
  prove::ProofReport const report = prove::prove({}, {.resource_limit = 1});
  auto const total = report.total();
  EXPECT_EQ(report.verdict(), prove::ProofVerdict::Unknown);
  EXPECT_FALSE(report.holds());
  EXPECT_EQ(status_of(report), kDoesNotHold);
  EXPECT_EQ(total.proved + report.failures.size(), total.obligations);
  EXPECT_GT(report.failures.size(), total.obligations / 2);
  for (prove::Failure const& failure : report.failures) {
    EXPECT_TRUE(failure.is_unknown) << failure.obligation;
    EXPECT_FALSE(failure.model.has_value()) << failure.obligation;
  }
  auto const& reachability = report.theorems.at("reachability");
  EXPECT_LT(reachability.proved, reachability.obligations);
  EXPECT_TRUE(report.dead.empty()) << "a path is not dead because the solver gave up";
}

TEST(ProverVerdict, UnknownIsNotProvedAllAtOnceNorFile) {
  std::vector<prove::Answer> answers;
  prove::ProofReport const report =
      prove::prove({}, {.stop_at_first_failure = true, .resource_limit = 1}, [&](prove::Asked const& asked) {
        answers.push_back(asked.answer);
        bool const says_unknown = smt_file(asked).find("(set-info :status unknown)") != std::string::npos;
        EXPECT_EQ(says_unknown, asked.answer == prove::Answer::Unknown) << asked.name;
      });
  EXPECT_EQ(report.verdict(), prove::ProofVerdict::Unknown);
  EXPECT_TRUE(std::ranges::find(answers, prove::Answer::Unknown) != answers.end());
  auto const of_claims = prove::prove({}, {.stop_at_first_failure = true, .reachability = false, .resource_limit = 1});
  EXPECT_EQ(of_claims.verdict(), prove::ProofVerdict::Unknown);
}

TEST(ProverVerdict, RefutedIsNotUnknownAndAProofOfNothingIsNoSuccess) {
  auto const refuted = prove::prove(mutation_called(kWrong), {.stop_at_first_failure = true, .reachability = false});
  EXPECT_EQ(refuted.verdict(), prove::ProofVerdict::Refuted);
  EXPECT_EQ(status_of(refuted), kDoesNotHold);
  auto const proved = prove::prove(mutation_called(kEquivalent), {.stop_at_first_failure = true});
  EXPECT_EQ(proved.verdict(), prove::ProofVerdict::Proved);
  EXPECT_EQ(status_of(proved), kSuccess);
  EXPECT_EQ(status_of(prove::ProofReport{}), kDoesNotHold) << "nothing was proved";
  prove::ProofReport one_missing;
  one_missing.theorems["I1"] = {.obligations = 2, .proved = 1};
  EXPECT_EQ(status_of(one_missing), kDoesNotHold);
  one_missing.theorems["I1"].proved = 2;
  EXPECT_EQ(status_of(one_missing), kSuccess);
  one_missing.failures.push_back({.theorem = "I1"});
  EXPECT_EQ(status_of(one_missing), kDoesNotHold);
  one_missing.failures.push_back({.theorem = "I1", .is_unknown = true});
  EXPECT_EQ(one_missing.verdict(), prove::ProofVerdict::Refuted);
}

TEST(ProverVerdict, AnEquivalentMutantIsNotProvedEqualIfTheSolverGivesUp) {
  Mutation const mutation = mutation_called(kEquivalent);
  EXPECT_TRUE(prove::proves_equal(mutation));
  EXPECT_FALSE(prove::proves_equal(mutation, 1));
  EXPECT_FALSE(prove::proves_equal(mutation_called(kWrong)));
}

/// A row is dead if every path on which it could decide is dead or unknown, unless only the options' policies forbid
/// it.
TEST(ProverVerdict, ARowIsAliveOnlyOnAPathThatIsKnownToBeAlive) {
  std::size_t alive = 0;
  for (std::size_t ways = 0; ways <= 3; ++ways)
    for (std::size_t dead = 0; dead <= ways; ++dead)
      for (std::size_t unknown = 0; dead + unknown <= ways; ++unknown) {
        prove::RowReach row;
        row.ways = ways;
        row.dead = dead;
        row.unknown = unknown;
        EXPECT_EQ(row.is_alive(), dead + unknown != ways) << ways << " ways, " << dead << " dead";
        row.dead_by_policies = dead;
        EXPECT_EQ(row.is_alive(), dead + unknown != ways || (ways > 0 && dead == ways)) << ways << " ways";
        alive += row.is_alive() ? 1U : 0U;
      }
  EXPECT_GT(alive, 0U);
}

/// The reported time contains that of each obligation, and no time of the observer.
TEST(ProverVerdict, TheTimeIsThatOfTheProof) {
  using Clock = std::chrono::steady_clock;
  auto const seconds_since = [](Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  auto const start = Clock::now();
  double told = 0;
  auto const report = prove::prove(mutation_called(kEquivalent), {.only = "I1"}, [&](prove::Asked const&) {
    auto const begin = Clock::now();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    told += seconds_since(begin);
  });
  constexpr double kRounding = 1e-6;
  EXPECT_GT(told, 0);
  EXPECT_GT(report.total().seconds, 0);
  EXPECT_GE(report.seconds + kRounding, report.total().seconds);
  EXPECT_LE(report.seconds, seconds_since(start) - told + kRounding);
}

TEST(ProverVerdict, ASolverGivesEachAnswer) {
  prove::Formulas const formulas;
  prove::Formula const p = prove::atom(prove::Symbol::Loaded);
  prove::Solver solver;
  EXPECT_EQ(solver.check(), prove::Answer::CanHold);
  solver.push();
  solver.add(p);
  EXPECT_EQ(solver.check(), prove::Answer::CanHold);
  solver.add(!p);
  EXPECT_EQ(solver.check(), prove::Answer::CannotHold);
  EXPECT_EQ(solver.asserted().size(), 2U);
  solver.pop();
  EXPECT_TRUE(solver.asserted().empty());
  EXPECT_EQ(solver.check(), prove::Answer::CanHold);
}

// --- The mutants ---

TEST(MutantVerdict, WhoIsNotKilledIsEquivalentOnlyIfThatIsProved) {
  mutate::Fate fate;
  EXPECT_EQ(fate.verdict(), mutate::Verdict::Survives);
  EXPECT_FALSE(fate.is_equivalent());
  fate.proved_equal = true;
  EXPECT_EQ(fate.verdict(), mutate::Verdict::Equivalent);
  for (std::size_t checker = 0; checker < mutate::kCheckers; ++checker) {
    mutate::Fate killed = fate;
    killed.killed[checker] = true;
    EXPECT_EQ(killed.verdict(), mutate::Verdict::Killed) << mutate::kCheckerNames[checker];
    EXPECT_FALSE(killed.is_equivalent());
    EXPECT_EQ(status_of(std::vector{killed, fate}), kSuccess);
    EXPECT_EQ(status_of(std::vector{killed, mutate::Fate{}, fate}), kDoesNotHold);
  }
  EXPECT_EQ(status_of(std::vector<mutate::Fate>{}), kDoesNotHold) << "there was no mutant";
}

TEST(MutantVerdict, TheProverIsAskedAboutWhoIsNotKilledAndBelieved) {
  std::size_t asked = 0;
  bool answer = false;
  mutate::MatrixOptions options;
  mutate::Fate fate;
  ask_prover(fate, options);
  EXPECT_EQ(fate.verdict(), mutate::Verdict::Survives) << "there is no prover";
  options.proves_equal = [&](Mutation const&) { return ++asked, answer; };
  ask_prover(fate, options);
  EXPECT_EQ(fate.verdict(), mutate::Verdict::Survives);
  answer = true;
  ask_prover(fate, options);
  EXPECT_EQ(fate.verdict(), mutate::Verdict::Equivalent);
  EXPECT_EQ(asked, 2U);
  mutate::Fate killed;
  killed.killed.back() = true;
  ask_prover(killed, options);
  EXPECT_EQ(asked, 2U);
  EXPECT_FALSE(killed.proved_equal);
}

// --- The explorers and the comparison ---

TEST(ExplorerVerdict, AStateThatIsNotExpandedIsMissed) {
  explore::ExploreOptions options;
  options.world = {1, 1, {}};
  explore::ExploreReport report = explore::explore(options);
  EXPECT_EQ(report.verdict(), explore::Verdict::Holds);
  EXPECT_EQ(report.expanded, report.states);
  --report.expanded;
  EXPECT_EQ(report.verdict(), explore::Verdict::Truncated);
  report.finding = explore::Finding{};
  EXPECT_EQ(report.verdict(), explore::Verdict::Violated);
  EXPECT_EQ(status_of(true), kSuccess);
  EXPECT_EQ(status_of(false), kDoesNotHold);
}

TEST(ExplorerVerdict, AWorldThatIsCutShortDoesNotHold) {
  explore::DnWorldReport report = explore::explore_dn_world(explore::DnWorldKind::Places, {}, 2);
  EXPECT_EQ(report.finding, "");
  EXPECT_EQ(report.verdict(), explore::Verdict::Truncated);
  report.is_whole = true;
  EXPECT_EQ(report.verdict(), explore::Verdict::Holds);
  report.finding = "I12";
  EXPECT_EQ(report.verdict(), explore::Verdict::Violated);
}

TEST(ComparisonVerdict, AStateThatIsNotComparedIsMissed) {
  using properties::compare::Verdict;
  auto report = properties::compare::compare(properties::compare::independent_models().front());
  EXPECT_EQ(report.verdict(), Verdict::Agrees);
  --report.states;
  EXPECT_EQ(report.verdict(), Verdict::Truncated);
  report.difference.emplace();
  EXPECT_EQ(report.verdict(), Verdict::Differs);
  report.difference->of_model = true;
  EXPECT_EQ(report.verdict(), Verdict::ModelError);
}

TEST(LimitVerdict, NamesTheEvent) {
  EXPECT_TRUE(explore::LimitTrial(mutate::MutantSteps({})).run().broken_by.empty());
  auto const report = explore::LimitTrial(mutate::MutantSteps(mutation_called("E1.1: the row is dropped"))).run();
  EXPECT_EQ(report.broken_by, "DnMonitored");
}

// --- Rows, and programs under test ---

/// The last world does not excuse an earlier one, nor the first a later one.
template <class Verdict>
void expect_that_each_counts(Verdict best, std::vector<Verdict> const& others) {
  EXPECT_EQ(status_of(std::vector<Verdict>{}, best), kDoesNotHold) << "there was no world";
  EXPECT_EQ(status_of(std::vector{best}, best), kSuccess);
  EXPECT_EQ(status_of(std::vector{best, best}, best), kSuccess);
  for (Verdict const other : others)
    for (auto const& verdicts : {std::vector{other}, std::vector{other, best}, std::vector{best, other, best}})
      EXPECT_EQ(status_of(verdicts, best), kDoesNotHold);
}

TEST(WorldVerdict, EachWorldCounts) {
  using explore::Verdict;
  expect_that_each_counts(Verdict::Holds, {Verdict::Violated, Verdict::Truncated});
  using Compared = properties::compare::Verdict;
  expect_that_each_counts(Compared::Agrees, {Compared::Differs, Compared::ModelError, Compared::Truncated});
}

TEST(RowVerdict, ARowThatIsNotSeenIsMissed) {
  using mutate::RowCoverage;
  RowCoverage row;
  row.decided = 1;
  row.conditions.push_back({"condition", {1, 1}});
  row.conditions.push_back({"another", {1, 1}});
  EXPECT_EQ(status_of(std::vector{row}), kSuccess);
  RowCoverage never = row;
  never.decided = 0;
  RowCoverage never_false = row;
  never_false.conditions.front().seen[0] = 0;
  RowCoverage never_true = row;
  never_true.conditions.front().seen[1] = 0;
  for (RowCoverage const& wrong : {never, never_false, never_true})
    EXPECT_EQ(status_of(std::vector{row, wrong}), kDoesNotHold);
  EXPECT_EQ(status_of(std::vector<RowCoverage>{}), kDoesNotHold) << "there was no row";
}

TEST(ConformVerdict, OnlyAWholeCheckWithoutAFaultHolds) {
  conformance::Report report;
  EXPECT_EQ(status_of(report), kSuccess);
  report.finding.emplace();
  EXPECT_EQ(status_of(report), kDoesNotHold);
  report.stopped = true;
  EXPECT_EQ(status_of(report), command::kInterrupted);
  report.finding.reset();
  EXPECT_EQ(status_of(report), command::kInterrupted);
  EXPECT_FALSE(report.holds());
}

}  // namespace
}  // namespace recordshare::tests
