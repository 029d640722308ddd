// SPDX-License-Identifier: Apache-2.0
// decided_by.hpp records which rows and rules decide the events of a stream.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <recordshare/engine.hpp>

namespace recordshare::properties {

/// The rows and rules that a stream reached.
struct Fired {
  std::set<std::size_t> rows;  ///< the deciding rows, as indices in model::rows_in_words()
  std::set<Rule> rules;
};

/// Plays a stream to interpreted rows and to the production engine, and records the rules that decide:
///
/// * a rule with rows, if one of them decided and the outcome names the rule;
/// * R1, a function, if an event was refused because it was false, or if a change of eligibility changed an access;
/// * R8, also a function, if it made a keeper, or removed one;
/// * R12, an invariant, if consultations ended because the phase was no longer `Live`.
///
/// Not thread-safe.
class FiredRows {
 public:
  explicit FiredRows(Options const& options);
  ~FiredRows();
  FiredRows(FiredRows const&) = delete;
  FiredRows& operator=(FiredRows const&) = delete;

  /// Plays one more event. Returns false if the interpreted rows and the engine decided differently.
  [[nodiscard]] bool apply(Event const& event);

  /// The rows and rules since construction or the last call of forget_what_fired().
  [[nodiscard]] Fired const& fired() const noexcept;
  void forget_what_fired() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The rows and rules that a stream of events.md reaches; invalid lines are skipped. Nothing if the rows and the engine
/// decided differently. O(lines).
[[nodiscard]] Fired fired_by(std::string_view json_lines, Options const& options);

}  // namespace recordshare::properties
