// SPDX-License-Identifier: Apache-2.0
// counter_model.cpp evaluates formulas, and states made of them, in a bounded world.
#include "properties/prove/counter_model.hpp"

#include <variant>

namespace recordshare::properties::prove {
namespace {

/// The current value of the innermost variable; the others are further out.
struct Binding {
  std::uint16_t variable;
  std::uint8_t value;
  Binding const* outer;
};

/// The value of a term. A bound variable must be bound.
std::uint8_t number_of(Term term, CounterModel const& model, Binding const* bound = nullptr) {
  switch (term.kind) {
    case Term::Kind::Name:
      return model.names[term.number];
    case Term::Kind::Bound:
      while (bound->variable != term.number) bound = bound->outer;
      return bound->value;
    case Term::Kind::Element:
      return static_cast<std::uint8_t>(term.number);
  }
  return 0;
}

// NOLINTBEGIN(misc-no-recursion): the depth of formulas is bounded by the source code
bool evaluate_node(Node const& node, CounterModel const& model, Binding const* bound = nullptr) {
  auto const part = [&](std::size_t i) { return evaluate_node(*node.parts[i], model, bound); };
  auto const number = [&](std::size_t i) { return number_of(node.terms[i], model, bound); };
  switch (node.connective) {
    case Connective::True:
      return true;
    case Connective::Atom:
      return model.holds(node.symbol, number(0), number(1));
    case Connective::Equal:
      return number(0) == number(1);
    case Connective::Not:
      return !part(0);
    case Connective::And:
      return part(0) && part(1);
    case Connective::Or:
      return part(0) || part(1);
    case Connective::Iff:
      return part(0) == part(1);
    case Connective::Forall:
    case Connective::Exists:
      break;
  }
  Term const variable = node.terms[0];
  bool const wanted = node.connective == Connective::Exists;
  bool found = false;
  for (std::size_t i = 0; i < model.size_of(variable.sort) && !found; ++i) {
    Binding const inner{variable.number, static_cast<std::uint8_t>(i), bound};
    found = evaluate_node(*node.parts[0], model, &inner) == wanted;
  }
  return found == wanted;
}
// NOLINTEND(misc-no-recursion)

template <class Number, Sort sort>
Set<Number> set_of(SymbolicSet<sort> const& set, CounterModel const& model) {
  Set<Number> result;
  for (std::size_t i = 0; i < model.size_of(sort); ++i)
    if (evaluate(set.has(element(sort, i)), model)) result = result | only(Number{static_cast<std::uint8_t>(i)});
  return result;
}

template <class First, class Second, Sort first, Sort second>
Relation<First, Second> relation_of(SymbolicRelation<first, second> const& pairs, CounterModel const& model) {
  Relation<First, Second> result;
  for (std::size_t i = 0; i < model.size_of(first); ++i)
    for (std::size_t j = 0; j < model.size_of(second); ++j)
      if (evaluate(pairs.has(element(first, i), element(second, j)), model))
        result = result | only(First{static_cast<std::uint8_t>(i)}, Second{static_cast<std::uint8_t>(j)});
  return result;
}

Mark mark_of(SymbolicMark const& mark, CounterModel const& model) {
  if (!evaluate(mark.known, model)) return Mark::unknown();
  if (!evaluate(mark.is_final, model)) return Mark::open();
  for (std::size_t q = 0; q < kRequests.size(); ++q)
    for (std::size_t a = 0; a < model.agents; ++a)
      if (evaluate(mark.by(element(Sort::Request, q)), model) && evaluate(mark.who(element(Sort::Agent, a)), model))
        return Mark::final(enumerator_at<Request>(q), AgentNumber{static_cast<std::uint8_t>(a)});
  return Mark::canceled();
}

}  // namespace

std::size_t CounterModel::size_of(Sort sort) const noexcept {
  std::array<std::size_t, kSorts> const sizes{agents, dns, calls, records, kRequests.size()};
  return sizes[static_cast<std::size_t>(sort)];
}

bool CounterModel::holds(Symbol symbol, std::uint8_t first, std::uint8_t second) const noexcept {
  AgentNumber const agent{first};
  RecordNumber const record{first};
  Mark const mark = state.records.of(record);
  switch (symbol) {
    case Symbol::Loaded:
      return state.loaded;
    case Symbol::Party:
      return state.parties.contains(agent);
    case Symbol::Keeper:
      return state.keepers.contains(agent);
    case Symbol::Dialing:
      return state.dialing.contains(agent, AgentNumber{second});
    case Symbol::Established:
      return state.established.contains(agent, AgentNumber{second});
    case Symbol::LiveCall:
      return state.call.contains(CallNumber{first});
    case Symbol::Known:
      return state.records.known().contains(record);
    case Symbol::Final:
      return mark.is_final();
    case Symbol::FinalBy:
      return mark.is_final() && mark.request() == enumerator_at<Request>(second);
    case Symbol::FinalWho:
      return mark.is_final() && mark.request().has_value() && mark.agent() == AgentNumber{second};
    case Symbol::LoggedInAt:
      return state.logins.contains(agent, DnNumber{second});
    case Symbol::Monitored:
      return state.monitored.contains(DnNumber{first});
    case Symbol::Listed:
      return list.set.contains(record);
    case Symbol::Repeats:
      return list.repeats;
    case Symbol::Named:
      return named.contains(agent);
    case Symbol::NamedDn:
      return named_dns.contains(DnNumber{first});
    case Symbol::GivesCall:
      return gives_call;
    case Symbol::GivesNewCall:
      return gives_new_call;
    case Symbol::Limit:
      return limit;
    default:
      break;
  }
  constexpr auto kFirst = static_cast<std::size_t>(Symbol::PolicyHasValue);
  PolicyAtom const& policy = kPolicyAtoms[static_cast<std::size_t>(symbol) - kFirst];
  return kPolicies[policy.policy].value_in(policies) == policy.value;
}

bool evaluate(Formula const& formula, CounterModel const& model) { return evaluate_node(formula.node(), model); }

Snapshot evaluate(SymbolicState const& state, CounterModel const& model) {
  Snapshot result;
  result.loaded = evaluate(state.loaded, model);
  result.phase = state.phase.value;
  result.parties = set_of<AgentNumber>(state.parties, model);
  result.keepers = set_of<AgentNumber>(state.keepers, model);
  result.dialing = relation_of<AgentNumber, AgentNumber>(state.dialing, model);
  result.established = relation_of<AgentNumber, AgentNumber>(state.established, model);
  result.call = set_of<CallNumber>(state.call, model);
  result.logins = relation_of<AgentNumber, DnNumber>(state.logins, model);
  result.monitored = set_of<DnNumber>(state.monitored, model);
  for (std::size_t r = 0; r < model.records; ++r) {
    RecordTerm const record{element(Sort::Record, r)};
    RecordNumber const number{static_cast<std::uint8_t>(r)};
    result.records = result.records.with(only(number), mark_of(state.records.of(record), model));
  }
  return result;
}

StepOutcome evaluate(SymbolicOutcome const& outcome, CounterModel const& model) {
  StepOutcome result{.result = outcome.result.value, .rule = outcome.rule.value, .reason = outcome.reason.value};
  if (outcome.has_answer) result.answer = enumerator_at<Request>(number_of(outcome.request.term, model));
  result.shows_records = outcome.shows_records;
  result.read_only = outcome.read_only;
  result.shown = set_of<RecordNumber>(outcome.shown, model);
  result.updatable = set_of<RecordNumber>(outcome.updatable, model);
  result.finalized = set_of<RecordNumber>(outcome.finalized, model);
  if (outcome.tells_finality) result.finality = mark_of(outcome.finality, model);
  return result;
}

model::AnyEvent<Bounded> evaluate(model::AnyEvent<Symbols> const& event, CounterModel const& model) {
  return model::rename<Bounded>(
      event,
      model::Overloaded{
          [&]<class Number>(Number& to, auto const& from) { to = Number(number_of(from.term, model)); },
          [&](Request& to, RequestTerm const& from) { to = enumerator_at<Request>(number_of(from.term, model)); },
          [](int&, Symbols::TheChain) {}, [&](RecordList& to, SymbolicList const&) { to = model.list; },
          [&]<class Number, Sort sort>(Set<Number>& to, SymbolicSet<sort> const& from) {
            to = set_of<Number>(from, model);
          }});
}

}  // namespace recordshare::properties::prove
