// SPDX-License-Identifier: Apache-2.0
// canonical_tests.cpp compares the canonical form of a state with every renaming of it, tried one by one.
#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "properties/explore/dn_world_events.hpp"
#include "properties/explore/packed_state.hpp"
#include "properties/world/bounded_names.hpp"

namespace recordshare::tests {
namespace {

namespace explore = properties::explore;
using properties::AgentNumber;
using properties::CallNumber;
using properties::DnNumber;
using properties::Mark;
using properties::only;
using properties::RecordNumber;
using properties::Snapshot;

/// The number that each number is renamed to.
using Names = std::vector<std::uint8_t>;

std::vector<Names> all_names(std::size_t count) {
  Names names(count);
  std::iota(names.begin(), names.end(), std::uint8_t{0});
  std::vector<Names> all;
  do all.push_back(names);
  while (std::next_permutation(names.begin(), names.end()));
  return all;
}

/// The state with other names, set by set and pair by pair.
Snapshot renamed(Snapshot const& state, Names const& agents, Names const& dns, Names const& records) {
  auto const agent = [&](std::size_t a) { return AgentNumber{agents[a]}; };
  Snapshot result;
  result.loaded = state.loaded;
  result.phase = state.phase;
  for (std::uint8_t a = 0; a < agents.size(); ++a) {
    if (state.parties.contains(AgentNumber{a})) result.parties = result.parties | only(agent(a));
    if (state.keepers.contains(AgentNumber{a})) result.keepers = result.keepers | only(agent(a));
    for (std::uint8_t b = 0; b < agents.size(); ++b) {
      if (state.dialing.contains(AgentNumber{a}, AgentNumber{b}))
        result.dialing = result.dialing | only(agent(a), agent(b));
      if (state.established.contains(AgentNumber{a}, AgentNumber{b}))
        result.established = result.established | only(agent(a), agent(b));
    }
    for (std::uint8_t d = 0; d < dns.size(); ++d)
      if (state.logins.contains(AgentNumber{a}, DnNumber{d}))
        result.logins = result.logins | only(agent(a), DnNumber{dns[d]});
  }
  for (std::uint8_t d = 0; d < dns.size(); ++d)
    if (state.monitored.contains(DnNumber{d})) result.monitored = result.monitored | only(DnNumber{dns[d]});
  for (std::uint8_t r = 0; r < records.size(); ++r) {
    Mark mark = state.records.of(RecordNumber{r});
    if (mark.is_final() && mark.request().has_value())
      mark = Mark::final(*mark.request(), agent(static_cast<std::size_t>(mark.agent())));
    result.records = result.records.with(only(RecordNumber{records[r]}), mark);
  }
  return result;
}

/// Draws states, reachable or not, with few kinds of agents and records, so that many are alike.
class States {
 public:
  States(std::size_t agents, std::size_t dns, std::size_t records) : agents_(agents), dns_(dns), records_(records) {}

  Snapshot next(bool each_at_its_own_dn) {
    Snapshot state;
    state.loaded = below(2) == 1;
    state.phase = static_cast<Phase>(below(3));
    unsigned const kinds[] = {below(16), below(16)};
    for (std::uint8_t a = 0; a < agents_; ++a) {
      AgentNumber const agent{a};
      unsigned const kind = kinds[below(2)];
      if ((kind & 1U) != 0) state.parties = state.parties | only(agent);
      if ((kind & 2U) != 0) state.keepers = state.keepers | only(agent);
      if ((kind & 4U) != 0) {
        auto const dn = each_at_its_own_dn ? a : static_cast<std::uint8_t>(below(static_cast<unsigned>(dns_)));
        state.logins = state.logins | only(agent, DnNumber{dn});
      }
      if (each_at_its_own_dn && (kind & 8U) != 0) state.monitored = state.monitored | only(DnNumber{a});
    }
    for (std::uint8_t d = 0; !each_at_its_own_dn && d < dns_; ++d)
      if (below(2) == 1) state.monitored = state.monitored | only(DnNumber{d});
    Names order(agents_);
    std::iota(order.begin(), order.end(), std::uint8_t{0});
    for (std::size_t i = agents_; i > 1; --i) std::swap(order[i - 1], order[below(static_cast<unsigned>(i))]);
    for (std::size_t i = 0; i + 1 < agents_; i += 2) {
      auto const pair = only(AgentNumber{order[i]}, AgentNumber{order[i + 1]});
      unsigned const stage = below(4);
      if (stage == 1) state.dialing = state.dialing | pair;
      if (stage >= 2) state.established = state.established | pair;
    }
    for (std::uint8_t r = 0; r < records_; ++r) {
      AgentNumber const who{static_cast<std::uint8_t>(below(static_cast<unsigned>(agents_)))};
      Mark const marks[] = {Mark::unknown(),
                            Mark::open(),
                            Mark::canceled(),
                            Mark::final(Request::DoNotCall, who),
                            Mark::final(Request::RecordProcessed, who),
                            Mark::final(Request::RecordProcessed, who)};
      state.records = state.records.with(only(RecordNumber{r}), marks[below(6)]);
    }
    return state;
  }

  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

 private:
  std::size_t agents_;
  std::size_t dns_;
  std::size_t records_;
  std::mt19937 random_{15};  // the same numbers on every machine
};

struct Size {
  std::size_t agents;
  std::size_t records;
  int states;
};

/// Equal for every renaming of the state, and itself a renaming of it: so two states have the same form if and only if
/// one is a renaming of the other.
TEST(Canonical, FormIsTheSameForEveryRenamingAndIsOneOfThem) {
  for (auto const [agents, records, states] : {Size{1, 1, 20}, Size{2, 2, 200}, Size{3, 3, 200}, Size{4, 2, 400},
                                               Size{5, 2, 150}, Size{6, 1, 60}, Size{4, 4, 40}}) {
    explore::World const world{agents, records, {}};
    States drawn(agents, agents, records);
    auto const names_of_agents = all_names(agents);
    auto const names_of_records = all_names(records);
    for (int i = 0; i < states; ++i) {
      Snapshot const state = drawn.next(true);
      ASSERT_EQ(explore::unpacked(world, explore::packed(world, state)), state) << text_of(state);
      explore::PackedState const form = explore::canonical(world, state);
      Snapshot const as_form = explore::unpacked(world, form);
      bool is_renaming = false;
      for (Names const& to_agents : names_of_agents) {
        for (Names const& to_records : names_of_records) {
          Snapshot const other = renamed(state, to_agents, to_agents, to_records);
          is_renaming = is_renaming || other == as_form;
          ASSERT_EQ(explore::canonical(world, other), form) << text_of(state) << " and " << text_of(other);
        }
      }
      ASSERT_TRUE(is_renaming) << text_of(state);
    }
  }
}

// --- The world of two DNs and two chains ---

using explore::DnWorldState;

DnWorldState draw_dn_world_state(States& states) {
  DnWorldState state{states.next(false), states.next(false)};
  state[1].logins = state[0].logins;
  state[1].monitored = state[0].monitored;
  return state;
}

TEST(Canonical, NumberInTheDnWorldIsTheLowestOfAllRenamings) {
  States states(2, 2, 1);
  Names const same{0, 1};
  Names const other{1, 0};
  for (int i = 0; i < 2'000; ++i) {
    DnWorldState const state = draw_dn_world_state(states);
    explore::DnWorldNumber least = explore::number_of(state);
    for (bool const agents : {false, true})
      for (bool const dns : {false, true})
        for (bool const chains : {false, true})
          for (bool const calls : {false, true}) {
            DnWorldState expected;
            for (std::size_t chain = 0; chain < 2; ++chain) {
              Snapshot& to = expected[chains ? 1 - chain : chain];
              to = renamed(state[chain], agents ? other : same, dns ? other : same, {0});
              if (calls && !state[chain].call.is_empty())
                to.call = state[chain].call == only(CallNumber{0}) ? only(CallNumber{1}) : only(CallNumber{0});
            }
            ASSERT_EQ(explore::exchanged(state, {agents, dns, chains, calls}), expected) << text_of(state[0]);
            least = std::min(least, explore::number_of(expected));
          }
    ASSERT_EQ(explore::canonical_number_of(state), least) << text_of(state[0]);
  }
}

TEST(Canonical, NumberInTheDnWorldHasEveryFactOfTheState) {
  DnWorldState state;
  for (Snapshot& chain : state) {
    chain.logins = only(AgentNumber{0}, DnNumber{1}) | only(AgentNumber{1}, DnNumber{0});
    chain.monitored = only(DnNumber{1});
  }
  state[0].loaded = true;
  state[0].phase = Phase::Live;
  state[0].parties = only(AgentNumber{0});
  state[0].keepers = only(AgentNumber{1});
  state[0].dialing = only(AgentNumber{0}, AgentNumber{1});
  state[0].records = state[0].records.with(only(RecordNumber{0}), Mark::canceled());
  state[1].phase = Phase::WrapUp;
  state[1].parties = only(AgentNumber{0}) | only(AgentNumber{1});
  state[1].established = only(AgentNumber{1}, AgentNumber{0});
  state[0].call = only(CallNumber{1});
  // The DNs of each agent, monitored DNs; of each chain: loaded, phase, parties, keepers, the call's id, those whom
  // each of three agents consults, Dialing and Established.
  constexpr std::uint64_t kDirectory = 0b10'01'10;
  constexpr std::uint64_t kFirst = 0b1'01'001'010'10'010'000'000'000'000'000;
  constexpr std::uint64_t kSecond = 0b0'10'011'000'00'000'000'000'001'000'000;
  EXPECT_EQ(explore::number_of(state),
            (explore::DnWorldNumber{(kDirectory << 29 | kFirst) << 8 | Mark::canceled().byte(), kSecond << 8}));

  // No two states have the same number.
  States states(2, 2, 1);
  std::vector<std::pair<explore::DnWorldNumber, DnWorldState>> numbers;
  for (int i = 0; i < 5'000; ++i) {
    DnWorldState const drawn = draw_dn_world_state(states);
    numbers.emplace_back(explore::number_of(drawn), drawn);
  }
  std::ranges::sort(numbers, {}, &std::pair<explore::DnWorldNumber, DnWorldState>::first);
  for (std::size_t i = 1; i < numbers.size(); ++i)
    ASSERT_EQ(numbers[i - 1].first == numbers[i].first, numbers[i - 1].second == numbers[i].second);
}

}  // namespace
}  // namespace recordshare::tests
