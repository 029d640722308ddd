// SPDX-License-Identifier: Apache-2.0
// mutant_row.hpp interprets one row of a table, mutated or not, over any domain, to run it or to prove it.
#pragma once

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

#include "model/interpreter.hpp"
#include "properties/mutate/conditions.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

template <class Event>
[[nodiscard]] Event with_roles_swapped(Event event) {
  if constexpr (requires { event.from; }) std::swap(event.from, event.to);
  return event;
}

/// Row `R`, number `row` of a table, with a mutation of this table or without one.
template <class R>
class MutantRow {
 public:
  MutantRow(Mutation const& mutation, std::size_t row) : mutation_(mutation), row_(row) {}

  /// The next phase from this one; nothing if the row is not for this phase.
  [[nodiscard]] std::optional<Phase> next(Phase phase) const {
    std::optional<Phase> const next = model::phase_after<R>(phase);
    if (!next.has_value() || is(Kind::DropRow)) return std::nullopt;
    return is(Kind::ChangeState) ? static_cast<Phase>(mutation_.part) : next;
  }

  /// Whether the row's guards hold, as a truth value of the domain.
  template <class Event, class Domain>
  [[nodiscard]] auto holds(Event const& event, Domain const& domain) const {
    auto const ask = [&](std::size_t condition, auto const& answer) {
      auto opposite = !answer;
      return is(Kind::NegateCondition, condition) ? opposite : answer;
    };
    auto const keep = [&](std::size_t guard) { return !is(Kind::DropGuard, guard); };
    return all_hold<R>(is(Kind::SwapRoles) ? with_roles_swapped(event) : event, domain, ask, keep);
  }

  void write_verdict(model::Decision& decision) const {
    decision.result = R::Verdict::result;
    decision.rule = is(Kind::ChangeRule) ? static_cast<Rule>(mutation_.part) : R::rule;
    decision.reason = is(Kind::ChangeReason) ? static_cast<Reason>(mutation_.part) : R::Verdict::reason;
    decision.passed_to_chain = std::is_same_v<typename R::Verdict, model::PassToChain>;
  }

  template <class Event, class Domain>
  void do_actions(Event const& unchanged, Domain& domain) const {
    Event const event = is(Kind::SwapRoles) ? with_roles_swapped(unchanged) : unchanged;
    std::size_t number = 0;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename R::Do::actions>>(
        [&]<class Action>(std::type_identity<Action>) {
          if (!is(Kind::DropAction, number)) {
            Action::run(is(Kind::RetargetAction, number) ? with_roles_swapped(event) : event, domain);
            if (is(Kind::DuplicateAction, number)) Action::run(event, domain);
          }
          ++number;
        });
  }

 private:
  [[nodiscard]] bool is(Kind kind) const noexcept { return mutation_.kind == kind && mutation_.row == row_; }
  [[nodiscard]] bool is(Kind kind, std::size_t part) const noexcept { return is(kind) && mutation_.part == part; }

  Mutation const& mutation_;
  std::size_t row_;
};

/// Calls `visit` with the number of every row of the table, as a constant, in the order of evaluation.
template <class Rules, class Visit>
void each_row_in_order(Mutation const& mutation, Visit&& visit) {
  constexpr std::size_t kRows = boost::mp11::mp_size<typename Rules::Table>::value;
  auto const comes_after_next = [&](std::size_t row) {
    return mutation.kind == Kind::SwapWithNext && mutation.row == row;
  };
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kRows>>([&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
    if (comes_after_next(I)) return;
    visit(std::integral_constant<std::size_t, I>{});
    if constexpr (I > 0) {
      if (comes_after_next(I - 1)) visit(std::integral_constant<std::size_t, I - 1>{});
    }
  });
}

}  // namespace recordshare::properties::mutate
