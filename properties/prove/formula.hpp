// SPDX-License-Identifier: Apache-2.0
// formula.hpp implements first-order formulas over agents, DNs, calls, records and requests, for states of any size.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>

#include <recordshare/model/vocabulary.hpp>

#include "properties/prove/policy_atoms.hpp"

// A formula is a pointer to a node, and equal formulas are one node, so that unchanged parts of a state are found equal
// without a solver. Nodes live as long as the Formulas object in which they were made. Afterwards their addresses are
// reused; their numbers never are.

namespace recordshare::properties::prove {

enum class Sort : std::uint8_t { Agent, Dn, Call, Record, Request };
inline constexpr std::size_t kSorts = 5;
inline constexpr std::size_t kOpenSorts = 4;  ///< the first: those of any size; a request is one of eight

/// The constants for members of events: `agent`, `from`, ...; `who` is an arbitrary agent that no event names.
enum class Name : std::uint8_t { agent, from, to, who, dn, call, new_call, record, request };
struct NameTerm {
  std::string_view name;
  Sort sort;
};
inline constexpr NameTerm kNames[]{{"agent", Sort::Agent},   {"from", Sort::Agent},    {"to", Sort::Agent},
                                   {"who", Sort::Agent},     {"dn", Sort::Dn},         {"call", Sort::Call},
                                   {"new_call", Sort::Call}, {"record", Sort::Record}, {"request", Sort::Request}};

/// A term: one agent, DN, call, record or request.
struct Term {
  /// A constant; a bound variable; a number of a finite world, or one of the eight requests.
  enum class Kind : std::uint8_t { Name, Bound, Element };
  Sort sort;
  Kind kind;
  std::uint16_t number;
  friend constexpr bool operator==(Term const&, Term const&) = default;
};
template <class Number>
[[nodiscard]] constexpr Term element(Sort sort, Number number) noexcept {
  return {sort, Term::Kind::Element, static_cast<std::uint16_t>(number)};
}

/// The relations of the state before an event, and other uninterpreted symbols. Those without sorts are truth values.
enum class Symbol : std::uint8_t {
  // The state.
  Loaded,
  Party,
  Keeper,
  Dialing,
  Established,
  LiveCall,
  Known,
  Final,
  FinalBy,
  FinalWho,
  LoggedInAt,
  Monitored,
  // The policies: one truth value for each value except the defaults; the next symbol follows them all.
  PolicyHasValue,  // the first of kPolicyAtoms
  // The event's list of records; the parties and DNs that it names; whether it gives its calls; whether its new entries
  // would exceed a limit.
  Listed = PolicyHasValue + kPolicyAtoms.size(),
  Repeats,
  Named,
  NamedDn,
  GivesCall,
  GivesNewCall,
  Limit,
};

struct SymbolTerm {
  std::string_view name;
  std::uint8_t arity;
  Sort sorts[2] = {};
};
namespace detail {
inline constexpr SymbolTerm kBeforePolicies[]{
    {"loaded", 0},
    {"party", 1, {Sort::Agent}},
    {"keeper", 1, {Sort::Agent}},
    {"dialing", 2, {Sort::Agent, Sort::Agent}},
    {"established", 2, {Sort::Agent, Sort::Agent}},
    {"live_call", 1, {Sort::Call}},
    {"known", 1, {Sort::Record}},
    {"final", 1, {Sort::Record}},
    {"final_by", 2, {Sort::Record, Sort::Request}},
    {"final_who", 2, {Sort::Record, Sort::Agent}},
    {"logged_in_at", 2, {Sort::Agent, Sort::Dn}},
    {"monitored", 1, {Sort::Dn}},
};
inline constexpr SymbolTerm kBehindPolicies[]{
    {"listed", 1, {Sort::Record}},  {"list_repeats", 0}, {"named", 1, {Sort::Agent}},
    {"named_dn", 1, {Sort::Dn}},    {"gives_call", 0},   {"gives_new_call", 0},
    {"limit_would_be_exceeded", 0},
};
}  // namespace detail

/// The terms of all symbols, in their order.
inline constexpr auto kSymbols = []() consteval {
  std::array<SymbolTerm, std::size(detail::kBeforePolicies) + kPolicyAtoms.size() + std::size(detail::kBehindPolicies)>
      all{};
  auto at = std::ranges::copy(detail::kBeforePolicies, all.begin()).out;
  for (PolicyAtom const& atom : kPolicyAtoms) *at++ = {atom.name(), 0};
  std::ranges::copy(detail::kBehindPolicies, at);
  return all;
}();
static_assert(kSymbols.size() == static_cast<std::size_t>(Symbol::Limit) + 1);

[[nodiscard]] constexpr SymbolTerm const& term_of(Symbol symbol) noexcept {
  return kSymbols[static_cast<std::size_t>(symbol)];
}

[[nodiscard]] constexpr Symbol symbol_of_policy_atom(std::size_t number) noexcept {
  return static_cast<Symbol>(static_cast<std::size_t>(Symbol::PolicyHasValue) + number);
}

struct Node;

/// A truth value that may depend on the state, the event and the policies.
class Formula {
 public:
  explicit Formula(bool value) noexcept;
  explicit Formula(Node const& node) noexcept : node_(&node) {}

  [[nodiscard]] Node const& node() const noexcept { return *node_; }
  [[nodiscard]] bool is_true() const noexcept;
  [[nodiscard]] bool is_false() const noexcept;

  /// Whether both are the same formula; a solver decides whether two are equivalent.
  [[nodiscard]] bool is(Formula const& other) const noexcept { return node_ == other.node_; }

  friend Formula operator!(Formula const& p);
  friend Formula operator&&(Formula const& p, Formula const& q);
  friend Formula operator||(Formula const& p, Formula const& q);
  friend Formula implies(Formula const& p, Formula const& q) { return !p || q; }
  friend Formula iff(Formula const& p, Formula const& q);

 private:
  Node const* node_;
};

enum class Connective : std::uint8_t { True, Atom, Equal, Not, And, Or, Iff, Forall, Exists };

struct Node {
  Connective connective = Connective::True;
  Symbol symbol = {};         ///< of an atom
  Term terms[2] = {};         ///< of an atom or an equality; a quantifier's variable is the first
  Node const* parts[2] = {};  ///< of a quantifier, the first
  std::uint64_t number = 0;   ///< unique in all threads, and never reused: a key for caches
};

/// Owns the formulas that its thread makes while it is the thread's newest Formulas object. Objects nest. Making a
/// formula without one throws std::logic_error, except for true and false. Create and destroy it in the same thread.
class Formulas {
 public:
  Formulas();
  ~Formulas();
  Formulas(Formulas const&) = delete;
  Formulas& operator=(Formulas const&) = delete;

  struct Arena;

 private:
  std::unique_ptr<Arena> arena_;
};

[[nodiscard]] Formula atom(Symbol symbol);
[[nodiscard]] Formula atom(Symbol symbol, Term term);
[[nodiscard]] Formula atom(Symbol symbol, Term first, Term second);
[[nodiscard]] Formula equal(Term one, Term other);

namespace detail {

/// A variable that no enclosing quantifier binds; and its release.
[[nodiscard]] Term enter_quantifier(Sort sort);
[[nodiscard]] Formula leave_quantifier(Connective quantifier, Term variable, Formula const& body);

}  // namespace detail

/// The formula `body(term)` for all terms, or for some term.
template <class Body>
[[nodiscard]] Formula forall(Sort sort, Body&& body) {
  Term const variable = detail::enter_quantifier(sort);
  return detail::leave_quantifier(Connective::Forall, variable, body(variable));
}
template <class Body>
[[nodiscard]] Formula exists(Sort sort, Body&& body) {
  Term const variable = detail::enter_quantifier(sort);
  return detail::leave_quantifier(Connective::Exists, variable, body(variable));
}

}  // namespace recordshare::properties::prove
