// SPDX-License-Identifier: Apache-2.0
// owned_outcome.hpp defines OwnedOutcome, a copy of an Outcome that owns its memory: keep it, or pass it to a thread.
//
//     Engine engine;
//     OwnedOutcome const first = owned(engine.apply(DnMonitored{"7001"}));
//     OwnedOutcome const second = owned(engine.apply(DnMonitored{"7001"}));  // `first` is still valid
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

/// Outcome, owned: the same members, set for the same results (outcome.hpp).
struct OwnedOutcome {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::string answer = {};
  std::optional<OwnedShownChain> shown = {};
  std::optional<OwnedFinality> finality = {};
  std::vector<OwnedAccessChange> changes = {};
  std::vector<RecordHandle> finalized = {};
  std::string message = {};

  friend bool operator==(OwnedOutcome const&, OwnedOutcome const&) = default;
};

/// Copies `outcome`. Throws only std::bad_alloc. O(size).
[[nodiscard]] OwnedOutcome owned(Outcome const& outcome);

/// Whether all members are equal. Allocates nothing. O(size).
[[nodiscard]] bool operator==(OwnedOutcome const& one, Outcome const& other);

/// Writes the members that are set as a JSON object: the line of events.md without `seq` and `type`.
std::ostream& operator<<(std::ostream& out, OwnedOutcome const& outcome);

}  // namespace recordshare
