// SPDX-License-Identifier: Apache-2.0
// trace.hpp reconstructs the shortest stream to a state or to a finding.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "properties/explore/bounded_machine.hpp"
#include "properties/explore/report.hpp"
#include "properties/explore/state_store.hpp"
#include "properties/explore/step_check.hpp"

namespace recordshare::properties::explore {

/// Reconstructs streams from the stored states. Stored states are canonical, so each step is found by trying all events
/// of the state before it.
template <class Steps>
class Tracer {
 public:
  Tracer(ExploreOptions const& options, StateStore const& store, Steps steps)
      : options_(options), store_(store), machine_(options.world.policies, std::move(steps)) {}

  /// The shortest stream to a state that equals the stored one modulo renaming. O(depth × events).
  [[nodiscard]] Trace to_state(StateId id) {
    std::vector<StateId> path;
    for (StateId at = id; at != kNoState; at = store_[at].parent) path.push_back(at);
    std::reverse(path.begin(), path.end());
    Trace trace;
    for (std::size_t i = 1; i < path.size(); ++i) {
      PackedState const wanted = store_[path[i]].state;
      step_where(trace, [&](auto const&, StepOutcome const&, Scene<Snapshot> const&, Scene<Snapshot> const& after) {
        return stored_form(after.state) == wanted;
      });
    }
    return trace;
  }

  /// The same, followed by the event of the finding.
  [[nodiscard]] Trace to_finding(Finding const& finding) {
    Trace trace = to_state(finding.state);
    if (finding.of_state) return trace;
    step_where(trace, [&](auto const& e, StepOutcome const& outcome, Scene<Snapshot> const& before,
                          Scene<Snapshot> const& after) {
      auto const found = check_step(options_.checks, before, e, outcome, after, finding.state);
      return found.has_value() && found->name == finding.name && found->part == finding.part;
    });
    return trace;
  }

 private:
  PackedState stored_form(Snapshot const& state) const {
    return options_.symmetry ? canonical(options_.world, state) : packed(options_.world, state);
  }

  /// Appends the first event, in the last state of `trace`, that `is_wanted` accepts.
  template <class IsWanted>
  void step_where(Trace& trace, IsWanted&& is_wanted) {
    Scene<Snapshot> const before(trace.after, options_.world.policies);
    machine_.enter(before);
    bool found = false;
    each_event(options_.world, [&](auto const& e) {
      if (found) return;
      StepOutcome outcome;
      Snapshot after = before.state;
      Snapshot next;
      if (machine_.step(e, outcome, next)) after = next;
      if (!is_wanted(e, outcome, before, Scene<Snapshot>(after, before.policies))) return;
      found = true;
      trace.events.push_back(e);
      trace.before = before.state;
      trace.outcome = outcome;
      trace.after = after;
    });
  }

  ExploreOptions const& options_;
  StateStore const& store_;
  BoundedMachine<Steps> machine_;
};

}  // namespace recordshare::properties::explore
