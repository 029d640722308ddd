// SPDX-License-Identifier: Apache-2.0
// assumption_tests.cpp compares all that a proof assumes with the list of facts: each is an obligation, and nothing
// else is assumed.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "properties/oracle/facts.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/prove/proof.hpp"
#include "properties/prove/smt_text.hpp"

namespace recordshare::tests {
namespace {

namespace facts = properties::facts;
namespace prove = properties::prove;
using properties::Scene;
using prove::SymbolicState;

/// A planted fact: no proof must assume it unless it proves it.
struct NobodyKeeps {
  static constexpr std::string_view name = "planted_keepers";
  static constexpr std::string_view sentence = "Planted.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return s.state.keepers.is_empty();
  }
};

TEST(Facts, EachIsAnObligationOfTheInitialStateAndOfEveryStepAsItIsWritten) {
  prove::Formulas const formulas;
  prove::Facts list = facts::all<SymbolicState>();
  list.of_states.push_back(facts::fact<NobodyKeeps, SymbolicState>());
  std::size_t steps = 0;
  prove::each_question(
      {},
      [&](prove::Question const& question) {
        bool const is_initial = question.name == "initial-state";
        if (!question.is_step && !is_initial) return true;
        steps += question.is_step ? 1 : 0;
        SymbolicState const state = is_initial ? SymbolicState() : question.path.after;
        std::string_view const theorem = is_initial ? "initial state" : "facts";
        for (auto const& fact : list.of_states) {
          auto const is_it = [&](prove::Claim const& claim) {
            return claim.theorem == theorem && claim.part == fact.name &&
                   claim.holds.is(fact.holds(prove::SymbolicScene(state, prove::any_policies())));
          };
          EXPECT_EQ(std::ranges::count_if(question.claims, is_it), 1) << question.name << ": " << fact.name;
        }
        return true;
      },
      list);
  EXPECT_GT(steps, 200U);
}

/// Formulas as text: two provers share none.
class Texts {
 public:
  std::string const& of(prove::Formula const& formula) {
    auto const [at, is_new] = texts_.try_emplace(formula.node().number);
    if (is_new) at->second = smt_term(formula);
    return at->second;
  }

 private:
  std::map<std::uint64_t, std::string> texts_;
};

/// What each question may assume, by its name.
std::map<std::string, std::vector<std::string>> allowed_assumptions(Texts& texts) {
  std::map<std::string, std::vector<std::string>> allowed;
  prove::Facts const& list = facts::all<SymbolicState>();
  prove::each_question({}, [&](prove::Question const& question) {
    auto const [at, is_new] = allowed.try_emplace(question.name);
    EXPECT_TRUE(is_new) << "two questions are called " << question.name;
    bool const is_about_facts = question.name == "initial-state" || question.name.starts_with("facts-");
    if (is_about_facts) return true;
    prove::SymbolicScene const scene(*question.before, prove::any_policies());
    for (auto const& fact : list.of_states) at->second.push_back(texts.of(fact.holds(scene)));
    if (question.event.has_value())
      if (auto const* const load = std::get_if<model::ChainLoaded<prove::Symbols>>(&*question.event))
        at->second.push_back(texts.of(implies(load->records.repeats, !load->records.set.is_empty())));
    if (question.is_step) at->second.push_back(texts.of(question.path.condition));
    return true;
  });
  return allowed;
}

TEST(Facts, NothingElseIsAssumedAndEveryObligationHasItsOwnName) {
  Texts texts;
  std::map<std::string, std::vector<std::string>> allowed;
  {
    prove::Formulas const formulas;
    allowed = allowed_assumptions(texts);
  }
  std::set<std::string> names_seen;
  std::size_t compared = 0;
  auto const observe = [&](prove::Asked const& asked) {
    if (testing::Test::HasFailure()) return;  // the first is enough
    EXPECT_TRUE(names_seen.insert(asked.name).second) << "two obligations are called " << asked.name;
    // The question: the longest name that the obligation's begins with.
    auto at = allowed.upper_bound(asked.name);
    while (at != allowed.begin() && !asked.name.starts_with(std::prev(at)->first + "-")) --at;
    ASSERT_NE(at, allowed.begin()) << asked.name;
    std::vector<std::string> expected = std::prev(at)->second;
    std::vector<std::string> assumed;
    for (auto const& one : asked.assumed) assumed.push_back(texts.of(one.holds));
    EXPECT_EQ(assumed, expected) << asked.name;
    if (asked.asserted.empty()) return;  // it holds by simplification, or is about reachability
    ++compared;
    std::vector<std::string> asserted;
    for (prove::Formula const& one : asked.asserted) asserted.push_back(texts.of(one));
    expected.push_back(texts.of(asked.denied));
    EXPECT_EQ(asserted, expected) << asked.name << ": the solver was given something else";
  };
  auto const report = prove::prove({}, {}, observe);
  EXPECT_TRUE(report.holds());
  EXPECT_GT(compared, 3'000U);
  EXPECT_EQ(names_seen.size(), report.total().obligations - report.rows.size()) << "rows are no questions to a solver";
}

/// The name and the sentence of each invariant.
std::map<std::string_view, std::string_view> sentences() {
  std::map<std::string_view, std::string_view> all;
  [&]<class... I>(std::tuple<I...>*) {
    (all.emplace(I::name, I::sentence), ...);
  }(static_cast<properties::invariants::All*>(nullptr));
  return all;
}

/// A story names what broke: each claim says in words what its name says, and each contract is claimed part by part.
TEST(Claims, SayWhatTheyAreCalled) {
  prove::Formulas const formulas;
  auto const invariants = sentences();
  std::map<std::string_view, std::string_view> const parts{{"precondition", "its precondition holds."},
                                                           {"answer", "The answer is that of the contract of "},
                                                           {"postcondition", "has exactly the effect of its contract."},
                                                           {"frame", "changes nothing else."}};
  std::size_t contracts = 0;
  std::size_t initial = 0;
  prove::each_question({}, [&](prove::Question const& question) {
    EXPECT_FALSE(question.words.empty()) << question.name;
    std::vector<std::string> claimed;
    for (prove::Claim const& claim : question.claims) {
      EXPECT_FALSE(claim.words.empty()) << question.name << ", " << claim.theorem << " " << claim.part;
      bool const is_initial = claim.theorem == "initial state";
      if (auto const at = invariants.find(is_initial ? std::string_view(claim.part) : claim.theorem);
          at != invariants.end() && (is_initial || claim.part.empty())) {
        EXPECT_EQ(claim.words, at->second) << question.name << ", " << claim.theorem << " " << claim.part;
        initial += is_initial ? 1U : 0U;
      }
      if (claim.theorem != "contracts") continue;
      claimed.push_back(claim.part);
      auto const part = parts.find(claim.part);
      if (part == parts.end()) {
        ADD_FAILURE() << question.name << ": a contract has no part " << claim.part;
      } else {
        EXPECT_NE(claim.words.find(part->second), std::string::npos) << claim.part << ": " << claim.words;
      }
    }
    if (claimed.empty()) return true;
    EXPECT_EQ(claimed, (std::vector<std::string>{"precondition", "answer", "postcondition", "frame"}));
    ++contracts;
    return true;
  });
  EXPECT_GT(contracts, 150U);
  EXPECT_EQ(initial, 3U) << "I7, I8 and I17 are claimed of the initial state";
}

/// The file for the second solver has the same formulas, each asserted once.
TEST(Facts, TheSecondSolverIsGivenTheSame) {
  std::size_t number = 0;
  static_cast<void>(prove::prove({}, {.only = "I17"}, [&](prove::Asked const& asked) {
    if (number++ % 10 != 0) return;
    std::string const file = smt_file(asked);
    std::size_t at = 0;
    std::size_t asserts = 0;
    while ((at = file.find("(assert ", at)) != std::string::npos) ++asserts, ++at;
    EXPECT_EQ(asserts, asked.assumed.size() + (asked.denied.is_true() ? 0 : 1)) << asked.name;
    for (auto const& one : asked.assumed)
      EXPECT_NE(file.find("(assert " + smt_term(one.holds) + ")\n"), std::string::npos) << asked.name;
    if (!asked.denied.is_true()) {
      EXPECT_NE(file.find("(assert " + smt_term(asked.denied) + ")\n(check-sat)\n"), std::string::npos) << asked.name;
    }
  }));
  EXPECT_GT(number, 100U);
}

/// Every phase, event and value of a policy is asked about: the finite domains leave nothing out.
TEST(Facts, EveryEventInEveryPhaseIsAskedAbout) {
  prove::Formulas const formulas;
  std::set<std::string> asked;
  prove::each_question({}, [&](prove::Question const& question) {
    asked.insert(question.name);
    if (!question.name.starts_with("state-")) return true;
    for (PolicyTerm const& policy : kPolicies) {
      auto const is_it = [&](prove::Claim const& claim) {
        return claim.theorem == "policies" && claim.part == policy.name;
      };
      EXPECT_TRUE(std::ranges::any_of(question.claims, is_it)) << policy.name;
    }
    return true;
  });
  std::set<std::string> types;
  for (EventTerm const& event : kEvents) types.emplace(event.name);
  types.emplace("DesktopRequest");
  for (std::string_view const phase : kPhaseNames) {
    EXPECT_TRUE(asked.contains("state-" + std::string(phase)));
    for (std::string const& type : types)
      EXPECT_TRUE(asked.contains("totality-" + type + "-" + std::string(phase))) << type << " " << phase;
  }
}

}  // namespace
}  // namespace recordshare::tests
