// SPDX-License-Identifier: Apache-2.0
// step_check.hpp checks one step against all invariants and contracts, and hashes it.
#pragma once

#include <optional>
#include <utility>

#include "properties/explore/report.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"

namespace recordshare::properties::explore {

/// The first invariant that a state or a step breaks; if `only` names one, no other is checked.
template <class... About>
[[nodiscard]] invariants::Term const* broken_by(std::string_view only, About const&... about) {
  if (only.empty()) [[likely]]
    return invariants::broken_by(about...);
  return invariants::broken_if_named(only, about...);
}

/// The invariant that the state itself breaks, if any.
[[nodiscard]] inline std::optional<Finding> check_state(Checks checks, Scene<Snapshot> const& scene, StateId id) {
  auto const* const broken = broken_by(checks.only, scene);
  if (broken == nullptr) return std::nullopt;
  return Finding{broken->name, {}, broken->sentence, id, true};
}

/// The part of a finding that is a fact of the prover.
inline constexpr std::string_view kFact = "fact";

/// The fact that the state breaks, if any.
[[nodiscard]] inline std::optional<Finding> check_facts(Checks checks, Scene<Snapshot> const& scene, StateId id) {
  if (checks.facts == nullptr) return std::nullopt;
  auto const* const broken = facts::broken_by(*checks.facts, scene);
  if (broken == nullptr) return std::nullopt;
  return Finding{broken->name, kFact, broken->sentence, id, true};
}

/// The fact that the event breaks, if any.
template <class E>
[[nodiscard]] std::optional<Finding> check_event(Checks checks, E const& event, StateId id) {
  if (checks.facts == nullptr) return std::nullopt;
  auto const* const broken = facts::broken_by_list(*checks.facts, event);
  if (broken == nullptr) return std::nullopt;
  return Finding{broken->name, kFact, broken->sentence, id, true};
}

/// The violation in the step, if any: the contract first, since it is the most precise.
template <class E>
[[nodiscard]] std::optional<Finding> check_step(Checks checks, Scene<Snapshot> const& before, E const& e,
                                                StepOutcome const& outcome, Scene<Snapshot> const& after, StateId id) {
  if (auto finding = check_event(checks, e, id)) [[unlikely]]
    return finding;
  auto const violation = checks.contracts ? contracts::check(before, e, outcome, after) : std::nullopt;
  if (violation.has_value()) [[unlikely]] {
    return Finding{violation->contract, contracts::kPartNames[static_cast<std::size_t>(violation->part)],
                   invariants::I18::sentence, id};
  }
  auto const* const broken = checks.invariants ? broken_by(checks.only, before, e, outcome, after) : nullptr;
  if (broken != nullptr) [[unlikely]]
    return Finding{broken->name, {}, broken->sentence, id};
  return std::nullopt;
}

/// The same for a step that does not change the state: a separate function, so that comparisons of the state with
/// itself are optimized away.
template <class E>
[[nodiscard, gnu::flatten]] std::optional<Finding> check_idle_step(Checks checks, Scene<Snapshot> const& scene,
                                                                   E const& e, StepOutcome const& outcome, StateId id) {
  return check_step(checks, scene, e, outcome, scene, id);
}

/// The outcome as one number.
[[nodiscard]] constexpr std::uint64_t word_of(StepOutcome const& outcome) noexcept {
  std::uint64_t word = outcome.finality.byte();
  word = word << 8 | outcome.finalized.word();
  word = word << 8 | outcome.updatable.word();
  word = word << 8 | outcome.shown.word();
  word = word << 1 | std::uint64_t{outcome.read_only};
  word = word << 1 | std::uint64_t{outcome.shows_records};
  word = word << 4 | (outcome.answer.has_value() ? index_of(*outcome.answer) + 1 : 0);
  word = word << 6 | static_cast<std::uint64_t>(outcome.reason);
  word = word << 6 | static_cast<std::uint64_t>(outcome.rule);
  return word << 3 | static_cast<std::uint64_t>(outcome.result);
}

/// A hash of one step. The hashes of all steps are added, so that their order does not matter.
[[nodiscard]] constexpr std::uint64_t digest(std::uint64_t state, std::uint64_t event, StepOutcome const& outcome,
                                             std::uint64_t next) noexcept {
  std::uint64_t mixed = (state ^ word_of(outcome)) * 0x9E37'79B9'7F4A'7C15 + event;
  mixed = (mixed ^ mixed >> 32) * 0xD6E8'FEB8'6659'FD93 + next;
  mixed = (mixed ^ mixed >> 29) * 0xC2B2'AE3D'27D4'EB4F;
  return mixed ^ mixed >> 32;
}

}  // namespace recordshare::properties::explore
