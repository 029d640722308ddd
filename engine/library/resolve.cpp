// SPDX-License-Identifier: Apache-2.0
// resolve.cpp validates names: not empty, not too long, UTF-8, and without U+0000 (events.md).
#include "engine/library/resolve.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/library/utf8.hpp"

namespace recordshare {

std::string_view what_is_wrong_with(std::string_view name) noexcept {
  if (name.empty()) return "a name is empty";
  if (name.size() > kNameBytesMax) return "a name is longer than 256 bytes";
  if (name.find('\0') != std::string_view::npos) return "a name has the character U+0000";
  while (!name.empty()) {
    std::size_t const size = bytes_of_character(name);
    if (size == 0) return "a name is not UTF-8";
    name.remove_prefix(size);
  }
  return {};
}

AgentId Resolver::agent(std::string_view name, bool can_be_added) {
  AgentId const id = find_agent(name);
  if (id != kNobody) return id;
  check(name);
  return may_hold(can_be_added) ? buffers_.new_names.hold_agent(directory_, name) : directory_.agents().candidate();
}

AgentId Resolver::find_number(Party const& number, ChainIndex on_call) const noexcept {
  AgentId const itself = directory_.agents().find(NumberKey(number.name).text());
  if (itself != kNobody && on_call != kNoChain && chains_.is_on_call(on_call, itself)) return itself;
  AgentId const occupant = directory_.dn(directory_.dns().find(number.name)).occupant;
  return occupant != kNobody ? occupant : itself;
}

AgentId Resolver::number(Party const& number, ChainIndex on_call, bool can_be_added) {
  AgentId const id = find_number(number, on_call);
  if (id != kNobody) return id;
  check(number.name);
  if (!may_hold(can_be_added)) return directory_.agents().candidate();
  return buffers_.new_names.hold_agent(directory_, NumberKey(number.name).text());
}

DnId Resolver::dn(std::string_view name, bool can_be_added) {
  DnId const id = directory_.dns().find(name);
  if (id != kNoDn) return id;
  check(name);
  return may_hold(can_be_added) ? buffers_.new_names.hold_dn(directory_, name) : kNoDn;
}

CallId Resolver::call(std::string_view name, bool can_be_added) {
  CallId const id = directory_.calls().find(name);
  if (id != kNoCall) return id;
  check(name);
  return may_hold(can_be_added) ? buffers_.new_names.hold_call(directory_, name) : directory_.calls().candidate();
}

model::AgentLogin<model::Ids> Resolver::operator()(AgentLogin const& event) {
  using Resolved = model::AgentLogin<Ids>;
  if (event.dns.size() == 0) message_ = "the login names no DN";
  if (event.dns.size() > kLoginDnsMax) message_ = "the login names more than 16 DNs";
  static_assert(kLoginDnsMax == 16);
  buffers_.dns.clear();
  if (!message_.empty()) return {};
  AgentId const who = agent<Resolved, model::Agent>(event.agent);
  if (may_hold_) buffers_.dns.reserve(kLoginDnsMax);
  for (std::string_view const name : event.dns) {
    DnId const id = dn<Resolved, model::Dns>(name);
    if (may_hold_) buffers_.dns.push_back(id);
  }
  return {who, buffers_.dns};
}

model::CallRecovered<model::Ids> Resolver::operator()(CallRecovered const& event) {
  using Resolved = model::CallRecovered<Ids>;
  auto const numbers = static_cast<std::size_t>(
      std::count_if(event.parties.begin(), event.parties.end(), [](Party const& party) { return party.is_number; }));
  if (std::max<std::size_t>(numbers, event.parties.size() - numbers) > kRecoveredPartiesMax)
    message_ = "CallRecovered names more than 1000 agents or more than 1000 numbers";
  static_assert(kRecoveredPartiesMax == 1'000);
  std::vector<AgentId>& parties = buffers_.parties;
  parties.clear();
  if (!message_.empty()) return {};
  if (may_hold_) parties.reserve(event.parties.size());
  for (Party const& named : event.parties) {
    AgentId const id = party<Resolved, model::Named>(named, kNoChain);
    if (may_hold_) parties.push_back(id);
  }
  std::sort(parties.begin(), parties.end());  // named twice counts once
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  CallId const id = call<Resolved, model::Call>(event.call);
  return {chains_.find_record(event.record), parties, id};
}

}  // namespace recordshare
