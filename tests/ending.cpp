// SPDX-License-Identifier: Apache-2.0
// ending.cpp makes and prints whole outcomes.
#include "tests/ending.hpp"

namespace recordshare::tests {

Ending ending_of(Outcome const& outcome) {
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

Ending accepted(Rule rule, std::initializer_list<AccessChange> changes) {
  return {.result = Result::Accepted, .rule = rule, .changes = changes};
}

Ending refused(Rule rule, Reason reason) { return {.result = Result::Refused, .rule = rule, .reason = reason}; }

Ending error(Rule rule, Reason reason) { return {.result = Result::Error, .rule = rule, .reason = reason}; }

Ending acknowledged(std::string_view answer) {
  return {.result = Result::Acknowledged, .rule = Rule::D9, .answer = answer};
}

Ending shown(std::vector<ShownRecord> const& records) {
  return {.result = Result::Acknowledged,
          .rule = Rule::D7,
          .shows_records = true,
          .answer = "ChainedRecord",
          .records = records};
}

Ending shown_read_only(std::initializer_list<RecordHandle> handles) {
  Ending ending = shown({});
  ending.rule = Rule::D5;
  ending.read_only = true;
  for (auto const handle : handles) ending.records.push_back({handle, false});
  return ending;
}

Ending already_final(Request request, std::string_view agent) {
  Ending ending = error(Rule::D8, Reason::RecordAlreadyFinal);
  ending.finality = Finality{request, agent};
  return ending;
}

Ending already_canceled() {
  Ending ending = error(Rule::D8, Reason::RecordAlreadyFinal);
  ending.finality = Finality{std::nullopt, ""};
  return ending;
}

std::ostream& operator<<(std::ostream& out, Ending const& ending) {
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
