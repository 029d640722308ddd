// SPDX-License-Identifier: Apache-2.0
// equal.cpp proves that a mutant is equivalent.
#include <vector>

#include "properties/oracle/contract.hpp"
#include "properties/prove/claims.hpp"
#include "properties/prove/proof.hpp"
#include "properties/prove/solver.hpp"

namespace recordshare::properties::prove {
namespace {

/// The same outcome and the same next state.
Formula same_step(Path const& one, Path const& other) {
  return one.outcome == other.outcome && contracts::same_but<contracts::kNothing>(one.after, other.after);
}

/// Whether the event is decided equally in every state of this phase. The mutated directory must pass on only events of
/// a known chain and record.
template <class E>
bool decides_alike(Solver& solver, mutate::Mutation const& mutation, SymbolicScene const& before) {
  auto const event = any_event<E>();
  Paths const shipped = paths_of(mutate::Mutation{}, before.state, before.policies, event);
  Paths const mutated = paths_of(mutation, before.state, before.policies, event);
  Formula const known = is_handed_over(before.state, event);
  solver.push();
  for (Assumption const& assumed : assumed_of_state(facts::all<SymbolicState>(), before)) solver.add(assumed.holds);
  for (Assumption const& assumed : assumed_of_event(facts::all<SymbolicState>(), event)) solver.add(assumed.holds);
  bool alike = true;
  for (Path const& path : shipped.paths) {
    Formula differs(false);
    for (Path const& other : mutated.paths) {
      Formula const same = same_step(path, other);
      differs = differs || (other.condition && !same);
    }
    differs = differs || mutated.undecided;
    for (Path const& other : mutated.paths)
      if (other.is_passed_on()) differs = differs || (other.condition && !known);
    solver.push();
    solver.add(path.condition);
    solver.add(differs);
    alike = alike && solver.check() == Answer::CannotHold;
    solver.pop();
    if (!alike) break;
  }
  solver.pop();
  return alike;
}

}  // namespace

bool proves_equal(mutate::Mutation const& mutation, unsigned resource_limit) {
  Formulas const formulas;
  Solver solver(resource_limit);
  bool alike = true;
  for (Phase const phase : kPhases) {
    SymbolicScene const before(SymbolicState::any(phase), any_policies());
    each_event_type([&]<class E>(std::type_identity<E>) {
      if (alike && is_concerned<E>(mutation)) alike = decides_alike<E>(solver, mutation, before);
    });
  }
  return alike;
}

}  // namespace recordshare::properties::prove
