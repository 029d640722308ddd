// SPDX-License-Identifier: Apache-2.0
// paths.hpp walks both tables with the symbolic domain: the condition under which each row decides, and its effect.
#pragma once

#include <cstddef>
#include <optional>
#include <type_traits>
#include <vector>

#include "model/directory_table.hpp"
#include "model/interpreter.hpp"
#include "model/table.hpp"
#include "properties/mutate/mutant_row.hpp"
#include "properties/prove/symbolic_domain.hpp"

namespace recordshare::properties::prove {

/// One path through the tables: the directory's row that decides or passes on, and then the chain's deciding row.
struct Path {
  std::size_t directory_row = model::kNoRow;
  std::size_t chain_row = model::kNoRow;
  Formula condition{false};  ///< this row applies, and no earlier one does
  SymbolicState after;
  SymbolicOutcome outcome;

  [[nodiscard]] bool is_passed_on() const noexcept { return chain_row != model::kNoRow; }
};

struct Paths {
  std::vector<Path> paths;
  Formula undecided{false};  ///< no row applies
};

/// Whether the chain's table decides the event, after the directory has passed it on.
template <class E>
inline constexpr bool kIsOfChain = model::is_decided_by<model::ChainRules, E, Symbols>;

namespace detail {

template <class E>
[[nodiscard]] SymbolicOutcome outcome_of(model::Decision const& decision, SymbolicState const& before, E const& event,
                                         SymbolicState::RecordSet const& finalized = {}) {
  SymbolicOutcome outcome;
  outcome.result = {decision.result};
  outcome.rule = {decision.rule};
  outcome.reason = {decision.reason};
  outcome.finalized = finalized;
  outcome.shows_records = decision.shows_records;
  outcome.read_only = decision.read_only;
  if (decision.shows_records) outcome.shown = before.records.known();
  if (decision.shows_records && !decision.read_only) outcome.updatable = before.records.open();
  if constexpr (requires { event.request; }) {
    outcome.has_answer = decision.result == Result::Acknowledged;
    outcome.request = event.request;
    outcome.tells_finality = decision.tells_finality;
    if (decision.tells_finality) outcome.finality = before.records.of(event.record);
  }
  return outcome;
}

/// Tries every row of `Rules` for the event in `phase`, and calls `decided(row, condition, ...)` for each that can
/// apply. Returns the formula that no row applies. `make_domain(state, decision)` makes a domain that may change
/// `state`.
template <class Rules, class E, class MakeDomain, class Decided>
[[nodiscard]] Formula each_deciding_row(mutate::Mutation const& mutation, SymbolicState const& before, Phase phase,
                                        E const& event, MakeDomain&& make_domain, Decided&& decided) {
  Formula none_before(true);
  mutate::each_row_in_order<Rules>(mutation, [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
    using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
    if constexpr (model::is_for_event<R, E, Symbols>) {
      mutate::MutantRow<R> const row(mutation, I);
      auto const next = row.next(phase);
      if (!next.has_value()) return;
      SymbolicState after = before;
      model::Decision decision;
      auto domain = make_domain(after, decision);
      Formula const holds = row.holds(event, domain);
      Formula const condition = none_before && holds;
      none_before = none_before && !holds;
      if (condition.is_false()) return;
      row.write_verdict(decision);
      row.do_actions(event, domain);
      if constexpr (requires { domain.finalized(); }) {
        decided(I, condition, *next, decision, after, domain.finalized());
      } else {
        decided(I, condition, *next, decision, after, SymbolicState::RecordSet{});
      }
    }
  });
  return none_before;
}

}  // namespace detail

/// All paths of the event through both tables from this state.
template <class E>
[[nodiscard]] Paths paths_of(mutate::Mutation const& mutation, SymbolicState const& before,
                             SymbolicState::Policies const& policies, E const& event) {
  using mutate::Kind, mutate::Mutation;
  Mutation const of_chain = mutation.table == mutate::Table::Chain ? mutation : Mutation{};
  Mutation const of_directory = mutation.table == mutate::Table::Directory ? mutation : Mutation{};
  std::optional<mutate::R8Clause> forgotten;
  if (of_chain.kind == Kind::ForgetInR8) forgotten = static_cast<mutate::R8Clause>(of_chain.part);
  Paths all;
  auto const directory_of = [](SymbolicState& state, model::Decision&) { return SymbolicDirectory(state); };
  auto const chain_of = [&](SymbolicState& state, model::Decision& decision) {
    return SymbolicChain(state, policies, decision, forgotten);
  };
  auto const at_directory = [&](std::size_t row, Formula const& condition, Phase, model::Decision const& decision,
                                SymbolicState const& after, SymbolicState::RecordSet const&) {
    if constexpr (kIsOfChain<E>) {
      if (decision.passed_to_chain) {
        Formula const none = detail::each_deciding_row<model::ChainRules>(
            of_chain, before, before.phase.value, event, chain_of,
            [&](std::size_t chain_row, Formula const& in_chain, Phase next, model::Decision const& decided,
                SymbolicState left, SymbolicState::RecordSet const& finalized) {
              left.phase = {next};
              all.paths.push_back(
                  {row, chain_row, condition && in_chain, left, detail::outcome_of(decided, before, event, finalized)});
            });
        all.undecided = all.undecided || (condition && none);
        return;
      }
    }
    all.paths.push_back({row, model::kNoRow, condition, after, detail::outcome_of(decision, before, event)});
  };
  Formula const none = detail::each_deciding_row<model::DirectoryRules>(of_directory, before, model::Directory::id,
                                                                        event, directory_of, at_directory);
  all.undecided = all.undecided || none;
  return all;
}

}  // namespace recordshare::properties::prove
