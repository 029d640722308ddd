// SPDX-License-Identifier: Apache-2.0
// symbolic_actions_tests.cpp compares the symbolic chain with the concrete one action by action, in any order, also in
// orders that no row has, with every clause of R8 forgotten.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "properties/explore/bounded_machine.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/prove/counter_model.hpp"
#include "properties/prove/symbolic_domain.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::tests {
namespace {

namespace explore = properties::explore;
namespace mutate = properties::mutate;
namespace prove = properties::prove;
using namespace properties;  // sets and numbers
using prove::Formula;
using prove::Name;
using prove::Sort;
using prove::SymbolicState;
using prove::Term;

enum class Act : std::uint8_t {
  Leave,
  EveryoneLeaves,
  Join,
  JoinAll,
  FindKeepers,
  OnlyKeeper,
  SetCall,
  ChangeCall,
  ForgetCall,
  Begin,
  Establish,
  EndOf,
  EndBetween,
  EndAll,
  Finalize,
  FinalizeChain,
  Cancel,
  CancelChain,
};
constexpr std::size_t kActs = 18;
constexpr std::size_t kActsOnKeepers = 6;  // the first

template <class Domain, class Event>
void join_both(Domain& chain, Event const& event) {
  if constexpr (requires { event.from.term; }) {
    chain.join_all(only(event.from) | only(event.to));
  } else {
    chain.join_all(std::array{event.from, event.to});
  }
}

/// One action of a chain's domain; `from`, `to` and `record` are those of an event.
template <class Domain, class Event, class R>
void act(Domain& chain, Act what, Event const& event, R const& request) {
  switch (what) {
    case Act::Leave:
      return chain.leave(event.from);
    case Act::EveryoneLeaves:
      return chain.everyone_leaves();
    case Act::Join:
      return chain.join(event.to);
    case Act::JoinAll:
      return join_both(chain, event);
    case Act::FindKeepers:
      return chain.find_keepers();
    case Act::OnlyKeeper:
      return chain.only_keeper(event.from);
    case Act::SetCall:
      return chain.set_call(event.call);
    case Act::ChangeCall:
      return chain.change_call(event.new_call);
    case Act::ForgetCall:
      return chain.forget_call();
    case Act::Begin:
      return chain.begin_consultation(event.from, event.to);
    case Act::Establish:
      return chain.establish_consultation(event.from, event.to);
    case Act::EndOf:
      return chain.end_consultations_of(event.to);
    case Act::EndBetween:
      return chain.end_consultation_between(event.from, event.to);
    case Act::EndAll:
      return chain.end_all_consultations();
    case Act::Finalize:
      return chain.finalize(event.record, request, event.from);
    case Act::FinalizeChain:
      return chain.finalize_chain(request, event.to);
    case Act::Cancel:
      return chain.cancel(event.record);
    case Act::CancelChain:
      return chain.cancel_chain();
  }
}

/// Every question that a row can ask.
template <class Domain, class Event>
auto answers(Domain& chain, Event const& event) {
  std::vector<typename Domain::Bool> all{chain.attended(),
                                         chain.is_final(event.record),
                                         chain.same(event.from, event.to),
                                         chain.other_call(event.call),
                                         chain.other_call(event.new_call),
                                         chain.consultation(event.from, event.to),
                                         chain.consultation_at(event.from, event.to, Stage::Dialing),
                                         chain.consultation_at(event.from, event.to, Stage::Established)};
  for (auto const& agent : {event.from, event.to}) {
    for (auto const& one : {chain.logged_in(agent), chain.eligible(agent), chain.party(agent), chain.only_party(agent),
                            chain.consulted(agent), chain.consulting(agent)})
      all.push_back(one);
    for (Access const level : {Access::None, Access::ReadOnly, Access::Full})
      all.push_back(chain.has_access(agent, level));
  }
  return all;
}

constexpr Request kRequest = Request::RecordReject;

/// Instead of the tables: the actions, one after another.
struct Acting {
  std::vector<Act> acts;
  std::optional<mutate::R8Clause> forgotten;
  std::vector<bool> said = {};
  bool is_allowed = true;  ///< no consultation began within another: the invariants exclude that

  void decide(auto const&, model::ConcreteDirectory&, model::Decision& decision) { decision.passed_to_chain = true; }
  void decide(auto const& event, model::ConcreteChain& chain, Phase&, model::Decision&) {
    if (forgotten.has_value()) {
      mutate::ForgetfulChain forgetful(chain, *forgotten);
      run(event, forgetful);
    } else {
      run(event, chain);
    }
  }
  template <class Chain>
  void run(auto const& event, Chain& chain) {
    for (Act const what : acts) {
      if (what == Act::Begin)
        is_allowed =
            is_allowed && event.from != event.to && !chain.consulting(event.from) && !chain.consulting(event.to);
      act(chain, what, event, kRequest);
    }
    said = answers(chain, event);
  }
};

constexpr std::uint8_t kCalls = 2;

/// A live chain of two records with arbitrary parties and keepers; agents are in one consultation at most.
Snapshot random_state(std::mt19937& random) {
  constexpr std::uint8_t kAgents = 3;
  auto const agents = AgentSet::first(kAgents);
  auto const word = [&] { return static_cast<std::uint8_t>(random()); };
  Snapshot state;
  state.loaded = true;
  state.phase = Phase::Live;
  state.parties = AgentSet(word()) & agents;
  state.keepers = (AgentSet(word()) & agents) - state.parties;
  state.monitored = DnSet(word()) & DnSet::first(kAgents + 1);
  for (std::uint8_t a = 0; a < kAgents; ++a)
    if (random() % 4 != 0) state.logins = state.logins | only(AgentNumber{a}, DnNumber{a});
  if (random() % 4 == 0) state.logins = state.logins | only(AgentNumber{0}, DnNumber{kAgents});
  if (random() % 3 != 0) state.call = only(CallNumber{static_cast<std::uint8_t>(random() % kCalls)});
  auto const one = static_cast<std::uint8_t>(random() % kAgents);
  auto const pair = only(AgentNumber{one}, AgentNumber{static_cast<std::uint8_t>((one + 1 + random() % 2) % kAgents)});
  if (random() % 3 != 0) (random() % 2 == 0 ? state.dialing : state.established) = pair;
  for (std::uint8_t r = 0; r < 2; ++r)
    state.records = state.records.with(only(RecordNumber{r}), random() % 2 == 0 ? Mark::open() : Mark::canceled());
  return state;
}

class Comparison {
 public:
  /// Compares both chains after these actions in random states. Returns in how many.
  std::size_t compare(std::vector<Act> const& acts, std::optional<mutate::R8Clause> forgotten, int states) {
    prove::Formulas const formulas;
    auto const event = prove::any_event<model::SingleStepTransferCompleted<prove::Symbols>>();
    auto after = SymbolicState::any(Phase::Live);
    model::Decision decision;
    auto const policies = prove::any_policies();
    prove::SymbolicChain chain(after, policies, decision, forgotten);
    prove::RequestTerm const request{{prove::element(Sort::Request, index_of(kRequest))}};
    for (Act const what : acts) act(chain, what, event, request);
    auto const said = answers(chain, event);
    std::size_t compared = 0;
    for (int i = 0; i < states; ++i) {
      Snapshot const before = random_state(random_);
      auto const any = [&](unsigned count) { return static_cast<std::uint8_t>(random_() % count); };
      auto const any_call = [&] {
        auto const call = CallNumber{any(kCalls + 1)};
        return only(call) & CallSet::first(kCalls);
      };
      model::SingleStepTransferCompleted<Bounded> const bounded{RecordNumber{any(2)}, AgentNumber{any(3)},
                                                                AgentNumber{any(3)}, any_call(), any_call()};
      explore::BoundedMachine<Acting> machine({}, {acts, forgotten});
      machine.enter(Scene<Snapshot>(before, {}));
      StepOutcome outcome;
      Snapshot expected = before;
      if (Snapshot next; machine.step(bounded, outcome, next)) expected = next;
      if (!machine.steps().is_allowed) continue;
      ++compared;
      prove::CounterModel world;
      world.agents = 3;
      world.dns = 4;
      world.calls = kCalls;
      world.records = 2;
      world.state = before;
      auto const set = [&](Name name, auto number) {
        world.names[static_cast<std::size_t>(name)] = static_cast<std::uint8_t>(number);
      };
      set(Name::record, bounded.record);
      set(Name::from, bounded.from);
      set(Name::to, bounded.to);
      world.gives_call = !bounded.call.is_empty();
      world.gives_new_call = !bounded.new_call.is_empty();
      set(Name::call, bounded.call.contains(CallNumber{1}) ? 1 : 0);
      set(Name::new_call, bounded.new_call.contains(CallNumber{1}) ? 1 : 0);
      Snapshot const left = evaluate(after, world);
      EXPECT_EQ(left, expected) << told(acts, forgotten) << text_of(before) << "\n"
                                << text_of(left) << "\n"
                                << text_of(expected);
      std::vector<bool> values;
      for (Formula const& one : said) values.push_back(evaluate(one, world));
      EXPECT_EQ(values, machine.steps().said) << told(acts, forgotten) << text_of(before);
      if (testing::Test::HasFailure()) break;  // the first is enough
    }
    return compared;
  }

 private:
  static std::string told(std::vector<Act> const& acts, std::optional<mutate::R8Clause> forgotten) {
    std::string text = "acts";
    for (Act const what : acts) text.append(" ").append(std::to_string(static_cast<int>(what)));
    if (forgotten.has_value()) text.append(", without clause ").append(std::to_string(static_cast<int>(*forgotten)));
    return text + "\n";
  }

  std::mt19937 random_{11};
};

std::optional<mutate::R8Clause> clause(std::size_t number) {
  if (number == mutate::kR8Clauses) return std::nullopt;
  return static_cast<mutate::R8Clause>(number);
}

/// Finding the keepers forgets who left and who joined: all sequences of three actions, for R8 and each mutant of it.
TEST(SymbolicActions, OnKeepersDoInEachOrderWhatTheConcreteOnesDo) {
  Comparison comparison;
  std::size_t compared = 0;
  for (std::size_t number = 0; number <= mutate::kR8Clauses; ++number)
    for (std::size_t i = 0; i < kActsOnKeepers * kActsOnKeepers * kActsOnKeepers; ++i) {
      std::vector<Act> const acts{static_cast<Act>(i % kActsOnKeepers),
                                  static_cast<Act>(i / kActsOnKeepers % kActsOnKeepers),
                                  static_cast<Act>(i / kActsOnKeepers / kActsOnKeepers)};
      compared += comparison.compare(acts, clause(number), 10);
      if (HasFailure()) return;
    }
  EXPECT_EQ(compared, 6U * 216 * 10);
}

TEST(SymbolicActions, DoInAnyOrderWhatTheConcreteOnesDo) {
  Comparison comparison;
  std::mt19937 random(12);
  std::size_t compared = 0;
  for (int i = 0; i < 300; ++i) {
    std::vector<Act> acts(random() % 4);
    for (Act& what : acts) what = static_cast<Act>(random() % kActs);
    compared += comparison.compare(acts, {}, 20);
    if (HasFailure()) return;
  }
  EXPECT_GT(compared, 3'000U);
}

}  // namespace
}  // namespace recordshare::tests
