// SPDX-License-Identifier: Apache-2.0
// allocation_values_tests.cpp lets each allocation of an engine's construction, of readers, writers and owned outcomes
// fail; and tests that two engines have their maps in different orders.
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/failing_memory.hpp"
#include "tests/growing_streams.hpp"

namespace recordshare::tests {
namespace {

using generator::KeptEvents;

std::string line_of(Event const& event) {
  std::string line;
  append_line(line, event);
  return line;
}

/// Calls `make` until no allocation fails, first with each alone and then with all after it. `make` returns whether it
/// has succeeded. No block may stay behind.
void try_to_make(std::function<bool()> const& make, std::uint64_t fewest) {
  for (Fails const fails : {Fails::Once, Fails::FromThenOn}) {
    std::uint64_t number = 0;
    for (bool done = false; !done; ++number) {
      std::int64_t const alive = blocks_alive();
      bool made = false;
      {
        Counting const on(number, fails);
        made = make();
      }
      EXPECT_EQ(blocks_alive(), alive) << "at allocation " << number;
      EXPECT_EQ(made, !an_allocation_failed()) << "at allocation " << number;
      done = !an_allocation_failed();
    }
    EXPECT_GT(number, fewest);
  }
}

TEST(AllocationFailure, AnEngineIsMadeOrIsInvalid) {
  try_to_make(
      [] {
        Engine engine;
        Outcome const outcome = engine.apply(DnUnmonitored{"7001"});
        if (engine.valid()) return outcome.result == Result::Accepted;
        EXPECT_EQ(outcome.result, Result::Invalid);
        EXPECT_EQ(outcome.message, "engine construction ran out of memory");
        EXPECT_EQ(engine.name_count() + engine.chain_count(), 0U);
        EXPECT_EQ(engine.phase(1), std::nullopt);
        EXPECT_EQ(engine.access(1, "alice"), Access::None);
        EXPECT_EQ(engine.options().limits, Limits{});
        return false;
      },
      8);
}

TEST(AllocationFailure, ASharedEngineIsAsItsEngine) {
  try_to_make(
      [] {
        SharedEngine shared;
        return shared.read([](Engine const& engine) { return engine.valid(); });
      },
      8);
}

TEST(AllocationFailure, AReaderIsMadeOrThrows) {
  try_to_make(
      [] {
        try {
          EventReader reader;
          return reader.message().empty();
        } catch (std::bad_alloc const&) {
          return false;
        }
      },
      1);
}

/// Lines that make a reader allocate: a long list, a number that Boost.JSON cannot hold, deep nesting, escapes. Each
/// allocation fails; the same reader then reads the same line as a new one does.
TEST(AllocationFailure, AReaderReadsALineOrSaysThatItCannot) {
  std::string list = "{\"type\":\"ChainLoaded\",\"chain\":1,\"records\":[1";
  for (int record = 2; record <= 1000; ++record) list += "," + std::to_string(record);
  std::string const nested = R"({"type":"DnMonitored","dn":"7001","x":)" + std::string(31, '[') + std::string(31, ']');
  std::vector<std::string> const lines{
      list + "]}",
      R"({"type":"DnMonitored","dn":"7001","x":1e99999999999})",
      R"({"type":"DnMonitored","dn":"7001","x":)" + std::string(3000, '1') + "e99999999999}",
      nested + "}",
      nested,
      R"({"type":"AgentLogin","agent":"\u0061\"lice","dn":")" + std::string(256, 'd') + "\"}",
      R"({"type":"AgentLogin","agent":")" + std::string(2000, 'a') + R"(\n","dn":"7001"})",
      R"({"type":")" + std::string(500, 'x') + "\"}",
      R"({"type":"CallEnded","record":-1})",
      R"({"type":"CallEnded","record":)" + std::string(300, '9') + "}",
      R"({"type":"ChainLoaded","chain":1,"records":[1,2,"x"]})",
      "",
      "\xff",
      "x",
  };
  for (std::string const& line : lines) {
    EventReader expected_reader;
    Event const* const expected = expected_reader.read(line);
    std::string const expected_line = expected == nullptr ? "" : line_of(*expected);
    for (Fails const fails : {Fails::Once, Fails::FromThenOn}) {
      EventReader reader;
      for (std::uint64_t number = 0;; ++number) {
        Event const* event = nullptr;
        {
          Counting const on(number, fails);
          event = reader.read(line);
        }
        if (an_allocation_failed()) {
          ASSERT_EQ(event, nullptr) << line;
          EXPECT_EQ(reader.message(), "out of memory while reading this line");
          // Another line, with enough memory, is read in between.
          ASSERT_NE(reader.read(R"({"type":"CallEnded","record":7})"), nullptr);
          continue;
        }
        ASSERT_EQ(event == nullptr, expected == nullptr) << line;
        EXPECT_EQ(reader.message(), expected_reader.message());
        if (event != nullptr) {
          EXPECT_EQ(line_of(*event), expected_line);
        }
        break;
      }
    }
  }
}

/// Outcomes with every member, of an engine with large chains.
std::vector<OwnedOutcome> outcomes() {
  KeptEvents const kept = long_chains();
  Engine engine(kLarge);
  std::vector<OwnedOutcome> all;
  for (Event const& event : kept.events()) all.push_back(owned(engine.apply(event)));
  std::vector<OwnedAccessChange> changes;
  for (std::uint64_t i = 0; i < 200; ++i) changes.push_back({i, std::string(100, 'a'), Access::None, Access::Full});
  all.push_back({.result = Result::Accepted, .rule = Rule::R2, .changes = changes});
  all.push_back({.result = Result::Invalid, .message = std::string(200, 'm')});
  return {all.end() - 40, all.end()};
}

/// The view of an owned outcome.
Outcome view_of(OwnedOutcome const& kept, std::vector<AccessChange>& changes) {
  Outcome view;
  view.result = kept.result;
  view.rule = kept.rule;
  view.reason = kept.reason;
  view.answer = kept.answer;
  view.message = kept.message;
  if (kept.shown) view.shown = ShownChain{kept.shown->read_only, kept.shown->records};
  if (kept.finality) view.finality = Finality{kept.finality->request, kept.finality->agent};
  changes.clear();
  for (auto const& [chain, name, from, to] : kept.changes) changes.push_back({chain, name, from, to});
  view.changes = changes;
  view.finalized = kept.finalized;
  return view;
}

TEST(AllocationFailure, AnOutcomeIsCopiedOrThrows) {
  std::vector<AccessChange> changes;
  for (OwnedOutcome const& kept : outcomes()) {
    Outcome const view = view_of(kept, changes);
    try_to_make(
        [&] {
          try {
            OwnedOutcome const copy = owned(view);
            return copy == view;
          } catch (std::bad_alloc const&) {
            return false;
          }
        },
        0);
    Counting const on(0);
    EXPECT_TRUE(kept == view);  // to compare needs no memory
    EXPECT_EQ(allocations_counted(), 0U);
  }
}

/// The writer throws, and what was written before stays at the beginning.
TEST(AllocationFailure, ALineIsWrittenOrTheWriterThrows) {
  auto const expect_written = [](auto const& write) {
    std::string expected = "before\n";
    write(expected);
    try_to_make(
        [&] {
          std::string out;
          try {
            out = "before\n";  // within the string itself
            write(out);
          } catch (std::bad_alloc const&) {
            EXPECT_TRUE(out.starts_with("before\n"));
            return false;
          }
          return out == expected;
        },
        1);
  };
  for (OwnedOutcome const& kept : outcomes()) {
    std::vector<AccessChange> changes;
    Outcome const view = view_of(kept, changes);
    expect_written([&](std::string& out) { append_line(out, 1, "PartyLeft", view); });
    expect_written([&](std::string& out) { append_line(out, UINT64_MAX, "PartyLeft", kept); });
  }
  KeptEvents const chains = long_chains();
  for (Event const& event : chains.events().last(12))
    expect_written([&](std::string& out) { append_line(out, event); });
}

TEST(AllocationFailure, APolicyIsSetWithoutMemory) {
  for (PolicyTerm const& policy : kPolicies) {
    for (std::string_view const value : policy.values) {
      std::string const setting = std::string(policy.name) + "=" + std::string(value) + std::string();
      Policies policies;
      Counting const on(0);
      EXPECT_TRUE(set_policy(policies, setting));
      EXPECT_FALSE(set_policy(policies, "a name of a policy that is long and unknown=value"));
      EXPECT_EQ(allocations_counted(), 0U);
    }
  }
}

/// Look-ups and moves need no memory, and an engine gives back all that it has taken.
TEST(AllocationFailure, LookUpsNeedNoMemoryAndNothingStaysBehind) {
  std::int64_t const alive = blocks_alive();
  {
    KeptEvents const kept = many_members();
    Engine engine;
    for (Event const& event : kept.events().first(600)) static_cast<void>(engine.apply(event));
    Counting const on(0);
    std::size_t sum = engine.name_count() + engine.chain_count();
    for (std::string_view const name : {"a0", "a1", "a16", "nobody"})
      sum += static_cast<std::size_t>(engine.standing(name)) + static_cast<std::size_t>(engine.access(1, name));
    for (Party const& party : engine.parties(1)) sum += party.name.size();
    for (Party const& keeper : engine.keepers(1)) sum += keeper.name.size();
    for (auto const& one : engine.consultations(1)) sum += one.target.name.size();
    for (auto const& record : engine.records(1)) sum += engine.chain_of(record.record).has_value() ? 1 : 0;
    Engine const moved = std::move(engine);
    EXPECT_GT(sum, 1000U);
    EXPECT_EQ(allocations_counted(), 0U);
  }
  EXPECT_EQ(blocks_alive(), alive);
}

// ---- The order in which an engine frees its blocks is that of its maps ----

/// The order in which a new engine frees the blocks of its chains.
std::vector<std::size_t> order_of_destruction() {
  FreeingOrder const order(12'000);
  {
    Engine engine;
    for (std::uint64_t chain = 0; chain < 64; ++chain) {
      auto const records = handles(chain * 2000, 1000);
      EXPECT_EQ(engine.apply(ChainLoaded{chain, records}).result, Result::Accepted);
    }
  }
  return {order.freed().begin(), order.freed().end()};
}

TEST(Secret, TwoEnginesHaveTheirMapsInDifferentOrders) { EXPECT_NE(order_of_destruction(), order_of_destruction()); }

}  // namespace
}  // namespace recordshare::tests
