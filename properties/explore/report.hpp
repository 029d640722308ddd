// SPDX-License-Identifier: Apache-2.0
// report.hpp defines the options and the result of an exploration: counts and the first violation.
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
#include "properties/oracle/facts.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::properties::explore {

/// The checks of every step. Subsets show what each kind of check finds alone.
struct Checks {
  bool contracts = true;
  bool invariants = true;
  std::string_view only = {};                     ///< the name of the only invariant to check; empty: all
  facts::Facts<Snapshot> const* facts = nullptr;  ///< what the prover assumes; null: not checked

  /// Every check.
  [[nodiscard]] static Checks all() { return {.facts = &facts::all<Snapshot>()}; }
};

struct ExploreOptions {
  World world;
  bool symmetry = true;  ///< merge states that are equal modulo renaming
  std::size_t threads = 1;
  Checks checks = Checks::all();
};

/// The number of outcomes by rule, reason and result.
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
  /// The number of accepted events and acknowledged requests.
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

/// A violation in a state, or in a step from it.
struct Finding {
  std::string_view name;      ///< of the invariant, of the contract's rule, or of the fact
  std::string_view part;      ///< of the contract; `fact` for a fact; empty for an invariant
  std::string_view sentence;  ///< of the invariant or the fact; of I18 for a contract
  StateId state = kNoState;
  bool of_state = false;  ///< whether the state itself breaks it, not a step
  friend bool operator==(Finding const&, Finding const&) = default;
};

/// The result of an exploration: a violation; or some state was not expanded; or all holds in every state.
enum class Verdict : std::uint8_t { Holds, Violated, Truncated };

/// The worst case of progress (I13).
struct WorstProgress {
  std::size_t events = 0;  ///< of the shortest sequence that ends with an acknowledged `RecordProcessed`
  StateId state = kNoState;
  RecordNumber record{};

  /// Whether it takes more events, or as many from a state with a lower number.
  [[nodiscard]] bool is_worse_than(WorstProgress const& other) const noexcept {
    return events > other.events || (events == other.events && state < other.state);
  }
};

/// A stream from the empty state, and its last step.
struct Trace {
  std::vector<BoundedEvent> events;
  Snapshot before;  ///< before the last event
  StepOutcome outcome;
  Snapshot after;
};

struct ExploreReport {
  ExploreOptions options;
  std::size_t states = 0;
  std::size_t expanded = 0;  ///< the states in which every event was tried
  std::size_t depth = 0;     ///< events from the start to the farthest state
  OutcomeCounts outcomes;
  std::uint64_t hash = 0;  ///< over state, event, outcome and next state of every step, in any order
  WorstProgress progress;
  Trace to_progress;  ///< the shortest stream to that state, and from there to the acknowledgement
  std::optional<Finding> finding;
  Trace to_finding;  ///< the shortest stream that shows it
  double seconds = 0;
  std::size_t bytes = 0;  ///< of the stored states

  [[nodiscard]] Verdict verdict() const noexcept {
    if (finding.has_value()) return Verdict::Violated;
    return expanded == states ? Verdict::Holds : Verdict::Truncated;
  }
};

/// The progress of an exploration.
struct ExploreProgress {
  std::size_t states = 0;
  std::size_t frontier = 0;  ///< reached, but not yet expanded
  std::size_t depth = 0;
  std::uint64_t outcomes = 0;
  double seconds = 0;
};
using Observer = std::function<void(ExploreProgress const&)>;

}  // namespace recordshare::properties::explore
