// SPDX-License-Identifier: Apache-2.0
// small_world.hpp defines a world of four agents and a chain of two records, with states and outcomes for hand-made
// steps.
#pragma once

#include <cstdint>
#include <functional>

#include "tests/bounded_step.hpp"

namespace recordshare::tests::small_world {

using properties::AgentSet;
using properties::Mark;
using properties::only;
using properties::RecordSet;

using B = properties::Bounded;

inline constexpr B::Agent kAlice{0}, kBob{1}, kCarol{2}, kQueue{3};
inline constexpr B::Record kFirst{0}, kSecond{1}, kUnknown{2};

constexpr B::Dn dn(unsigned number) { return B::Dn{static_cast<std::uint8_t>(number)}; }

/// Alice, Bob and Carol are logged in at monitored DNs; the chain has two Open records, no party and no keeper.
inline Snapshot idle() {
  Snapshot state;
  state.loaded = true;
  state.records = state.records.with(RecordSet::first(2), Mark::open());
  state.logins = only(kAlice, dn(0)) | only(kBob, dn(1)) | only(kCarol, dn(2));
  state.monitored = properties::DnSet::first(3);
  return state;
}

inline Snapshot live(AgentSet parties) {
  auto state = idle();
  state.phase = Phase::Live;
  state.parties = parties;
  return state;
}

inline Snapshot dialing(B::Agent from, B::Agent to) {
  auto state = live(only(from));
  state.dialing = only(from, to);
  return state;
}

inline Snapshot established(B::Agent from, B::Agent to) {
  auto state = live(only(from));
  state.established = only(from, to);
  return state;
}

inline Snapshot with(Snapshot state, std::function<void(Snapshot&)> const& change) {
  change(state);
  return state;
}

inline StepOutcome accepted(Rule rule) { return {.result = Result::Accepted, .rule = rule}; }
inline StepOutcome refused(Rule rule, Reason reason) {
  return {.result = Result::Refused, .rule = rule, .reason = reason};
}
inline StepOutcome error(Rule rule, Reason reason) { return {.result = Result::Error, .rule = rule, .reason = reason}; }
inline StepOutcome acknowledged(Request request, RecordSet finalized = {}) {
  return {.result = Result::Acknowledged, .rule = Rule::D9, .answer = request, .finalized = finalized};
}
/// E8: this record became Final.
inline StepOutcome canceled(RecordSet finalized) {
  return {.result = Result::Accepted, .rule = Rule::E8, .finalized = finalized};
}

/// The answer to `ChainedRecordRequest`.
inline StepOutcome shown(Rule rule, bool read_only, RecordSet updatable) {
  auto outcome = acknowledged(Request::ChainedRecordRequest);
  outcome.rule = rule;
  outcome.shows_records = true;
  outcome.read_only = read_only;
  outcome.shown = RecordSet::first(2);
  outcome.updatable = updatable;
  return outcome;
}

}  // namespace recordshare::tests::small_world
