// SPDX-License-Identifier: Apache-2.0
// formula.cpp makes formulas, stores each once, and simplifies true and false parts.
#include "properties/prove/formula.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <stdexcept>
#include <unordered_set>
#include <utility>

namespace recordshare::properties::prove {
namespace {

Node const kTrue{};
Node const kFalse{.connective = Connective::Not, .parts = {&kTrue}, .number = 1};
std::atomic<std::uint64_t> next_number = 2;

struct NodeHash {
  std::size_t operator()(Node const* node) const noexcept {
    auto const word = [](Term const& term) {
      return std::uint64_t{static_cast<std::uint8_t>(term.sort)} << 24 |
             std::uint64_t{static_cast<std::uint8_t>(term.kind)} << 16 | term.number;
    };
    std::uint64_t mixed =
        std::uint64_t{static_cast<std::uint8_t>(node->connective)} << 8 | static_cast<std::uint8_t>(node->symbol);
    for (std::uint64_t const part : {word(node->terms[0]), word(node->terms[1]),
                                     static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(node->parts[0])),
                                     static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(node->parts[1]))}) {
      mixed = (mixed ^ part) * 0x9E37'79B9'7F4A'7C15;
      mixed ^= mixed >> 32;
    }
    return static_cast<std::size_t>(mixed);
  }
};
/// Whether two nodes are the same formula, apart from their numbers.
struct NodeEqual {
  bool operator()(Node const* one, Node const* other) const noexcept {
    return one->connective == other->connective && one->symbol == other->symbol &&
           std::ranges::equal(one->terms, other->terms) && std::ranges::equal(one->parts, other->parts);
  }
};

}  // namespace

struct Formulas::Arena {
  std::deque<Node> nodes;
  std::unordered_set<Node const*, NodeHash, NodeEqual> known;
  std::uint16_t depth = 0;   ///< the nesting depth of quantifiers
  Arena* earlier = nullptr;  ///< of this thread
};

namespace {

thread_local Formulas::Arena* newest = nullptr;

Formulas::Arena& arena() {
  if (newest == nullptr) throw std::logic_error("a formula is made while no Formulas object exists in this thread");
  return *newest;
}

Formula made(Node const& node) {
  Formulas::Arena& to = arena();
  if (auto const found = to.known.find(&node); found != to.known.end()) return Formula(**found);
  Node& stored = to.nodes.emplace_back(node);
  stored.number = next_number.fetch_add(1, std::memory_order_relaxed);
  to.known.insert(&stored);
  return Formula(stored);
}

/// Whether one is the negation of the other.
bool are_opposite(Formula const& p, Formula const& q) { return (!p).is(q); }

Formula made_of_two(Connective connective, Formula const& p, Formula const& q) {
  return made({.connective = connective, .parts = {&p.node(), &q.node()}});
}

}  // namespace

Formulas::Formulas() : arena_(std::make_unique<Arena>()) {
  arena_->earlier = newest;
  newest = arena_.get();
}
Formulas::~Formulas() {
  Arena** at = &newest;
  while (*at != arena_.get()) at = &(*at)->earlier;
  *at = arena_->earlier;
}

Formula::Formula(bool value) noexcept : node_(value ? &kTrue : &kFalse) {}
bool Formula::is_true() const noexcept { return node_ == &kTrue; }
bool Formula::is_false() const noexcept { return node_ == &kFalse; }

Formula operator!(Formula const& p) {
  if (p.is_true()) return Formula(false);
  if (p.node().connective == Connective::Not) return Formula(*p.node().parts[0]);
  return made({.connective = Connective::Not, .parts = {&p.node()}});
}
Formula operator&&(Formula const& p, Formula const& q) {
  if (p.is_false() || q.is_true() || p.is(q)) return p;
  if (q.is_false() || p.is_true()) return q;
  if (are_opposite(p, q)) return Formula(false);
  return made_of_two(Connective::And, p, q);
}
Formula operator||(Formula const& p, Formula const& q) {
  if (p.is_true() || q.is_false() || p.is(q)) return p;
  if (q.is_true() || p.is_false()) return q;
  if (are_opposite(p, q)) return Formula(true);
  return made_of_two(Connective::Or, p, q);
}
Formula iff(Formula const& p, Formula const& q) {
  if (p.is(q)) return Formula(true);
  if (p.is_true()) return q;
  if (q.is_true()) return p;
  if (p.is_false()) return !q;
  if (q.is_false()) return !p;
  if (are_opposite(p, q)) return Formula(false);
  return made_of_two(Connective::Iff, p, q);
}

Formula atom(Symbol symbol) { return made({.connective = Connective::Atom, .symbol = symbol}); }
Formula atom(Symbol symbol, Term term) {
  return made({.connective = Connective::Atom, .symbol = symbol, .terms = {term}});
}
Formula atom(Symbol symbol, Term first, Term second) {
  return made({.connective = Connective::Atom, .symbol = symbol, .terms = {first, second}});
}

Formula equal(Term one, Term other) {
  if (one == other) return Formula(true);
  if (one.kind == Term::Kind::Element && other.kind == Term::Kind::Element) return Formula(false);
  if (std::pair(one.kind, one.number) > std::pair(other.kind, other.number)) std::swap(one, other);
  return made({.connective = Connective::Equal, .terms = {one, other}});
}

namespace detail {

Term enter_quantifier(Sort sort) { return {sort, Term::Kind::Bound, arena().depth++}; }

Formula leave_quantifier(Connective quantifier, Term variable, Formula const& body) {
  --arena().depth;
  // No sort is empty, so a body without the variable needs no quantifier.
  if (body.is_true() || body.is_false()) return body;
  return made({.connective = quantifier, .terms = {variable}, .parts = {&body.node()}});
}

}  // namespace detail
}  // namespace recordshare::properties::prove
