// SPDX-License-Identifier: Apache-2.0
// invariants.hpp lists the invariants I1 to I22 in the table that all checkers use, and checks states and steps.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

#include "properties/oracle/guide_invariants.hpp"
#include "properties/oracle/invariant_statements.hpp"

namespace recordshare::properties::invariants {

/// All invariants, in order.
using All =
    std::tuple<I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12, I13, I14, I15, I16, I17, I18, I19, I20, I21, I22>;

/// An invariant, and where it is checked.
struct Term {
  std::string_view name;
  std::string_view sentence;
  std::string_view elsewhere;  ///< the check for what is not about a state or a step; empty if absent
};

namespace detail {

template <class I>
[[nodiscard]] consteval Term term() {
  Term term{I::name, I::sentence, {}};
  if constexpr (requires { I::elsewhere; }) term.elsewhere = I::elsewhere;
  return term;
}

}  // namespace detail

inline constexpr auto kTerms = []<class... I>(std::tuple<I...>*) {
  return std::array{detail::term<I>()...};
}(static_cast<All*>(nullptr));

/// Whether the invariant holds in a state; true if it has no `of_state`.
template <class I, class S>
[[nodiscard]] constexpr auto holds(Scene<S> const& s) {
  if constexpr (requires { I::of_state(s); }) {
    return I::of_state(s);
  } else {
    return S::truth(true);
  }
}

/// Whether the invariant holds for a step; true if it has no `of_step`.
template <class I, class S, class E, class O>
[[nodiscard]] constexpr auto holds(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after) {
  if constexpr (requires { I::of_step(before, e, outcome, after); }) {
    return I::of_step(before, e, outcome, after);
  } else {
    return S::truth(true);
  }
}

/// The first invariant that a state (one argument) or a step (before, event, outcome, after) breaks; null if all hold.
template <class... About>
[[nodiscard]] Term const* broken_by(About const&... about) noexcept {
  Term const* broken = nullptr;
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    static_cast<void>(((holds<std::tuple_element_t<i, All>>(about...) || (broken = &kTerms[i], false)) && ...));
  }(std::make_index_sequence<kTerms.size()>());
  return broken;
}

/// The invariant of this name if the state or step breaks it; null if it holds.
template <class... About>
[[nodiscard]] Term const* broken_if_named(std::string_view only, About const&... about) noexcept {
  Term const* broken = nullptr;
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    static_cast<void>(
        ((kTerms[i].name == only && !holds<std::tuple_element_t<i, All>>(about...) && (broken = &kTerms[i], true)) ||
         ...));
  }(std::make_index_sequence<kTerms.size()>());
  return broken;
}

}  // namespace recordshare::properties::invariants
