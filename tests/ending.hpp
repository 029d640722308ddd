// SPDX-License-Identifier: Apache-2.0
// ending.hpp gives the whole outcome of an event as a value, so that a test can say and compare all of it at once.
#pragma once

#include <initializer_list>
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

Ending ending_of(Outcome const& outcome);

Ending accepted(Rule rule, std::initializer_list<AccessChange> changes = {});
Ending refused(Rule rule, Reason reason);
Ending error(Rule rule, Reason reason);

/// D9 to a request: its positive answer.
Ending acknowledged(std::string_view answer);

/// D7: the records, each marked with whether it can still be updated.
Ending shown(std::vector<ShownRecord> const& records);

/// D5: the records, marked read-only.
Ending shown_read_only(std::initializer_list<RecordHandle> handles);

/// D8: the record was finalized by this request of this agent.
Ending already_final(Request request, std::string_view agent);

/// D8: the server canceled the record (E8).
Ending already_canceled();

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

std::ostream& operator<<(std::ostream& out, Ending const& ending);

}  // namespace recordshare::tests
