// SPDX-License-Identifier: Apache-2.0
// facts_tests.cpp plants facts that are too strong, too weak or wrong: the prover and the explorers name each.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "properties/explore/dn_world.hpp"
#include "properties/explore/explore.hpp"
#include "properties/explore/step_check.hpp"
#include "properties/oracle/facts.hpp"
#include "properties/prove/proof.hpp"
#include "properties/prove/smt_text.hpp"
#include "properties/prove/story.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::tests {
namespace {

namespace explore = properties::explore;
namespace facts = properties::facts;
namespace prove = properties::prove;
using properties::implies;
using properties::is_matching;
using properties::Scene;
using properties::Snapshot;
using prove::SymbolicState;

// --- Planted facts ---

/// Each is a struct as in facts.hpp.
#define RECORDSHARE_PLANTED(Type, text, of_i17, ...)           \
  struct Type {                                                \
    static constexpr std::string_view name = text;             \
    static constexpr std::string_view sentence = "Planted.";   \
    static constexpr bool is_of_i17 = of_i17;                  \
    template <class S>                                         \
    static auto of_state([[maybe_unused]] Scene<S> const& s) { \
      [[maybe_unused]] S const& state = s.state;               \
      return __VA_ARGS__;                                      \
    }                                                          \
  };

// Too strong: the first is false after a transfer to a queue.
RECORDSHARE_PLANTED(NobodyKeepsWhileLive, "planted_keepers", true, implies(s.is_live(), state.keepers.is_empty()))
RECORDSHARE_PLANTED(NobodyKeepsWhileLiveToo, "planted_keepers_2", false, implies(s.is_live(), state.keepers.is_empty()))
RECORDSHARE_PLANTED(OnlyInitiators, "planted_targets", true,
                    (state.parties & (state.dialing | state.established).range()).is_empty())
RECORDSHARE_PLANTED(PartiesAreLoggedIn, "planted_parties", false, state.parties.subset_of(state.logins.domain()))
RECORDSHARE_PLANTED(MonitoredIsOccupied, "planted_dns", false, state.monitored.subset_of(state.logins.range()))
RECORDSHARE_PLANTED(NothingIsFinal, "planted_marks", false, state.records.final().is_empty())
// Wrong: even of the initial state, or of no state.
RECORDSHARE_PLANTED(AlwaysLoaded, "planted_loaded", false, S::truth(true) && state.loaded)
RECORDSHARE_PLANTED(NeverLive, "planted_phase", false, !s.is_live())
RECORDSHARE_PLANTED(Never, "planted_never", false, S::truth(false))
// Too weak, in place of the fact of the same name: one conjunct is dropped.
RECORDSHARE_PLANTED(WeakParties, "parties", true, implies(state.parties.is_empty(), !s.is_live()))
RECORDSHARE_PLANTED(WeakLive, "live", true, implies(!state.dialing.is_empty(), s.is_live()))
RECORDSHARE_PLANTED(WeakInitiators, "initiators", true, state.established.domain().subset_of(state.parties))
RECORDSHARE_PLANTED(WeakMatching, "matching", true, is_matching(state.dialing) && is_matching(state.established))
RECORDSHARE_PLANTED(WeakStages, "stages", true, S::truth(true))
RECORDSHARE_PLANTED(WeakKeepers, "keepers", true, implies(!s.is_live(), (state.parties & state.keepers).is_empty()))
RECORDSHARE_PLANTED(WeakLogins, "logins", false, state.logins.into(state.monitored).is_injective())
RECORDSHARE_PLANTED(WeakCall, "call", false, state.call.has_at_most_one())
RECORDSHARE_PLANTED(WeakCallToo, "call", false, implies(!state.call.is_empty(), s.is_live()))
RECORDSHARE_PLANTED(WeakUnloaded, "unloaded", false,
                    implies(!state.loaded, state.phase == Phase::Idle && state.parties.is_empty() &&
                                               (state.dialing | state.established).is_empty() &&
                                               state.records.is_empty()))
RECORDSHARE_PLANTED(WeakRecords, "records", false, implies(state.loaded&& s.is_live(), !state.records.is_empty()))
RECORDSHARE_PLANTED(WeakMarks, "marks", false,
                    state.records.final().subset_of(state.records.known()) && state.records.by().is_function() &&
                        state.records.who().is_function() &&
                        state.records.by().domain() == state.records.who().domain())
RECORDSHARE_PLANTED(WeakMarksToo, "marks", false,
                    state.records.final().subset_of(state.records.known()) &&
                        state.records.by().domain().subset_of(state.records.final()) &&
                        state.records.by().is_function() && state.records.by().domain() == state.records.who().domain())
#undef RECORDSHARE_PLANTED

/// The list with the planted fact, in place of one of the same name if there is one.
template <class F, class S>
facts::Facts<S> with() {
  facts::Facts<S> list = facts::all<S>();
  std::erase_if(list.of_states, [](auto const& fact) { return fact.name == F::name; });
  list.of_states.push_back(facts::fact<F, S>());
  return list;
}

/// A planted fact, in a list for each type of states.
struct Planted {
  std::string_view test;
  std::string_view fact;
  prove::Facts (*for_prover)();
  facts::Facts<Snapshot> (*for_explorers)();
};
template <class F>
Planted planted(std::string_view test) {
  return {test, F::name, with<F, SymbolicState>, with<F, Snapshot>};
}
void PrintTo(Planted const& one, std::ostream* out) { *out << one.test; }

std::vector<Planted> too_strong_or_wrong() {
  return {planted<NobodyKeepsWhileLive>("NobodyKeepsWhileLive"),
          planted<NobodyKeepsWhileLiveToo>("NobodyKeepsWhileLiveNotOfI17"),
          planted<OnlyInitiators>("OnlyInitiators"),
          planted<PartiesAreLoggedIn>("PartiesAreLoggedIn"),
          planted<MonitoredIsOccupied>("MonitoredIsOccupied"),
          planted<NothingIsFinal>("NothingIsFinal"),
          planted<AlwaysLoaded>("AlwaysLoaded"),
          planted<NeverLive>("NeverLive"),
          planted<Never>("Never")};
}

std::vector<Planted> too_weak() {
  return {planted<WeakParties>("Parties"),       planted<WeakLive>("Live"),       planted<WeakInitiators>("Initiators"),
          planted<WeakMatching>("Matching"),     planted<WeakStages>("Stages"),   planted<WeakKeepers>("Keepers"),
          planted<WeakLogins>("LoginsOneAgent"), planted<WeakCall>("CallOfLive"), planted<WeakCallToo>("CallOneId"),
          planted<WeakUnloaded>("Unloaded"),     planted<WeakRecords>("Records"), planted<WeakMarks>("MarksOfOpen"),
          planted<WeakMarksToo>("MarksOfTwo")};
}

/// The first failure of a proof with these facts, as `recordshare-check prove` prints it; `only` selects a theorem.
std::vector<std::string> stories_with(prove::Facts const& list, std::string_view only) {
  auto const report =
      prove::prove({}, {.stop_at_first_failure = true, .only = only, .reachability = false, .facts = list});
  std::vector<std::string> stories;
  for (prove::Failure failure : report.failures) {
    failure.model.reset();  // without the search for events that lead there
    failure.outcome.reset();
    stories.push_back(story_of({}, failure));
  }
  return stories;
}

bool names(std::string const& story, std::string_view fact) {
  return story.starts_with("NOT PROVED: ") && story.find("the fact `" + std::string(fact) + "`") != std::string::npos;
}

bool is_named(std::vector<std::string> const& stories, std::string_view fact) {
  return std::ranges::any_of(stories, [&](std::string const& story) {
    std::string lower = story;
    if (auto const at = lower.find("The fact"); at != std::string::npos) lower[at] = 't';
    return names(lower, fact) && lower.find("\n  where    ") != std::string::npos;
  });
}

// --- The prover ---

class PlantedFact : public testing::TestWithParam<Planted> {};

TEST_P(PlantedFact, IsNamedByTheProverWithItsStepOrState) {
  std::vector<std::string> stories = stories_with(GetParam().for_prover(), "facts");
  if (!is_named(stories, GetParam().fact)) stories = stories_with(GetParam().for_prover(), "initial state");
  EXPECT_TRUE(is_named(stories, GetParam().fact)) << (stories.empty() ? "nothing fails" : stories.front());
}

TEST_P(PlantedFact, IsNamedByBothExplorers) {
  facts::Facts<Snapshot> const list = GetParam().for_explorers();
  explore::ExploreOptions options;
  options.world = {2, 1, {}};
  options.checks = {.contracts = false, .invariants = false, .facts = &list};
  auto const report = explore::explore(options);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->name, GetParam().fact);
  EXPECT_EQ(report.finding->part, explore::kFact);
  EXPECT_TRUE(report.finding->of_state);
  EXPECT_EQ(report.verdict(), explore::Verdict::Violated);

  auto const make_engine = [](Options const& of) {
    auto const engine = std::make_shared<Engine>(of);
    return explore::EngineUnderTest{[engine](Event const& event) { return engine->apply(event); }, engine.get()};
  };
  auto const dn_report = explore::explore_dn_world(explore::DnWorldKind::Places, {}, make_engine, 6, {}, list);
  EXPECT_EQ(dn_report.finding, "fact " + std::string(GetParam().fact) + ", chain 1");
}

INSTANTIATE_TEST_SUITE_P(TooStrongOrWrong, PlantedFact, testing::ValuesIn(too_strong_or_wrong()),
                         [](auto const& one) { return std::string(one.param.test); });

class WeakFact : public testing::TestWithParam<Planted> {};

TEST_P(WeakFact, IsNamedByTheProverWithTheState) {
  auto const stories = stories_with(GetParam().for_prover(), "facts");
  EXPECT_TRUE(is_named(stories, GetParam().fact)) << (stories.empty() ? "nothing fails" : stories.front());
}

INSTANTIATE_TEST_SUITE_P(Each, WeakFact, testing::ValuesIn(too_weak()),
                         [](auto const& one) { return std::string(one.param.test); });

TEST(Facts, AClauseOfI17ThatI17DoesNotSayIsNamed) {
  auto const stories = stories_with(with<NobodyKeepsWhileLive, SymbolicState>(), "I17");
  EXPECT_TRUE(std::ranges::any_of(stories, [](auto const& story) {
    return story.find("I17 says the fact `planted_keepers`") != std::string::npos &&
           story.find("Any state that is Live, reachable or not") != std::string::npos;
  }));
}

/// A fact that is left out is missed by name, too: section 2 says it.
TEST(Facts, EachThatIsLeftOutIsNamed) {
  for (auto const& left_out : facts::all<SymbolicState>().of_states) {
    prove::Facts list = facts::all<SymbolicState>();
    std::erase_if(list.of_states, [&](auto const& fact) { return fact.name == left_out.name; });
    auto const stories = stories_with(list, "facts");
    EXPECT_TRUE(is_named(stories, left_out.name)) << left_out.name;
  }
}

// --- The facts of lists ---

struct NoListRepeats {
  static constexpr std::string_view name = "planted_lists";
  static constexpr std::string_view sentence = "Planted.";
  template <class S>
  static auto of_list(typename S::RecordSet const&, typename S::Bool const& repeats) {
    return !repeats;
  }
};

TEST(Facts, AWrongFactOfListsIsNamedByBothExplorers) {
  facts::Facts<Snapshot> list = facts::all<Snapshot>();
  list.of_lists.push_back(facts::fact_of_lists<NoListRepeats, Snapshot>());
  explore::ExploreOptions options;
  options.world = {2, 1, {}};
  options.checks = {.contracts = false, .invariants = false, .facts = &list};
  auto const report = explore::explore(options);
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->name, "planted_lists");
  auto const dn_report = explore::explore_dn_world(
      explore::DnWorldKind::Places, {},
      [](Options const& of) {
        auto const engine = std::make_shared<Engine>(of);
        return explore::EngineUnderTest{[engine](Event const& event) { return engine->apply(event); }, engine.get()};
      },
      2, {}, list);
  EXPECT_EQ(dn_report.finding, "fact planted_lists, chain 1");
}

/// Every list of up to four of three records, as an engine is given it.
TEST(Facts, OfListsHoldOfEveryListOfAnEvent) {
  std::vector<RecordHandle> handles;
  std::size_t lists = 0;
  Engine const engine;
  auto const visit = [&](auto const& self) -> void {
    properties::Numbering numbering{ChainId{1}};
    auto const event = numbering.bounded(ChainLoaded{1, handles}, engine);
    ASSERT_TRUE(event.has_value());
    auto const& load = std::get<model::ChainLoaded<properties::Bounded>>(*event);
    EXPECT_EQ(facts::broken_by_list(facts::all<Snapshot>(), load), nullptr);
    EXPECT_EQ(load.records.repeats, std::set(handles.begin(), handles.end()).size() < handles.size());
    ++lists;
    if (handles.size() == 4) return;
    for (std::uint64_t handle = 101; handle <= 103; ++handle) {
      handles.emplace_back(handle);
      self(self);
      handles.pop_back();
    }
  };
  visit(visit);
  EXPECT_EQ(lists, 1U + 3 + 9 + 27 + 81);
}

}  // namespace
}  // namespace recordshare::tests
