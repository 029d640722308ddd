// SPDX-License-Identifier: Apache-2.0
// comparison.hpp compares the tables with the independent model for every event in every reachable state.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "properties/compare/compare.hpp"
#include "properties/explore/explorer.hpp"

namespace recordshare::properties::compare {

/// The first difference between the two outcomes of an event; empty if absent. Every member of ModelStep is compared.
[[nodiscard]] inline std::string_view difference_of(StepOutcome const& outcome, Scene<Snapshot> const& after,
                                                    ModelStep const& model, explore::World const& world) {
  auto const& [result, rule, reason, shows_records, read_only, shown, updatable, finalized, after_in_model, accesses,
               failed] = model;
  if (!failed.empty()) return failed;
  if (outcome.result != result) return "the result";
  if (outcome.rule != rule) return "the rule";
  if (outcome.reason != reason) return "the reason";
  if (outcome.shows_records != shows_records) return "whether the answer shows records";
  if (outcome.read_only != read_only) return "whether an answer is marked read-only";
  if (!(outcome.shown == shown)) return "which records are shown";
  if (!(outcome.updatable == updatable)) return "which records can be updated";
  if (!(outcome.finalized == finalized)) return "which records became Final";
  if (!(after.state == after_in_model)) return "the next state";
  for (std::size_t a = 0; a < world.agents; ++a) {
    if (access(after, AgentNumber{static_cast<std::uint8_t>(a)}) != accesses[a]) return "an agent's access";
  }
  return {};
}

/// Compares a state machine's outcomes with the model's.
template <class Steps>
class Comparison {
 public:
  Comparison(IndependentModel const& model, Steps steps, CompareReport& report)
      : model_(model), report_(report), machine_(model.world.policies, std::move(steps)) {}

  /// Compares every event in one state, until one differs.
  void compare(Snapshot const& state) {
    Scene<Snapshot> const before(state, model_.world.policies);
    machine_.enter(before);
    auto const accesses = model_.access(state);
    for (std::size_t a = 0; a < model_.world.agents; ++a) {
      if (machine_.access(AgentNumber{static_cast<std::uint8_t>(a)}) == accesses[a]) continue;
      report_.difference = Difference{{{}, {}, {}, state}, {}, "an agent's access in this state", false};
    }
    explore::each_event(model_.world, [&](auto const& e) { take(before, e); });
  }

 private:
  template <class E>
  void take(Scene<Snapshot> const& before, E const& e) {
    if (report_.difference.has_value()) return;
    ++report_.steps;
    StepOutcome outcome;
    Snapshot next;
    if (!machine_.step(e, outcome, next)) next = before.state;
    ModelStep const model = model_.step(before.state, e);
    auto const what = difference_of(outcome, Scene<Snapshot>(next, before.policies), model, model_.world);
    if (!what.empty())
      report_.difference =
          Difference{{{e}, before.state, outcome, next}, model, std::string(what), !model.failed.empty()};
  }

  IndependentModel const& model_;
  CompareReport& report_;
  explore::BoundedMachine<Steps> machine_;
};

/// compare() for any step function: `make_steps` returns a new one at each call.
template <class MakeSteps>
CompareReport compare_with(MakeSteps make_steps, IndependentModel const& model, CompareObserver const& observe) {
  auto const start = std::chrono::steady_clock::now();
  explore::ExploreOptions options{.world = model.world, .symmetry = false};
  options.checks = {.contracts = false, .invariants = false};  // only the model is compared
  explore::Exploration exploration(options, make_steps, {});
  explore::ExploreReport const explored = exploration.run();

  CompareReport report{.world = model.world, .reachable = explored.states};
  Comparison comparison(model, make_steps(), report);
  explore::StateStore const& store = exploration.store();
  for (std::size_t shard = 0; shard < explore::StateStore::kShards; ++shard) {
    for (std::size_t place = 0; place < store.size_of(shard) && !report.difference.has_value(); ++place) {
      auto const id = explore::StateStore::id_of(shard, place);
      comparison.compare(explore::unpacked(model.world, store[id].state));
      if (++report.states % 4096 == 0 && observe) observe(report.states, explored.states);
      if (!report.difference.has_value()) continue;
      // States are stored without symmetry reduction, so the numbers in the event fit the stream.
      explore::Trace const stream = explore::Tracer(options, store, make_steps()).to_state(id);
      auto& events = report.difference->trace.events;
      events.insert(events.begin(), stream.events.begin(), stream.events.end());
    }
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace recordshare::properties::compare
