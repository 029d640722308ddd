// SPDX-License-Identifier: Apache-2.0
// formula_tests.cpp tests formulas of several Formulas objects, consecutive and nested.
#include <stdexcept>

#include <gtest/gtest.h>

#include "properties/prove/formula.hpp"
#include "properties/prove/solver.hpp"

namespace recordshare::tests {
namespace {

using namespace properties::prove;

// A new node may have the address of an old one. A solver that caches by address would confuse the two.
TEST(Formulas, ASolverThatOutlivesThemMeetsNoRecycledAddress) {
  Solver solver;
  for (Symbol const symbol : {Symbol::Loaded, symbol_of_policy_atom(0), symbol_of_policy_atom(1), Symbol::Repeats}) {
    Formulas const formulas;
    solver.push();
    solver.add(atom(symbol));
    solver.add(!atom(Symbol::Limit));
    EXPECT_EQ(solver.check(), Answer::CanHold);
    solver.add(!atom(symbol));
    EXPECT_EQ(solver.check(), Answer::CannotHold);
    solver.pop();
    solver.push();
    solver.add(!atom(symbol));
    if (symbol != Symbol::Loaded) solver.add(atom(Symbol::Loaded));
    EXPECT_EQ(solver.check(), Answer::CanHold);
    solver.pop();
  }
}

TEST(Formulas, ALaterOneLeavesTheFormulasOfAnEarlierAlone) {
  Formulas const outer;
  Formula const loaded = atom(Symbol::Loaded);
  Formula const both = loaded && atom(Symbol::Limit);
  {
    Formulas const inner;
    EXPECT_FALSE(atom(Symbol::Loaded).is(loaded));  // its own
    EXPECT_TRUE((!atom(Symbol::Repeats)).is(!atom(Symbol::Repeats)));
  }
  EXPECT_FALSE(atom(Symbol::Repeats).is(loaded));  // which it was, had it got the place
  EXPECT_TRUE(atom(Symbol::Loaded).is(loaded));
  EXPECT_TRUE((atom(Symbol::Loaded) && atom(Symbol::Limit)).is(both));
  EXPECT_EQ(both.node().parts[0], &loaded.node());
}

TEST(Formulas, WithoutOneNoFormulaIsMade) {
  EXPECT_THROW(static_cast<void>(atom(Symbol::Loaded)), std::logic_error);
  EXPECT_TRUE((!Formula(true)).is_false());
}

}  // namespace
}  // namespace recordshare::tests
