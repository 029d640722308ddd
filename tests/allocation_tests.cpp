// SPDX-License-Identifier: Apache-2.0
// allocation_tests.cpp tests that the engine does not allocate in steady state, and survives any failed allocation.
#include <cstdlib>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"

namespace {

/// The number of allocations while counting is on; after `failing_after` more of them, the next one fails.
thread_local bool counting = false;
thread_local long allocation_count = 0;
thread_local long failing_after = -1;

void* allocate(std::size_t bytes, std::size_t alignment) {
  if (counting) {
    ++allocation_count;
    if (failing_after == 0) throw std::bad_alloc();
    if (failing_after > 0) --failing_after;
  }
  std::size_t const rounded = (bytes + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return allocate(bytes, static_cast<std::size_t>(alignment));
}
// Not inlined: g++ would warn about free() of memory from new.
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace recordshare::tests {
namespace {

/// Counts allocations, and lets them fail, during its lifetime.
struct Counting {
  explicit Counting(long fail_after = -1) {
    allocation_count = 0;
    failing_after = fail_after;
    counting = true;
  }
  ~Counting() { counting = false; }
};

/// The lines of a stream, read again as events: an event of the generator lives only until the next one.
std::vector<std::string> stream_lines(std::size_t count, generator::GeneratorOptions const& options) {
  generator::StreamGenerator generator(options);
  std::vector<std::string> lines(count);
  for (std::string& line : lines) {
    append_line(line, generator.next());
    line.pop_back();
  }
  return lines;
}

/// The results of all look-ups on the chains of a stream, as text.
std::string told(Engine const& engine, std::uint64_t chains) {
  std::ostringstream text;
  text << engine.name_count() << " names, " << engine.chain_count() << " chains\n";
  for (std::uint64_t chain = 0; chain <= chains; ++chain) {
    if (!engine.phase(chain)) continue;
    text << chain << ' ' << name(*engine.phase(chain));
    for (auto const party : engine.parties(chain)) text << " party " << party;
    for (auto const keeper : engine.keepers(chain)) text << " keeper " << keeper;
    for (auto const& [from, to, stage] : engine.consultations(chain)) text << ' ' << from << '>' << to << name(stage);
    for (auto const& [record, finality] : engine.records(chain)) {
      text << ' ' << record << (finality ? name_of_final(finality->request) : "Open");
    }
    text << '\n';
  }
  return text.str();
}

/// A stream played again and again: after a while no buffer, index or block grows. The only exception: the maps of
/// chains, records and names rehash when entries churn, less than once in a thousand arrivals.
TEST(Allocation, NoneInSteadyState) {
  auto const lines = stream_lines(200'000, {.seed = 11, .agents = 40, .chains = 300, .engine = {}});
  Engine engine;
  EventReader reader;
  std::string out;
  long arrivals = 0;  // events that add or remove a name, a chain or a record
  long allocations_of_arrivals = 0;
  long other_allocations = 0;
  auto const held = [&] { return engine.name_count() + engine.chain_count(); };
  auto const play = [&] {
    for (std::string const& line : lines) {
      std::size_t const held_before = held();
      Counting const on;
      Event const* const event = reader.read(line);
      out.clear();
      append_line(out, 1, type_name(*event), engine.apply(*event));
      bool const is_arrival = held() != held_before || std::holds_alternative<RecordAdded>(*event);
      arrivals += is_arrival ? 1 : 0;
      (is_arrival ? allocations_of_arrivals : other_allocations) += allocation_count;
    }
  };
  for (int warm_up = 0; warm_up < 3; ++warm_up) play();
  arrivals = allocations_of_arrivals = other_allocations = 0;
  play();
  EXPECT_EQ(other_allocations, 0) << "in " << lines.size() << " events read, decided and told";
  EXPECT_LE(allocations_of_arrivals, arrivals / 500) << "in " << arrivals << " events that bring something";
}

/// If any allocation fails, its event is refused with LimitReached, or succeeds without the memory. No step is half
/// done, and the same event succeeds once there is memory again.
TEST(Allocation, AFailureRefusesTheEventAndChangesNothing) {
  constexpr std::uint64_t kChains = 12;
  auto const lines = stream_lines(4'000, {.seed = 5, .agents = 30, .chains = kChains, .engine = {}});
  Engine engine;
  EventReader reader;
  int refusals = 0;
  for (std::string const& line : lines) {
    Event const* const event = reader.read(line);
    ASSERT_NE(event, nullptr);
    std::string const before = told(engine, kChains * 4);
    for (long fail_after = 0;; ++fail_after) {
      Outcome outcome;
      {
        Counting const on(fail_after);
        outcome = engine.apply(*event);
      }
      if (allocation_count <= fail_after) break;          // all its allocations succeeded
      if (outcome.reason != Reason::LimitReached) break;  // it succeeded without the memory
      ++refusals;
      EXPECT_EQ(outcome.result, Result::Refused);
      ASSERT_EQ(told(engine, kChains * 4), before) << line;
    }
  }
  EXPECT_GT(refusals, 50);
}

/// An engine without any memory refuses every event with LimitReached.
TEST(Allocation, AnEngineWithoutMemoryDecidesNothing) {
  auto const make = [] {
    Counting const on(0);
    return Engine();
  };
  Engine engine = make();
  Outcome const outcome = engine.apply(DnMonitored{"7001"});
  EXPECT_EQ(outcome.result, Result::Invalid);
  EXPECT_FALSE(outcome.message.empty());
  EXPECT_EQ(engine.phase(1), std::nullopt);
}

}  // namespace
}  // namespace recordshare::tests
