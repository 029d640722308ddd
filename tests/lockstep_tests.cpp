// SPDX-License-Identifier: Apache-2.0
// lockstep_tests.cpp compares the state machines with the same rows read one by one, event by event.
#include <algorithm>
#include <set>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "engine/generator/generator.hpp"
#include "engine/library/engine_state.hpp"
#include "engine/library/step.hpp"
#include "properties/oracle/interpreter_steps.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::tests {
namespace {

using ByMachine = BasicEngineState<MsmSteps>;
using ByRows = BasicEngineState<properties::InterpreterSteps>;

bool same(Outcome const& one, Outcome const& other) { return owned(one) == other; }

/// The chain of the event's `record` or `chain`; kNoChain if the event concerns no chain.
template <class State>
ChainIndex chain_of(State const& state, Event const& event) {
  return std::visit(
      [&](auto const& one) {
        if constexpr (requires { one.chain; })
          return state.chains().find_chain(one.chain);
        else if constexpr (requires { one.record; })
          return state.chains().find_record(one.record).chain;
        else
          return kNoChain;
      },
      event);
}

bool same_chain(ByMachine const& machine, ByRows const& rows, ChainIndex index) {
  StoredChain const& one = machine.chains()[index];
  StoredChain const& other = rows.chains()[index];
  auto const same_member = [](Member const& a, Member const& b) {
    return a.agent == b.agent && a.roles == b.roles && (!a.is(model::kConsulting) || a.partner == b.partner);
  };
  auto const same_record = [](Disposition const& a, Disposition const& b) {
    return a.agent == b.agent && a.by == b.by;
  };
  return one.id == other.id && one.phase() == other.phase() && one.call_id() == other.call_id() &&
         std::ranges::equal(std::span(one.members(), one.member_count), std::span(other.members(), other.member_count),
                            same_member) &&
         std::ranges::equal(std::span(one.handles(), one.record_count),
                            std::span(other.handles(), other.record_count)) &&
         std::ranges::equal(std::span(one.dispositions(), one.record_count),
                            std::span(other.dispositions(), other.record_count), same_record);
}

class Lockstep : public testing::TestWithParam<Policies> {};

/// Same state, answer, rule and reason after each of 500,000 events, under each combination of policies; and every row
/// of both tables, except for the limits' rows, has decided.
TEST_P(Lockstep, TheMachineDecidesAsItsRowsRead) {
  constexpr int kEvents = 500'000;
  Options const options{.policies = GetParam(), .limits = {}};
  generator::StreamGenerator generator({.seed = 2, .agents = 12, .chains = 20, .engine = options});
  ByMachine machine(options, SeededHash{});
  ByRows rows(options, SeededHash{});
  std::set<std::size_t> chain_rows;
  std::set<std::size_t> directory_rows;
  for (int i = 0; i < kEvents; ++i) {
    Event const& event = generator.next();
    Outcome const by_machine = machine.apply(event);
    Outcome const by_rows = rows.apply(event);
    ASSERT_TRUE(same(by_machine, by_rows)) << "event " << i << ": " << type_name(event);
    chain_rows.insert(rows.steps().chain_row());
    directory_rows.insert(rows.steps().directory_row());
    ChainIndex const chain = chain_of(machine, event);
    ASSERT_EQ(chain, chain_of(rows, event));
    ASSERT_TRUE(chain == kNoChain || same_chain(machine, rows, chain)) << "event " << i << ": " << type_name(event);
  }
  using ChainTable = model::ChainRules::Table;
  using DirectoryTable = model::DirectoryRules::Table;
  // Under one value of a policy the rows for the other value cannot decide: one row of D9, one of E8.
  EXPECT_GE(chain_rows.size(), boost::mp11::mp_size<ChainTable>::value - 2);
  EXPECT_EQ(directory_rows.size(),
            boost::mp11::mp_size<DirectoryTable>::value - boost::mp11::mp_size<model::Limits_Reached>::value);
}

INSTANTIATE_TEST_SUITE_P(AllPolicies, Lockstep, testing::ValuesIn(properties::kAllPolicies), [](auto const& policies) {
  std::string name;
  for (PolicyTerm const& policy : kPolicies)
    name.append(name.empty() ? "" : "_").append(policy.values[policy.value_in(policies.param)]);
  return name;
});

}  // namespace
}  // namespace recordshare::tests
