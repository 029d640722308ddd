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
constexpr Policies kRescheduleFinalizes{FinalScope::Record, Reschedule::Finalizes};
constexpr Policies kWholeChain{FinalScope::Chain, Reschedule::Updates};
constexpr Policies kBoth{FinalScope::Chain, Reschedule::Finalizes};

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
    {2, 1, kDefault, false, 2'864, 44'518, 190'456, 0x21f6f293fd034495},
    {2, 1, kWholeChain, false, 2'864, 44'518, 190'456, 0x21f6f293fd034495},
    {2, 1, kRescheduleFinalizes, false, 4'272, 65'930, 284'088, 0x935ed7db12e0a3a0},
    {2, 1, kBoth, false, 4'272, 65'930, 284'088, 0x935ed7db12e0a3a0},
    {2, 2, kDefault, false, 28'304, 648'476, 3'467'240, 0xc47e4579281b7c79},
    {2, 2, kWholeChain, false, 28'304, 648'476, 3'467'240, 0xec6eb30c63c49548, Size::Large},
    {2, 2, kRescheduleFinalizes, false, 59'280, 1'370'212, 7'261'800, 0xab494490f3bc098b, Size::Large},
    {2, 2, kBoth, false, 59'280, 1'370'212, 7'261'800, 0x9231cdf88a1a7132, Size::Large},
    {3, 1, kDefault, false, 96'640, 2'417'308, 11'548'480, 0xec300cfec1ceffba, Size::Large},
    {3, 1, kWholeChain, false, 96'640, 2'417'308, 11'548'480, 0xec300cfec1ceffba, Size::Large},
    {3, 1, kRescheduleFinalizes, false, 149'248, 3'712'474, 17'835'136, 0x8543e6b54ffc4463, Size::Large},
    {3, 1, kBoth, false, 149'248, 3'712'474, 17'835'136, 0x8543e6b54ffc4463, Size::Large},
    {3, 2, kDefault, false, 1'254'400, 47'906'593, 277'849'600, 0x3e99469c87324fca, Size::Large},
    {2, 1, kDefault, true, 1'446, 22'442, 96'152, 0xbda77349a9a2db07},
    {3, 1, kDefault, true, 16'500, 411'237, 1'971'544, 0x90851316d1830b0d},
    {2, 2, kDefault, true, 7'836, 180'372, 959'888, 0x6bc50d319cd49add},
    {2, 2, kRescheduleFinalizes, true, 15'940, 369'298, 1'952'624, 0x8f98c5ceaf5e886a},
    {2, 2, kWholeChain, true, 7'836, 180'372, 959'888, 0x31f2a67437a1fa53},
    {2, 2, kBoth, true, 15'940, 369'298, 1'952'624, 0xd6e684551fd7dc3e},
    {3, 2, kDefault, true, 114'312, 4'370'261, 25'319'224, 0xb94efecbfe89def7, Size::Large},
    {4, 1, kDefault, true, 182'493, 7'000'725, 34'304'025, 0xdb7ee12567234ea9, Size::Large},
    {4, 2, kDefault, true, 1'527'516, 93'696'785, 534'604'236, 0x0e1b36fa3fe04549, Size::Campaign},
    {5, 2, kDefault, true, 15'205'272, 1'304'213'166, 7'723'862'344, 0x6d00944e84cb9fcf, Size::Campaign},
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
            "4, 3, 1, 65\n"
            "12, 8, 2, 262\n"
            "29, 17, 3, 790\n"
            "69, 40, 4, 1911\n"
            "149, 80, 5, 4553\n"
            "286, 137, 6, 9861\n"
            "485, 199, 7, 18980\n"
            "736, 251, 8, 32233\n"
            "1003, 267, 9, 48936\n"
            "1227, 224, 10, 66699\n"
            "1365, 138, 11, 81611\n"
            "1425, 60, 12, 90797\n"
            "1443, 18, 13, 94775\n"
            "1446, 3, 14, 95957\n"
            "1446, 0, 14, 96152\n");
}

/// A batch is 16,384 states at most.
TEST(Explore, TellsItsProgressAfterEveryBatchOfADepth) {
  if (kInstrumented) GTEST_SKIP() << "takes minutes; builds as shipped run it";
  EXPECT_EQ(told_progress({.world = {3, 1, {}}, .symmetry = false, .threads = 2}),
            "8, 7, 1, 115\n"
            "33, 25, 2, 932\n"
            "113, 80, 3, 3873\n"
            "395, 282, 4, 13271\n"
            "1287, 892, 5, 46361\n"
            "3503, 2216, 6, 151431\n"
            "7904, 4401, 7, 413879\n"
            "15466, 7562, 8, 937640\n"
            "27324, 11858, 9, 1840306\n"
            "43768, 16444, 10, 3257184\n"
            "62559, 18851, 10, 5215460\n"
            "62559, 18791, 11, 5222644\n"
            "79246, 19094, 11, 7182372\n"
            "79264, 16705, 12, 7470237\n"
            "90241, 11298, 12, 9431553\n"
            "90241, 10977, 13, 9469960\n"
            "95182, 4941, 14, 10783957\n"
            "96496, 1314, 15, 11374546\n"
            "96640, 144, 16, 11531272\n"
            "96640, 0, 16, 11548480\n");
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
  properties::explore::each_event(world, state, [&]<class E>(E const& e) {
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
  EXPECT_EQ(events.size(), 8U);
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
    // Only an engine has limits; tests/limit_tests.cpp tests them.
    EXPECT_EQ(count == 0, reason == Reason::LimitReached) << name(reason);
  }
}

}  // namespace
}  // namespace recordshare::tests
