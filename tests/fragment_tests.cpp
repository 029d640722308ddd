// SPDX-License-Identifier: Apache-2.0
// fragment_tests.cpp checks that all that the solvers are given is in a decidable fragment: no cycle of sorts.
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "properties/prove/proof.hpp"

// A quantifier that acts as "there is" becomes, by Skolemization, a function of the variables that it depends on. If
// the functions lead from sort to sort without a cycle, finitely many terms exist, and a solver always has an answer.

namespace recordshare::tests {
namespace {

namespace prove = properties::prove;
using prove::Connective;
using prove::Formula;
using prove::Node;
using prove::Sort;
using prove::Term;

/// A function from the first sort to the second.
using Edge = std::pair<Sort, Sort>;

std::string text_of(std::set<Edge> const& edges) {
  constexpr std::array<char const*, prove::kSorts> kNames{"Agent", "Dn", "Call", "Record", "Request"};
  std::string text;
  for (auto const& [from, to] : edges)
    text.append(kNames[std::size_t(from)]).append(" -> ").append(kNames[std::size_t(to)]).append("\n");
  return text;
}

/// The functions that Skolemization makes of formulas.
class Functions {
 public:
  void add(Formula const& formula) {
    if (known_.insert(formula.node().number).second) visit(formula.node(), true, nullptr);
  }
  [[nodiscard]] std::set<Edge> const& edges() const { return edges_; }

 private:
  /// A bound variable, and the sorts of the universal variables on which its value depends.
  struct Binding {
    std::uint16_t variable;
    std::set<Sort> depends_on;
    Binding const* outer;
  };

  // NOLINTBEGIN(misc-no-recursion): the depth of formulas is bounded by the source code

  /// The sorts on which the free variables of a formula depend.
  static void add_dependencies(Node const& node, Binding const* bound, std::set<std::uint16_t> own,
                               std::set<Sort>& to) {
    bool const is_quantifier = node.connective == Connective::Forall || node.connective == Connective::Exists;
    if (is_quantifier) own.insert(node.terms[0].number);
    for (Term const& term : node.terms) {
      if (is_quantifier || term.kind != Term::Kind::Bound || own.contains(term.number)) continue;
      Binding const* at = bound;
      while (at->variable != term.number) at = at->outer;
      to.insert(at->depends_on.begin(), at->depends_on.end());
    }
    for (Node const* part : node.parts)
      if (part != nullptr) add_dependencies(*part, bound, own, to);
  }

  void visit(Node const& node, bool positive, Binding const* bound) {
    switch (node.connective) {
      case Connective::True:
      case Connective::Atom:
      case Connective::Equal:
        return;
      case Connective::Not:
        return visit(*node.parts[0], !positive, bound);
      case Connective::Iff:
        for (Node const* part : node.parts) visit(*part, !positive, bound);
        [[fallthrough]];
      case Connective::And:
      case Connective::Or:
        for (Node const* part : node.parts) visit(*part, positive, bound);
        return;
      case Connective::Forall:
      case Connective::Exists:
        break;
    }
    Binding inner{node.terms[0].number, {}, bound};
    if ((node.connective == Connective::Forall) == positive) {
      inner.depends_on = {node.terms[0].sort};
    } else {
      add_dependencies(node, bound, {}, inner.depends_on);
      for (Sort const from : inner.depends_on) edges_.insert({from, node.terms[0].sort});
    }
    visit(*node.parts[0], positive, &inner);
  }
  // NOLINTEND(misc-no-recursion)

  std::set<std::uint64_t> known_;
  std::set<Edge> edges_;
};

TEST(Fragment, FunctionsLeadFromRecordsToAgentsAndRequestsAndFromAgentsToDns) {
  Functions functions;
  static_cast<void>(prove::prove({}, {}, [&](prove::Asked const& asked) {
    for (prove::Assumption const& assumed : asked.assumed) functions.add(assumed.holds);
    functions.add(asked.denied);
  }));
  std::set<Edge> const allowed{{Sort::Agent, Sort::Dn}, {Sort::Record, Sort::Agent}, {Sort::Record, Sort::Request}};
  EXPECT_EQ(functions.edges(), allowed) << text_of(functions.edges());
}

std::set<Edge> edges_of(Formula const& formula) {
  Functions functions;
  functions.add(formula);
  return functions.edges();
}

TEST(Fragment, AFunctionIsOfTheVariablesOnWhichItsValueDepends) {
  using prove::exists, prove::forall;
  prove::Formulas const formulas;
  auto const logged_in = [](Term a, Term d) { return atom(prove::Symbol::LoggedInAt, a, d); };
  auto const monitored = [](Term d) { return atom(prove::Symbol::Monitored, d); };
  Formula const each_dn_is_used =
      forall(Sort::Dn, [&](Term d) { return exists(Sort::Agent, [&](Term a) { return logged_in(a, d); }); });
  std::set<Edge> const from_dn{{Sort::Dn, Sort::Agent}};
  EXPECT_EQ(edges_of(each_dn_is_used), from_dn);
  Formula const one_is_at_all =
      exists(Sort::Agent, [&](Term a) { return forall(Sort::Dn, [&](Term d) { return logged_in(a, d); }); });
  std::set<Edge> const none;
  EXPECT_EQ(edges_of(one_is_at_all), none);
  EXPECT_EQ(edges_of(!one_is_at_all), (std::set<Edge>{{Sort::Agent, Sort::Dn}}));
  EXPECT_EQ(edges_of(!each_dn_is_used), none);
  EXPECT_EQ(edges_of(iff(atom(prove::Symbol::Loaded), !each_dn_is_used)), from_dn);
  // What a value depends on, others that depend on it do, too.
  EXPECT_EQ(edges_of(forall(Sort::Call,
                            [&](Term c) {
                              return exists(Sort::Agent, [&](Term a) {
                                return atom(prove::Symbol::LiveCall, c) &&
                                       exists(Sort::Dn, [&](Term d) { return logged_in(a, d); });
                              });
                            })),
            (std::set<Edge>{{Sort::Call, Sort::Agent}, {Sort::Call, Sort::Dn}}));
  // A part that does not have the variable.
  EXPECT_EQ(edges_of(forall(Sort::Agent,
                            [&](Term a) {
                              return atom(prove::Symbol::Party, a) ||
                                     exists(Sort::Dn, [&](Term d) { return monitored(d); });
                            })),
            none);
}

}  // namespace
}  // namespace recordshare::tests
