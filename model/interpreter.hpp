// SPDX-License-Identifier: Apache-2.0
// interpreter.hpp evaluates a table row by row, from the top; the state machine is compared with it.
#pragma once

#include <cstddef>
#include <optional>
#include <type_traits>

#include <boost/mp11/algorithm.hpp>

#include "model/notation.hpp"

namespace recordshare::model {

/// The row number if no row applied.
inline constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

/// The phase after `Row` in `phase`; `nullopt` if the row does not apply in `phase`.
template <class Row>
[[nodiscard]] constexpr std::optional<Phase> phase_after(Phase phase) noexcept {
  std::optional<Phase> after;
  boost::mp11::mp_for_each<typename Row::In::states>([&]<class State>(State) {
    if (phase == State::id) after = Row::Enter::template after<State>::id;
  });
  return after;
}

/// Decides `event`, an event of domain `D`, by the first row of `Rules` that applies in `phase`. Runs the row's
/// actions, updates `phase`, writes `decision` and returns the row's number. O(rows of the event). Thread-safe.
template <class Rules, class D, class Event, class Domain>
std::size_t interpret(Event const& event, Domain& domain, Phase& phase, Decision& decision) {
  std::size_t decided_by = kNoRow;
  auto try_row = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
    using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
    if constexpr (is_for_event<R, Event, D>) {
      if (decided_by != kNoRow) return;
      std::optional<Phase> const next = phase_after<R>(phase);
      if (!next.has_value() || !R::If::holds(event, domain)) return;
      R::apply(event, domain, decision);
      phase = *next;
      decided_by = I;
    }
  };
  boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<typename Rules::Table>>>(try_row);
  return decided_by;
}

}  // namespace recordshare::model
