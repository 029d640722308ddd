// SPDX-License-Identifier: Apache-2.0
// second_solver_tests.cpp gives the check by the second solver each answer: equal, opposite, none, half of one.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "properties/command/status.hpp"
#include "properties/prove/recheck.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace prove = properties::prove;
using properties::kDoesNotHold;
using properties::status_of;

constexpr int kSuccess = command::kSuccess;

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

/// Files are answered in batches of 64; the last report is of all files, and no file is counted twice or left out.
TEST(SecondSolverVerdict, EachFileIsCountedOnce) {
  Obligations const obligations;
  constexpr std::size_t kFiles = 70;
  for (std::size_t i = 0; i < kFiles; ++i) obligations.add("f" + std::to_string(i), "sat", "true");
  auto const says_sat = solver_that("grep -o '\"end of file [0-9]*\"' | sed -e 'isat'");
  std::vector<std::pair<std::size_t, std::size_t>> told;
  auto const tell = [&](std::size_t done, std::size_t all) { told.emplace_back(done, all); };
  auto const report = prove::recheck(obligations.path(), 1, tell, says_sat);
  EXPECT_EQ(report.files, kFiles);
  EXPECT_EQ(report.agreed, kFiles);
  EXPECT_EQ(told, (std::vector<std::pair<std::size_t, std::size_t>>{{64, kFiles}, {kFiles, kFiles}}));
  EXPECT_EQ(prove::recheck(obligations.path(), 3, tell, says_sat).agreed, kFiles);
  ASSERT_EQ(told.size(), 4U);
  EXPECT_EQ(std::max(told[2].first, told[3].first), kFiles);
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
  EXPECT_EQ(prove::RecheckReport{}.seconds, 0) << "nothing was rechecked";
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

}  // namespace
}  // namespace recordshare::tests
