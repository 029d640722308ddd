// SPDX-License-Identifier: Apache-2.0
// report.hpp says what an exploration found: how much there is of everything, and the first thing that does not hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/explore/state_store.hpp"
#include "properties/explore/world.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::explore {

/// What is asked of every step. Leaving some out shows what the others alone find.
struct Checks {
  bool contracts = true;
  bool invariants = true;
  std::string_view only = {};  ///< the name of one invariant: of all of them, ask it alone
};

struct ExploreOptions {
  World world;
  bool symmetry = true;  ///< states that differ only in who is who count as one
  std::size_t threads = 1;
  Checks checks = {};
};

/// How many events ended each way, by the rule and reason that the outcome names.
class OutcomeCounts {
 public:
  void count(StepOutcome const& outcome) noexcept {
    ++counts_[index(outcome.rule, outcome.reason)][result_of(outcome)];
  }
  void operator+=(OutcomeCounts const& other) noexcept;

  [[nodiscard]] std::uint64_t of(Rule rule, Reason reason, Result result) const noexcept {
    return counts_[index(rule, reason)][static_cast<std::size_t>(result)];
  }
  [[nodiscard]] std::uint64_t of(Result result) const noexcept;
  /// Events that took place and requests that were acknowledged.
  [[nodiscard]] std::uint64_t accepted() const noexcept { return of(Result::Accepted) + of(Result::Acknowledged); }
  [[nodiscard]] std::uint64_t all() const noexcept;

 private:
  static constexpr std::size_t kResults = 5;
  static std::size_t index(Rule rule, Reason reason) noexcept {
    return static_cast<std::size_t>(rule) * kReasons.size() + static_cast<std::size_t>(reason);
  }
  static std::size_t result_of(StepOutcome const& outcome) noexcept { return static_cast<std::size_t>(outcome.result); }

  std::array<std::array<std::uint64_t, kResults>, kRules.size() * kReasons.size()> counts_{};
};

/// Something that does not hold in a state, or of a step from it.
struct Finding {
  std::string_view name;      ///< of the invariant, or of the rule whose contract it is
  std::string_view part;      ///< of the contract; empty for an invariant
  std::string_view sentence;  ///< of the invariant; of I18 for a contract
  StateId state = kNoState;
  bool of_state = false;  ///< of the state itself, and not of a step from it
  friend bool operator==(Finding const&, Finding const&) = default;
};

/// How far progress (I13) is in the worst case.
struct WorstProgress {
  std::size_t events = 0;  ///< of the shortest sequence that ends with `RecordProcessed` acknowledged
  StateId state = kNoState;
  RecordNumber record{};
};

/// A stream from the empty state, and its last step.
struct Trace {
  std::vector<BoundedEvent> events;
  Snapshot before;  ///< the last event
  StepOutcome outcome;
  Snapshot after;
};

struct ExploreReport {
  ExploreOptions options;
  std::size_t states = 0;
  std::size_t depth = 0;  ///< events from the start to the farthest state
  OutcomeCounts outcomes;
  std::uint64_t hash = 0;  ///< over state, event, outcome and next state of every step; in any order
  WorstProgress progress;
  Trace to_progress;  ///< the shortest stream to that state, and from there to the acknowledgement
  std::optional<Finding> finding;
  Trace to_finding;  ///< the shortest stream that shows it
  double seconds = 0;
  std::size_t bytes = 0;  ///< of the stored states
};

/// What is told while it runs, some times a second.
struct ExploreProgress {
  std::size_t states = 0;
  std::size_t frontier = 0;  ///< reached, and not yet expanded
  std::size_t depth = 0;
  std::uint64_t outcomes = 0;
  double seconds = 0;
};
using Observer = std::function<void(ExploreProgress const&)>;

}  // namespace recordshare::properties::explore
