// SPDX-License-Identifier: Apache-2.0
// decided_by.cpp compares an engine with interpreted rows and the production engine, before and after each event.
#include "properties/document/decided_by.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include <recordshare/json_lines.hpp>

#include "engine/report/lines.hpp"
#include "model/describe.hpp"
#include "properties/mutate/mutant_engine.hpp"

namespace recordshare::properties {
namespace {

/// The facts about a chain, before and after an event, that show whether R8 or R12 had an effect.
struct Around {
  bool is_live = false;
  bool is_consulting = false;
  bool is_kept = false;
};

Around around(Engine const& engine, std::optional<ChainId> chain) {
  if (!chain) return {};
  return {engine.phase(*chain) == Phase::Live,
          engine.consultations(*chain).begin() != engine.consultations(*chain).end(),
          engine.keepers(*chain).begin() != engine.keepers(*chain).end()};
}

std::optional<ChainId> chain_of(Event const& event, Engine const& engine) {
  return std::visit(
      [&](auto const& one) -> std::optional<ChainId> {
        if constexpr (requires { one.chain; }) {
          return one.chain;
        } else if constexpr (requires { one.record; }) {
          return engine.chain_of(one.record);
        } else {
          return std::nullopt;
        }
      },
      event);
}

}  // namespace

struct FiredRows::State {
  explicit State(Options const& options) : production(options), by_rows({}, options) {}

  void note(std::size_t row, Outcome const& outcome, Around const& before, Around const& after) {
    fired.rows.insert(row);
    model::RowText const& text = rows[row];
    bool const took_place = has_taken_place(outcome.result);
    auto const calls = [&](Rule rule) { return std::ranges::find(text.functions, rule) != text.functions.end(); };
    if (calls(Rule::R1) && (!took_place || !outcome.changes.empty())) fired.rules.insert(Rule::R1);
    if (calls(Rule::R8) && (before.is_kept || after.is_kept)) fired.rules.insert(Rule::R8);
  }

  bool apply(Event const& event) {
    std::optional<ChainId> const chain = chain_of(event, production);
    Around const before = around(production, chain);
    Outcome const outcome = production.apply(event);
    Around const after = around(production, chain);
    Outcome const twin = by_rows.apply(event);
    if (outcome.result != twin.result || outcome.rule != twin.rule || outcome.reason != twin.reason) return false;
    if (outcome.result == Result::Invalid) return true;
    fired.rules.insert(outcome.rule);
    note(by_rows.directory_row(), outcome, before, after);
    if (rows[by_rows.directory_row()].passes) note(model::kDirectoryRows + by_rows.chain_row(), outcome, before, after);
    if (before.is_live && before.is_consulting && !after.is_live) fired.rules.insert(Rule::R12);
    return true;
  }

  std::vector<model::RowText> const rows = model::rows_in_words();
  Engine production;
  mutate::MutantEngine by_rows;  // without a mutation
  Fired fired;
};

FiredRows::FiredRows(Options const& options) : state_(std::make_unique<State>(options)) {}
FiredRows::~FiredRows() = default;

bool FiredRows::apply(Event const& event) { return state_->apply(event); }
Fired const& FiredRows::fired() const noexcept { return state_->fired; }

void FiredRows::forget_what_fired() noexcept { state_->fired = {}; }

Fired fired_by(std::string_view json_lines, Options const& options) {
  FiredRows rows(options);
  EventReader reader;
  while (!json_lines.empty()) {
    std::string_view const line = take_line(json_lines);
    if (is_blank(line)) continue;
    Event const* const event = reader.read(line);
    if (event != nullptr && !rows.apply(*event)) return {};
  }
  return rows.fired();
}

}  // namespace recordshare::properties
