// SPDX-License-Identifier: Apache-2.0
// outcomes.cpp constructs the outcomes that tests expect.
#include "tests/outcomes.hpp"

namespace recordshare::tests {

OwnedOutcome accepted(Rule rule, std::vector<OwnedAccessChange> const& changes) {
  return {.result = Result::Accepted, .rule = rule, .changes = changes};
}

OwnedOutcome refused(Rule rule, Reason reason) { return {.result = Result::Refused, .rule = rule, .reason = reason}; }

OwnedOutcome error(Rule rule, Reason reason) { return {.result = Result::Error, .rule = rule, .reason = reason}; }

OwnedOutcome canceled(std::vector<RecordHandle> const& finalized) {
  return {.result = Result::Accepted, .rule = Rule::E8, .finalized = finalized};
}

OwnedOutcome acknowledged(std::string_view answer, std::vector<RecordHandle> const& finalized) {
  return {.result = Result::Acknowledged, .rule = Rule::D9, .answer = std::string(answer), .finalized = finalized};
}

OwnedOutcome shown(std::vector<ShownRecord> const& records) {
  return {.result = Result::Acknowledged,
          .rule = Rule::D7,
          .answer = "ChainedRecord",
          .shown = OwnedShownChain{.read_only = false, .records = records}};
}

OwnedOutcome shown_read_only(std::initializer_list<RecordHandle> handles) {
  OwnedOutcome ending = shown({});
  ending.rule = Rule::D5;
  ending.shown->read_only = true;
  for (auto const handle : handles) ending.shown->records.push_back({handle, false});
  return ending;
}

OwnedOutcome already_final(Request request, std::string_view agent) {
  OwnedOutcome ending = error(Rule::D8, Reason::RecordAlreadyFinal);
  ending.finality = OwnedFinality{request, std::string(agent)};
  return ending;
}

OwnedOutcome already_canceled() {
  OwnedOutcome ending = error(Rule::D8, Reason::RecordAlreadyFinal);
  ending.finality = OwnedFinality{};
  return ending;
}

}  // namespace recordshare::tests
