// SPDX-License-Identifier: Apache-2.0
// owned_outcome.hpp gives an outcome that owns all it names: keep it, compare it, hand it to another thread.
//
//     Engine engine;
//     OwnedOutcome const first = owned(engine.apply(DnMonitored{"7001"}));
//     OwnedOutcome const second = owned(engine.apply(DnMonitored{"7001"}));  // `first` is still there
//     assert(first == second && first.rule == Rule::E1);
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <recordshare/outcome.hpp>

namespace recordshare {

/// AccessChange, owned.
struct OwnedAccessChange {
  ChainId chain;
  std::string agent;
  Access from = Access::None;
  Access to = Access::None;
  friend bool operator==(OwnedAccessChange const&, OwnedAccessChange const&) = default;
};

/// ShownChain, owned.
struct OwnedShownChain {
  bool read_only = false;
  std::vector<ShownRecord> records;
  friend bool operator==(OwnedShownChain const&, OwnedShownChain const&) = default;
};

/// Finality, owned.
struct OwnedFinality {
  std::optional<Request> request;
  std::string agent;
  friend bool operator==(OwnedFinality const&, OwnedFinality const&) = default;
};

/// Outcome, owned: the same members, of which the same count (outcome.hpp).
struct OwnedOutcome {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::string answer = {};
  std::optional<OwnedShownChain> shown = {};
  std::optional<OwnedFinality> finality = {};
  std::vector<OwnedAccessChange> changes = {};
  std::string message = {};

  friend bool operator==(OwnedOutcome const&, OwnedOutcome const&) = default;
};

/// A copy of `outcome`. Throws std::bad_alloc alone. O(size).
[[nodiscard]] OwnedOutcome owned(Outcome const& outcome);

/// Whether all members are the same. Nothing is allocated. O(size).
[[nodiscard]] bool operator==(OwnedOutcome const& one, Outcome const& other);

/// Writes the members that count as a JSON object: the line of events.md without `seq` and `type`.
std::ostream& operator<<(std::ostream& out, OwnedOutcome const& outcome);

}  // namespace recordshare
