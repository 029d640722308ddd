// SPDX-License-Identifier: Apache-2.0
// flood_benchmark.cpp times names that collide under the known secrets of a hash, beside names that do not: an engine's
// own secret must make them alike.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <recordshare/recordshare.hpp>

#include "engine/bench/flood.hpp"

namespace recordshare::bench {
namespace {

constexpr std::size_t kNames = 10'000;

void monitor_all(benchmark::State& state, std::vector<std::string> const& names) {
  for (auto _ : state) {
    state.PauseTiming();
    auto engine = std::make_unique<Engine>();
    state.ResumeTiming();
    for (std::string const& name : names) {
      if (engine->apply(DnMonitored{name}).result != Result::Accepted) std::abort();
    }
    state.PauseTiming();
    engine.reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(names.size()));
}

void flood_of_names(benchmark::State& state) { monitor_all(state, colliding_names(SeededHash{}, kNames)); }

/// The same number of names of the same length, which collide under another secret.
void flood_of_names_floor_other_names(benchmark::State& state) {
  monitor_all(state, colliding_names(secret_hash(), kNames));
}

BENCHMARK(flood_of_names_floor_other_names)->Unit(benchmark::kMillisecond)->MinTime(0.05)->Repetitions(5);
BENCHMARK(flood_of_names)->Unit(benchmark::kMillisecond)->MinTime(0.05)->Repetitions(5);

}  // namespace
}  // namespace recordshare::bench
