// SPDX-License-Identifier: Apache-2.0
// explore_tests.cpp pins the counts of explored worlds, which are the independent model's, and hashes of every step.
#include "properties/explore/explore.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/library/step.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/explore/progress_path.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

using properties::AgentSet;
using properties::BoundedEvent;
using properties::RecordNumber;
using properties::Scene;
using properties::Snapshot;
using properties::StepOutcome;
using properties::explore::ExploreOptions;
using properties::explore::ExploreReport;
using properties::invariants::I13;
using Machine = properties::explore::BoundedMachine<MsmSteps>;

constexpr Policies kDefault{};

/// Policies whose values are numbered, in the order of model/spec/README.md: `final_scope`, `reschedule`,
/// `do_not_call`.
constexpr Policies policies(unsigned final_scope, unsigned reschedule, unsigned do_not_call) {
  return {static_cast<FinalScope>(final_scope), static_cast<Reschedule>(reschedule),
          static_cast<DoNotCallScope>(do_not_call)};
}

/// The builds in which a world is explored.
enum class Size : std::uint8_t {
  Small,     ///< in every build
  Large,     ///< minutes in instrumented builds: in the others
  Campaign,  ///< minutes in every build: if RECORDSHARE_LARGE_WORLDS is 1
};

/// One world, and the counts of its exploration. States, accepted and outcomes without symmetry, and states with it,
/// equal those of model/spec/README.md, if it has them.
struct Pinned {
  std::size_t agents;
  std::size_t records;
  Policies policies;
  bool symmetry;
  std::size_t states;
  std::uint64_t accepted;
  std::uint64_t outcomes;
  std::uint64_t hash;  ///< over state, event, outcome and next state of every step
  Size size = Size::Small;
};

/// The store's initial size for any world: each shard begins with 64 places of 8 bytes.
constexpr std::size_t kBytesAtFirst = properties::explore::StateStore::kShards * std::size_t{64} * 8;

constexpr bool kInstrumented =
#ifdef RECORDSHARE_INSTRUMENTED
    true;
#else
    false;
#endif

constexpr Pinned kPinned[] = {
    {2, 1, kDefault, false, 2'864, 60'054, 197'616, 0x9ea9208967ea02fa},
    {2, 1, policies(0, 0, 1), false, 2'864, 60'964, 197'616, 0xae94ff1c51a547bb},
    {2, 1, policies(0, 1, 0), false, 4'272, 89'146, 294'768, 0xa38e9efa97767b9b},
    {2, 1, policies(0, 1, 1), false, 4'272, 90'576, 294'768, 0xeaa1e9b6a96fe610},
    {2, 1, policies(1, 0, 0), false, 2'864, 60'054, 197'616, 0x9ea9208967ea02fa},
    {2, 1, policies(1, 0, 1), false, 2'864, 60'964, 197'616, 0xae94ff1c51a547bb},
    {2, 1, policies(1, 1, 0), false, 4'272, 89'146, 294'768, 0xa38e9efa97767b9b},
    {2, 1, policies(1, 1, 1), false, 4'272, 90'576, 294'768, 0xeaa1e9b6a96fe610},
    {2, 2, kDefault, false, 28'304, 903'340, 3'651'216, 0x5be52796dbc81a8d},
    {2, 2, policies(0, 0, 1), false, 28'304, 919'720, 3'651'216, 0xfc1f14260f934834, Size::Large},
    {2, 2, policies(0, 1, 0), false, 59'280, 1'919'476, 7'647'120, 0xb59f21233e97b302, Size::Large},
    {2, 2, policies(0, 1, 1), false, 59'280, 1'956'656, 7'647'120, 0xd600dec10776800c, Size::Large},
    {2, 2, policies(1, 0, 0), false, 28'304, 903'340, 3'651'216, 0x80a7f2711dfbed1a, Size::Large},
    {2, 2, policies(1, 0, 1), false, 28'304, 919'720, 3'651'216, 0x20e1df0051c71ac1, Size::Large},
    {2, 2, policies(1, 1, 0), false, 59'280, 1'919'476, 7'647'120, 0xf3460e1df022458a, Size::Large},
    {2, 2, policies(1, 1, 1), false, 59'280, 1'956'656, 7'647'120, 0x13a7cbbbb9011294, Size::Large},
    {3, 1, kDefault, false, 96'640, 3'626'332, 11'886'720, 0x03c4081e2ab67027, Size::Large},
    {3, 1, policies(0, 0, 1), false, 96'640, 3'671'482, 11'886'720, 0xa08a888aa43ffa12, Size::Large},
    {3, 1, policies(0, 1, 0), false, 149'248, 5'580'250, 18'357'504, 0x990f0a46973b7d0f, Size::Large},
    {3, 1, policies(0, 1, 1), false, 149'248, 5'652'490, 18'357'504, 0x42cc2af476ec9b93, Size::Large},
    {3, 1, policies(1, 0, 0), false, 96'640, 3'626'332, 11'886'720, 0x03c4081e2ab67027, Size::Large},
    {3, 1, policies(1, 0, 1), false, 96'640, 3'671'482, 11'886'720, 0xa08a888aa43ffa12, Size::Large},
    {3, 1, policies(1, 1, 0), false, 149'248, 5'580'250, 18'357'504, 0x990f0a46973b7d0f, Size::Large},
    {3, 1, policies(1, 1, 1), false, 149'248, 5'652'490, 18'357'504, 0x42cc2af476ec9b93, Size::Large},
    {3, 2, kDefault, false, 1'254'400, 75'307'297, 292'275'200, 0x43df93f5264bf747, Size::Large},
    {2, 1, kDefault, true, 1'446, 30'280, 99'774, 0x8eeb6fabb5a25215},
    {3, 1, kDefault, true, 16'500, 617'139, 2'029'500, 0xd9b8953d677f581e},
    {2, 2, kDefault, true, 7'836, 251'528, 1'010'844, 0x319a65d15897a664},
    {2, 2, policies(0, 0, 1), true, 7'836, 256'098, 1'010'844, 0xcba137252976b3b6},
    {2, 2, policies(0, 1, 0), true, 15'940, 517'630, 2'056'260, 0x6a23bfa84c0682b3},
    {2, 2, policies(0, 1, 1), true, 15'940, 527'668, 2'056'260, 0xa37f3f328d8807e6},
    {2, 2, policies(1, 0, 0), true, 7'836, 251'528, 1'010'844, 0x01f19bc95e3559f5},
    {2, 2, policies(1, 0, 1), true, 7'836, 256'098, 1'010'844, 0x9bf86d1d2f146747},
    {2, 2, policies(1, 1, 0), true, 15'940, 517'630, 2'056'260, 0x3bfe5f4324839bb1},
    {2, 2, policies(1, 1, 1), true, 15'940, 527'668, 2'056'260, 0x7559decd660520e4},
    {3, 2, kDefault, true, 114'312, 6'876'017, 26'634'696, 0x37d37926cb7bc74a, Size::Large},
    {4, 1, kDefault, true, 182'493, 10'350'907, 34'491'177, 0xb3cb660932b99aeb, Size::Large},
    {4, 2, kDefault, true, 1'527'516, 143'791'545, 551'433'276, 0x0fe50be1d94174fb, Size::Campaign},
    {5, 2, kDefault, true, 15'205'272, 2'022'833'930, 7'861'125'624, 0x1a83e59305d552d1, Size::Campaign},
};

// The name of a world in GoogleTest's list.
void PrintTo(Pinned const& pinned, std::ostream* out) {
  *out << pinned.agents << " agents, " << pinned.records << " records, " << properties::text_of(pinned.policies);
}

std::string name_of_world(Pinned const& pinned) {
  std::string name = "N" + std::to_string(pinned.agents) + "K" + std::to_string(pinned.records) + "_";
  for (PolicyTerm const& policy : kPolicies) name += std::to_string(policy.value_in(pinned.policies));
  return name + (pinned.symmetry ? "_symmetry" : "");
}

ExploreOptions options_of(Pinned const& pinned) {
  ExploreOptions options;
  options.world = {pinned.agents, pinned.records, pinned.policies};
  options.symmetry = pinned.symmetry;
  options.threads = 2;
  return options;
}

class Explore : public testing::TestWithParam<Pinned> {};

TEST_P(Explore, FindsNothingWrongAndEveryStepAsPinned) {
  Pinned const& pinned = GetParam();
  if (pinned.size != Size::Small && kInstrumented) GTEST_SKIP() << "takes minutes; builds as shipped run it";
  if (pinned.size == Size::Campaign && !variable_is_on("RECORDSHARE_LARGE_WORLDS"))
    GTEST_SKIP() << "takes minutes; tests/campaign.sh runs it";
  ExploreReport const report = properties::explore::explore(options_of(pinned));
  EXPECT_FALSE(report.finding.has_value()) << report.finding->name << ": " << report.finding->sentence;
  EXPECT_EQ(report.states, pinned.states);
  EXPECT_EQ(report.outcomes.accepted(), pinned.accepted);
  EXPECT_EQ(report.outcomes.all(), pinned.outcomes);
  EXPECT_EQ(report.hash, pinned.hash) << std::hex << report.hash;
  EXPECT_EQ(report.progress.events, 3U) << "I13: monitoring, login and request are needed at worst";
  EXPECT_LE(report.bytes, 64 * report.states + sizeof(properties::explore::StateStore) + kBytesAtFirst);
}

INSTANTIATE_TEST_SUITE_P(Worlds, Explore, testing::ValuesIn(kPinned),
                         [](auto const& test) { return name_of_world(test.param); });

TEST(Explore, IsTheSameForAnyNumberOfThreads) {
  ExploreOptions options;
  options.world = {2, 2, {}};
  ExploreReport reports[3];
  for (std::size_t threads = 1; threads <= 3; ++threads) {
    options.threads = threads;
    reports[threads - 1] = properties::explore::explore(options);
  }
  for (ExploreReport const& report : reports) {
    EXPECT_EQ(report.hash, reports[0].hash);
    EXPECT_EQ(report.states, reports[0].states);
    EXPECT_EQ(report.depth, reports[0].depth);
    EXPECT_EQ(report.progress.state, reports[0].progress.state);
  }
}

/// The states, the frontier, the depth and the outcomes that the observer is told of after each batch.
std::string told_progress(ExploreOptions const& options) {
  using properties::explore::ExploreProgress;
  std::string told;
  ExploreProgress last;
  ExploreReport const report = properties::explore::explore(options, [&](ExploreProgress const& now) {
    for (std::size_t const number : {now.states, now.frontier, now.depth}) told += std::to_string(number) + ", ";
    told += std::to_string(now.outcomes) + "\n";
    EXPECT_GE(now.seconds, last.seconds);
    last = now;
  });
  EXPECT_EQ(last.states, report.states);
  EXPECT_EQ(last.depth, report.depth);
  EXPECT_EQ(last.outcomes, report.outcomes.all());
  EXPECT_GE(report.seconds, last.seconds);
  return told;
}

TEST(Explore, TellsItsProgressAtEveryDepth) {
  EXPECT_EQ(told_progress({.world = {2, 1, {}}, .threads = 2}),
            "4, 3, 1, 69\n"
            "13, 9, 2, 276\n"
            "34, 21, 3, 897\n"
            "84, 50, 4, 2346\n"
            "179, 95, 5, 5796\n"
            "336, 157, 6, 12351\n"
            "564, 228, 7, 23184\n"
            "833, 269, 8, 38916\n"
            "1079, 246, 9, 57477\n"
            "1260, 181, 10, 74451\n"
            "1371, 111, 11, 86940\n"
            "1425, 54, 12, 94599\n"
            "1443, 18, 13, 98325\n"
            "1446, 3, 14, 99567\n"
            "1446, 0, 14, 99774\n");
}

/// A batch is 16,384 states at most.
TEST(Explore, TellsItsProgressAfterEveryBatchOfADepth) {
  if (kInstrumented) GTEST_SKIP() << "takes minutes; builds as shipped run it";
  EXPECT_EQ(told_progress({.world = {3, 1, {}}, .symmetry = false, .threads = 2}),
            "8, 7, 1, 123\n"
            "37, 29, 2, 984\n"
            "170, 133, 3, 4551\n"
            "725, 555, 4, 20910\n"
            "2388, 1663, 5, 89175\n"
            "6107, 3719, 6, 293724\n"
            "13064, 6957, 7, 751161\n"
            "24568, 11504, 8, 1606872\n"
            "40758, 16190, 9, 3021864\n"
            "59128, 18370, 10, 5013234\n"
            "75516, 18374, 10, 7028466\n"
            "75532, 16404, 11, 7272744\n"
            "86992, 11480, 11, 9287976\n"
            "86992, 11460, 12, 9290436\n"
            "93220, 6228, 13, 10700016\n"
            "95794, 2574, 14, 11466060\n"
            "96532, 738, 15, 11782662\n"
            "96640, 108, 16, 11873436\n"
            "96640, 0, 16, 11886720\n");
}

/// The outcome of the last of these events, each taken in the state after the one before.
StepOutcome outcome_of(std::vector<BoundedEvent> const& events, Snapshot state) {
  Machine machine{Policies{}};
  StepOutcome outcome;
  for (BoundedEvent const& event : events) {
    machine.enter(Scene<Snapshot>(state, Policies{}));
    outcome = {};
    Snapshot after = state;
    if (std::visit([&](auto const& e) { return machine.step(e, outcome, after); }, event)) state = after;
  }
  return outcome;
}

bool is_processed(BoundedEvent const& event, StepOutcome const& outcome, RecordNumber record) {
  auto const* const request = std::get_if<model::DesktopRequest<properties::Bounded>>(&event);
  return request != nullptr && I13::is_kept(*request, outcome, record);
}

/// The length of the shortest path of at most `most` events, by trying every event of I13 in every order.
std::size_t shortest(properties::explore::World const& world, Snapshot const& state, RecordNumber record,
                     std::size_t most) {
  std::size_t least = most + 1;
  Machine machine{Policies{}};
  machine.enter(Scene<Snapshot>(state, Policies{}));
  std::vector<Snapshot> next;
  properties::explore::each_event(world, [&]<class E>(E const& e) {
    if constexpr (I13::may_be_used<E>) {
      StepOutcome outcome;
      Snapshot after;
      if (machine.step(e, outcome, after)) next.push_back(after);
      if (is_processed(e, outcome, record)) least = 1;
    }
  });
  for (std::size_t i = 0; i < next.size() && least > 2 && most > 1; ++i)
    least = std::min(least, 1 + shortest(world, next[i], record, least - 2));
  return least;
}

/// Each path of progress, in every state in which one is owed: it can be played, and none is shorter.
TEST(Explore, FindsTheShortestPathOfProgressInEveryState) {
  ExploreOptions options;
  options.world = {2, 2, {}};
  auto const make_steps = [] { return MsmSteps(); };
  properties::explore::Exploration exploration(options, make_steps, {});
  ExploreReport const report = exploration.run();
  properties::explore::ProgressPath path(options.world, MsmSteps());
  std::map<std::size_t, int> owed;
  auto const& store = exploration.store();
  for (std::size_t shard = 0; shard < properties::explore::StateStore::kShards; ++shard) {
    for (std::size_t place = 0; place < store.size_of(shard); ++place) {
      auto const id = properties::explore::StateStore::id_of(shard, place);
      Scene<Snapshot> const scene(properties::explore::unpacked(options.world, store[id].state), Policies{});
      for (std::uint8_t r = 0; r < 2; ++r) {
        RecordNumber const record{r};
        if (!I13::is_owed(scene, record, AgentSet::first(2))) continue;
        std::vector<BoundedEvent> events;
        std::size_t const length = path.events_from(scene, record, &events);
        std::ranges::reverse(events);
        ASSERT_EQ(events.size(), length);
        ASSERT_TRUE(is_processed(events.back(), outcome_of(events, scene.state), record)) << text_of(scene.state);
        ASSERT_EQ(path.events_from(scene, record), length);
        ASSERT_EQ(shortest(options.world, scene.state, record, I13::kEventsMax), length) << text_of(scene.state);
        ++owed[length];
      }
    }
  }
  EXPECT_EQ(owed, (std::map<std::size_t, int>{{1, 624}, {2, 888}, {3, 264}}));
  // The worst case is told with its whole stream.
  std::vector<BoundedEvent> const& events = report.to_progress.events;
  ASSERT_GT(events.size(), report.progress.events);
  auto const* const last = std::get_if<model::DesktopRequest<properties::Bounded>>(&events.back());
  ASSERT_NE(last, nullptr);
  EXPECT_TRUE(is_processed(events.back(), outcome_of(events, {}), last->record));
  EXPECT_EQ(events.size(), 6U);
}

TEST(Explore, MeetsEveryRuleAndEveryReasonThatOneChainCanGive) {
  ExploreOptions options;
  options.world = {2, 1, {}};
  ExploreReport const report = properties::explore::explore(options);
  for (std::size_t r = 1; r < kReasons.size(); ++r) {
    auto const reason = static_cast<Reason>(r);
    std::uint64_t count = 0;
    for (std::size_t rule = 0; rule < kRules.size(); ++rule)
      for (Result const result : {Result::Refused, Result::Error})
        count += report.outcomes.of(static_cast<Rule>(rule), reason, result);
    // Only an engine has limits, and only the world of call ids has those; limit_tests.cpp and dn_world_tests.cpp.
    EXPECT_EQ(count == 0, reason == Reason::LimitReached || reason == Reason::OtherCall) << name(reason);
  }
}

}  // namespace
}  // namespace recordshare::tests
