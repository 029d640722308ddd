// SPDX-License-Identifier: Apache-2.0
// smt_text.cpp writes formulas and files in SMT-LIB 2.6.
#include "properties/prove/smt_text.hpp"

#include <array>
#include <string_view>

namespace recordshare::properties::prove {
namespace {

constexpr std::array<std::string_view, kSorts> kSortNames{"Agent", "Dn", "Call", "Record", "Request"};
constexpr std::array<std::string_view, 3> kStatus{"unsat", "sat", "unknown"};  // of each Answer
constexpr std::string_view kVariables = "adcrq";
std::string_view name_of(Sort sort) { return kSortNames[static_cast<std::size_t>(sort)]; }

void append(std::string& out, Term term) {
  switch (term.kind) {
    case Term::Kind::Name:
      out.append(kNames[term.number].name);
      return;
    case Term::Kind::Bound:
      out.append(1, kVariables[static_cast<std::size_t>(term.sort)]).append(std::to_string(term.number));
      return;
    case Term::Kind::Element:
      out.append(name(enumerator_at<Request>(term.number)));  // obligations contain no other elements
      return;
  }
}

// NOLINTBEGIN(misc-no-recursion): the depth of formulas is bounded by the source code

void append(std::string& out, Node const& node);

/// The parts of nested formulas with the same connective, as one list.
void append_parts(std::string& out, Connective connective, Node const& node) {
  if (node.connective != connective) {
    out.append(" ");
    append(out, node);
    return;
  }
  append_parts(out, connective, *node.parts[0]);
  append_parts(out, connective, *node.parts[1]);
}

void append_atom(std::string& out, Node const& node) {
  SymbolTerm const& symbol = term_of(node.symbol);
  if (symbol.arity > 0) out.append("(");
  out.append(symbol.name);
  for (std::size_t i = 0; i < symbol.arity; ++i) append(out.append(" "), node.terms[i]);
  if (symbol.arity > 0) out.append(")");
}

void append_quantified(std::string& out, std::string_view quantifier, Node const& node) {
  out.append("(").append(quantifier).append(" ((");
  append(out, node.terms[0]);
  out.append(" ").append(name_of(node.terms[0].sort)).append(")) ");
  append(out, *node.parts[0]);
  out.append(")");
}

void append(std::string& out, Node const& node) {
  switch (node.connective) {
    case Connective::True:
      out.append("true");
      return;
    case Connective::Atom:
      return append_atom(out, node);
    case Connective::Equal:
      append(out.append("(= "), node.terms[0]);
      append(out.append(" "), node.terms[1]);
      break;
    case Connective::Not:
      append(out.append("(not "), *node.parts[0]);
      break;
    case Connective::And:
    case Connective::Or:
      out.append(node.connective == Connective::And ? "(and" : "(or");
      append_parts(out, node.connective, *node.parts[0]);
      append_parts(out, node.connective, *node.parts[1]);
      break;
    case Connective::Iff:
      append(out.append("(= "), *node.parts[0]);
      append(out.append(" "), *node.parts[1]);
      break;
    case Connective::Forall:
      return append_quantified(out, "forall", node);
    case Connective::Exists:
      return append_quantified(out, "exists", node);
  }
  out.append(")");
}

// NOLINTEND(misc-no-recursion)

/// A comment, in lines that fit a terminal.
void append_comment(std::string& out, std::string_view text) {
  constexpr std::size_t kColumns = 110;
  while (!text.empty()) {
    std::size_t length = text.size();
    if (length > kColumns) length = text.rfind(' ', kColumns);
    if (length == std::string_view::npos || length == 0) length = text.size();
    out.append("; ").append(text.substr(0, length)).append("\n");
    text.remove_prefix(length);
    while (text.starts_with(' ')) text.remove_prefix(1);
  }
}

void append_assertion(std::string& out, std::string_view comment, Formula const& formula) {
  append_comment(out, comment);
  append(out.append("(assert "), formula.node());
  out.append(")\n");
}

std::string const& declarations() {
  static std::string const kText = [] {
    std::string out = "(set-logic UFDT)\n";
    for (std::size_t sort = 0; sort < kOpenSorts; ++sort)
      out.append("(declare-sort ").append(kSortNames[sort]).append(" 0)\n");
    out.append("(declare-datatypes ((Request 0)) ((");
    for (recordshare::RequestTerm const& request : kRequests) out.append("(").append(request.name).append(") ");
    out.back() = ')';
    out.append("))\n");
    for (SymbolTerm const& symbol : kSymbols) {
      out.append("(declare-fun ").append(symbol.name).append(" (");
      for (std::size_t i = 0; i < symbol.arity; ++i) out.append(i > 0 ? " " : "").append(name_of(symbol.sorts[i]));
      out.append(") Bool)\n");
    }
    for (NameTerm const& constant : kNames)
      out.append("(declare-const ").append(constant.name).append(" ").append(name_of(constant.sort)).append(")\n");
    return out;
  }();
  return kText;
}

}  // namespace

std::string smt_term(Formula const& formula) {
  std::string out;
  append(out, formula.node());
  return out;
}

std::string smt_file(Asked const& asked) {
  std::string out;
  append_comment(out, asked.words);
  append_comment(out, asked.denied.is_true() ? "There is one where what follows can hold."
                                             : "It holds where what follows, with the claim denied, cannot.");
  out.append("(set-info :status ").append(kStatus[static_cast<std::size_t>(asked.answer)]).append(")\n");
  out.append(declarations());
  for (Assumption const& assumed : asked.assumed) append_assertion(out, assumed.sentence, assumed.holds);
  if (!asked.denied.is_true()) append_assertion(out, "The claim, denied.", asked.denied);
  return out.append("(check-sat)\n");
}

}  // namespace recordshare::properties::prove
