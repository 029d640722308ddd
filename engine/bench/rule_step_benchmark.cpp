// SPDX-License-Identifier: Apache-2.0
// rule_step_benchmark.cpp times one rule step (load, dispatch, store): the floor for Engine::apply.
#include <benchmark/benchmark.h>

#include "engine/bench/logged_steps.hpp"
#include "engine/generator/generator.hpp"

namespace recordshare::bench {
namespace {

/// Small enough for the second-level cache, large enough that the branch predictor cannot learn it.
constexpr std::size_t kSteps = 8192;

std::vector<LoggedStep> const& steps() {
  static std::vector<LoggedStep> const log = [] {
    std::vector<LoggedStep> made;
    generator::StreamGenerator generator({.seed = 3, .agents = 50, .chains = 200, .engine = {}});
    BasicEngineState<LoggingSteps> engine({}, SeededHash{}, LoggingSteps(kSteps, made));
    while (made.size() < kSteps) engine.apply(generator.next());
    return made;
  }();
  return log;
}

/// Many short repetitions: on a shared machine, some of them run undisturbed.
constexpr int kRepetitions = 10;

/// Runs one logged step and returns its decision.
model::Decision take(MsmSteps& machine, LoggedStep const& logged, LoggedStep& scratch) {
  scratch.members = logged.members;
  scratch.records = logged.records;
  ChainState state{.phase = logged.phase,
                   .call = model::kNoCall,
                   .member_count = logged.member_count,
                   .record_count = logged.record_count,
                   .member_capacity = static_cast<std::uint32_t>(scratch.members.size()),
                   .record_capacity = static_cast<std::uint32_t>(scratch.records.size()),
                   .members = scratch.members.data(),
                   .records = scratch.records.data()};
  model::Decision decision;
  model::ConcreteChain chain(state, logged.standings.data(), Policies{}, decision);
  std::visit([&](auto const& event) { machine.decide(event, chain, state.phase, decision); }, logged.event);
  scratch.phase = state.phase;
  scratch.member_count = static_cast<std::uint8_t>(state.member_count);
  return decision;
}

void rule_step(benchmark::State& state) {
  MsmSteps machine;
  LoggedStep scratch{};
  for (auto _ : state) {
    for (LoggedStep const& step : steps()) benchmark::DoNotOptimize(take(machine, step, scratch));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kSteps));
}

BENCHMARK(rule_step)->MinTime(0.05)->Repetitions(kRepetitions);

}  // namespace
}  // namespace recordshare::bench
