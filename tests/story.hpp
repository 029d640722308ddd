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

#include "properties/document/decided_by.hpp"
#include "tests/outcomes.hpp"

namespace recordshare::tests {

using NameSet = std::set<std::string, std::less<>>;

/// Everything that can be asked of a chain but who has which access; the default is a chain that nobody has.
struct ChainState {
  Phase phase = Phase::Idle;
  NameSet parties = {};
  NameSet keepers = {};
  std::map<std::pair<std::string, std::string>, Stage> consultations = {};
  friend bool operator==(ChainState const&, ChainState const&) = default;
};

/// The chain's state as the engine tells it; it must be loaded.
ChainState state_of(Engine const& engine, ChainId chain);

/// A story of one engine. Whatever it tells, it is checked after every event that the outcome is the one expected,
/// in all its parts; that `changes` is exactly what changed in anybody's access; and that nothing at all changed where
/// the event was refused or turned down (I10); and, when it is over, that the rules which its name cites were made to
/// decide by what is told after its beginning, the fixture's constructor (citations.hpp).
class Story : public testing::Test {
 protected:
  using Where = std::source_location;

  explicit Story(Options const& options = {}) : engine(options), fired_(options) {}

  void SetUp() override;
  void TearDown() override;

  /// The agents log in at monitored DNs of their own: alice at `dn:alice`.
  void given_logged_in(std::initializer_list<std::string_view> agents, Where where = Where::current());

  void given_chain(ChainId chain, std::vector<RecordHandle> const& records, Where where = Where::current());

  /// The event takes place; what it changes is not this story's point.
  void given(Event const& event, Where where = Where::current());

  /// The event ends exactly so.
  void when(Event const& event, OwnedOutcome const& expected, Where where = Where::current());

  /// All who have any access to the chain have this access.
  void then_access(std::map<std::string, Access> const& expected, ChainId chain = 1,
                   Where where = Where::current()) const;

  /// The chain is in exactly this state.
  void then_chain(ChainState const& expected, ChainId chain = 1, Where where = Where::current()) const;

  /// The records of the chain are exactly these, each Open (nothing) or Final.
  void then_records(std::vector<RecordState> const& expected, ChainId chain = 1, Where where = Where::current()) const;

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

  OwnedOutcome happen(Event const& event, Where where);

  /// Names and chains are asked about from when they are first mentioned.
  void remember(Event const& event);

  [[nodiscard]] AccessTable accesses() const;
  [[nodiscard]] Rest rest() const;

  NameSet agents_;
  std::set<ChainId> chains_;
  properties::FiredRows fired_;
};

}  // namespace recordshare::tests
