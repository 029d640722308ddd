// SPDX-License-Identifier: Apache-2.0
// resolve.hpp resolves the names in an event to ids, and validates them.
#pragma once

#include <string_view>
#include <vector>

#include <recordshare/events.hpp>

#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"
#include "engine/library/new_names.hpp"
#include "model/directory_table.hpp"
#include "model/newcomers.hpp"
#include "model/table.hpp"

namespace recordshare {

/// Why `name` is not a valid name of events.md, in one sentence; empty if it is valid. O(length).
[[nodiscard]] std::string_view what_is_wrong_with(std::string_view name) noexcept;

/// Why an engine cannot apply an event, in one sentence; empty if it can. `engine_fault` says why the engine is not
/// valid and is empty if it is. An event has no value after an assignment to it threw (std::variant). O(1).
[[nodiscard]] constexpr std::string_view what_is_wrong_with_call(std::string_view engine_fault,
                                                                 bool event_has_value) noexcept {
  if (!engine_fault.empty()) return engine_fault;
  return event_has_value ? std::string_view{} : "the event has no value: an assignment to it has failed";
}

/// Resolves an event's names to ids. A name that is not held is held now if a row can add it, and released again when
/// the resolver is destroyed, unless it is in use then. Any other name becomes an id that nothing has; an unknown chain
/// or record becomes kNoChain.
///
/// Throws std::bad_alloc, and changes nothing, if memory runs out. With `may_hold` false it neither throws nor holds
/// names: the table then refuses an event that could add one.
class Resolver {
 public:
  using Ids = model::Ids;

  Resolver(Directory& directory, ChainStore const& chains, ResolverBuffers& buffers, bool may_hold) noexcept
      : directory_(directory), chains_(chains), buffers_(buffers), may_hold_(may_hold) {}
  Resolver(Resolver const&) = delete;
  Resolver& operator=(Resolver const&) = delete;
  ~Resolver() { buffers_.new_names.release_unused(directory_); }

  /// Why the event is invalid; empty if it is valid.
  [[nodiscard]] std::string_view message() const noexcept { return message_; }

  template <EventType T>
  model::DnEvent<Ids, T> operator()(model::DnEvent<Names, T> const& event) {
    return {dn<model::DnEvent<Ids, T>, model::Dn>(event.dn)};
  }
  model::AgentLogin<Ids> operator()(AgentLogin const& event);
  model::AgentLogout<Ids> operator()(AgentLogout const& event) {
    return {agent<model::AgentLogout<Ids>, model::Agent>(event.agent)};
  }
  model::ChainLoaded<Ids> operator()(ChainLoaded const& event) const noexcept {
    return {chains_.find_chain(event.chain), event.records};
  }
  model::ChainUnloaded<Ids> operator()(ChainUnloaded const& event) const noexcept {
    return {chains_.find_chain(event.chain)};
  }
  model::RecordAdded<Ids> operator()(RecordAdded const& event) const noexcept {
    return {chains_.find_chain(event.chain), chains_.find_record(event.record)};
  }
  template <EventType T>
  model::RecordEvent<Ids, T> operator()(model::RecordEvent<Names, T> const& event) const noexcept {
    return {chains_.find_record(event.record)};
  }
  template <EventType T>
  model::AgentEvent<Ids, T> operator()(model::AgentEvent<Names, T> const& event) {
    return {chains_.find_record(event.record), agent<model::AgentEvent<Ids, T>, model::Agent>(event.agent)};
  }
  template <EventType T>
  model::CallEvent<Ids, T> operator()(model::CallEvent<Names, T> const& event) {
    return {chains_.find_record(event.record), call<model::CallEvent<Ids, T>, model::Call>(event.call)};
  }
  template <EventType T>
  model::PartyEvent<Ids, T> operator()(model::PartyEvent<Names, T> const& event) {
    using Resolved = model::PartyEvent<Ids, T>;
    RecordRef const record = chains_.find_record(event.record);
    AgentId const who =
        party<Resolved, model::Agent>(event.agent, says_who_is_on_the_call(T) ? kNoChain : record.chain);
    return {record, who, call<Resolved, model::Call>(event.call)};
  }
  template <EventType T>
  model::PairEvent<Ids, T> operator()(model::PairEvent<Names, T> const& event) {
    using Resolved = model::PairEvent<Ids, T>;
    RecordRef const record = chains_.find_record(event.record);
    auto const [from, to] = pair<Resolved>(event, record.chain);
    return {record, from, to, call<Resolved, model::Call>(event.call)};
  }
  template <EventType T>
  model::CompletedEvent<Ids, T> operator()(model::CompletedEvent<Names, T> const& event) {
    using Resolved = model::CompletedEvent<Ids, T>;
    RecordRef const record = chains_.find_record(event.record);
    auto const [from, to] = pair<Resolved>(event, record.chain);
    CallId const next = call<Resolved, model::NewCall>(event.new_call);
    if (event.call.empty()) return {record, from, to, kNoCall, next};
    if (event.call == event.new_call) return {record, from, to, next, next};
    return {record, from, to, call<Resolved, model::Call>(event.call), next};
  }
  model::CallRecovered<Ids> operator()(CallRecovered const& event);
  model::DesktopRequest<Ids> operator()(DesktopRequest const& event) {
    if (!is_known(event.request)) message_ = "`request` is not a valid request (rules.md, section 5)";
    RecordRef const record = chains_.find_record(event.record);
    return {record, agent<model::DesktopRequest<Ids>, model::Agent>(event.agent), event.request};
  }

 private:
  /// Whether a row can add what the event names there.
  template <class Event, class What>
  static constexpr bool can_add =
      boost::mp11::mp_contains<boost::mp11::mp_set_union<model::additions<model::ChainRules, Event, Ids>,
                                                         model::additions<model::DirectoryRules, Event, Ids>>,
                               What>::value;

  /// An event of R2 or R15 says anew who is on the call: it is not asked whether a number is on it already.
  static constexpr bool says_who_is_on_the_call(EventType type) noexcept {
    return type == EventType::CallEstablished || type == EventType::CallRecovered;
  }

  template <class Event, class What>
  AgentId agent(std::string_view name) {
    return agent(name, can_add<Event, What>);
  }
  template <class Event, class What>
  AgentId party(Party const& party, ChainIndex on_call) {
    if (!party.is_number) return agent(party.name, can_add<Event, What>);
    return number(party, on_call, can_add<Event, What>);
  }
  template <class Event, class What>
  DnId dn(std::string_view name) {
    return dn(name, can_add<Event, What>);
  }
  template <class Event, class What>
  CallId call(std::string_view name) {
    return name.empty() ? kNoCall : call(name, can_add<Event, What>);
  }
  struct Pair {
    AgentId from;
    AgentId to;
  };
  template <class Event, class NamedEvent>
  Pair pair(NamedEvent const& event, ChainIndex chain) {
    // Two parties are the same if their names are. Only `to` can become a member: an unknown `from` is nobody.
    static_assert(!can_add<Event, model::From>);
    AgentId const to = party<Event, model::To>(event.to, chain);
    if (event.from == event.to) return {to, to};
    AgentId const from = event.from.is_number ? find_number(event.from, chain) : find_agent(event.from.name);
    if (from == kNobody) check(event.from.name);
    return {from, to};
  }

  AgentId agent(std::string_view name, bool can_be_added);
  AgentId number(Party const& number, ChainIndex on_call, bool can_be_added);
  DnId dn(std::string_view name, bool can_be_added);
  CallId call(std::string_view name, bool can_be_added);

  /// The agent's id; kNobody if it is not held.
  [[nodiscard]] AgentId find_agent(std::string_view name) const noexcept {
    return name.starts_with('\0') ? kNobody : directory_.agents().find(name);  // that is the text of a number
  }
  /// The id of the agent for whom the number stands, or of the number (rules.md, section 2); kNobody if neither is
  /// held. `on_call` is the chain on whose call, and in whose consultations, the number may be itself.
  [[nodiscard]] AgentId find_number(Party const& number, ChainIndex on_call) const noexcept;

  void check(std::string_view name) noexcept {
    if (message_.empty()) message_ = what_is_wrong_with(name);
  }
  /// Whether an unknown name is to be held.
  bool may_hold(bool can_be_added) const noexcept { return can_be_added && may_hold_ && message_.empty(); }

  Directory& directory_;
  ChainStore const& chains_;
  ResolverBuffers& buffers_;
  bool may_hold_;
  std::string_view message_;
};

}  // namespace recordshare
