// SPDX-License-Identifier: Apache-2.0
// verdict_tests.cpp makes each verdict of each checker the other one: proved, unknown, missing, truncated, equivalent.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
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
#include "properties/prove/recheck.hpp"
#include "properties/prove/smt_text.hpp"
#include "tests/shell.hpp"

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
constexpr std::string_view kEquivalent = "R13.4: `from` and `to` exchanged";
constexpr std::string_view kWrong = "R13.9: the row is dropped";

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

// --- The second solver ---

/// A folder of obligations, each with Z3's answer.
class Obligations {
 public:
  void add(std::string const& name, std::string_view status, std::string_view assertion) const {
    std::string text;
    if (!status.empty()) text.append("(set-info :status ").append(status).append(")\n");
    text.append("(set-logic QF_UF)\n(assert ").append(assertion).append(")\n(check-sat)\n");
    write_file(folder_.path() / (name + ".smt2"), text);
  }
  [[nodiscard]] std::string path() const { return folder_.path().string(); }

 private:
  ScratchFolder folder_;
};

/// A solver that answers the first question, which is whether it can be run, and then runs `script` on its input.
std::vector<std::string> solver_that(std::string const& script) {
  return {"sh", "-c",
          "input=$(cat); case \"$input\" in *'(echo'*) printf '%s\\n' \"$input\" | { " + script +
              "; } ;; *) echo sat;; esac"};
}

struct Second {
  std::string_view name;
  std::string script;
  prove::RecheckVerdict first;   ///< of the file that Z3 calls sat
  prove::RecheckVerdict second;  ///< of the file that Z3 calls unsat
};

void PrintTo(Second const& one, std::ostream* out) { *out << one.name; }

std::vector<Second> second_solvers() {
  using enum prove::RecheckVerdict;
  std::string const marks = "grep -o '\"end of file [0-9]*\"'";
  return {{"Right", marks + " | sed -e '1isat' -e '2iunsat'", Agrees, Agrees},
          {"Opposite", marks + " | sed -e '1iunsat' -e '2isat'", Differs, Differs},
          {"WrongOnce", marks + " | sed -e '1isat' -e '2isat'", Agrees, Differs},
          {"Silent", "cat >/dev/null", NoAnswer, NoAnswer},
          {"MarksAlone", marks, NoAnswer, NoAnswer},
          {"SecondIsMissing", marks + " | sed -e '1isat'", Agrees, NoAnswer},
          {"FirstIsMissing", marks + " | sed -e '2iunsat'", NoAnswer, Agrees},
          {"StopsAfterTheFirst", marks + " | sed -e '1isat' -e '1q'", Agrees, NoAnswer},
          {"AnswersWithoutEnd", "cat >/dev/null; echo sat; echo unsat", NoAnswer, NoAnswer},
          {"GivesUp", marks + " | sed -e '1iunknown' -e '2iunknown'", NoAnswer, NoAnswer},
          {"Warns", marks + " | sed -e '1isat' -e '1i(warning)' -e '2iunsat'", NoAnswer, Agrees},
          {"Dies", "cat >/dev/null; echo '(error \"no\")'; exit 1", NoAnswer, NoAnswer}};
}

class SecondSolver : public testing::TestWithParam<Second> {};

TEST_P(SecondSolver, HasItsVerdict) {
  Obligations const obligations;
  obligations.add("a", "sat", "true");
  obligations.add("b", "unsat", "false");
  auto const report = prove::recheck(obligations.path(), 1, {}, solver_that(GetParam().script));
  EXPECT_EQ(report.problem, "");
  EXPECT_EQ(report.files, 2U);
  std::array verdicts{prove::RecheckVerdict::Agrees, prove::RecheckVerdict::Agrees};
  for (prove::Rechecked const& one : report.disagreements) verdicts[one.file == "a.smt2" ? 0 : 1] = one.verdict();
  EXPECT_EQ(verdicts[0], GetParam().first);
  EXPECT_EQ(verdicts[1], GetParam().second);
  auto const agreed = std::ranges::count(verdicts, prove::RecheckVerdict::Agrees);
  EXPECT_EQ(report.agreed, static_cast<std::size_t>(agreed));
  EXPECT_EQ(status_of(report), agreed == 2 ? kSuccess : kDoesNotHold);
}

INSTANTIATE_TEST_SUITE_P(That, SecondSolver, testing::ValuesIn(second_solvers()),
                         [](auto const& one) { return std::string(one.param.name); });

TEST(SecondSolverVerdict, NoAnswerOfZ3IsNoAgreement) {
  Obligations const obligations;
  obligations.add("unknown", "unknown", "true");
  obligations.add("without", "", "true");
  auto const says = [](std::string const& answer) {
    return solver_that("grep -o '\"end of file [0-9]*\"' | sed -e '1i" + answer + "' -e '2i" + answer + "'");
  };
  for (std::string const answer : {"sat", "unsat", "unknown", "no answer"}) {
    auto const report = prove::recheck(obligations.path(), 1, {}, says(answer));
    EXPECT_EQ(report.agreed, 0U) << answer;
    ASSERT_EQ(report.disagreements.size(), 2U) << answer;
    for (auto const& one : report.disagreements) EXPECT_EQ(one.verdict(), prove::RecheckVerdict::NoAnswer) << answer;
  }
}

TEST(SecondSolverVerdict, WithoutASolverOrAFileNothingIsRechecked) {
  Obligations const obligations;
  EXPECT_EQ(status_of(prove::recheck(obligations.path(), 1)), command::kFailure) << "there is no file";
  obligations.add("a", "sat", "true");
  EXPECT_EQ(status_of(prove::recheck(obligations.path(), 1, {}, {"/no/such/solver"})), command::kFailure);
  EXPECT_EQ(status_of(prove::recheck(obligations.path(), 1, {}, {"true"})), command::kFailure);
  EXPECT_EQ(status_of(prove::recheck(obligations.path() + "/none", 1)), command::kFailure);
  EXPECT_EQ(status_of(prove::recheck(obligations.path(), 1)), kSuccess);
  EXPECT_EQ(status_of(prove::RecheckReport{}), kDoesNotHold) << "nothing was rechecked";
}

TEST(SecondSolverVerdict, TheVerbSaysWhichAndEndsWithIt) {
  std::string const command = RECORDSHARE_COMMAND "-check recheck ";
  Obligations const obligations;
  EXPECT_EQ(run_shell(command + obligations.path()).status, command::kFailure);
  obligations.add("a", "sat", "true");
  EXPECT_EQ(run_shell(command + obligations.path()).status, kSuccess);
  obligations.add("b", "sat", "false");
  obligations.add("c", "unknown", "true");
  auto const ran = run_shell(command + obligations.path());
  EXPECT_EQ(ran.status, kDoesNotHold);
  EXPECT_NE(ran.output.find("b.smt2: disagreement: Z3 says sat, cvc5 says unsat\n"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("c.smt2: no answer: Z3 says unknown, cvc5 says sat\n"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("3 files: cvc5 agrees on 1 "), std::string::npos) << ran.output;
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
  explore::DnWorldReport report = explore::explore_dn_world({}, 2);
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

TEST(RowVerdict, ARowThatIsNotSeenIsMissed) {
  using mutate::RowCoverage;
  RowCoverage row;
  row.decided = 1;
  row.conditions.push_back({"condition", {1, 1}});
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
