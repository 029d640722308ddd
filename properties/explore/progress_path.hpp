// SPDX-License-Identifier: Apache-2.0
// progress_path.hpp searches for the path that I13 requires: a few events that end with `RecordProcessed`.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "properties/explore/bounded_machine.hpp"
#include "properties/explore/world.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::explore {

/// Searches from given states. Not thread-safe.
template <class Steps>
class ProgressPath {
 public:
  ProgressPath(World const& world, Steps steps) : world_(world), machine_(world.policies, std::move(steps)) {}

  /// The length of the shortest path; more than `I13::kEventsMax` if none is short enough. Sets `path` to its events,
  /// the last one first. Before the last event, only monitoring and logins are tried, since no other event helps.
  [[nodiscard]] std::size_t events_from(Scene<Snapshot> const& scene, RecordNumber record,
                                        std::vector<BoundedEvent>* path = nullptr) {
    reached_.clear();
    reached_.push_back({scene, {}});
    if (ends(0, record, path)) return 1;
    for (std::size_t from = 0; from < reached_.size(); ++from) {
      std::size_t const events = reached_[from].events + 1;
      if (events > invariants::I13::kEventsMax) break;
      std::size_t at = reached_.size();
      reach_from(from);
      for (; at < reached_.size(); ++at)
        if (ends(at, record, path)) return events;
    }
    return invariants::I13::kEventsMax + 1;
  }

 private:
  /// A scene on a path, and the event that led to it.
  struct Reached {
    Scene<Snapshot> scene;
    BoundedEvent event;
    std::size_t from = 0;
    std::size_t events = 1;  ///< the length of a path that ends there
  };

  /// Whether one request ends the path in this scene.
  bool ends(std::size_t at, RecordNumber record, std::vector<BoundedEvent>* path) {
    std::optional<BoundedEvent> last;
    machine_.enter(reached_[at].scene);
    detail::each_agent(world_, [&](AgentNumber agent) {
      if (last.has_value()) return;
      model::DesktopRequest<Bounded> const request{record, agent, Request::RecordProcessed};
      StepOutcome outcome;
      Snapshot after;
      machine_.step(request, outcome, after);
      if (invariants::I13::is_kept(request, outcome, record)) last = request;
    });
    if (!last.has_value()) return false;
    if (path == nullptr) return true;
    path->push_back(*last);
    for (; at != 0; at = reached_[at].from) path->push_back(reached_[at].event);
    return true;
  }

  void reach_from(std::size_t at) {
    Scene<Snapshot> const scene = reached_[at].scene;  // a copy: the vector reallocates as it grows
    std::size_t const events = reached_[at].events + 1;
    machine_.enter(scene);
    each_event(world_, [&]<class E>(E const& e) {
      if constexpr (invariants::I13::may_be_used<E> && !requires { e.request; }) {
        StepOutcome outcome;
        Snapshot after;
        if (machine_.step(e, outcome, after))
          reached_.push_back({Scene<Snapshot>(after, scene.policies), e, at, events});
      }
    });
  }

  World world_;
  BoundedMachine<Steps> machine_;
  std::vector<Reached> reached_;  ///< the first is the start; ordered by length of path
};

}  // namespace recordshare::properties::explore
