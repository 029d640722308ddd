// SPDX-License-Identifier: Apache-2.0
// member_tests.cpp plants a difference in each member that a checker compares, in that member alone.
#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/library/step.hpp"
#include "properties/compare/comparison.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/prove/counter_model.hpp"
#include "properties/prove/symbolic_state.hpp"

namespace recordshare::tests {
namespace {

namespace compare = properties::compare;
namespace contracts = properties::contracts;
namespace explore = properties::explore;
using namespace properties;  // sets and numbers

constexpr AgentNumber kAlice{0};
constexpr AgentNumber kBob{1};
constexpr CallNumber kCall{0};
constexpr RecordNumber kRecord{0};

/// A change of one member, which makes every value of it another one.
template <class T>
struct Change {
  std::string_view member;
  void (*apply)(T&);
};

// Each list has one change for each member. The structured bindings do not compile if a member is added.

template <class T>
using Changes = std::vector<Change<T>>;

Changes<Snapshot> changes_of_snapshot() {
  [[maybe_unused]] auto const& [loaded, phase, parties, keepers, dialing, established, call, records, logins,
                                monitored] = Snapshot{};
  return {
      {"loaded", [](Snapshot& s) { s.loaded = !s.loaded; }},
      {"phase", [](Snapshot& s) { s.phase = s.phase == Phase::Live ? Phase::WrapUp : Phase::Live; }},
      {"parties",
       [](Snapshot& s) { s.parties = s.parties.contains(kBob) ? s.parties - only(kBob) : s.parties | only(kBob); }},
      {"keepers",
       [](Snapshot& s) { s.keepers = s.keepers.contains(kBob) ? s.keepers - only(kBob) : s.keepers | only(kBob); }},
      {"dialing", [](Snapshot& s) { s.dialing = s.dialing.is_empty() ? only(kBob, kAlice) : s.dialing - s.dialing; }},
      {"established",
       [](Snapshot& s) {
         s.established = s.established.is_empty() ? only(kBob, kAlice) : s.established - s.established;
       }},
      {"call", [](Snapshot& s) { s.call = s.call.is_empty() ? only(kCall) : s.call - s.call; }},
      {"records",
       [](Snapshot& s) {
         bool const is_open = s.records.of(kRecord) == Mark::open();
         s.records = s.records.with(only(kRecord), is_open ? Mark::canceled() : Mark::open());
       }},
      {"logins",
       [](Snapshot& s) {
         auto const one = only(kBob, DnNumber{1});
         s.logins = s.logins.contains(kBob, DnNumber{1}) ? s.logins - one : s.logins | one;
       }},
      {"monitored", [](Snapshot& s) {
         auto const one = only(DnNumber{1});
         s.monitored = s.monitored.contains(DnNumber{1}) ? s.monitored - one : s.monitored | one;
       }}};
}

Changes<StepOutcome> changes_of_outcome() {
  [[maybe_unused]] auto const& [result, rule, reason, answer, shows_records, read_only, shown, updatable, finality,
                                finalized] = StepOutcome{};
  return {
      {"result", [](StepOutcome& o) { o.result = o.result == Result::Accepted ? Result::Refused : Result::Accepted; }},
      {"rule", [](StepOutcome& o) { o.rule = o.rule == Rule::R2 ? Rule::D9 : Rule::R2; }},
      {"reason",
       [](StepOutcome& o) { o.reason = o.reason == Reason::NoAccess ? Reason::SameAgent : Reason::NoAccess; }},
      {"answer",
       [](StepOutcome& o) { o.answer = o.answer == Request::DoNotCall ? Request::RecordReject : Request::DoNotCall; }},
      {"shows_records", [](StepOutcome& o) { o.shows_records = !o.shows_records; }},
      {"read_only", [](StepOutcome& o) { o.read_only = !o.read_only; }},
      {"shown", [](StepOutcome& o) { o.shown = o.shown.is_empty() ? only(kRecord) : o.shown - o.shown; }},
      {"updatable",
       [](StepOutcome& o) { o.updatable = o.updatable.is_empty() ? only(kRecord) : o.updatable - o.updatable; }},
      {"finality",
       [](StepOutcome& o) { o.finality = o.finality == Mark::canceled() ? Mark::open() : Mark::canceled(); }},
      {"finalized", [](StepOutcome& o) { o.finalized = o.finalized.is_empty() ? only(kRecord) : RecordSet(); }}};
}

Changes<compare::ModelStep> changes_of_model() {
  [[maybe_unused]] auto const& [result, rule, reason, shows_records, read_only, shown, updatable, finalized, after,
                                access, failed] = compare::ModelStep{};
  using Step = compare::ModelStep;
  return {
      {"the result", [](Step& s) { s.result = s.result == Result::Accepted ? Result::Refused : Result::Accepted; }},
      {"the rule", [](Step& s) { s.rule = s.rule == Rule::R2 ? Rule::D9 : Rule::R2; }},
      {"the reason", [](Step& s) { s.reason = s.reason == Reason::NoAccess ? Reason::SameAgent : Reason::NoAccess; }},
      {"whether the answer shows records", [](Step& s) { s.shows_records = !s.shows_records; }},
      {"whether an answer is marked read-only", [](Step& s) { s.read_only = !s.read_only; }},
      {"which records are shown", [](Step& s) { s.shown = s.shown.is_empty() ? only(kRecord) : RecordSet(); }},
      {"which records can be updated",
       [](Step& s) { s.updatable = s.updatable.is_empty() ? only(kRecord) : RecordSet(); }},
      {"which records became Final",
       [](Step& s) { s.finalized = s.finalized.is_empty() ? only(kRecord) : RecordSet(); }},
      {"the next state", [](Step& s) { s.after.loaded = !s.after.loaded; }},
      {"an agent's access", [](Step& s) { s.access[1] = s.access[1] == Access::Full ? Access::None : Access::Full; }},
      {"planted", [](Step& s) { s.failed = "planted"; }}};
}

/// A live chain: alice consults bob, and the first of two records is Final.
Snapshot live_chain() {
  Snapshot state;
  state.loaded = true;
  state.phase = Phase::Live;
  state.parties = only(kAlice);
  state.dialing = only(kAlice, kBob);
  state.records = state.records.with(only(kRecord), Mark::final(Request::RecordProcessed, kAlice))
                      .with(only(RecordNumber{1}), Mark::open());
  state.call = only(kCall);
  state.logins = only(kAlice, DnNumber{0});
  state.monitored = only(DnNumber{0}) | only(DnNumber{1});
  return state;
}

template <class T>
T changed(T value, Change<T> const& change) {
  change.apply(value);
  return value;
}

// --- States ---

TEST(EachMember, OfAStateIsComparedByEveryComparison) {
  explore::World const world{2, 2, {}};
  Snapshot const state = live_chain();
  EXPECT_TRUE(contracts::same_but<contracts::kNothing>(state, state));
  for (auto const& change : changes_of_snapshot()) {
    Snapshot const other = changed(state, change);
    EXPECT_FALSE(state == other) << change.member;
    EXPECT_FALSE(contracts::same_but<contracts::kNothing>(state, other)) << change.member;
    EXPECT_FALSE(contracts::same_but<contracts::kNothing>(other, state)) << change.member;
    EXPECT_FALSE(explore::packed(world, state) == explore::packed(world, other)) << change.member;
  }
}

/// The same comparison as a formula, which the prover and the proof of an equivalent mutant use.
TEST(EachMember, OfASymbolicStateIsCompared) {
  using properties::prove::SymbolicState;
  using Spoil = void (*)(SymbolicState&);
  [[maybe_unused]] auto const& [loaded, phase, parties, keepers, dialing, established, call, records, logins,
                                monitored] = SymbolicState{};
  properties::prove::Formulas const formulas;
  std::vector<std::pair<std::string_view, Spoil>> const changes{
      {"loaded", [](SymbolicState& s) { s.loaded = !s.loaded; }},
      {"phase", [](SymbolicState& s) { s.phase = {Phase::WrapUp}; }},
      {"parties", [](SymbolicState& s) { s.parties = {}; }},
      {"keepers", [](SymbolicState& s) { s.keepers = s.parties; }},
      {"dialing", [](SymbolicState& s) { s.dialing = {}; }},
      {"established", [](SymbolicState& s) { s.established = s.dialing; }},
      {"call", [](SymbolicState& s) { s.call = {}; }},
      {"records", [](SymbolicState& s) { s.records = {}; }},
      {"logins", [](SymbolicState& s) { s.logins = {}; }},
      {"monitored", [](SymbolicState& s) { s.monitored = {}; }}};
  properties::prove::CounterModel model;
  model.agents = model.dns = model.calls = model.records = 2;
  model.state = live_chain();
  SymbolicState const state = SymbolicState::any(Phase::Live);
  EXPECT_TRUE(evaluate(contracts::same_but<contracts::kNothing>(state, state), model));
  for (auto const& [member, spoil] : changes) {
    SymbolicState other = state;
    spoil(other);
    EXPECT_FALSE(evaluate(contracts::same_but<contracts::kNothing>(state, other), model)) << member;
  }
}

/// Each member of a symbolic outcome; proofs of equivalent mutants compare all.
TEST(EachMember, OfASymbolicOutcomeIsCompared) {
  using properties::prove::SymbolicMark;
  using properties::prove::SymbolicOutcome;
  using Spoil = void (*)(SymbolicOutcome&);
  properties::prove::Formulas const formulas;
  std::vector<std::pair<std::string_view, Spoil>> const changes{
      {"result", [](SymbolicOutcome& o) { o.result = {Result::Error}; }},
      {"rule", [](SymbolicOutcome& o) { o.rule = {Rule::D8}; }},
      {"reason", [](SymbolicOutcome& o) { o.reason = {Reason::NoAccess}; }},
      {"has_answer", [](SymbolicOutcome& o) { o.has_answer = false; }},
      {"request",
       [](SymbolicOutcome& o) {
         o.request.term = properties::prove::element(properties::prove::Sort::Request, std::size_t{3});
       }},
      {"shows_records", [](SymbolicOutcome& o) { o.shows_records = false; }},
      {"read_only", [](SymbolicOutcome& o) { o.read_only = true; }},
      {"shown", [](SymbolicOutcome& o) { o.shown = {}; }},
      {"updatable", [](SymbolicOutcome& o) { o.updatable = {}; }},
      {"tells_finality", [](SymbolicOutcome& o) { o.tells_finality = true; }},
      {"finality", [](SymbolicOutcome& o) { o.finality = SymbolicMark::open(); }},
      {"finalized", [](SymbolicOutcome& o) { o.finalized = o.shown; }}};
  properties::prove::CounterModel model;
  model.agents = model.dns = model.calls = model.records = 2;
  model.state = live_chain();
  auto const state = properties::prove::SymbolicState::any(Phase::Live);
  SymbolicOutcome outcome;
  outcome.result = {Result::Acknowledged};
  outcome.rule = {Rule::D7};
  outcome.has_answer = true;
  outcome.request.term = properties::prove::element(properties::prove::Sort::Request, std::size_t{0});
  outcome.shows_records = true;
  outcome.shown = state.records.known();
  outcome.updatable = state.records.open();
  EXPECT_TRUE(evaluate(outcome == outcome, model));
  for (auto const& [member, spoil] : changes) {
    SymbolicOutcome other = outcome;
    spoil(other);
    EXPECT_FALSE(evaluate(outcome == other, model)) << member;
    EXPECT_FALSE(evaluate(other == outcome, model)) << member;
  }
}

// --- Outcomes ---

/// A right step of each of three kinds: its contract misses a change of any member.
TEST(EachMember, OfAnOutcomeIsCheckedByItsContractAndHashed) {
  Scene<Snapshot> const scene(live_chain(), {});
  auto const expect_all_found = [&](auto const& event, StepOutcome const& outcome, Scene<Snapshot> const& after) {
    auto const violation = contracts::check(scene, event, outcome, after);
    ASSERT_FALSE(violation.has_value()) << violation->contract;
    for (auto const& change : changes_of_outcome()) {
      StepOutcome const other = changed(outcome, change);
      EXPECT_TRUE(contracts::check(scene, event, other, after).has_value()) << change.member;
      EXPECT_NE(explore::word_of(outcome), explore::word_of(other)) << change.member;
      EXPECT_FALSE(outcome == other) << change.member;
    }
    for (auto const& change : changes_of_snapshot())
      EXPECT_TRUE(contracts::check(scene, event, outcome, {changed(after.state, change), {}}).has_value())
          << change.member;
  };
  using model::DesktopRequest;
  RecordSet const both = RecordSet::first(2);
  expect_all_found(DesktopRequest<Bounded>{kRecord, kAlice, Request::ChainedRecordRequest},
                   {.result = Result::Acknowledged,
                    .rule = Rule::D7,
                    .answer = Request::ChainedRecordRequest,
                    .shows_records = true,
                    .shown = both,
                    .updatable = only(RecordNumber{1})},
                   scene);
  expect_all_found(DesktopRequest<Bounded>{kRecord, kAlice, Request::RecordProcessed},
                   {.result = Result::Error,
                    .rule = Rule::D8,
                    .reason = Reason::RecordAlreadyFinal,
                    .finality = Mark::final(Request::RecordProcessed, kAlice)},
                   scene);
  expect_all_found(model::ConsultationInitiated<Bounded>{kRecord, kAlice, kBob},
                   {.result = Result::Refused, .rule = Rule::R13, .reason = Reason::ConsultationBusy}, scene);
}

// --- The explorer ---

/// The adapter, with a planted error in one member.
template <class Steps>
class Spoilt : public explore::BoundedMachine<Steps> {
 public:
  using explore::BoundedMachine<Steps>::BoundedMachine;

  template <class E>
  bool step(E const& event, StepOutcome& outcome, Snapshot& after) {
    bool const changes = explore::BoundedMachine<Steps>::step(event, outcome, after);
    if (of_outcome != nullptr) of_outcome(outcome);
    if (of_state == nullptr || !changes) return changes;
    of_state(after);
    return true;
  }
  Access access(AgentNumber agent) noexcept {
    Access const given = explore::BoundedMachine<Steps>::access(agent);
    if (!of_access || agent != kBob) return given;
    return given == Access::Full ? Access::ReadOnly : Access::Full;
  }

  static inline void (*of_outcome)(StepOutcome&) = nullptr;
  static inline void (*of_state)(Snapshot&) = nullptr;
  static inline bool of_access = false;
};
using SpoiltMachine = Spoilt<MsmSteps>;

explore::ExploreReport explore_spoilt(std::size_t threads = 1, std::size_t records = 1) {
  explore::ExploreOptions options;
  options.world = {2, records, {}};
  options.threads = threads;
  auto const make_steps = [] { return MsmSteps(); };
  auto const report = explore::Exploration<decltype(make_steps), Spoilt>(options, make_steps, {}).run();
  SpoiltMachine::of_outcome = nullptr;
  SpoiltMachine::of_state = nullptr;
  SpoiltMachine::of_access = false;
  return report;
}

TEST(EachMember, OfAStepIsCheckedByTheExplorer) {
  EXPECT_EQ(explore_spoilt().verdict(), explore::Verdict::Holds);
  for (auto const& change : changes_of_outcome()) {
    SpoiltMachine::of_outcome = change.apply;
    EXPECT_EQ(explore_spoilt().verdict(), explore::Verdict::Violated) << change.member;
  }
  for (auto const& change : changes_of_snapshot()) {
    SpoiltMachine::of_state = change.apply;
    EXPECT_EQ(explore_spoilt().verdict(), explore::Verdict::Violated) << change.member;
  }
}

TEST(EachMember, AnAgentsAccessIsCheckedByTheExplorer) {
  SpoiltMachine::of_access = true;
  auto const report = explore_spoilt();
  ASSERT_TRUE(report.finding.has_value());
  EXPECT_EQ(report.finding->name, "R1");
  EXPECT_EQ(report.finding->part, "access");
  EXPECT_EQ(report.expanded, 1U) << "nothing is explored after the states in which it is found";
  EXPECT_EQ(report.depth, 1U);
}

/// Each thread finds its own; the one in the state with the lowest number is told.
TEST(ExplorerFindings, AreTheSameForAnyNumberOfThreads) {
  auto const told = [](std::size_t threads) {
    SpoiltMachine::of_outcome = [](StepOutcome& o) { o.reason = o.rule == Rule::R6 ? Reason::NoAccess : o.reason; };
    auto const report = explore_spoilt(threads, 2);
    EXPECT_TRUE(report.finding.has_value());
    auto const& [events, before, outcome, after] = report.to_finding;
    return std::tuple(report.finding, report.states, report.expanded, events.size(), before, outcome, after);
  };
  for (std::size_t threads = 2; threads < 5; ++threads) EXPECT_TRUE(told(threads) == told(1)) << threads;
}

// --- The comparison with the independent model ---

/// The smallest model, with a planted difference in one member of its steps, or in its accesses.
struct SpoiltModel {
  static inline void (*change)(compare::ModelStep&) = nullptr;
  static inline bool of_access = false;

  static compare::ModelStep step(Snapshot const& state, properties::BoundedEvent const& event) {
    compare::ModelStep step = right().step(state, event);
    if (change != nullptr) change(step);
    return step;
  }
  static std::array<Access, properties::kBound> access(Snapshot const& state) {
    auto all = right().access(state);
    if (of_access) all[1] = all[1] == Access::Full ? Access::None : Access::Full;
    return all;
  }
  static compare::IndependentModel const& right() { return compare::independent_models().front(); }
};

TEST(EachMember, OfTheIndependentModelsStepIsCompared) {
  compare::IndependentModel const model{SpoiltModel::right().world, SpoiltModel::step, SpoiltModel::access};
  SpoiltModel::change = nullptr;
  SpoiltModel::of_access = false;
  EXPECT_EQ(compare::compare(model).verdict(), compare::Verdict::Agrees);
  auto const compare_first_state = [&] {
    compare::CompareReport report{.world = model.world, .reachable = 1};
    compare::Comparison(model, MsmSteps(), report).compare({});
    return report;
  };
  for (auto const& change : changes_of_model()) {
    SpoiltModel::change = change.apply;
    auto const report = compare_first_state();
    ASSERT_TRUE(report.difference.has_value()) << change.member;
    EXPECT_EQ(report.difference->what, change.member);
    EXPECT_EQ(report.steps, 1U) << "nothing is compared after the first difference";
    EXPECT_EQ(report.verdict(), change.member == "planted" ? compare::Verdict::ModelError : compare::Verdict::Differs);
  }
  for (auto const& change : changes_of_snapshot()) {
    static void (*apply)(Snapshot&);
    apply = change.apply;
    SpoiltModel::change = [](compare::ModelStep& step) { apply(step.after); };
    auto const report = compare_first_state();
    ASSERT_TRUE(report.difference.has_value()) << change.member;
    EXPECT_EQ(report.difference->what, "the next state") << change.member;
  }
  SpoiltModel::change = nullptr;
  SpoiltModel::of_access = true;
  auto const report = compare::compare(model);
  ASSERT_TRUE(report.difference.has_value());
  EXPECT_EQ(report.difference->what, "an agent's access in this state");
  EXPECT_EQ(report.steps, 0U);
  EXPECT_EQ(report.states, 1U);
}

}  // namespace
}  // namespace recordshare::tests
