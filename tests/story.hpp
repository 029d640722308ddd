// SPDX-License-Identifier: Apache-2.0
// story.hpp lets tests be written as stories: events, and all their effects.
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

#include "properties/document/decided_by.hpp"
#include "tests/outcomes.hpp"

namespace recordshare::tests {

using NameSet = std::set<std::string, std::less<>>;

/// All look-ups of a chain except for accesses; the default is a chain without party, keeper or consultation.
struct ChainState {
  Phase phase = Phase::Idle;
  NameSet parties = {};
  NameSet keepers = {};
  std::map<std::pair<std::string, std::string>, Stage> consultations = {};
  friend bool operator==(ChainState const&, ChainState const&) = default;
};

/// The chain's state by the engine's look-ups; the chain must be loaded.
ChainState state_of(Engine const& engine, ChainId chain);

/// A story of one engine. After every event it checks the whole outcome; that `changes` lists exactly the changed
/// accesses; and that a refused event or rejected request changed nothing (I10). At the end it checks that the rules
/// which the test's name cites fired after the fixture's constructor (citations.hpp).
class Story : public testing::Test {
 protected:
  using Where = std::source_location;

  explicit Story(Options const& options = {}) : engine(options), fired_(options) {}

  void SetUp() override;
  void TearDown() override;

  /// The agents log in at monitored DNs of their own: alice at `dn:alice`.
  void given_logged_in(std::initializer_list<std::string_view> agents, Where where = Where::current());

  void given_chain(ChainId chain, std::vector<RecordHandle> const& records, Where where = Where::current());

  /// The event must take place; its changes are not checked.
  void given(Event const& event, Where where = Where::current());

  /// The event must have exactly this outcome.
  void when(Event const& event, OwnedOutcome const& expected, Where where = Where::current());

  /// Exactly these agents have access to the chain, each this access.
  void then_access(std::map<std::string, Access> const& expected, ChainId chain = 1,
                   Where where = Where::current()) const;

  /// The chain is in exactly this state.
  void then_chain(ChainState const& expected, ChainId chain = 1, Where where = Where::current()) const;

  /// The records of the chain are exactly these, each Open (nothing) or Final.
  void then_records(std::vector<RecordState> const& expected, ChainId chain = 1, Where where = Where::current()) const;

  Engine engine;

 private:
  using AccessTable = std::map<std::pair<ChainId, std::string>, Access>;

  /// The state that `access` does not show; a refusal must not change it.
  struct Rest {
    std::map<ChainId, ChainState> chains;
    std::vector<std::pair<RecordHandle, std::optional<Request>>> records;
    std::map<std::string, Standing> standings;
    std::size_t names;
    friend bool operator==(Rest const&, Rest const&) = default;
  };

  OwnedOutcome happen(Event const& event, Where where);

  /// Names and chains are looked up once they have been mentioned.
  void remember(Event const& event);

  [[nodiscard]] AccessTable accesses() const;
  [[nodiscard]] Rest rest() const;

  NameSet agents_;
  std::set<ChainId> chains_;
  properties::FiredRows fired_;
};

}  // namespace recordshare::tests
