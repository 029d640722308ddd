// SPDX-License-Identifier: Apache-2.0
// outcomes.hpp declares functions for the outcomes that tests expect, each complete.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/owned_outcome.hpp>

namespace recordshare::tests {

OwnedOutcome accepted(Rule rule, std::vector<OwnedAccessChange> const& changes = {});
/// E8: these records became Final.
OwnedOutcome canceled(std::vector<RecordHandle> const& finalized);
OwnedOutcome refused(Rule rule, Reason reason);
OwnedOutcome error(Rule rule, Reason reason);

/// D9 to a request: its positive answer, and the records that became Final.
OwnedOutcome acknowledged(std::string_view answer, std::vector<RecordHandle> const& finalized = {});

/// D7: the records, each with whether it can still be updated.
OwnedOutcome shown(std::vector<ShownRecord> const& records);

/// D5: the records, marked read-only.
OwnedOutcome shown_read_only(std::initializer_list<RecordHandle> handles);

/// D8: the record was finalized by this request of this agent.
OwnedOutcome already_final(Request request, std::string_view agent);

/// D8: the server canceled the record (E8).
OwnedOutcome already_canceled();

// The changes of access, by name.
inline OwnedAccessChange gains(std::string_view agent, ChainId chain = 1) {
  return {chain, std::string(agent), Access::None, Access::Full};
}
inline OwnedAccessChange loses(std::string_view agent, ChainId chain = 1) {
  return {chain, std::string(agent), Access::Full, Access::None};
}
inline OwnedAccessChange may_read(std::string_view agent, ChainId chain = 1) {
  return {chain, std::string(agent), Access::None, Access::ReadOnly};
}
inline OwnedAccessChange may_no_longer_read(std::string_view agent, ChainId chain = 1) {
  return {chain, std::string(agent), Access::ReadOnly, Access::None};
}
inline OwnedAccessChange rises(std::string_view agent, ChainId chain = 1) {
  return {chain, std::string(agent), Access::ReadOnly, Access::Full};
}
inline OwnedAccessChange may_only_read(std::string_view agent, ChainId chain = 1) {
  return {chain, std::string(agent), Access::Full, Access::ReadOnly};
}

}  // namespace recordshare::tests
