// SPDX-License-Identifier: Apache-2.0
// outcome.hpp defines Outcome, an engine's answer to an event: result, rule, reason or answer, changes, records.
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

/// One record in a shown chain. (D5, D7)
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

/// Which request made a record Final, and whose. (D9, E8)
struct Finality {
  std::optional<Request> request;  ///< `nullopt` if the server canceled the record
  std::string_view agent;          ///< empty if the server canceled the record
  friend bool operator==(Finality const&, Finality const&) = default;
};

/// The outcome of one event.
///
/// It is a view, cheap to copy: its text and spans belong to the engine, and are valid until the engine applies its
/// next event, is moved or is destroyed. To keep an outcome longer, copy it to an OwnedOutcome (owned_outcome.hpp).
///
/// `result` and `rule` are always set. Each other member is empty, `None` or `nullopt` unless the table lists it:
///
/// | result         | members that are set                            |
/// |----------------|-------------------------------------------------|
/// | `Accepted`     | `changes`; for `RecordCanceled` `finalized`     |
/// | `Refused`      | `reason`                                        |
/// | `Acknowledged` | `answer`; for `ChainedRecordRequest` `shown`;   |
/// |                | for a request that finalizes `finalized`        |
/// | `Error`        | `reason`; for `RecordAlreadyFinal` `finality`   |
/// | `Invalid`      | `message`; `rule` is `None`: none was evaluated |
struct Outcome {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::string_view answer;                  ///< a name of rules.md, section 5
  std::optional<ShownChain> shown;          ///< the records that the answer shows
  std::optional<Finality> finality;         ///< how the requested record became Final
  std::span<AccessChange const> changes;    ///< ordered by chain, then by agent (bytewise)
  std::span<RecordHandle const> finalized;  ///< the records that became Final, in the chain's order
  std::string_view message;                 ///< one sentence that says why the event is invalid
};

/// Writes the members that are set as a JSON object: the line of events.md without `seq` and `type`.
std::ostream& operator<<(std::ostream& out, Outcome const& outcome);

}  // namespace recordshare
