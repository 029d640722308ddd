// SPDX-License-Identifier: Apache-2.0
// prove_tests.cpp tests the prover: it proves the tables, and rejects mutants with a readable story.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>
#include <recordshare/json_lines.hpp>
#include <recordshare/owned_outcome.hpp>

#include "model/describe.hpp"
#include "properties/mutate/mutant_engine.hpp"
#include "properties/prove/recheck.hpp"
#include "properties/prove/smt_text.hpp"
#include "properties/prove/story.hpp"
#include "properties/world/bounded_names.hpp"
#include "tests/bounded_step.hpp"

namespace recordshare::tests {
namespace {

using properties::mutate::Mutation;
using properties::prove::Failure;
using properties::prove::ProofReport;
using properties::prove::prove;
using properties::prove::proves_equal;
using properties::prove::Reached;

Mutation mutation_called(std::string_view text) {
  for (Mutation const& mutation : properties::mutate::all_mutations())
    if (text_of(mutation) == text) return mutation;
  ADD_FAILURE() << "no mutation is called `" << text << "`";
  return {};
}

TEST(Proof, TheTablesAreProved) {
  ProofReport const report = prove();
  for (Failure const& failure : report.failures) ADD_FAILURE() << story_of({}, failure);
  auto const total = report.total();
  EXPECT_EQ(total.proved, total.obligations);
  // The number of obligations is pinned, so that none is lost unnoticed.
  EXPECT_EQ(total.obligations, 6'354U);
  EXPECT_EQ(report.theorems.size(), 29U);
  for (std::string_view const theorem :
       {"I1",        "I2",       "I3",           "I4",          "I5",     "I6",    "I7",       "I8",           "I9",
        "I10",       "I11",      "I14",          "I15",         "I17",    "I19",   "I20",      "I21",          "I22",
        "contracts", "totality", "reachability", "environment", "limits", "facts", "policies", "initial state"})
    EXPECT_GT(report.theorems.find(theorem)->second.obligations, 0U) << theorem;
}

/// Only a consulted agent has read-only access, and only while a call is live; all other unreachable ways belong to a
/// chain that is not loaded. Rows for one value of a policy decide only under that value.
TEST(Proof, NoRowIsDeadButWhereAFactForbidsIt) {
  ProofReport const report = prove();
  std::size_t of_consultations = 0;
  std::size_t of_unloaded = 0;
  for (auto const& dead : report.dead) {
    ASSERT_EQ(dead.because.size(), 1U) << dead.way;
    of_consultations += dead.because.front() == "Consultations exist only while `Live`." ? 1U : 0U;
    of_unloaded += dead.because.front().starts_with("A chain that is not loaded has nothing") ? 1U : 0U;
  }
  EXPECT_EQ(of_consultations, 4U);
  EXPECT_EQ(of_unloaded, 10U);
  EXPECT_EQ(report.dead.size(), 14U);
  std::size_t of_policies = 0;
  for (auto const& [row, reach] : report.rows)
    of_policies += static_cast<std::size_t>(std::ranges::count(reach.under, false));
  // D9 and E8 have two rows each, one for each value of `final_scope`: each decides under half of the combinations.
  EXPECT_EQ(of_policies, 4U * properties::kAllPolicies.size() / 2);
}

TEST(Proof, RowsAreNamedAsOnTheReviewPage) {
  auto const rows = model::rows_in_words();
  properties::prove::Formulas const formulas;
  std::size_t steps = 0;
  properties::prove::each_question({}, [&](properties::prove::Question const& question) {
    if (!question.is_step) return true;
    auto const& path = question.path;
    auto const& row = rows[path.is_passed_on() ? model::kDirectoryRows + path.chain_row : path.directory_row];
    EXPECT_TRUE(question.words.starts_with(row.id + " decides ")) << question.words;
    EXPECT_TRUE(question.name.starts_with(row.id + "-")) << question.name;
    ++steps;
    return true;
  });
  EXPECT_GT(steps, rows.size());
}

/// A mutant of each kind.
constexpr std::string_view kMistakes[] = {
    "R13.9: the row is dropped",
    "R10.1: condition 1 negated (`agent` is the last party)",
    "D5.1: guard 2 dropped (the request reads)",
    "R3.2: action 2 dropped (`from` leaves the call)",
    "R6.2: action 3 with `from` and `to` exchanged (`to` joins the call)",
    "R7.3: `from` and `to` exchanged",
    "R11.1: leads to Idle",
    "D7.1: after the row that follows it",
    "D8.1: gives the reason AgentNotLoggedIn",
    "E8.5: names R1",
    "R8 without `those who left by this event`",
    "E3.2: action 1 dropped (`agent` is logged in at `dns` alone; others who were at one of them are logged out)",
    "R13.4: the row is dropped",
    "R5.2: action 1 dropped (consultations that `from` is in end)",
    "R15.4: action 3 dropped (all who are named join the call)",
    "R15.4: action 5 dropped (the call's id is `call`, or none)",
    "D8.1: guard 2 dropped (it is not so that the request is `DoNotCall` and policy do_not_call is always)",
};

class Mistake : public testing::TestWithParam<std::string_view> {};

/// The outcome of the last of these events in an engine with the mutant.
OwnedOutcome last_outcome(Mutation const& mutation, Policies const& policies, std::vector<BoundedEvent> const& events) {
  properties::mutate::MutantEngine engine(mutation, {.policies = policies, .limits = {}});
  properties::NamedEvents names;
  OwnedOutcome last;
  for (BoundedEvent const& event : events) last = owned(engine.apply(names.named(event)));
  return last;
}

/// The proof fails, and the story is right: an engine with the mutant plays the story's events and ends as told, and
/// the step breaks a contract or an invariant.
TEST_P(Mistake, FailsTheProofWithAStory) {
  Mutation const mutation = mutation_called(GetParam());
  ProofReport const report = prove(mutation, {.stop_at_first_failure = true});
  ASSERT_EQ(report.failures.size(), 1U);
  Failure const& failure = report.failures.front();
  ASSERT_TRUE(failure.model.has_value());
  EXPECT_LE(failure.model->agents, 3U);
  Reached const reached = reach(mutation, failure);
  ASSERT_EQ(reached.known, Reached::Known::Yes) << story_of(mutation, failure);
  Failure const& told = reached.failure;

  Scene const before(told.model->state, told.model->policies);
  Scene const after(*told.after, told.model->policies);
  EXPECT_TRUE(check(before, *told.event, *told.outcome, after).has_value() ||
              !broken_invariant(before, *told.event, *told.outcome, after).empty())
      << story_of(mutation, failure);

  OwnedOutcome const last = last_outcome(mutation, told.model->policies, reached.events);
  EXPECT_EQ(last.result, told.outcome->result);
  EXPECT_EQ(last.rule, told.outcome->rule);
  EXPECT_EQ(last.reason, told.outcome->reason);

  std::string const story = story_of(mutation, failure);
  for (std::string_view const part :
       {"NOT PROVED: ", "\n  where ", "\n  before ", "\n  event ", "\n  after ", "ChainLoaded"})
    EXPECT_NE(story.find(part), std::string::npos) << part << " in\n" << story;
}

/// Without R13.6 a transfer can come from an agent who has no place in the chain. The proof fails with a story in which
/// the tables accept it; an engine has no room for that agent, and stops the event before it writes.
TEST(Proof, AMutantThatAddsWhomNoRoomIsMadeForIsStoppedByItsEngine) {
  Mutation const mutation = mutation_called("R13.6: the row is dropped");
  ProofReport const report = prove(mutation, {.stop_at_first_failure = true});
  ASSERT_EQ(report.failures.size(), 1U);
  Reached const reached = reach(mutation, report.failures.front());
  ASSERT_EQ(reached.known, Reached::Known::Yes);
  EXPECT_EQ(reached.failure.outcome->result, Result::Accepted);
  OwnedOutcome const last = last_outcome(mutation, reached.failure.model->policies, reached.events);
  EXPECT_EQ(last.result, Result::Invalid);
  EXPECT_NE(last.message.find("room"), std::string::npos) << last.message;
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, Mistake, testing::ValuesIn(kMistakes));

/// One story, word for word.
TEST(Story, TellsTheStateTheEventWhatBrokeAndHowToGetThere) {
  Mutation const mutation = mutation_called("R3.2: action 2 dropped (`from` leaves the call)");
  ProofReport const report = prove(mutation, {.stop_at_first_failure = true});
  EXPECT_EQ(story_of(mutation, report.failures.at(0)),
            R"(NOT PROVED: contracts: R3 has exactly the effect of its contract.
  where    R3.2 decides SingleStepTransferCompleted in a state that is Live
  before   Live; parties alice, bob; keepers none; Dialing none; Established none; records 101 Open; )"
            R"(logged in none; monitored none
  policies final_scope=record reschedule=updates do_not_call=open
  event    {"type":"SingleStepTransferCompleted","record":101,"from":"bob","to":"alice"}
  outcome  accepted, R3
  after    Live; parties alice, bob; keepers none; Dialing none; Established none; records 101 Open; )"
            R"(logged in none; monitored none
  events that lead there, the last being the one above, for `recordshare run --policy final_scope=record )"
            R"(--policy reschedule=updates --policy do_not_call=open`:
    {"type":"ChainLoaded","chain":1,"records":[101]}
    {"type":"CallRecovered","record":101,"agents":["alice","bob"]}
    {"type":"SingleStepTransferCompleted","record":101,"from":"bob","to":"alice"}
)");
}

TEST(Equal, AMistakeThatMakesNoDifferenceIsProvedToMakeNone) {
  for (std::string_view const name :
       {"R13.5: `from` and `to` exchanged", "R2.3: action 4 done twice (the keepers are found anew (R8))",
        "R4.1: action 1 with `from` and `to` exchanged (consultations that `from` is in end)", "D5.1: leads to Live",
        "E7.4: names E8"}) {
    EXPECT_TRUE(proves_equal(mutation_called(name))) << name;
    EXPECT_TRUE(prove(mutation_called(name), {.stop_at_first_failure = true}).holds()) << name;
  }
}

/// For every 27th mutant: the proof fails, or the mutant is equivalent.
TEST(Equal, EveryOtherMistakeFailsTheProof) {
  auto const& all = properties::mutate::all_mutations();
  for (std::size_t i = 0; i < all.size(); i += 27) {
    bool const holds = prove(all[i], {.stop_at_first_failure = true}).holds();
    EXPECT_EQ(proves_equal(all[i]), holds) << text_of(all[i]);
  }
}

/// For every fortieth obligation cvc5 agrees with Z3; and a file that claims another answer is reported.
TEST(Recheck, TheSecondSolverAgreesAndAWrongAnswerIsSeen) {
  namespace fs = std::filesystem;
  fs::path const folder = fs::temp_directory_path() / ("recordshare_obligations_" + std::to_string(getpid()));
  fs::create_directories(folder);
  std::size_t number = 0;
  std::string wrong;
  auto const write = [&](properties::prove::Asked const& asked) {
    std::string text = smt_file(asked);
    if (number++ % 40 != 0) return;
    if (number == 1) {
      wrong = asked.name + ".smt2";
      text.replace(text.find(":status unsat"), 13, ":status sat");
    }
    std::ofstream(folder / (asked.name + ".smt2")) << text;
  };
  static_cast<void>(prove({}, {}, write));
  auto const report = properties::prove::recheck(folder.string(), 2);
  fs::remove_all(folder);
  EXPECT_EQ(report.problem, "");
  EXPECT_GT(report.files, 60U);
  ASSERT_EQ(report.disagreements.size(), 1U);
  EXPECT_EQ(report.disagreements[0].file, wrong);
  EXPECT_EQ(report.disagreements[0].z3, "sat");
  EXPECT_EQ(report.disagreements[0].cvc5, "unsat");
}

}  // namespace
}  // namespace recordshare::tests
