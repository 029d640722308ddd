// SPDX-License-Identifier: Apache-2.0
// bounded_step.cpp compiles every contract and every invariant for the bounded world, once for all tests.
#include "tests/bounded_step.hpp"

namespace recordshare::tests {

std::optional<Violation> check(Scene const& before, BoundedEvent const& event, StepOutcome const& outcome,
                               Scene const& after) {
  return std::visit([&](auto const& e) { return properties::contracts::check(before, e, outcome, after); }, event);
}

std::string broken_invariant(Scene const& before, BoundedEvent const& event, StepOutcome const& outcome,
                             Scene const& after) {
  if (auto const* const broken = properties::invariants::broken_by(after)) return std::string(broken->name);
  auto const* const broken =
      std::visit([&](auto const& e) { return properties::invariants::broken_by(before, e, outcome, after); }, event);
  return broken == nullptr ? "" : std::string(broken->name);
}

std::size_t deciding(Scene const& before, BoundedEvent const& event) {
  return std::visit(
      [&]<class E>(E const& e) {
        return [&]<class... C>(properties::contracts::List<C...>) {
          return (std::size_t{C::precondition(before, e)} + ...);
        }(properties::contracts::contracts_of<E>());
      },
      event);
}

}  // namespace recordshare::tests
