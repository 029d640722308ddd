// SPDX-License-Identifier: Apache-2.0
// opaque_state.hpp gives the bounded world with truth values that no `if` can see, as those of a symbolic domain are.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>
#include <variant>

#include "properties/world/snapshot.hpp"

namespace recordshare::tests {

/// A truth value that only the operations of state_concept.hpp can be asked of.
struct Opaque {
  bool value;
  friend Opaque operator!(Opaque p) { return {!p.value}; }
  friend Opaque operator&&(Opaque p, Opaque q) { return {p.value && q.value}; }
  friend Opaque operator||(Opaque p, Opaque q) { return {p.value || q.value}; }
  friend Opaque implies(Opaque p, Opaque q) { return !p || q; }
  friend Opaque iff(Opaque p, Opaque q) { return {p.value == q.value}; }
};

/// A value whose comparison is opaque.
template <class T>
struct OpaqueValue {
  T value;
  friend Opaque operator==(OpaqueValue const& a, OpaqueValue const& b) { return {a.value == b.value}; }
  friend Opaque operator==(OpaqueValue const& a, T const& b) { return {a.value == b}; }
};

template <class Element>
struct OpaqueSet {
  properties::Set<Element> set;
  friend OpaqueSet operator|(OpaqueSet a, OpaqueSet b) { return {a.set | b.set}; }
  friend OpaqueSet operator&(OpaqueSet a, OpaqueSet b) { return {a.set & b.set}; }
  friend OpaqueSet operator-(OpaqueSet a, OpaqueSet b) { return {a.set - b.set}; }
  friend Opaque operator==(OpaqueSet const& a, OpaqueSet const& b) { return {a.set == b.set}; }
  friend OpaqueSet where(Opaque p, OpaqueSet a) { return {properties::where(p.value, a.set)}; }
  [[nodiscard]] Opaque contains(OpaqueValue<Element> e) const { return {set.contains(e.value)}; }
  [[nodiscard]] Opaque is_empty() const { return {set.is_empty()}; }
  [[nodiscard]] Opaque subset_of(OpaqueSet other) const { return {set.subset_of(other.set)}; }
};

template <class Element>
OpaqueSet<Element> only(OpaqueValue<Element> e) {
  return {properties::only(e.value)};
}

template <class First, class Second>
struct OpaqueRelation {
  properties::Relation<First, Second> pairs;
  friend OpaqueRelation operator|(OpaqueRelation a, OpaqueRelation b) { return {a.pairs | b.pairs}; }
  friend OpaqueRelation operator&(OpaqueRelation a, OpaqueRelation b) { return {a.pairs & b.pairs}; }
  friend OpaqueRelation operator-(OpaqueRelation a, OpaqueRelation b) { return {a.pairs - b.pairs}; }
  friend Opaque operator==(OpaqueRelation const& a, OpaqueRelation const& b) { return {a.pairs == b.pairs}; }
  friend OpaqueRelation where(Opaque p, OpaqueRelation a) { return {properties::where(p.value, a.pairs)}; }
  friend Opaque is_matching(OpaqueRelation a) { return {properties::is_matching(a.pairs)}; }
  [[nodiscard]] Opaque contains(OpaqueValue<First> a, OpaqueValue<Second> b) const {
    return {pairs.contains(a.value, b.value)};
  }
  [[nodiscard]] Opaque is_empty() const { return {pairs.is_empty()}; }
  [[nodiscard]] OpaqueSet<First> domain() const { return {pairs.domain()}; }
  [[nodiscard]] OpaqueSet<Second> range() const { return {pairs.range()}; }
  [[nodiscard]] OpaqueRelation from(OpaqueSet<First> firsts) const { return {pairs.from(firsts.set)}; }
  [[nodiscard]] OpaqueRelation into(OpaqueSet<Second> seconds) const { return {pairs.into(seconds.set)}; }
};

template <class First, class Second>
OpaqueRelation<First, Second> only(OpaqueValue<First> first, OpaqueValue<Second> second) {
  return {properties::only(first.value, second.value)};
}

struct OpaqueMark {
  properties::Mark mark;
  static OpaqueMark open() { return {properties::Mark::open()}; }
  static OpaqueMark canceled() { return {properties::Mark::canceled()}; }
  static OpaqueMark final(OpaqueValue<Request> request, OpaqueValue<properties::AgentNumber> agent) {
    return {properties::Mark::final(request.value, agent.value)};
  }
};

struct OpaqueMarks {
  using Records = OpaqueSet<properties::RecordNumber>;
  properties::Marks marks;
  friend Opaque operator==(OpaqueMarks const& a, OpaqueMarks const& b) { return {a.marks == b.marks}; }
  [[nodiscard]] Records known() const { return {marks.known()}; }
  [[nodiscard]] Records open() const { return {marks.open()}; }
  [[nodiscard]] Records final() const { return {marks.final()}; }
  [[nodiscard]] Opaque is_empty() const { return {marks.is_empty()}; }
  [[nodiscard]] OpaqueMark of(OpaqueValue<properties::RecordNumber> record) const { return {marks.of(record.value)}; }
  [[nodiscard]] OpaqueMarks with(Records set, OpaqueMark mark) const { return {marks.with(set.set, mark.mark)}; }
};

/// A snapshot, all of it opaque.
struct OpaqueState {
  using Bool = Opaque;
  using AgentSet = OpaqueSet<properties::AgentNumber>;
  using DnSet = OpaqueSet<properties::DnNumber>;
  using RecordSet = OpaqueSet<properties::RecordNumber>;
  using Mark = OpaqueMark;
  struct Policies {
    OpaqueValue<FinalScope> final_scope;
    OpaqueValue<Reschedule> reschedule;
  };
  static Opaque truth(bool value) { return {value}; }

  explicit OpaqueState(properties::Snapshot const& s)
      : loaded{s.loaded},
        phase{s.phase},
        parties{s.parties},
        keepers{s.keepers},
        dialing{s.dialing},
        established{s.established},
        records{s.records},
        logins{s.logins},
        monitored{s.monitored} {}

  Opaque loaded;
  OpaqueValue<Phase> phase;
  AgentSet parties, keepers;
  OpaqueRelation<properties::AgentNumber, properties::AgentNumber> dialing, established;
  OpaqueMarks records;
  OpaqueRelation<properties::AgentNumber, properties::DnNumber> logins;
  DnSet monitored;
};

struct OpaqueOutcome {
  explicit OpaqueOutcome(properties::StepOutcome const& o)
      : outcome(o), result{o.result}, rule{o.rule}, reason{o.reason} {}

  properties::StepOutcome outcome;
  OpaqueValue<Result> result;
  OpaqueValue<Rule> rule;
  OpaqueValue<Reason> reason;
  [[nodiscard]] Opaque answers(OpaqueValue<Request> request) const { return {outcome.answers(request.value)}; }
  [[nodiscard]] Opaque answers_nothing() const { return {outcome.answers_nothing()}; }
  [[nodiscard]] Opaque shows(OpaqueState::RecordSet records, OpaqueState::RecordSet updatable) const {
    return {outcome.shows(records.set, updatable.set)};
  }
  [[nodiscard]] Opaque is_read_only() const { return {outcome.is_read_only()}; }
  [[nodiscard]] Opaque shows_nothing() const { return {outcome.shows_nothing()}; }
  [[nodiscard]] Opaque names(OpaqueMark mark) const { return {outcome.names(mark.mark)}; }
  [[nodiscard]] Opaque names_nobody() const { return {outcome.names_nobody()}; }
};

struct OpaqueList {
  OpaqueState::RecordSet set;
  Opaque repeats;
};

/// The names of its events.
struct OpaqueNames {
  using Agent = OpaqueValue<properties::AgentNumber>;
  using Dn = OpaqueValue<properties::DnNumber>;
  using Chain = int;
  using Record = OpaqueValue<properties::RecordNumber>;
  using Records = OpaqueList;
  using Request = OpaqueValue<recordshare::Request>;
};

namespace detail {

template <class T>
void make_opaque(OpaqueValue<T>& to, T from) {
  to.value = from;
}
inline void make_opaque(int& to, int from) { to = from; }
inline void make_opaque(OpaqueList& to, properties::RecordList from) { to = {{from.set}, {from.repeats}}; }

}  // namespace detail

/// The same event, its names opaque.
template <class To, class From>
To opaque(From const& from) {
  To to{};
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (detail::make_opaque(to.*std::get<i>(To::members()).pointer, from.*std::get<i>(From::members()).pointer), ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(From::members())>>());
  if constexpr (requires { from.request; }) to.request.value = from.request;
  return to;
}

}  // namespace recordshare::tests
