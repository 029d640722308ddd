// SPDX-License-Identifier: Apache-2.0
// ending.hpp gives the whole outcome of an event as a value, so that a test can say and compare all of it at once.
#pragma once

#include <optional>
#include <ostream>
#include <string_view>
#include <vector>

#include <recordshare/outcome.hpp>

namespace recordshare::tests {

/// All that an outcome says, in the members of Outcome that count for its result.
struct Ending {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  bool read_only = false;
  bool shows_records = false;
  std::string_view answer = {};
  std::optional<Finality> finality = {};
  std::vector<AccessChange> changes = {};
  std::vector<ShownRecord> records = {};
  friend bool operator==(Ending const&, Ending const&) = default;
};

inline Ending ending_of(Outcome const& outcome) {
  return {.result = outcome.result,
          .rule = outcome.rule,
          .reason = outcome.reason,
          .read_only = outcome.read_only,
          .shows_records = outcome.shows_records,
          .answer = outcome.answer,
          .finality = outcome.result == Result::Error ? outcome.finality : std::nullopt,
          .changes = {outcome.changes.begin(), outcome.changes.end()},
          .records = {outcome.records.begin(), outcome.records.end()}};
}

inline Ending accepted(Rule rule, std::vector<AccessChange> changes = {}) {
  return {.result = Result::Accepted, .rule = rule, .changes = std::move(changes)};
}

inline Ending refused(Rule rule, Reason reason) { return {.result = Result::Refused, .rule = rule, .reason = reason}; }

inline Ending error(Rule rule, Reason reason) { return {.result = Result::Error, .rule = rule, .reason = reason}; }

inline Ending invalid() { return {}; }

/// D9 to a request: its positive answer.
inline Ending acknowledged(std::string_view answer) {
  return {.result = Result::Acknowledged, .rule = Rule::D9, .answer = answer};
}

/// D7: the records, each marked with whether it can still be updated.
inline Ending shown(std::vector<ShownRecord> records) {
  return {.result = Result::Acknowledged,
          .rule = Rule::D7,
          .shows_records = true,
          .answer = "ChainedRecord",
          .records = std::move(records)};
}

/// D5: the records, marked read-only.
inline Ending shown_read_only(std::vector<RecordHandle> const& handles) {
  Ending ending = shown({});
  ending.rule = Rule::D5;
  ending.read_only = true;
  for (auto const handle : handles) ending.records.push_back({handle, false});
  return ending;
}

/// D8: the record was finalized by this request of this agent.
inline Ending already_final(Request request, std::string_view agent) {
  Ending ending = error(Rule::D8, Reason::RecordAlreadyFinal);
  ending.finality = Finality{request, agent};
  return ending;
}

/// D8: the server canceled the record (E8).
inline Ending already_canceled() {
  Ending ending = error(Rule::D8, Reason::RecordAlreadyFinal);
  ending.finality = Finality{std::nullopt, ""};
  return ending;
}

// The changes of access that there are, in words.
inline AccessChange gains(std::string_view agent, ChainId chain = 1) {
  return {chain, agent, Access::None, Access::Full};
}
inline AccessChange loses(std::string_view agent, ChainId chain = 1) {
  return {chain, agent, Access::Full, Access::None};
}
inline AccessChange may_read(std::string_view agent, ChainId chain = 1) {
  return {chain, agent, Access::None, Access::ReadOnly};
}
inline AccessChange may_no_longer_read(std::string_view agent, ChainId chain = 1) {
  return {chain, agent, Access::ReadOnly, Access::None};
}
inline AccessChange rises(std::string_view agent, ChainId chain = 1) {
  return {chain, agent, Access::ReadOnly, Access::Full};
}
inline AccessChange may_only_read(std::string_view agent, ChainId chain = 1) {
  return {chain, agent, Access::Full, Access::ReadOnly};
}

inline std::ostream& operator<<(std::ostream& out, Ending const& ending) {
  out << name(ending.result) << ' ' << name(ending.rule) << ' ' << name(ending.reason) << ' ' << ending.answer;
  for (auto const& change : ending.changes)
    out << " [" << change.chain << ' ' << change.agent << ' ' << name(change.from) << "->" << name(change.to) << ']';
  if (ending.shows_records) out << (ending.read_only ? " read-only" : " full");
  for (auto const& record : ending.records) out << ' ' << record.record << (record.updatable ? "+" : "-");
  if (ending.finality)
    out << ' ' << name_of_final(ending.finality->request) << " by `" << ending.finality->agent << '`';
  return out;
}

}  // namespace recordshare::tests
