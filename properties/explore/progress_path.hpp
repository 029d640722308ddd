// SPDX-License-Identifier: Apache-2.0
// progress_path.hpp looks for the path that I13 promises: few events that end with a record's `RecordProcessed`.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "properties/explore/bounded_machine.hpp"
#include "properties/explore/world.hpp"
#include "properties/invariants.hpp"
#include "properties/numbering.hpp"

namespace recordshare::properties::explore {

/// Searches from one state after the other. Thread-safety: one thread at a time.
template <class Steps>
class ProgressPath {
 public:
  ProgressPath(World const& world, Steps steps) : world_(world), machine_(world.policies, std::move(steps)) {}

  /// Of how many events the shortest path is; more than `I13::kEventsMax` where none is short enough.
  [[nodiscard]] std::size_t events_from(Scene<Snapshot> const& scene, RecordNumber record) {
    std::size_t events = 1;
    while (events <= invariants::I13::kEventsMax && !exists(scene, record, events)) ++events;
    return events;
  }

  /// Whether there is a path of exactly so many events; `path` gets them, the last one first. Of all that I13 allows,
  /// those before the last are tried that can help: monitoring and logins.
  [[nodiscard]] bool exists(Scene<Snapshot> const& scene, RecordNumber record, std::size_t events,
                            std::vector<BoundedEvent>* path = nullptr) {
    bool found = false;
    if (events == 1) {
      machine_.enter(scene);
      detail::each_agent(world_, [&](AgentNumber agent) {
        model::DesktopRequest<Bounded> const request{Request::RecordProcessed, agent, record};
        StepOutcome outcome;
        Snapshot after;
        machine_.step(request, outcome, after);
        if (found || !invariants::I13::is_kept(request, outcome, record)) return;
        found = true;
        if (path != nullptr) path->emplace_back(request);
      });
      return found;
    }
    each_event(world_, scene.state, [&]<class E>(E const& e) {
      if constexpr (invariants::I13::may_be_used<E> && !requires { e.request; }) {
        if (found) return;
        StepOutcome outcome;
        Snapshot after;
        machine_.enter(scene);
        if (machine_.step(e, outcome, after))
          found = exists(Scene<Snapshot>(after, scene.policies), record, events - 1, path);
        if (found && path != nullptr) path->emplace_back(e);
      }
    });
    return found;
  }

 private:
  World world_;
  BoundedMachine<Steps> machine_;
};

}  // namespace recordshare::properties::explore
