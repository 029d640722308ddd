// SPDX-License-Identifier: Apache-2.0
// outcome.hpp gives what an engine answers to an event: result, rule, reason or answer, changes, records.
//
//     Engine engine;
//     Outcome const outcome = engine.apply(CallEstablished{101, "alice"});
//     assert(outcome.result == Result::Refused);
//     std::cout << outcome.rule << ": " << outcome.reason << '\n';  // R13: UnknownRecord
//     for (auto const& [chain, agent, from, to] : outcome.changes)  // none: it was refused
//       std::cout << agent << ": " << from << " -> " << to << " on chain " << chain << '\n';
#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>

#include <recordshare/events.hpp>

namespace recordshare {

/// One agent's access to one chain, before and after an event. (rules.md, section 3)
struct AccessChange {
  ChainId chain;
  std::string_view agent;
  Access from = Access::None;
  Access to = Access::None;
  friend bool operator==(AccessChange const&, AccessChange const&) = default;
};

/// One record of a chain that is shown. (D5, D7)
struct ShownRecord {
  RecordHandle record;
  bool updatable = false;  ///< false if the record is Final or the access is read-only
  friend bool operator==(ShownRecord const&, ShownRecord const&) = default;
};

/// A chain as `ChainedRecordRequest` shows it. (D5, D7)
struct ShownChain {
  bool read_only = false;
  std::span<ShownRecord const> records;  ///< in the chain's order
};

/// What made a record Final, and who. (D9, E8)
struct Finality {
  std::optional<Request> request;  ///< nothing if the server canceled the record
  std::string_view agent;          ///< empty if the server canceled the record
  friend bool operator==(Finality const&, Finality const&) = default;
};

/// The outcome of one event.
///
/// It is cheap to copy: what it points at belongs to the engine that returned it, and lasts until that engine is next
/// given an event, moved or destroyed. OwnedOutcome (owned_outcome.hpp) keeps it longer.
///
/// `result` and `rule` always count. Each other member is empty, `None` or without a value unless it counts:
///
/// | result         | members that count                              |
/// |----------------|-------------------------------------------------|
/// | `Accepted`     | `changes`                                       |
/// | `Refused`      | `reason`                                        |
/// | `Acknowledged` | `answer`; for `ChainedRecordRequest` `shown`    |
/// | `Error`        | `reason`; for `RecordAlreadyFinal` `finality`   |
/// | `Invalid`      | `message`; no rule was evaluated                |
struct Outcome {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::string_view answer;                ///< a name of rules.md, section 5
  std::optional<ShownChain> shown;        ///< what the answer shows
  std::optional<Finality> finality;       ///< what made the record Final that a request asked for
  std::span<AccessChange const> changes;  ///< ordered by chain, then by agent (bytewise)
  std::string_view message;               ///< one sentence: what is wrong with the event
};

/// Writes the members that count as a JSON object: the line of events.md without `seq` and `type`.
std::ostream& operator<<(std::ostream& out, Outcome const& outcome);

}  // namespace recordshare
