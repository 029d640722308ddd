// SPDX-License-Identifier: Apache-2.0
// decided_by.hpp says which rows of the tables, and so which rules, a stream of events really reaches.
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <recordshare/engine.hpp>

namespace recordshare::properties {

/// What a stream reached.
struct Fired {
  std::set<std::size_t> rows;  ///< those that decided, by their place in model::rows_in_words()
  std::set<Rule> rules;
};

/// Plays a stream to both tables row by row, beside the engine that ships, and notes what fires:
///
/// * a rule with rows, where one of them decided and the outcome names it;
/// * R1, which is a function, where a row turned an event down for want of it, or where eligibility changed an access;
/// * R8, which is one too, where it found a keeper, or there was one that it took the chain from;
/// * R12, an invariant, where consultations ended because the phase ceased to be `Live`.
///
/// Thread-safety: one thread at a time for each object.
class FiredRows {
 public:
  explicit FiredRows(Options const& options);
  ~FiredRows();
  FiredRows(FiredRows const&) = delete;
  FiredRows& operator=(FiredRows const&) = delete;

  /// Plays one event more; gives false where the rows, read one by one, did not decide as the engine did.
  [[nodiscard]] bool apply(Event const& event);

  /// What fired since the beginning, or since it was forgotten.
  [[nodiscard]] Fired const& fired() const noexcept;
  void forget_what_fired() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a stream of events.md fires; lines that are no events fire nothing. Empty where the rows disagreed with the
/// engine. O(lines).
[[nodiscard]] Fired fired_by(std::string_view json_lines, Options const& options);

}  // namespace recordshare::properties
