// SPDX-License-Identifier: Apache-2.0
// allocation_failure_tests.cpp lets each allocation of each event fail: the event is refused and changes nothing, and
// the next attempt is that of an engine whose memory never failed.
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/kept_events.hpp"
#include "engine/generator/generator.hpp"
#include "tests/failing_memory.hpp"
#include "tests/growing_streams.hpp"

namespace recordshare::tests {
namespace {

using generator::KeptEvents;

// ---- All that can be asked ----

/// The names, chains and records of a stream.
struct World {
  explicit World(std::span<Event const> events) {
    std::set<std::string> names;
    std::set<std::uint64_t> ids;
    std::set<std::uint64_t> handles;
    auto const collect = [&](auto const& one) {
      if constexpr (requires { one.agent; }) names.emplace(Party(one.agent).name);
      if constexpr (requires { one.from; }) names.emplace(one.from.name);
      if constexpr (requires { one.to; }) names.emplace(one.to.name);
      if constexpr (requires { one.chain; }) ids.insert(one.chain.value());
      if constexpr (requires { one.record; }) handles.insert(one.record.value());
      if constexpr (requires { one.records; })
        for (RecordHandle const record : one.records) handles.insert(record.value());
    };
    for (Event const& event : events) std::visit(collect, event);
    agents.assign(names.begin(), names.end());
    chains.assign(ids.begin(), ids.end());
    records.assign(handles.begin(), handles.end());
  }

  std::vector<std::string> agents;
  std::vector<std::uint64_t> chains, records;
};

template <class T>
std::string sorted_text(Listing<T> const& listing, auto const& text_of) {
  std::vector<std::string> all;
  for (T const& item : listing) all.push_back(text_of(item));
  std::ranges::sort(all);
  std::string text;
  for (std::string const& one : all) text += ' ' + one;
  return text;
}

/// The answers of all look-ups about a world. In a large world each chain is asked about its own members and a few
/// other agents.
std::string all_answers(Engine const& engine, World const& world) {
  std::string text =
      std::to_string(engine.name_count()) + " names, " + std::to_string(engine.chain_count()) + " chains";
  for (std::string const& agent : world.agents)
    text += static_cast<char>('0' + static_cast<int>(engine.standing(agent)));
  for (std::uint64_t const record : world.records) {
    auto const chain = engine.chain_of(record);
    if (chain) text += ' ' + std::to_string(record) + " in " + std::to_string(chain->value());
  }
  std::size_t const step = 1 + world.agents.size() * world.chains.size() / 10'000;
  std::size_t next = 0;
  auto const as_it_is = [](std::string_view name) { return std::string(name); };
  for (std::uint64_t const chain : world.chains) {
    auto const phase = engine.phase(chain);
    for (; next < world.agents.size(); next += step)
      text += static_cast<char>('A' + static_cast<int>(engine.access(chain, world.agents[next])));
    next -= std::min(next, world.agents.size());
    if (!phase) continue;
    text += "\n" + std::to_string(chain) + " " + std::string(name(*phase));
    text += " parties" + sorted_text(engine.parties(chain), [&](Party const& party) {
              return as_it_is(party.name) + static_cast<char>('0' + static_cast<int>(engine.access(chain, party.name)));
            });
    text += " keepers" + sorted_text(engine.keepers(chain), [&](Party const& keeper) { return as_it_is(keeper.name); });
    text += " consultations" + sorted_text(engine.consultations(chain), [](Consultation const& one) {
              return std::string(one.initiator.name).append(">").append(one.target.name).append(name(one.stage));
            });
    for (auto const& [record, finality] : engine.records(chain)) {
      text += ' ' + std::to_string(record.value());
      if (finality) text.append(name_of_final(finality->request)).append(finality->agent);
    }
  }
  return text;
}

/// The first part in which two texts differ, in a few words.
std::string difference(std::string const& one, std::string const& other) {
  if (one == other) return {};
  auto const at = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
  std::size_t const begin = at < 30 ? 0 : at - 30;
  return "`" + one.substr(begin, 60) + "` and not `" + other.substr(begin, 60) + "`";
}

// ---- Events that are tried without memory ----

/// What happened in all attempts of a test.
struct Tally {
  std::array<int, std::variant_size_v<Event>> refused{};   ///< attempts that were refused, by the event's type
  std::array<int, std::variant_size_v<Event>> accepted{};  ///< events that took place after that
};

/// The index of an event's type in Event.
template <class One>
constexpr std::size_t kIndex = Event(One{}).index();

/// Blocks that are allocated during its lifetime must be freed in it.
struct NothingStays {
  ~NothingStays() { EXPECT_EQ(blocks_alive(), before) << "blocks stay behind"; }
  std::int64_t before = blocks_alive();
};

/// Whether an event of this type may need memory: it can add a name, a chain, a record or a member, or it concerns all
/// chains of an agent. All others must take place without memory.
bool may_need_memory(Event const& event) {
  return std::visit(
      []<class One>(One const&) {
        return std::is_same_v<One, DnMonitored> || std::is_same_v<One, DnUnmonitored> ||
               std::is_same_v<One, AgentLogin> || std::is_same_v<One, AgentLogout> ||
               std::is_same_v<One, ChainLoaded> || std::is_same_v<One, RecordAdded> ||
               std::is_same_v<One, CallEstablished> || std::is_same_v<One, PreviewRecord> ||
               std::is_same_v<One, SingleStepTransferCompleted> || std::is_same_v<One, ConsultationInitiated> ||
               std::is_same_v<One, TransferCompleted> || std::is_same_v<One, ConferenceCompleted> ||
               std::is_same_v<One, SingleStepConferenceCompleted> || std::is_same_v<One, CallRecovered>;
      },
      event);
}

std::string line_of(Event const& event) {
  std::string line;
  append_line(line, event);
  return line.substr(0, 200);
}

/// Applies an event while the allocation after the first `before` fails. Returns the outcome if the event was decided;
/// nothing if it was refused for want of memory.
std::optional<OwnedOutcome> attempt(Engine& engine, Event const& event, std::uint64_t before, Fails fails) {
  std::optional<Outcome> outcome;
  {
    Counting const on(before, fails);
    outcome = engine.apply(event);
  }
  bool const refused = an_allocation_failed() && outcome->reason == Reason::LimitReached;
  if (!refused) return owned(*outcome);
  EXPECT_EQ(outcome->result, Result::Refused);
  EXPECT_NE(outcome->rule, Rule::None);
  EXPECT_TRUE(outcome->changes.empty());
  EXPECT_TRUE(may_need_memory(event)) << line_of(event);
  return std::nullopt;
}

/// Applies an event to an engine, and returns the outcome and the number of its allocations.
std::pair<OwnedOutcome, std::uint64_t> apply_and_count(Engine& engine, Event const& event) {
  std::optional<Outcome> outcome;
  {
    Counting const on;
    outcome = engine.apply(event);
  }
  std::uint64_t const count = allocations_counted();
  return {owned(*outcome), count};
}

/// Chooses the events of a stream that are tried without memory: of those of one type with the same number of
/// allocations the first few, so that each growth is among them, and each `every`th.
class Choice {
 public:
  Choice(std::uint64_t first, std::uint64_t every) : first_(first), every_(every) {}
  bool operator()(Event const& event, std::uint64_t allocations) {
    std::uint64_t const seen = seen_[{type_name(event), allocations}]++;
    return seen < first_ || seen % every_ == 0;
  }

 private:
  std::uint64_t first_, every_;
  std::map<std::pair<std::string_view, std::uint64_t>, std::uint64_t> seen_;
};

/// Plays a stream on two engines. The first tries each event that is chosen, and each that should need no memory,
/// without memory: each of its allocations fails, alone and with all that follow. After each attempt it answers all
/// questions as before, and after the event as the other engine does.
void try_each_event(KeptEvents const& kept, Options const& options, std::uint64_t every, Tally& tally) {
  NothingStays const check;
  World const world(kept.events());
  Engine tried(options);
  Engine spared(options);
  Choice chosen(6, every);
  for (Event const& event : kept.events()) {
    auto const [expected, allocations] = apply_and_count(spared, event);
    if (allocations != 0 && !chosen(event, allocations)) {
      ASSERT_EQ(owned(tried.apply(event)), expected) << line_of(event);
      continue;
    }
    std::string const before = allocations == 0 ? std::string() : all_answers(tried, world);
    std::optional<OwnedOutcome> outcome;
    // An attempt may keep room that it reserved, so that the next one begins with a later allocation: each number is
    // tried several times.
    for (std::uint64_t number = 0; !outcome; ++number) {
      for (Fails const fails : {Fails::FromThenOn, Fails::Once, Fails::Once}) {
        outcome = attempt(tried, event, number, fails);
        if (outcome) break;
        ++tally.refused[event.index()];
        if (!before.empty()) {
          ASSERT_EQ(difference(all_answers(tried, world), before), "") << line_of(event);
        }
      }
      ASSERT_LT(number, 64U) << "an event without end: " << line_of(event);
    }
    ASSERT_EQ(*outcome, expected) << line_of(event);
    if (before.empty()) continue;
    ASSERT_EQ(difference(all_answers(tried, world), all_answers(spared, world)), "") << line_of(event);
    ++tally.accepted[event.index()];
  }
  ASSERT_EQ(difference(all_answers(tried, world), all_answers(spared, world)), "");
}

/// Tries the chosen events that allocate, each on a new engine on which the events before it were played: nothing that
/// an earlier attempt has reserved is there.
void try_on_new_engines(KeptEvents const& kept, Options const& options, std::uint64_t every) {
  NothingStays const check;
  World const world(kept.events());
  auto const all = kept.events();
  Engine spared(options);
  Choice chosen(2, every);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const [expected, allocations] = apply_and_count(spared, all[i]);
    if (allocations == 0 || !chosen(all[i], allocations)) continue;
    std::string const after = all_answers(spared, world);
    std::string before;
    for (std::uint64_t number = 0; number < allocations; ++number) {
      for (Fails const fails : {Fails::Once, Fails::FromThenOn}) {
        Engine tried(options);
        for (Event const& earlier : all.first(i)) static_cast<void>(tried.apply(earlier));
        if (before.empty()) before = all_answers(tried, world);
        std::optional<OwnedOutcome> outcome = attempt(tried, all[i], number, fails);
        if (!outcome) {
          ASSERT_EQ(difference(all_answers(tried, world), before), "") << line_of(all[i]);
          outcome = owned(tried.apply(all[i]));
        }
        ASSERT_EQ(*outcome, expected) << "in another attempt: " << line_of(all[i]);
        ASSERT_EQ(difference(all_answers(tried, world), after), "") << line_of(all[i]);
      }
    }
  }
}

KeptEvents generated(generator::GeneratorOptions const& options, std::size_t count) {
  generator::StreamGenerator generator(options);
  KeptEvents kept;
  for (std::size_t i = 0; i < count; ++i) kept.keep(generator.next());
  return kept;
}

TEST(AllocationFailure, ChangesNothingInAnyEventOfSmallStreams) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    try_each_event(generated({.seed = seed, .agents = 5, .chains = 3, .profile = generator::Profile::Small}, 120), {},
                   1, tally);
  // Each type that may need memory has been refused for want of it, and has taken place after that.
  for (std::size_t const type :
       {kIndex<DnMonitored>, kIndex<DnUnmonitored>, kIndex<AgentLogin>, kIndex<AgentLogout>, kIndex<ChainLoaded>,
        kIndex<RecordAdded>, kIndex<CallEstablished>, kIndex<PreviewRecord>, kIndex<SingleStepTransferCompleted>,
        kIndex<ConsultationInitiated>, kIndex<SingleStepConferenceCompleted>}) {
    EXPECT_GT(tally.refused[type], 3) << type;
    EXPECT_GT(tally.accepted[type], 3) << type;
  }
}

TEST(AllocationFailure, ChangesNothingInAnyEventOfAGeneratedStream) {
  Tally tally;
  try_each_event(generated({.seed = 5, .agents = 30, .chains = 12, .engine = {}}, 4000), {}, 1, tally);
  EXPECT_GT(tally.refused[kIndex<AgentLogin>] + tally.refused[kIndex<ChainLoaded>], 5);
}

TEST(AllocationFailure, ChangesNothingOnANewEngine) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed)
    try_on_new_engines(generated({.seed = seed, .agents = 5, .chains = 3, .profile = generator::Profile::Small}, 60),
                       {}, 1);
}

TEST(AllocationFailure, ChangesNothingWhenTheNamesGrow) {
  Tally tally;
  try_each_event(many_names(), {}, 40, tally);
  try_on_new_engines(many_names(), {}, 200);
}
TEST(AllocationFailure, ChangesNothingWhenTheNamesOfOutsidersGrow) {
  Tally tally;
  try_each_event(many_outsiders(), {}, 60, tally);
  try_on_new_engines(many_outsiders(), {}, 400);
}
TEST(AllocationFailure, ChangesNothingWhenTheChainsGrow) {
  Tally tally;
  try_each_event(many_chains(), {}, 60, tally);
  try_on_new_engines(many_chains(), {}, 400);
}
TEST(AllocationFailure, ChangesNothingWhenAChainGrows) {
  Tally tally;
  try_each_event(long_chains(), kLarge, 4, tally);
  try_on_new_engines(long_chains(), kLarge, 40);
}
TEST(AllocationFailure, ChangesNothingWhenTheMembersGrow) {
  Tally tally;
  try_each_event(many_members(), {}, 4, tally);
  try_on_new_engines(many_members(), {}, 40);
}
TEST(AllocationFailure, ChangesNothingWhenAnAgentIsInManyChains) {
  Tally tally;
  try_each_event(many_chains_of_one_agent(700), {}, 40, tally);
  try_on_new_engines(many_chains_of_one_agent(520), {}, 200);
  EXPECT_GT(tally.refused[kIndex<DnMonitored>] + tally.refused[kIndex<DnUnmonitored>], 0);
}
/// An agent's list of chains that shrinks needs memory, too: without it, it stays as it is.
TEST(AllocationFailure, ChangesNothingWhenAnAgentLeavesManyChains) {
  constexpr std::uint64_t kChains = 4200;
  Tally tally;
  try_each_event(many_chains_of_one_agent(kChains), {}, 2000, tally);
}

/// A request never allocates, whichever chain was the longest before: the answer's room is reserved with the records.
TEST(AllocationFailure, ARequestNeedsNoMemory) {
  Engine engine;
  for (Event const& event :
       {Event(DnMonitored{"7001"}), Event(AgentLogin{"alice", "7001"}), Event(DnMonitored{"7002"})})
    ASSERT_EQ(engine.apply(event).result, Result::Accepted);
  for (std::uint64_t const size : {1U, 2U, 3U, 9U, 65U, 257U, 999U}) {
    auto const records = handles(size * 10'000, size);
    ASSERT_EQ(engine.apply(ChainLoaded{size, records}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(CallEstablished{records[0], "alice"}).result, Result::Accepted);
    for (bool const one_more : {false, true}) {
      if (one_more) {
        ASSERT_EQ(engine.apply(RecordAdded{size, size * 10'000 + size}).result, Result::Accepted);
      }
      for (std::size_t request = 0; request < kRequests.size(); ++request) {
        Counting const on(0);
        Outcome const outcome = engine.apply(DesktopRequest{records[0], "alice", enumerator_at<Request>(request)});
        EXPECT_EQ(allocations_counted(), 0U) << kRequests[request].name;
        EXPECT_EQ(outcome.message, "");
      }
    }
  }
}

}  // namespace
}  // namespace recordshare::tests
