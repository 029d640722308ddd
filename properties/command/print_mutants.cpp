// SPDX-License-Identifier: Apache-2.0
// print_mutants.cpp prints which checkers find which mutants, and the survivors.
#include "properties/command/print_mutants.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "engine/library/boost_json.hpp"

namespace recordshare::properties {
namespace {

using mutate::Checker;
using mutate::Fate;
using mutate::kCheckerNames;
using mutate::kCheckers;

constexpr std::array<std::string_view, 13> kKindNames{
    "none",           "row dropped",       "condition negated",       "guard dropped",          "action dropped",
    "action doubled", "action retargeted", "`from` and `to` swapped", "leads to another phase", "rows swapped",
    "another reason", "another rule id",   "R8 forgets a clause"};

void append_cell(std::string& out, std::string_view text, std::size_t width) {
  out.append(text.size() < width ? width - text.size() : 1, ' ').append(text);
}

/// One line of the matrix: the number of mutants, and how many of them each checker finds.
void append_counts(std::string& out, std::string_view title, std::vector<Fate> const& fates) {
  out.append(title).append(title.size() < 26 ? 26 - title.size() : 1, ' ');
  append_cell(out, std::to_string(fates.size()), 6);
  for (std::size_t c = 0; c < kCheckers; ++c) {
    auto const found = std::ranges::count_if(fates, [c](Fate const& fate) { return fate.killed[c]; });
    append_cell(out, std::to_string(found), std::max<std::size_t>(kCheckerNames[c].size(), 6) + 2);
  }
  append_cell(out, std::to_string(std::ranges::count_if(fates, &Fate::is_equivalent)), 12);
  out.append("\n");
}

void append_matrix(std::string& out, std::vector<Fate> const& fates) {
  out.append(26, ' ').append(" count");
  for (std::string_view const name : kCheckerNames) append_cell(out, name, std::max<std::size_t>(name.size(), 6) + 2);
  append_cell(out, "equivalent", 12);
  out.append("\n");
  for (std::size_t k = 1; k < kKindNames.size(); ++k) {
    std::vector<Fate> of_kind;
    std::ranges::copy_if(fates, std::back_inserter(of_kind),
                         [k](Fate const& fate) { return static_cast<std::size_t>(fate.mutation.kind) == k; });
    if (!of_kind.empty()) append_counts(out, kKindNames[k], of_kind);
  }
  append_counts(out, "all", fates);
}

void append_list(std::string& out, std::string_view title, std::vector<Fate> const& fates, auto&& is_in) {
  if (std::ranges::none_of(fates, is_in)) return;
  out.append("\n").append(title).append("\n");
  for (Fate const& fate : fates) {
    if (is_in(fate)) out.append("  ").append(text_of(fate.mutation)).append("\n");
  }
}

bool is_found_without_model(Fate const& fate) {
  return fate.is_killed_by(Checker::Contracts) || fate.is_killed_by(Checker::Invariants);
}

}  // namespace

void append_text(std::string& out, std::vector<Fate> const& fates) {
  append_matrix(out, fates);
  auto const equivalent = std::ranges::count_if(fates, &Fate::is_equivalent);
  auto const killed = std::ranges::count_if(fates, &Fate::is_killed);
  auto const by_own = std::ranges::count_if(fates, is_found_without_model);
  auto const mutants = static_cast<std::ptrdiff_t>(fates.size());
  out += "\n" + std::to_string(mutants) + " mutants: " + std::to_string(killed) + " killed, " +
         std::to_string(equivalent) + " equivalent (proved, and with the same graphs of 3 agents and of 2 records), " +
         std::to_string(mutants - killed - equivalent) + " survive; contracts and invariants alone kill " +
         std::to_string(by_own) + " of the " + std::to_string(mutants - equivalent) + " that are not equivalent\n";
  append_list(out, "Killed, but neither by contracts nor by invariants:", fates,
              [](Fate const& fate) { return fate.is_killed() && !is_found_without_model(fate); });
  append_list(out, "Equivalent:", fates, [](Fate const& fate) { return fate.is_equivalent(); });
  append_list(out, "SURVIVED, neither killed nor proved equivalent:", fates,
              [](Fate const& fate) { return fate.verdict() == mutate::Verdict::Survives; });
}

void append_json(std::string& out, std::vector<Fate> const& fates) {
  for (Fate const& fate : fates) {
    json::array by;
    for (std::size_t c = 0; c < kCheckers; ++c)
      if (fate.killed[c]) by.push_back(json::value(kCheckerNames[c]));
    out += json::serialize(json::object{{"mutant", text_of(fate.mutation)},
                                        {"kind", kKindNames[static_cast<std::size_t>(fate.mutation.kind)]},
                                        {"killedBy", by},
                                        {"provedEqual", fate.proved_equal}}) +
           "\n";
  }
}

}  // namespace recordshare::properties
