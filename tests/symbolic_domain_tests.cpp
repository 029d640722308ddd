// SPDX-License-Identifier: Apache-2.0
// symbolic_domain_tests.cpp compares the symbolic domain, used in proofs, with the concrete domain, used in production.
#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <random>
#include <set>
#include <tuple>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "properties/explore/bounded_machine.hpp"
#include "properties/explore/world.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/prove/assumptions.hpp"
#include "properties/prove/counter_model.hpp"
#include "properties/prove/paths.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::tests {
namespace {

using namespace properties;
using prove::constant_of;
using prove::CounterModel;
using prove::Name;
using prove::Path;
using prove::SymbolicState;
using BoundedEvent = model::AnyEvent<Bounded>;
using SymbolicEvent = model::AnyEvent<prove::Symbols>;
using mutate::Mutation;

constexpr std::size_t kEventTypes = std::variant_size_v<SymbolicEvent>;

/// All ways of every event type in every phase, built once.
class AllPaths {
 public:
  AllPaths() {
    boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kEventTypes>>(
        [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
          for (std::size_t phase = 0; phase < kPhaseNames.size(); ++phase) {
            auto const before = SymbolicState::any(static_cast<Phase>(phase));
            auto const event = prove::any_event<std::variant_alternative_t<I, SymbolicEvent>>();
            ways_[I][phase] = prove::paths_of(Mutation{}, before, prove::any_policies(), event).paths;
          }
        });
  }

  /// The ways that the event takes from this state; it must be exactly one.
  [[nodiscard]] std::vector<Path const*> taken(std::size_t event_type, CounterModel const& world) const {
    std::vector<Path const*> taken;
    for (Path const& path : ways_[event_type][static_cast<std::size_t>(world.state.phase)])
      if (evaluate(path.condition, world)) taken.push_back(&path);
    return taken;
  }

 private:
  prove::Formulas formulas_;
  std::array<std::array<std::vector<Path>, kPhaseNames.size()>, kEventTypes> ways_;
};

constexpr std::size_t kCalls = 2;

/// An agent may log in at a DN beside those of the explorer's world.
std::size_t dns_of(explore::World const& world) { return world.agents + 1; }

/// The first number of the set; 0 if it is empty.
template <class Element>
std::uint8_t first_of(Set<Element> set) {
  return set.is_empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(std::countr_zero(set.word()));
}

template <class E>
CounterModel world_of(explore::World const& world, Snapshot const& state, E const& event) {
  CounterModel model;
  model.agents = world.agents;
  model.dns = dns_of(world);
  model.calls = kCalls;
  model.records = world.records;
  model.state = state;
  model.policies = world.policies;
  model::for_each_field(event, [&](auto field, auto const& value) {
    using enum model::FieldName;
    std::uint8_t& number = model.names[static_cast<std::size_t>(constant_of(field))];
    if constexpr (field == Records) {
      model.list = value;
    } else if constexpr (field == model::FieldName::Request) {
      number = static_cast<std::uint8_t>(index_of(value));
    } else if constexpr (field == Parties) {
      model.named = value;
    } else if constexpr (field == Dns) {
      model.named_dns = value;
      number = first_of(value);
    } else if constexpr (field == Call || field == NewCall) {
      (field == Call ? model.gives_call : model.gives_new_call) = !value.is_empty();
      number = first_of(value);
    } else if constexpr (field != Chain) {
      number = static_cast<std::uint8_t>(value);
    }
  });
  return model;
}

/// The results of each contract and invariant for a step, part by part: truth values, or formulas.
template <class S, class E, class O>
std::vector<typename S::Bool> said_of(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after) {
  std::vector<typename S::Bool> said;
  [&]<class... C>(contracts::List<C...>) {
    ((said.push_back(C::precondition(before, e)), said.push_back(contracts::answer<C>(before, e, outcome)),
      said.push_back(contracts::postcondition<C>(before, e, after)),
      said.push_back(contracts::frame<C>(before, e, after))),
     ...);
  }(contracts::contracts_of<E>());
  [&]<class... I>(std::tuple<I...>*) {
    ((said.push_back(invariants::holds<I>(before, e, outcome, after)), said.push_back(invariants::holds<I>(after))),
     ...);
  }(static_cast<invariants::All*>(nullptr));
  return said;
}

/// A random walk through a small world in both domains, and the rows that have decided.
class Walk {
 public:
  Walk(AllPaths const& paths, explore::World const& world, unsigned seed)
      : paths_(paths), world_(world), random_(seed), machine_(world.policies, mutate::MutantSteps(Mutation{})) {}

  void step() {
    std::vector<BoundedEvent> events;
    explore::each_event(world_, [&](auto const& event) { events.emplace_back(with_dns_and_calls(event)); });
    // Event types are equally likely, although some have far more events than others; requests count as eight types.
    constexpr std::size_t kRequest = kEventTypes - 1;
    std::size_t const type = std::min<std::size_t>(random_() % (kEventTypes + kRequests.size()), kRequest);
    std::erase_if(events, [&](BoundedEvent const& event) { return event.index() != type; });
    // Events that remove something are rare, so that something can happen in between.
    bool const takes_away = std::holds_alternative<model::ChainUnloaded<Bounded>>(events.front()) ||
                            std::holds_alternative<model::DnUnmonitored<Bounded>>(events.front()) ||
                            std::holds_alternative<model::AgentLogout<Bounded>>(events.front());
    if (takes_away && random_() % 16 != 0) return;
    if (type != kRequest && random_() % 2 != 0) keep_what_changes_something(events);
    std::visit([&](auto const& event) { take(event); }, events[random_() % events.size()]);
  }

  [[nodiscard]] std::set<std::size_t> const& chain_rows() const { return chain_rows_; }
  [[nodiscard]] std::set<std::size_t> const& directory_rows() const { return directory_rows_; }

 private:
  /// The event with other DNs, and with any calls or none.
  template <class E>
  E with_dns_and_calls(E event) {
    model::for_each_field(event, [&](auto field, auto& value) {
      using enum model::FieldName;
      if constexpr (field == Dns) {
        // Mostly of the agent's own DN, so that others stay logged in.
        unsigned const all = DnSet::first(dns_of(world_)).word();
        auto const any = DnSet(static_cast<std::uint8_t>(1 + random_() % all));
        if (random_() % 4 == 0) value = any;
      } else if constexpr (field == Call || field == NewCall) {
        std::size_t const call = random_() % (4 * kCalls);
        if (call < kCalls) value = only(CallNumber{static_cast<std::uint8_t>(call)});
      } else if constexpr (field == Dn) {
        value = DnNumber{static_cast<std::uint8_t>(random_() % dns_of(world_))};
      }
    });
    return event;
  }

  /// Keeps the walk going in states where most events are refused.
  void keep_what_changes_something(std::vector<BoundedEvent>& events) {
    machine_.enter(Scene<Snapshot>(state_, world_.policies));
    auto const changes = [&](BoundedEvent const& event) {
      StepOutcome outcome;
      Snapshot next;
      return std::visit([&](auto const& one) { return machine_.step(one, outcome, next); }, event);
    };
    if (std::ranges::any_of(events, changes)) std::erase_if(events, [&](auto const& event) { return !changes(event); });
  }

  template <class E>
  void take(E const& event) {
    machine_.enter(Scene<Snapshot>(state_, world_.policies));
    StepOutcome outcome;
    Snapshot after = state_;
    if (Snapshot next; machine_.step(event, outcome, next)) after = next;
    CounterModel const model = world_of(world_, state_, event);
    auto const taken = paths_.taken(BoundedEvent(event).index(), model);
    ASSERT_EQ(taken.size(), 1U) << text_of(state_);
    Path const& path = *taken.front();
    EXPECT_EQ(path.directory_row, machine_.steps().directory_row());
    EXPECT_EQ(path.chain_row, machine_.steps().chain_row());
    EXPECT_EQ(evaluate(path.outcome, model), outcome) << text_of(state_) << "\n" << text_of(outcome);
    Snapshot const left = evaluate(path.after, model);
    ASSERT_EQ(left, after) << text_of(state_) << "\n" << text_of(left) << "\n" << text_of(after);
    if (++taken_ % kJudgedOneIn == 0) expect_same_judgement(event, path, model, outcome, after);
    directory_rows_.insert(path.directory_row);
    if (path.is_passed_on()) chain_rows_.insert(path.chain_row);
    state_ = after;
  }

  /// Contracts and invariants are the same code for both domains: all of them have the same result for this step, also
  /// contracts of other rules, which may be false.
  template <class E>
  void expect_same_judgement(E const& event, Path const& path, CounterModel const& model, StepOutcome const& outcome,
                             Snapshot const& after) {
    using SymbolicE = std::variant_alternative_t<boost::mp11::mp_find<BoundedEvent, E>::value, SymbolicEvent>;
    prove::SymbolicScene const before(SymbolicState::any(state_.phase), prove::any_policies());
    auto const formulas = said_of(before, prove::any_event<SymbolicE>(), path.outcome,
                                  prove::SymbolicScene(path.after, prove::any_policies()));
    auto const values =
        said_of(Scene<Snapshot>(state_, world_.policies), event, outcome, Scene<Snapshot>(after, world_.policies));
    ASSERT_EQ(formulas.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      ASSERT_EQ(evaluate(formulas[i], model), values[i]) << "part " << i << " of " << text_of(outcome);
  }

  static constexpr std::size_t kJudgedOneIn = 64;

  AllPaths const& paths_;
  explore::World world_;
  std::size_t taken_ = 0;
  std::mt19937 random_;
  explore::BoundedMachine<mutate::MutantSteps> machine_;
  Snapshot state_;
  std::set<std::size_t> chain_rows_;
  std::set<std::size_t> directory_rows_;
};

/// Both domains have the same row, answer and state at every step. Every row of the chain's table decides, and every
/// row of the directory's table except for limits, which a small world does not reach.
TEST(SymbolicDomain, DoesWhatTheConcreteOneDoesOnRandomSteps) {
  constexpr int kSteps = 30'000;
  AllPaths const paths;
  std::set<std::size_t> chain_rows;
  std::set<std::size_t> directory_rows;
  unsigned seed = 0;
  for (Policies const& policies : kAllPolicies) {
    Walk walk(paths, {3, 2, policies}, ++seed);
    for (int i = 0; i < kSteps && !testing::Test::HasFailure(); ++i) walk.step();
    chain_rows.insert(walk.chain_rows().begin(), walk.chain_rows().end());
    directory_rows.insert(walk.directory_rows().begin(), walk.directory_rows().end());
  }
  for (std::size_t row = 0; row < boost::mp11::mp_size<model::ChainRules::Table>::value; ++row)
    EXPECT_TRUE(chain_rows.contains(row)) << "row " << row + 1;
  EXPECT_EQ(chain_rows.size(), boost::mp11::mp_size<model::ChainRules::Table>::value);
  EXPECT_EQ(directory_rows.size() + boost::mp11::mp_size<model::Limits_Reached>::value,
            boost::mp11::mp_size<model::DirectoryRules::Table>::value);
}

/// The event; if it concerns a chain, a chain that is not loaded.
template <class E>
E of_no_chain(E event) {
  if constexpr (requires { event.record.chain; }) event.record.chain = model::kNoChain;
  if constexpr (requires { event.chain; }) event.chain = model::kNoChain;
  return event;
}

/// If a limit is reached, its rows decide in both domains.
TEST(SymbolicDomain, MeetsALimitWhereTheConcreteOneDoes) {
  AllPaths const paths;
  std::set<std::size_t> rows;
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kEventTypes>>(
      [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
        std::array<Standing, kBound> const standings{};
        model::DirectoryFacts const facts{.out_of_memory = true, .names_exceeded = true, .members_exceeded = true};
        model::ConcreteDirectory directory(facts, standings.data());
        model::Decision decision;
        Phase none = model::Directory::id;
        auto const event = of_no_chain(std::variant_alternative_t<I, model::AnyEvent<model::Ids>>{});
        std::size_t const row = model::interpret<model::DirectoryRules, model::Ids>(event, directory, none, decision);
        CounterModel model = world_of({1, 1, {}}, Snapshot{}, std::variant_alternative_t<I, BoundedEvent>{});
        model.limit = true;
        auto const taken = paths.taken(I, model);
        ASSERT_EQ(taken.size(), 1U);
        EXPECT_EQ(taken.front()->directory_row, row);
        EXPECT_EQ(taken.front()->outcome.rule.value, decision.rule);
        EXPECT_EQ(taken.front()->outcome.reason.value, decision.reason);
        if (decision.reason == Reason::LimitReached) rows.insert(row);
      });
  EXPECT_EQ(rows.size(), boost::mp11::mp_size<model::Limits_Reached>::value);
}

}  // namespace
}  // namespace recordshare::tests
