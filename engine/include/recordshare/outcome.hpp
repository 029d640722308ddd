// SPDX-License-Identifier: Apache-2.0
// outcome.hpp gives what an engine answers to an event: result, rule, reason or answer, changes, records.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <recordshare/events.hpp>

namespace recordshare {

/// One agent's access to one chain, before and after an event. (rules.md, section 3)
struct AccessChange {
  ChainId chain;
  std::string_view agent;
  Access from;
  Access to;
  friend bool operator==(AccessChange const&, AccessChange const&) = default;
};

/// A record as `ChainedRecordRequest` shows it. (D5, D7)
struct ShownRecord {
  RecordHandle record;
  bool updatable;  ///< false where the record is Final or the access is read-only
  friend bool operator==(ShownRecord const&, ShownRecord const&) = default;
};

/// What made a record Final, and who. (D9, E8)
struct Finality {
  std::optional<Request> request;  ///< nothing where the server canceled the record
  std::string_view agent;          ///< empty where the server canceled the record
  friend bool operator==(Finality const&, Finality const&) = default;
};

/// The outcome of one event.
///
/// What it points at belongs to the engine that gave it, and is there until that engine is next given an event,
/// moved or destroyed. Which members count follows from `result`:
///
/// | result         | members                                                             |
/// |----------------|---------------------------------------------------------------------|
/// | `Accepted`     | `rule`, `changes`                                                   |
/// | `Refused`      | `rule`, `reason`                                                    |
/// | `Acknowledged` | `rule`, `answer`; for `ChainedRecordRequest` `read_only`, `records` |
/// | `Error`        | `rule`, `reason`; for `RecordAlreadyFinal` `finality`               |
/// | `Invalid`      | `message`: the event is none, so no rule was asked                  |
struct Outcome {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  bool read_only = false;
  bool shows_records = false;             ///< `read_only` and `records` are part of the answer
  std::string_view answer;                ///< a name of rules.md, section 5
  std::string_view message;               ///< one sentence: what is wrong with the event
  std::optional<Finality> finality;       ///< what a `RecordAlreadyFinal` met
  std::span<AccessChange const> changes;  ///< ordered by chain, then by agent (bytewise)
  std::span<ShownRecord const> records;   ///< in the chain's order
};

}  // namespace recordshare
