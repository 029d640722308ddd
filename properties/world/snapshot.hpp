// SPDX-License-Identifier: Apache-2.0
// snapshot.hpp defines the state of a bounded world (one chain, and the logins) and the outcome of a step.
#pragma once

#include <optional>

#include <recordshare/model/events.hpp>
#include <recordshare/model/vocabulary.hpp>
#include "properties/world/marks.hpp"
#include "properties/world/sets.hpp"

namespace recordshare::properties {

/// The record list of `ChainLoaded`: a set, and whether a record occurs twice. The order of records is not part of a
/// bounded world's state, so it is not part of its events.
struct RecordList {
  RecordSet set;
  bool repeats = false;
  friend constexpr bool operator==(RecordList const&, RecordList const&) = default;
};

/// The names of a bounded world. It has one chain, which is number 0.
struct Bounded {
  using Agent = AgentNumber;
  using Party = AgentNumber;
  using Parties = AgentSet;
  using Dn = DnNumber;
  using Dns = DnSet;
  using Call = CallSet;  ///< empty if it is not given
  using Chain = int;
  using Record = RecordNumber;
  using Records = RecordList;
  using Request = recordshare::Request;
};

/// The state of a bounded world, as rules.md, section 2, lists it, without derived sets.
struct Snapshot {
  // The interface for contracts and invariants: see properties/oracle/state_concept.hpp.
  using Bool = bool;
  using AgentSet = properties::AgentSet;
  using DnSet = properties::DnSet;
  using RecordSet = properties::RecordSet;
  using Mark = properties::Mark;
  using Policies = recordshare::Policies;
  [[nodiscard]] static constexpr bool truth(bool value) noexcept { return value; }

  bool loaded = false;  ///< if not, all below is empty, except logins and monitored
  Phase phase = Phase::Idle;
  AgentSet parties;
  AgentSet keepers;
  Consultations dialing;
  Consultations established;
  CallSet call;  ///< the id of the live call, if it is known
  Marks records;
  Logins logins;
  DnSet monitored;
  friend constexpr bool operator==(Snapshot const&, Snapshot const&) = default;
};

/// The outcome of a step of a bounded world: an Outcome without the changes, which follow from the two states.
struct StepOutcome {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::optional<Request> answer = {};  ///< the request of the positive answer
  bool shows_records = false;
  bool read_only = false;
  RecordSet shown = {};      ///< the records shown, if any
  RecordSet updatable = {};  ///< the updatable ones of these
  Mark finality = {};        ///< for `RecordAlreadyFinal`, the record's mark; otherwise unknown
  RecordSet finalized = {};  ///< the records that became Final
  friend constexpr bool operator==(StepOutcome const&, StepOutcome const&) = default;

  [[nodiscard]] constexpr bool answers(Request request) const noexcept { return answer == request; }
  [[nodiscard]] constexpr bool answers_nothing() const noexcept { return !answer.has_value(); }
  [[nodiscard]] constexpr bool shows(RecordSet records, RecordSet can_be_updated) const noexcept {
    return shows_records && shown == records && updatable == can_be_updated;
  }
  [[nodiscard]] constexpr bool is_read_only() const noexcept { return read_only; }
  [[nodiscard]] constexpr bool shows_nothing() const noexcept {
    return !shows_records && !read_only && shown.is_empty() && updatable.is_empty();
  }
  [[nodiscard]] constexpr bool names(Mark mark) const noexcept { return finality == mark; }
  [[nodiscard]] constexpr bool finalizes_nothing() const noexcept { return finalized.is_empty(); }
  [[nodiscard]] constexpr bool tells_final(RecordSet records) const noexcept { return finalized == records; }
  [[nodiscard]] constexpr bool names_nobody() const noexcept { return finality == Mark::unknown(); }
};

}  // namespace recordshare::properties
