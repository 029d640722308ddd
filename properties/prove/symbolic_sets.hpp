// SPDX-License-Identifier: Apache-2.0
// symbolic_sets.hpp implements sets and relations of any size as functions from elements to formulas.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "properties/prove/formula.hpp"

// The operations are those of properties/oracle/state_concept.hpp. Quantifiers occur only in tests whether a set
// is empty or a subset, and in images of relations.

namespace recordshare::properties::prove {

/// A term of one sort.
template <Sort sort>
struct TermOf {
  Term term;
  friend Formula operator==(TermOf const& one, TermOf const& other) { return equal(one.term, other.term); }
};
using AgentTerm = TermOf<Sort::Agent>;
using DnTerm = TermOf<Sort::Dn>;
using RecordTerm = TermOf<Sort::Record>;
struct RequestTerm : TermOf<Sort::Request> {
  friend Formula operator==(RequestTerm const& one, Request other) {
    return equal(one.term, element(Sort::Request, index_of(other)));
  }
  friend Formula operator==(RequestTerm const& one, RequestTerm const& other) { return equal(one.term, other.term); }
};

/// A set of one sort. Default-constructed it is empty.
template <Sort sort>
class SymbolicSet {
 public:
  using Has = std::function<Formula(Term)>;

  SymbolicSet() : has_(std::make_shared<Has const>([](Term) { return Formula(false); })) {}
  explicit SymbolicSet(Has has) : has_(std::make_shared<Has const>(std::move(has))) {}

  [[nodiscard]] Formula has(Term term) const { return (*has_)(term); }
  [[nodiscard]] Formula contains(TermOf<sort> const& of) const { return has(of.term); }
  [[nodiscard]] Formula is_empty() const {
    return forall(sort, [&](Term x) { return !has(x); });
  }
  [[nodiscard]] Formula has_at_most_one() const {
    return forall(sort,
                  [&](Term x) { return forall(sort, [&](Term y) { return implies(has(x) && has(y), equal(x, y)); }); });
  }
  [[nodiscard]] Formula subset_of(SymbolicSet const& other) const {
    return forall(sort, [&](Term x) { return implies(has(x), other.has(x)); });
  }

  friend SymbolicSet operator|(SymbolicSet const& a, SymbolicSet const& b) {
    return SymbolicSet([a, b](Term x) { return a.has(x) || b.has(x); });
  }
  friend SymbolicSet operator&(SymbolicSet const& a, SymbolicSet const& b) {
    return SymbolicSet([a, b](Term x) { return a.has(x) && b.has(x); });
  }
  friend SymbolicSet operator-(SymbolicSet const& a, SymbolicSet const& b) {
    return SymbolicSet([a, b](Term x) { return a.has(x) && !b.has(x); });
  }
  friend Formula operator==(SymbolicSet const& a, SymbolicSet const& b) {
    return forall(sort, [&](Term x) { return iff(a.has(x), b.has(x)); });
  }
  friend SymbolicSet where(Formula const& condition, SymbolicSet const& set) {
    return SymbolicSet([condition, set](Term x) { return condition && set.has(x); });
  }

 private:
  std::shared_ptr<Has const> has_;
};

template <Sort sort>
[[nodiscard]] SymbolicSet<sort> only(TermOf<sort> const& of) {
  return SymbolicSet<sort>([of](Term x) { return equal(x, of.term); });
}

/// A relation of two sorts. Default-constructed it is empty.
template <Sort first, Sort second>
class SymbolicRelation {
 public:
  using Has = std::function<Formula(Term, Term)>;

  SymbolicRelation() : has_(std::make_shared<Has const>([](Term, Term) { return Formula(false); })) {}
  explicit SymbolicRelation(Has has) : has_(std::make_shared<Has const>(std::move(has))) {}

  [[nodiscard]] Formula has(Term x, Term y) const { return (*has_)(x, y); }
  [[nodiscard]] Formula contains(TermOf<first> const& x, TermOf<second> const& y) const { return has(x.term, y.term); }
  [[nodiscard]] Formula is_empty() const {
    return each([&](Term x, Term y) { return !has(x, y); });
  }

  [[nodiscard]] SymbolicSet<first> domain() const {
    return SymbolicSet<first>(
        [self = *this](Term x) { return exists(second, [&](Term y) { return self.has(x, y); }); });
  }
  [[nodiscard]] SymbolicSet<second> range() const {
    return SymbolicSet<second>(
        [self = *this](Term y) { return exists(first, [&](Term x) { return self.has(x, y); }); });
  }
  [[nodiscard]] SymbolicRelation from(SymbolicSet<first> const& firsts) const {
    return SymbolicRelation([self = *this, firsts](Term x, Term y) { return self.has(x, y) && firsts.has(x); });
  }
  [[nodiscard]] SymbolicRelation into(SymbolicSet<second> const& seconds) const {
    return SymbolicRelation([self = *this, seconds](Term x, Term y) { return self.has(x, y) && seconds.has(y); });
  }

  friend SymbolicRelation operator|(SymbolicRelation const& a, SymbolicRelation const& b) {
    return SymbolicRelation([a, b](Term x, Term y) { return a.has(x, y) || b.has(x, y); });
  }
  friend SymbolicRelation operator&(SymbolicRelation const& a, SymbolicRelation const& b) {
    return SymbolicRelation([a, b](Term x, Term y) { return a.has(x, y) && b.has(x, y); });
  }
  friend SymbolicRelation operator-(SymbolicRelation const& a, SymbolicRelation const& b) {
    return SymbolicRelation([a, b](Term x, Term y) { return a.has(x, y) && !b.has(x, y); });
  }
  friend Formula operator==(SymbolicRelation const& a, SymbolicRelation const& b) {
    return each([&](Term x, Term y) { return iff(a.has(x, y), b.has(x, y)); });
  }
  friend SymbolicRelation where(Formula const& condition, SymbolicRelation const& relation) {
    return SymbolicRelation([condition, relation](Term x, Term y) { return condition && relation.has(x, y); });
  }
  /// Whether no element has two partners in this direction.
  [[nodiscard]] Formula is_function() const {
    return each([&](Term x, Term y) {
      return forall(second, [&](Term z) { return implies(has(x, y) && has(x, z), equal(y, z)); });
    });
  }
  [[nodiscard]] Formula is_injective() const {
    return each([&](Term x, Term y) {
      return forall(first, [&](Term z) { return implies(has(x, y) && has(z, y), equal(x, z)); });
    });
  }

 private:
  template <class Body>
  static Formula each(Body&& body) {
    return forall(first, [&](Term x) { return forall(second, [&](Term y) { return body(x, y); }); });
  }

  std::shared_ptr<Has const> has_;
};

template <Sort first, Sort second>
[[nodiscard]] SymbolicRelation<first, second> only(TermOf<first> const& x, TermOf<second> const& y) {
  return SymbolicRelation<first, second>(
      [x, y](Term one, Term other) { return equal(one, x.term) && equal(other, y.term); });
}

/// The relation of one first element to each of these.
template <Sort first, Sort second>
[[nodiscard]] SymbolicRelation<first, second> only(TermOf<first> const& x, SymbolicSet<second> const& seconds) {
  return SymbolicRelation<first, second>(
      [x, seconds](Term one, Term other) { return equal(one, x.term) && seconds.has(other); });
}

using SymbolicPairs = SymbolicRelation<Sort::Agent, Sort::Agent>;

/// Whether no agent is in two of these pairs, as either end, nor both ends of one.
[[nodiscard]] inline Formula is_matching(SymbolicPairs const& pairs) {
  auto const one_way = forall(Sort::Agent, [&](Term x) {
    return forall(Sort::Agent, [&](Term y) {
      return forall(Sort::Agent, [&](Term z) { return !(pairs.has(x, y) && pairs.has(y, z)); });
    });
  });
  return pairs.is_function() && pairs.is_injective() && one_way;
}

}  // namespace recordshare::properties::prove
