// SPDX-License-Identifier: Apache-2.0
// solver.cpp translates formulas to Z3, and models back; only this file uses Z3.
#include "properties/prove/solver.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include <z3++.h>

namespace recordshare::properties::prove {
namespace {

template <class Enumeration>
constexpr std::size_t index(Enumeration value) {
  return static_cast<std::size_t>(value);
}

}  // namespace

struct Solver::Parts {
  z3::context context;
  std::vector<z3::sort> sorts;
  std::vector<z3::func_decl> symbols;
  std::vector<z3::expr> names;
  std::vector<z3::expr> requests;
  std::unordered_map<std::uint64_t, z3::expr> known;  ///< by node number
  z3::solver solver;

  explicit Parts(unsigned resource_limit) : solver(context, z3::solver::simple()) {
    z3::params params(context);
    params.set("random_seed", 1U);
    params.set("rlimit", resource_limit);
    params.set("mbqi", true);
    solver.set(params);
    declare_sorts();
    for (SymbolTerm const& term : kSymbols) {
      z3::sort_vector of(context);
      for (std::size_t i = 0; i < term.arity; ++i) of.push_back(sorts[index(term.sorts[i])]);
      symbols.push_back(context.function(std::string(term.name).c_str(), of, context.bool_sort()));
    }
    for (NameTerm const& term : kNames)
      names.push_back(context.constant(std::string(term.name).c_str(), sorts[index(term.sort)]));
  }

  void declare_sorts() {
    for (char const* const name : {"Agent", "Dn", "Call", "Record"}) sorts.push_back(context.uninterpreted_sort(name));
    std::vector<std::string> texts;
    std::vector<char const*> pointers;
    texts.reserve(kRequests.size());
    pointers.reserve(kRequests.size());
    for (recordshare::RequestTerm const& term : kRequests) texts.emplace_back(term.name);
    for (std::string const& text : texts) pointers.push_back(text.c_str());
    z3::func_decl_vector constructors(context);
    z3::func_decl_vector testers(context);
    sorts.push_back(context.enumeration_sort("Request", static_cast<unsigned>(pointers.size()), pointers.data(),
                                             constructors, testers));
    for (z3::func_decl const& constructor : constructors) requests.push_back(constructor());
  }

  z3::expr term(Term term) {
    if (term.kind == Term::Kind::Name) return names[term.number];
    if (term.kind == Term::Kind::Element && term.sort == Sort::Request) return requests[term.number];
    std::string const name = (term.kind == Term::Kind::Bound ? "x" : "e") + std::to_string(term.number);
    return context.constant(name.c_str(), sorts[index(term.sort)]);
  }

  // NOLINTBEGIN(misc-no-recursion): the depth of formulas is bounded by the source code
  z3::expr translated(Node const& node) {
    if (auto const found = known.find(node.number); found != known.end()) return found->second;
    z3::expr const result = translate(node);
    known.emplace(node.number, result);
    return result;
  }

  z3::expr translate(Node const& node) {
    auto const part = [&](std::size_t i) { return translated(*node.parts[i]); };
    switch (node.connective) {
      case Connective::True:
        return context.bool_val(true);
      case Connective::Atom: {
        z3::func_decl const& symbol = symbols[index(node.symbol)];
        if (symbol.arity() == 0) return symbol();
        return symbol.arity() == 1 ? symbol(term(node.terms[0])) : symbol(term(node.terms[0]), term(node.terms[1]));
      }
      case Connective::Equal:
        return term(node.terms[0]) == term(node.terms[1]);
      case Connective::Not:
        return !part(0);
      case Connective::And:
        return part(0) && part(1);
      case Connective::Or:
        return part(0) || part(1);
      case Connective::Iff:
        return part(0) == part(1);
      case Connective::Forall:
        return z3::forall(term(node.terms[0]), part(0));
      case Connective::Exists:
        return z3::exists(term(node.terms[0]), part(0));
    }
    return context.bool_val(false);
  }
  // NOLINTEND(misc-no-recursion)

  static Answer answer_of(z3::check_result result) {
    if (result == z3::unsat) return Answer::CannotHold;
    return result == z3::sat ? Answer::CanHold : Answer::Unknown;
  }

  /// Asserts that the sort has at most `count` elements, which are e0, e1, ...
  void bound(Sort sort, std::size_t count) {
    z3::expr const x = context.constant("x", sorts[index(sort)]);
    z3::expr any = context.bool_val(false);
    for (std::size_t i = 0; i < count; ++i) any = any || x == term(element(sort, i));
    solver.add(z3::forall(x, any));
  }

  /// The value in the model; an arbitrary one if the model leaves it open.
  static z3::expr value_in(z3::model const& model, z3::expr const& expression) { return model.eval(expression, true); }

  using Sizes = std::array<std::size_t, kOpenSorts>;
  CounterModel read(z3::model const& model, Sizes const& sizes);
  using Elements = std::array<std::vector<z3::expr>, kOpenSorts>;
  Mark mark_in(z3::model const& model, Elements const& elements, z3::expr const& record);
};

Mark Solver::Parts::mark_in(z3::model const& model, Elements const& elements, z3::expr const& record) {
  auto const holds = [&](Symbol symbol, auto const&... of) {
    return value_in(model, symbols[index(symbol)](of...)).is_true();
  };
  Mark mark = holds(Symbol::Final, record) ? Mark::canceled() : Mark::open();
  auto const& agents = elements[index(Sort::Agent)];
  for (std::size_t q = 0; q < requests.size(); ++q)
    for (std::size_t a = 0; a < agents.size(); ++a)
      if (holds(Symbol::FinalBy, record, requests[q]) && holds(Symbol::FinalWho, record, agents[a]))
        mark = Mark::final(enumerator_at<Request>(q), AgentNumber{static_cast<std::uint8_t>(a)});
  return mark;
}

// NOLINTBEGIN(misc-const-correctness): false positives for the loop counters of this function
CounterModel Solver::Parts::read(z3::model const& model, Sizes const& sizes) {
  // Two of e0, e1, ... may be the same element: each element is identified by the first of its names.
  Elements elements;
  for (std::size_t sort = 0; sort < sizes.size(); ++sort)
    for (std::size_t i = 0; i < sizes[sort]; ++i) {
      z3::expr const value = value_in(model, term(element(static_cast<Sort>(sort), i)));
      bool known_already = false;
      for (z3::expr const& other : elements[sort]) known_already = known_already || z3::eq(value, other);
      if (!known_already) elements[sort].push_back(value);
    }
  CounterModel result;
  result.agents = elements[index(Sort::Agent)].size();
  result.dns = elements[index(Sort::Dn)].size();
  result.calls = elements[index(Sort::Call)].size();
  result.records = elements[index(Sort::Record)].size();
  auto const holds = [&](Symbol symbol, auto const&... of) {
    return value_in(model, symbols[index(symbol)](of...)).is_true();
  };
  auto const set = [&](Symbol symbol, auto& to) {
    auto const& of = elements[index(term_of(symbol).sorts[0])];
    using Element = decltype([]<class E>(Set<E>) { return E{}; }(to));
    for (std::size_t i = 0; i < of.size(); ++i)
      if (holds(symbol, of[i])) to = to | only(Element{static_cast<std::uint8_t>(i)});
  };
  auto const relation = [&]<class First, class Second>(Symbol symbol, Relation<First, Second>& to) {
    auto const& firsts = elements[index(term_of(symbol).sorts[0])];
    auto const& seconds = elements[index(term_of(symbol).sorts[1])];
    for (std::size_t i = 0; i < firsts.size(); ++i)
      for (std::size_t j = 0; j < seconds.size(); ++j)
        if (holds(symbol, firsts[i], seconds[j]))
          to = to | only(First{static_cast<std::uint8_t>(i)}, Second{static_cast<std::uint8_t>(j)});
  };
  Snapshot& state = result.state;
  state.loaded = holds(Symbol::Loaded);
  set(Symbol::Party, state.parties);
  set(Symbol::Keeper, state.keepers);
  set(Symbol::LiveCall, state.call);
  set(Symbol::Monitored, state.monitored);
  set(Symbol::Listed, result.list.set);
  set(Symbol::Named, result.named);
  set(Symbol::NamedDn, result.named_dns);
  relation(Symbol::Dialing, state.dialing);
  relation(Symbol::Established, state.established);
  relation(Symbol::LoggedInAt, state.logins);
  for (std::size_t r = 0; r < result.records; ++r) {
    z3::expr const& record = elements[index(Sort::Record)][r];
    if (!holds(Symbol::Known, record)) continue;
    RecordNumber const number{static_cast<std::uint8_t>(r)};
    state.records = state.records.with(only(number), mark_in(model, elements, record));
  }
  for (std::size_t i = kPolicyAtoms.size(); i-- > 0;)  // the first true atom decides
    if (holds(symbol_of_policy_atom(i)))
      kPolicies[kPolicyAtoms[i].policy].set_in(result.policies, kPolicyAtoms[i].value);
  result.list.repeats = holds(Symbol::Repeats);
  result.gives_call = holds(Symbol::GivesCall);
  result.gives_new_call = holds(Symbol::GivesNewCall);
  result.limit = holds(Symbol::Limit);
  for (std::size_t n = 0; n < names.size(); ++n) {
    auto const sort = kNames[n].sort;
    auto const& of = sort == Sort::Request ? requests : elements[index(sort)];
    z3::expr const value = value_in(model, names[n]);
    for (std::size_t i = 0; i < of.size(); ++i)
      if (z3::eq(value, of[i])) result.names[n] = static_cast<std::uint8_t>(i);
  }
  return result;
}
// NOLINTEND(misc-const-correctness)

Solver::Solver(unsigned resource_limit) : parts_(std::make_unique<Parts>(resource_limit)) {}
Solver::~Solver() = default;

void Solver::push() {
  levels_.push_back(asserted_.size());
  parts_->solver.push();
}
void Solver::pop() {
  parts_->solver.pop();
  asserted_.resize(levels_.back(), Formula(true));
  levels_.pop_back();
}
void Solver::add(Formula const& formula) {
  asserted_.push_back(formula);
  parts_->solver.add(parts_->translated(formula.node()));
}
Answer Solver::check() { return Parts::answer_of(parts_->solver.check()); }

Answer Solver::check(std::span<Formula const> formulas, std::vector<std::size_t>& used) {
  used.clear();
  push();
  z3::expr_vector labels(parts_->context);
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    z3::expr const label = parts_->context.bool_const(("label" + std::to_string(i)).c_str());
    parts_->solver.add(z3::implies(label, parts_->translated(formulas[i].node())));
    labels.push_back(label);
  }
  Answer const answer = Parts::answer_of(parts_->solver.check(labels));
  if (answer == Answer::CannotHold) {
    z3::expr_vector const core = parts_->solver.unsat_core();
    for (unsigned i = 0; i < labels.size(); ++i)
      for (unsigned k = 0; k < core.size(); ++k)
        if (z3::eq(labels[static_cast<int>(i)], core[static_cast<int>(k)])) used.push_back(i);
  }
  pop();
  return answer;
}

/// An event names two calls at most, and the live call is a third.
constexpr std::size_t kCallsOfStory = 3;

std::optional<CounterModel> Solver::smallest_model() {
  // Agents first: they make a story long.
  for (std::size_t agents = 1; agents <= kBound; ++agents) {
    for (std::size_t records = 1; records <= 3; ++records) {
      Parts::Sizes const sizes{agents, std::min(agents + 1, kBound), kCallsOfStory, records};
      push();
      for (std::size_t sort = 0; sort < sizes.size(); ++sort) parts_->bound(static_cast<Sort>(sort), sizes[sort]);
      std::optional<CounterModel> found;
      if (parts_->solver.check() == z3::sat) found = parts_->read(parts_->solver.get_model(), sizes);
      pop();
      if (found.has_value()) return found;
    }
  }
  return std::nullopt;
}

}  // namespace recordshare::properties::prove
