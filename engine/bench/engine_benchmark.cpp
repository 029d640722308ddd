// SPDX-License-Identifier: Apache-2.0
// engine_benchmark.cpp measures the time and memory of Engine::apply, with a thousand chains and with ten million.
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <unistd.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/kept_events.hpp"
#include "engine/generator/generator.hpp"
#include "engine/generator/random.hpp"
#include "engine/library/boost_unordered.hpp"

namespace recordshare::bench {
namespace {

constexpr std::uint32_t kAgents = 1000;
constexpr std::uint32_t kManyChains = 10'000'000;

// --- A thousand chains: the events of a generated stream ---

/// Enough events to time, few enough for the cache: each iteration plays the stream on a new engine.
constexpr std::size_t kStreamEvents = 50'000;

generator::KeptEvents stream_of_1000_chains() {
  generator::StreamGenerator generator({.seed = 3, .agents = kAgents, .chains = 1000, .engine = {}});
  generator::KeptEvents kept;
  for (std::size_t i = 0; i < kStreamEvents; ++i) kept.keep(generator.next());
  return kept;
}

void apply_1000_chains(benchmark::State& state) {
  static generator::KeptEvents const stream = stream_of_1000_chains();
  for (auto _ : state) {
    state.PauseTiming();
    auto engine = std::make_unique<Engine>();
    // Half of the stream fills the engine, and the other half is timed.
    for (Event const& event : stream.events().first(kStreamEvents / 2)) benchmark::DoNotOptimize(engine->apply(event));
    state.ResumeTiming();
    for (Event const& event : stream.events().last(kStreamEvents / 2)) benchmark::DoNotOptimize(engine->apply(event));
    state.PauseTiming();
    engine.reset();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kStreamEvents / 2));
}
// Many short repetitions: on a shared machine, some of them run undisturbed.
BENCHMARK(apply_1000_chains)->Unit(benchmark::kMillisecond)->MinTime(0.05)->Repetitions(10);

// --- Ten million chains, at random ---

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::vector<std::string> const& agents() {
  static std::vector<std::string> const names = [] {
    std::vector<std::string> made;
    made.reserve(kAgents);
    for (std::uint32_t i = 0; i < kAgents; ++i) made.push_back("agent-" + std::to_string(i));
    return made;
  }();
  return names;
}

/// Ten million chains of two records, with one agent on each; `bytes_per_chain` is their memory.
struct ManyChains {
  ManyChains() : engine({.policies = {}, .limits = {.names = 2 * kAgents, .chains = kManyChains, .records = 2}}) {
    for (std::string const& agent : agents()) {
      take(DnMonitored{agent});
      take(AgentLogin{agent, agent});
    }
    std::size_t const before = resident_bytes();
    for (std::uint64_t chain = 0; chain < kManyChains; ++chain) {
      RecordHandle const records[] = {2 * chain, 2 * chain + 1};
      take(ChainLoaded{chain, records});
      take(CallEstablished{2 * chain, agents()[chain % kAgents]});
    }
    bytes_per_chain = static_cast<double>(resident_bytes() - before) / kManyChains;
  }
  /// A refused event would make the figures worthless.
  void take(Event const& event) {
    Result const result = engine.apply(event).result;
    if (result != Result::Accepted && result != Result::Acknowledged) std::abort();
  }

  Engine engine;
  double bytes_per_chain;
};

ManyChains& many_chains() {
  static ManyChains chains;
  return chains;
}

/// On random chains: a second agent joins, the first agent reads and updates, and a second agent leaves.
void apply_10_million_chains(benchmark::State& state) {
  ManyChains& many = many_chains();
  generator::Random random(1);
  auto const owner = [](std::uint32_t chain) -> std::string const& { return agents()[chain % kAgents]; };
  auto const other = [](std::uint32_t chain) -> std::string const& { return agents()[(chain + 1) % kAgents]; };
  std::vector<std::uint32_t> handed_over;
  for (auto _ : state) {
    std::uint32_t const chain = random.below(kManyChains);
    many.take(SingleStepConferenceCompleted{2ULL * chain, owner(chain), other(chain)});
    std::uint32_t const read = random.below(kManyChains);
    many.take(DesktopRequest{2ULL * read + 1, owner(read), Request::ChainedRecordRequest});
    std::uint32_t const updated = random.below(kManyChains);
    many.take(DesktopRequest{2ULL * updated, owner(updated), Request::DoNotCall});
    // The second agent leaves a chain that is no longer in any cache.
    handed_over.push_back(chain);
    std::uint32_t const left = handed_over[random.below(static_cast<std::uint32_t>(handed_over.size()))];
    benchmark::DoNotOptimize(many.engine.apply(PartyLeft{2ULL * left, other(left)}));
  }
  double const bytes_per_chain = many.bytes_per_chain;
  state.SetItemsProcessed(state.iterations() * 4);
  state.counters["bytes_per_chain"] = bytes_per_chain;
}
BENCHMARK(apply_10_million_chains)->Repetitions(3);

/// Two bare look-ups in maps of that size: the minimum cost of finding a record and its chain.
void apply_10_million_chains_floor_two_lookups(benchmark::State& state) {
  using Map = unordered_flat_map<std::uint64_t, std::uint32_t>;
  static auto const make = [] {
    Map map;
    for (std::uint64_t i = 0; i < kManyChains; ++i) map.emplace(2 * i, static_cast<std::uint32_t>(i));
    return map;
  };
  static Map const one = make();
  static Map const other = make();
  generator::Random random(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(one.find(2ULL * random.below(kManyChains))->second);
    benchmark::DoNotOptimize(other.find(2ULL * random.below(kManyChains))->second);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(apply_10_million_chains_floor_two_lookups)->Repetitions(3);

}  // namespace
}  // namespace recordshare::bench
