// SPDX-License-Identifier: Apache-2.0
// allocation_tests.cpp tests that the engine does not allocate in steady state.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"
#include "tests/failing_memory.hpp"

namespace recordshare::tests {
namespace {

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

/// Whether the event gives the id that the call has from then on; it takes the place of an earlier one.
bool gives_new_id(Event const& event) {
  return std::visit(
      []<class One>(One const& one) {
        if constexpr (requires { one.new_call; }) return !one.new_call.empty();
        if constexpr (std::is_same_v<One, CallEstablished> || std::is_same_v<One, CallRecovered>)
          return !one.call.empty();
        return false;
      },
      event);
}

/// A stream played again and again: after a while no buffer, index or block grows. The only exception: the maps of
/// chains, records and names rehash when entries churn, less than once in a thousand arrivals.
TEST(Allocation, NoneInSteadyState) {
  auto const lines = stream_lines(200'000, {.seed = 11, .agents = 40, .chains = 300, .engine = {}});
  Engine engine;
  EventReader reader;
  std::string out;
  std::uint64_t arrivals = 0;  // events that add or remove a name, a chain or a record
  std::uint64_t allocations_of_arrivals = 0;
  std::uint64_t other_allocations = 0;
  auto const held = [&] { return engine.name_count() + engine.chain_count(); };
  auto const play = [&] {
    for (std::string const& line : lines) {
      std::size_t const held_before = held();
      Counting const on;
      Event const* const event = reader.read(line);
      out.clear();
      append_line(out, 1, type_name(*event), engine.apply(*event));
      bool const is_arrival =
          held() != held_before || std::holds_alternative<RecordAdded>(*event) || gives_new_id(*event);
      arrivals += is_arrival ? 1 : 0;
      (is_arrival ? allocations_of_arrivals : other_allocations) += allocations_counted();
    }
  };
  for (int warm_up = 0; warm_up < 3; ++warm_up) play();
  arrivals = allocations_of_arrivals = other_allocations = 0;
  play();
  EXPECT_EQ(other_allocations, 0U) << "in " << lines.size() << " events read, decided and told";
  EXPECT_LE(allocations_of_arrivals, arrivals / 500) << "in " << arrivals << " events that bring something";
}

/// The index of an agent who leaves almost all of very many chains is moved to smaller memory, twice.
TEST(Allocation, AnAgentWhoLeavesManyChainsGivesTheIndexBack) {
  constexpr std::uint64_t kChains = 9000;
  Engine engine;
  for (std::uint64_t number = 1; number <= kChains; ++number) {
    RecordHandle const record{number};
    ASSERT_EQ(engine.apply(ChainLoaded{number, {&record, 1}}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(CallEstablished{record, "alice"}).result, Result::Accepted);
  }
  ASSERT_EQ(engine.apply(DnMonitored{"1"}).result, Result::Accepted);  // the last name and the last of every buffer
  Counting const on;
  for (std::uint64_t number = 1; number < kChains; ++number) (void)engine.apply(ChainUnloaded{number});
  EXPECT_EQ(allocations_counted(), 2U);
}

}  // namespace
}  // namespace recordshare::tests
