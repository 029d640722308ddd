// SPDX-License-Identifier: Apache-2.0
// story.hpp lets tests be told as stories: who does what, and everything that comes of it.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/ending.hpp"

namespace recordshare::tests {

using Names = std::set<std::string, std::less<>>;

/// Everything that can be asked of a chain but who has which access; the default is a chain that nobody has.
struct ChainState {
  Phase phase = Phase::Idle;
  Names parties = {};
  Names keepers = {};
  std::map<std::pair<std::string, std::string>, Stage> consultations = {};
  friend bool operator==(ChainState const&, ChainState const&) = default;
};

/// The chain's state as the engine tells it; it must be loaded.
inline ChainState state_of(Engine const& engine, ChainId chain) {
  ChainState state{.phase = engine.phase(chain).value()};
  for (auto const party : engine.parties(chain)) state.parties.emplace(party);
  for (auto const keeper : engine.keepers(chain)) state.keepers.emplace(keeper);
  for (auto const& [initiator, target, stage] : engine.consultations(chain))
    state.consultations.emplace(std::pair{std::string(initiator), std::string(target)}, stage);
  return state;
}

/// A story of one engine. Whatever it tells, it is checked after every event that the outcome is the one expected,
/// in all its parts; that `changes` is exactly what changed in anybody's access; and that nothing at all changed where
/// the event was refused or turned down (I10).
class Story : public testing::Test {
 protected:
  using Where = std::source_location;

  explicit Story(Options const& options = {}) : engine(options) {}

  /// The agents log in at monitored DNs of their own: alice at `dn:alice`.
  void given_logged_in(std::initializer_list<std::string_view> agents, Where where = Where::current()) {
    for (auto const agent : agents) {
      auto const dn = "dn:" + std::string(agent);
      given(DnMonitored{dn}, where);
      given(AgentLogin{agent, dn}, where);
    }
  }

  void given_chain(ChainId chain, std::vector<RecordHandle> const& records, Where where = Where::current()) {
    given(ChainLoaded{chain, records}, where);
  }

  /// The event takes place; what it changes is not this story's point.
  void given(Event const& event, Where where = Where::current()) {
    auto const ending = happen(event, where);
    if (ending.result != Result::Accepted && ending.result != Result::Acknowledged)
      ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line())) << type_name(event) << " ends with " << ending;
  }

  /// The event ends exactly so.
  void when(Event const& event, Ending const& expected, Where where = Where::current()) {
    auto const ending = happen(event, where);
    if (ending != expected)
      ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line()))
          << type_name(event) << " ends with\n  " << ending << "\nand not with\n  " << expected;
  }

  /// All who have any access to the chain have this access.
  void then_access(std::map<std::string, Access, std::less<>> const& expected, ChainId chain = 1,
                   Where where = Where::current()) const {
    std::map<std::string, Access, std::less<>> found;
    for (auto const& [key, access] : accesses())
      if (key.first == chain && access != Access::None) found.emplace(key.second, access);
    testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), "then_access");
    EXPECT_EQ(found, expected);
  }

  /// The chain is in exactly this state.
  void then_chain(ChainState const& expected, ChainId chain = 1, Where where = Where::current()) const {
    testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), "then_chain");
    auto const found = state_of(engine, chain);
    EXPECT_EQ(name(found.phase), name(expected.phase));
    EXPECT_EQ(found.parties, expected.parties);
    EXPECT_EQ(found.keepers, expected.keepers);
    EXPECT_EQ(found.consultations, expected.consultations);
  }

  /// The records of the chain are exactly these, each Open (nothing) or Final.
  void then_records(std::vector<RecordState> const& expected, ChainId chain = 1, Where where = Where::current()) const {
    testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), "then_records");
    std::vector<RecordState> found;
    for (auto const& record : engine.records(chain)) found.push_back(record);
    EXPECT_TRUE(found == expected);
  }

  Engine engine;

 private:
  using AccessTable = std::map<std::pair<ChainId, std::string>, Access>;

  /// What is not seen through `access`: it must be the same after a refusal as before it.
  struct Rest {
    std::map<ChainId, ChainState> chains;
    std::vector<std::pair<RecordHandle, std::optional<Request>>> records;
    std::map<std::string, Standing> standings;
    std::size_t names;
    friend bool operator==(Rest const&, Rest const&) = default;
  };

  Ending happen(Event const& event, Where where) {
    remember(event);
    auto before = accesses();
    auto const rest_before = rest();
    auto const ending = ending_of(engine.apply(event));
    for (auto const& change : ending.changes) {
      auto& access = before[{change.chain, std::string(change.agent)}];
      EXPECT_EQ(name(access), name(change.from)) << change.agent;
      access = change.to;
    }
    testing::ScopedTrace const trace(where.file_name(), static_cast<int>(where.line()), type_name(event));
    EXPECT_EQ(accesses(), before) << "`changes` is not what changed";
    bool const takes_place = ending.result == Result::Accepted || ending.result == Result::Acknowledged;
    EXPECT_TRUE(takes_place || rest() == rest_before) << "a refused event changed something (I10)";
    return ending;
  }

  /// Names and chains are asked about from when they are first mentioned.
  void remember(Event const& event) {
    std::visit(
        [this](auto const& one) {
          if constexpr (requires { one.agent; }) agents_.emplace(one.agent);
          if constexpr (requires { one.from; }) agents_.insert({std::string(one.from), std::string(one.to)});
          if constexpr (requires { one.chain; }) chains_.insert(one.chain);
        },
        event);
  }

  [[nodiscard]] AccessTable accesses() const {
    AccessTable table;
    for (auto const chain : chains_)
      for (auto const& agent : agents_) table[{chain, agent}] = engine.access(chain, agent);
    return table;
  }

  [[nodiscard]] Rest rest() const {
    Rest rest{.chains = {}, .records = {}, .standings = {}, .names = engine.name_count()};
    for (auto const chain : chains_) {
      if (!engine.phase(chain)) continue;
      rest.chains.emplace(chain, state_of(engine, chain));
      for (auto const& record : engine.records(chain))
        rest.records.emplace_back(record.record, record.finality ? record.finality->request : std::nullopt);
    }
    for (auto const& agent : agents_) rest.standings.emplace(agent, engine.standing(agent));
    return rest;
  }

  Names agents_;
  std::set<ChainId> chains_;
};

}  // namespace recordshare::tests
