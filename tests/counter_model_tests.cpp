// SPDX-License-Identifier: Apache-2.0
// counter_model_tests.cpp tests what a failed proof shows: the solver's state, its renaming, and the events to it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "properties/explore/bounded_machine.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/prove/renaming.hpp"
#include "properties/prove/solver.hpp"
#include "properties/prove/story.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"
#include "tests/bounded_step.hpp"

namespace recordshare::tests {
namespace {

namespace explore = properties::explore;
namespace mutate = properties::mutate;
namespace prove = properties::prove;
using namespace properties;  // sets and numbers
using prove::CounterModel;
using prove::Formula;
using prove::Reached;
using prove::Renaming;
using prove::Sort;
using prove::Symbol;
using prove::SymbolicMark;
using prove::SymbolicState;
using prove::Term;

/// Every mark with an agent of the first `agents`: unknown, Open, Final by the server, Final by each request of each.
std::vector<Mark> every_mark(std::uint8_t agents) {
  std::vector<Mark> all{Mark::unknown(), Mark::open(), Mark::canceled()};
  for (std::size_t q = 0; q < kRequests.size(); ++q)
    for (std::uint8_t a = 0; a < agents; ++a) all.push_back(Mark::final(enumerator_at<Request>(q), AgentNumber{a}));
  return all;
}

template <class T>
T one_of(std::vector<T> const& all, std::mt19937& random) {
  return all[random() % all.size()];
}

// --- From the solver ---

/// A world in which everything is arbitrary, with as many DNs as agents.
CounterModel random_world(std::mt19937& random) {
  CounterModel world;
  world.agents = world.dns = 1 + random() % 3;
  world.calls = 1 + random() % 3;
  world.records = 1 + random() % 3;
  auto const agents = AgentSet::first(world.agents);
  auto const dns = DnSet::first(world.dns);
  auto const word = [&] { return static_cast<std::uint8_t>(random()); };
  auto const words = [&] { return std::uint64_t{random()} << 32 | random(); };
  auto& state = world.state;
  state.loaded = random() % 2 == 0;
  state.parties = AgentSet(word()) & agents;
  state.keepers = AgentSet(word()) & agents;
  state.dialing = Consultations(words()).from(agents).into(agents);
  state.established = Consultations(words()).from(agents).into(agents);
  state.logins = Logins(words()).from(agents).into(dns);
  state.monitored = DnSet(word()) & dns;
  state.call = CallSet(word()) & CallSet::first(world.calls);
  auto const marks = every_mark(static_cast<std::uint8_t>(world.agents));
  for (std::uint8_t r = 0; r < world.records; ++r)
    state.records = state.records.with(only(RecordNumber{r}), one_of(marks, random));
  world.policies = kAllPolicies[random() % kAllPolicies.size()];
  world.list = {RecordSet(word()) & RecordSet::first(world.records), random() % 2 == 0};
  world.named = AgentSet(word()) & agents;
  world.named_dns = DnSet(word()) & dns;
  world.gives_call = random() % 2 == 0;
  world.gives_new_call = random() % 2 == 0;
  world.limit = random() % 2 == 0;
  for (std::size_t n = 0; n < world.names.size(); ++n)
    world.names[n] = static_cast<std::uint8_t>(random() % world.size_of(prove::kNames[n].sort));
  return world;
}

/// Asserts the truth value of every symbol for all elements of the world, and the element of every name.
void add_world(prove::Solver& solver, CounterModel const& world) {
  for (std::size_t i = 0; i < prove::kSymbols.size(); ++i) {
    auto const symbol = static_cast<Symbol>(i);
    auto const& term = prove::kSymbols[i];
    auto const size = [&](std::size_t k) { return k < term.arity ? world.size_of(term.sorts[k]) : 1; };
    for (std::uint8_t one = 0; one < size(0); ++one) {
      for (std::uint8_t other = 0; other < size(1); ++other) {
        Term const first = prove::element(term.sorts[0], one);
        Term const second = prove::element(term.sorts[1], other);
        Formula const holds = term.arity == 0   ? atom(symbol)
                              : term.arity == 1 ? atom(symbol, first)
                                                : atom(symbol, first, second);
        solver.add(world.holds(symbol, one, other) ? holds : !holds);
      }
    }
  }
  for (std::size_t n = 0; n < world.names.size(); ++n) {
    Sort const sort = prove::kNames[n].sort;
    solver.add(equal({sort, Term::Kind::Name, static_cast<std::uint16_t>(n)}, prove::element(sort, world.names[n])));
  }
}

/// A counter-model is the world that the assertions describe, unless two of its elements are alike: then one is enough.
TEST(CounterModel, IsTheWorldThatTheSolverWasGiven) {
  std::mt19937 random(7);
  std::size_t compared = 0;
  for (int i = 0; i < 60; ++i) {
    prove::Formulas const formulas;
    CounterModel const world = random_world(random);
    prove::Solver solver;
    add_world(solver, world);
    auto const found = solver.smallest_model();
    ASSERT_TRUE(found.has_value());
    if (found->agents != world.agents || found->dns != world.dns || found->calls != world.calls ||
        found->records != world.records)
      continue;
    ++compared;
    EXPECT_EQ(found->state, world.state) << text_of(found->state) << "\n" << text_of(world.state);
    EXPECT_EQ(found->policies, world.policies);
    EXPECT_EQ(found->list.set, world.list.set);
    EXPECT_EQ(found->list.repeats, world.list.repeats);
    EXPECT_EQ(found->named, world.named);
    EXPECT_EQ(found->named_dns, world.named_dns);
    EXPECT_EQ(found->gives_call, world.gives_call);
    EXPECT_EQ(found->gives_new_call, world.gives_new_call);
    EXPECT_EQ(found->limit, world.limit);
    EXPECT_EQ(found->names, world.names);
  }
  EXPECT_GT(compared, 20U);
}

// --- From formulas ---

/// The symbolic state before an event is the world's state, with every mark of a record.
TEST(CounterModel, HasTheStateThatItsSymbolsSay) {
  prove::Formulas const formulas;
  auto state = SymbolicState::any(Phase::Idle);
  std::mt19937 random(8);
  for (int i = 0; i < 100; ++i) {
    CounterModel const world = random_world(random);
    ASSERT_EQ(evaluate(state, world), world.state) << text_of(world.state);
  }
}

/// Sets that contain everything contain exactly the elements of the world, each sort with its own number of them.
TEST(CounterModel, HasNoElementBeyondItsWorld) {
  prove::Formulas const formulas;
  auto const all = [](auto...) { return Formula(true); };
  SymbolicState state;
  state.parties = SymbolicState::AgentSet(all);
  state.keepers = SymbolicState::AgentSet(all);
  state.dialing = prove::SymbolicPairs(all);
  state.established = prove::SymbolicPairs(all);
  state.logins = SymbolicState::Logins(all);
  state.monitored = SymbolicState::DnSet(all);
  state.call = SymbolicState::CallSet(all);
  state.records = state.records.with(SymbolicState::RecordSet(all), SymbolicMark::open());
  prove::SymbolicOutcome outcome;
  outcome.shown = outcome.updatable = SymbolicState::RecordSet(all);
  for (std::size_t agents = 1; agents <= 3; ++agents) {
    for (std::size_t dns = 1; dns <= 3; ++dns) {
      for (std::size_t records = 1; records <= 3; ++records) {
        CounterModel world;
        world.agents = agents;
        world.dns = dns;
        world.calls = 4 - records;
        world.records = records;
        Snapshot expected;
        expected.call = CallSet::first(4 - records);
        expected.parties = expected.keepers = AgentSet::first(agents);
        expected.monitored = DnSet::first(dns);
        expected.dialing = expected.established =
            Consultations(~std::uint64_t{0}).from(expected.parties).into(expected.parties);
        expected.logins = Logins(~std::uint64_t{0}).from(expected.parties).into(expected.monitored);
        expected.records = Marks().with(RecordSet::first(records), Mark::open());
        EXPECT_EQ(evaluate(state, world), expected) << text_of(evaluate(state, world));
        EXPECT_EQ(evaluate(outcome, world).shown, RecordSet::first(records));
        EXPECT_EQ(evaluate(outcome, world).updatable, RecordSet::first(records));
      }
    }
  }
}

SymbolicMark symbolic(Mark mark) {
  if (mark == Mark::unknown()) return {};
  if (!mark.is_final()) return SymbolicMark::open();
  if (!mark.request().has_value()) return SymbolicMark::canceled();
  return SymbolicMark::final({prove::element(Sort::Request, index_of(*mark.request()))},
                             {prove::element(Sort::Agent, static_cast<std::uint8_t>(mark.agent()))});
}

/// Two marks are equal as formulas exactly if they are the same mark, as are the marks of two records.
TEST(CounterModel, TellsAnyTwoMarksApart) {
  prove::Formulas const formulas;
  auto const state = SymbolicState::any(Phase::Live);
  auto const of = [&](std::uint8_t record) { return state.records.of({prove::element(Sort::Record, record)}); };
  Formula const same = of(0) == of(1);
  CounterModel world;
  world.agents = world.records = 2;
  for (Mark const one : every_mark(2)) {
    for (Mark const other : every_mark(2)) {
      std::string const which = std::to_string(one.byte()) + " and " + std::to_string(other.byte());
      EXPECT_EQ(evaluate(symbolic(one) == symbolic(other), world), one == other) << which;
      world.state.records = Marks().with(only(RecordNumber{0}), one).with(only(RecordNumber{1}), other);
      EXPECT_EQ(evaluate(same, world), one == other) << which;
      EXPECT_EQ(evaluate(of(1) == symbolic(other), world), true) << which;
      EXPECT_EQ(evaluate(of(1) == symbolic(one), world), one == other) << which;
    }
  }
}

// --- Renamed ---

Renaming random_renaming(std::mt19937& random, std::uint8_t agents, std::uint8_t records) {
  Renaming renaming;
  std::shuffle(renaming.agents.begin(), renaming.agents.begin() + agents, random);
  std::shuffle(renaming.dns.begin(), renaming.dns.begin() + agents, random);
  std::shuffle(renaming.calls.begin(), renaming.calls.end(), random);
  std::shuffle(renaming.records.begin(), renaming.records.begin() + records, random);
  return renaming;
}

/// Each member of a state and of an outcome says of the new numbers what it said of the old ones.
TEST(Renaming, MovesEachMember) {
  [[maybe_unused]] auto const& [loaded, phase, parties, keepers, dialing, established, call, records, logins,
                                monitored] = Snapshot{};
  [[maybe_unused]] auto const& [result, rule, reason, answer, shows, read_only, shown, updatable, finality, finalized] =
      StepOutcome{};
  std::mt19937 random(9);
  auto const word = [&] { return static_cast<std::uint8_t>(random()); };
  auto const words = [&] { return std::uint64_t{random()} << 32 | random(); };
  auto const marks = every_mark(kBound);
  for (int i = 0; i < 100; ++i) {
    Renaming const renaming = random_renaming(random, kBound, kBound);
    Snapshot state;
    state.loaded = i % 2 == 0;
    state.phase = i % 3 == 0 ? Phase::Live : Phase::WrapUp;
    state.parties = AgentSet(word());
    state.keepers = AgentSet(word());
    state.dialing = Consultations(words());
    state.established = Consultations(words());
    state.logins = Logins(words());
    state.monitored = DnSet(word());
    state.call = CallSet(word());
    for (std::uint8_t r = 0; r < kBound; ++r)
      state.records = state.records.with(only(RecordNumber{r}), one_of(marks, random));
    StepOutcome outcome{.result = Result::Acknowledged, .rule = Rule::D9, .reason = Reason::NoAccess};
    outcome.shown = RecordSet(word());
    outcome.updatable = RecordSet(word());
    outcome.finality = one_of(marks, random);
    Snapshot const to = renaming(state);
    StepOutcome const told = renaming(outcome);
    EXPECT_EQ(to.loaded, state.loaded);
    EXPECT_EQ(to.phase, state.phase);
    for (std::uint8_t a = 0; a < kBound; ++a) {
      AgentNumber const one{a};
      EXPECT_EQ(to.parties.contains(renaming(one)), state.parties.contains(one));
      EXPECT_EQ(to.keepers.contains(renaming(one)), state.keepers.contains(one));
      EXPECT_EQ(to.monitored.contains(renaming(DnNumber{a})), state.monitored.contains(DnNumber{a}));
      EXPECT_EQ(to.call.contains(renaming(CallNumber{a})), state.call.contains(CallNumber{a}));
      RecordNumber const record{a};
      EXPECT_EQ(to.records.of(renaming(record)), renaming(state.records.of(record)));
      EXPECT_EQ(told.shown.contains(renaming(record)), outcome.shown.contains(record));
      EXPECT_EQ(told.updatable.contains(renaming(record)), outcome.updatable.contains(record));
      for (std::uint8_t b = 0; b < kBound; ++b) {
        AgentNumber const other{b};
        EXPECT_EQ(to.dialing.contains(renaming(one), renaming(other)), state.dialing.contains(one, other));
        EXPECT_EQ(to.established.contains(renaming(one), renaming(other)), state.established.contains(one, other));
        EXPECT_EQ(to.logins.contains(renaming(one), renaming(DnNumber{b})), state.logins.contains(one, DnNumber{b}));
      }
    }
    EXPECT_EQ(told.finality, renaming(outcome.finality));
    for (Mark const mark : {Mark::unknown(), Mark::open(), Mark::canceled()}) EXPECT_EQ(renaming(mark), mark);
    EXPECT_EQ(renaming(Mark::final(Request::DoNotCall, AgentNumber{3})),
              Mark::final(Request::DoNotCall, renaming(AgentNumber{3})));
  }
}

// --- The events that lead there ---

using Machine = explore::BoundedMachine<mutate::MutantSteps>;

/// A step of the tables from this state.
Step step_of(Snapshot const& before, BoundedEvent const& event) {
  Machine machine({}, mutate::MutantSteps(mutate::Mutation{}));
  machine.enter(Scene(before, {}));
  Step step{before, event, {}, before};
  if (Snapshot next; std::visit([&](auto const& e) { return machine.step(e, step.outcome, next); }, event))
    step.after = next;
  return step;
}

/// The state after these events.
Snapshot state_after(std::vector<BoundedEvent> const& events) {
  Snapshot state;
  for (BoundedEvent const& event : events) state = step_of(state, event).after;
  return state;
}

prove::Failure failure_of(Step const& step, std::uint8_t agents, std::uint8_t records) {
  prove::Failure failure{.theorem = "planted"};
  failure.model.emplace();
  failure.model->agents = failure.model->dns = agents;
  failure.model->records = records;
  failure.model->state = step.before;
  failure.event = step.event;
  failure.outcome = step.outcome;
  failure.after = step.after;
  return failure;
}

constexpr AgentNumber kAlice{0};
constexpr AgentNumber kBob{1};
constexpr RecordNumber kRecord{0};

/// Streams after which each member of a state is in use.
std::vector<std::vector<BoundedEvent>> streams() {
  BoundedEvent const load = model::ChainLoaded<Bounded>{1, {RecordSet::first(1), false}};
  BoundedEvent const load_two = model::ChainLoaded<Bounded>{1, {RecordSet::first(2), false}};
  BoundedEvent const call = model::CallEstablished<Bounded>{kRecord, kAlice};
  BoundedEvent const call_with_id = model::CallEstablished<Bounded>{kRecord, kAlice, only(CallNumber{1})};
  BoundedEvent const recover = model::CallRecovered<Bounded>{kRecord, AgentSet::first(2), only(CallNumber{2})};
  BoundedEvent const dial = model::ConsultationInitiated<Bounded>{kRecord, kAlice, kBob};
  BoundedEvent const answer = model::ConsultationEstablished<Bounded>{kRecord, kAlice, kBob};
  BoundedEvent const login = model::AgentLogin<Bounded>{kAlice, DnSet::first(2)};
  BoundedEvent const other_login = model::AgentLogin<Bounded>{kBob, only(DnNumber{2})};
  BoundedEvent const monitor = model::DnMonitored<Bounded>{DnNumber{0}};
  BoundedEvent const other_monitor = model::DnMonitored<Bounded>{DnNumber{1}};
  BoundedEvent const process = model::DesktopRequest<Bounded>{kRecord, kAlice, Request::RecordProcessed};
  return {{load, call},
          {load, call, dial},
          {load, call_with_id, dial},
          {load, recover, dial, answer, login},
          {load, recover, login, monitor, other_login, other_monitor},
          {load, call, dial, answer, other_monitor},
          {login, other_monitor},
          {login, monitor, load_two, call, process},
          {login, monitor, other_login, load, call, dial, answer}};
}

/// The events lead to the failure's state, with its numbers changed as in the events, and the last makes its step.
TEST(Reach, LeadsToTheStateUnderAnyNumbers) {
  std::mt19937 random(10);
  for (auto const& stream : streams())
    for (int i = 0; i < 2; ++i) {
      Snapshot const played = state_after(stream);
      auto const records = played.records.known().size() == 2 ? std::uint8_t{2} : std::uint8_t{1};
      Renaming const renaming = random_renaming(random, 2, records);
      BoundedEvent const last = model::CallEstablished<Bounded>{kRecord, kBob};
      Step const step = step_of(renaming(played), renaming(last));
      prove::Failure const failure = failure_of(step, 2, records);
      Reached const reached = reach({}, failure);
      ASSERT_EQ(reached.known, Reached::Known::Yes) << text_of(step.before);
      ASSERT_FALSE(reached.events.empty());
      std::vector<BoundedEvent> const before(reached.events.begin(), std::prev(reached.events.end()));
      Snapshot const state = state_after(before);
      EXPECT_EQ(state, reached.failure.model->state) << text_of(state);
      for (BoundedEvent const& event : {reached.events.back(), *reached.failure.event}) {
        Step const again = step_of(state, event);
        EXPECT_EQ(again.outcome, *reached.failure.outcome);
        EXPECT_EQ(again.after, *reached.failure.after) << text_of(again.after);
      }
    }
}

TEST(Reach, IsNotClaimedWithoutASearchNorDeniedWithoutOne) {
  BoundedEvent const event = model::CallEstablished<Bounded>{kRecord, kBob};
  Snapshot state;
  state.parties = only(kAlice);  // of a chain that is not loaded
  prove::Failure const unreachable = failure_of(step_of(state, event), 2, 1);
  EXPECT_EQ(reach({}, unreachable).known, Reached::Known::No);
  EXPECT_NE(story_of({}, unreachable).find("No events that lead there were found"), std::string::npos);

  auto const planted = [&](auto const& change) {
    prove::Failure failure = failure_of(step_of({}, event), 1, 1);
    change(failure);
    return failure;
  };
  EXPECT_EQ(reach({}, planted([](auto&) {})).known, Reached::Known::Yes);
  std::vector<std::function<void(prove::Failure&)>> const too_large{
      [](auto& failure) { failure.model->agents = failure.model->dns = 4; },
      [](auto& failure) { failure.model->records = 3; }, [](auto& failure) { failure.model->limit = true; },
      [](auto& failure) { failure.event.reset(); }, [](auto& failure) { failure.model.reset(); }};
  for (auto const& change : too_large) EXPECT_EQ(reach({}, planted(change)).known, Reached::Known::TooLarge);
  EXPECT_NE(story_of({}, planted(too_large.front())).find("No search for events"), std::string::npos);
}

}  // namespace
}  // namespace recordshare::tests
