// SPDX-License-Identifier: Apache-2.0
// resolve.hpp resolves the names in an event to ids, and validates them.
#pragma once

#include <string_view>

#include <recordshare/events.hpp>

#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"
#include "model/newcomers.hpp"
#include "model/table.hpp"

namespace recordshare {

/// The names and the chain's id that an event may add.
struct Brought {
  std::string_view agent;
  std::string_view dn;
  ChainId chain;
};

/// Why `name` is not a valid name of events.md, in one sentence; empty if it is valid. O(length).
[[nodiscard]] std::string_view what_is_wrong_with(std::string_view name) noexcept;

/// Why an engine cannot apply an event, in one sentence; empty if it can. `engine_fault` says why the engine is not
/// valid and is empty if it is. An event has no value after an assignment to it threw (std::variant). O(1).
[[nodiscard]] constexpr std::string_view what_is_wrong_with_call(std::string_view engine_fault,
                                                                 bool event_has_value) noexcept {
  if (!engine_fault.empty()) return engine_fault;
  return event_has_value ? std::string_view{} : "the event has no value: an assignment to it has failed";
}

/// Resolves an event's names to ids. A name that is not held becomes the candidate, for this event only; an unknown
/// chain or record becomes kNoChain.
class Resolver {
 public:
  using Ids = model::Ids;

  Resolver(Directory const& directory, ChainStore const& chains) noexcept : directory_(directory), chains_(chains) {}

  /// The names and the chain's id in the event that are not held.
  [[nodiscard]] Brought const& brought() const noexcept { return brought_; }
  /// Why a name is invalid; empty if all are valid.
  [[nodiscard]] std::string_view message() const noexcept { return message_; }

  template <EventType T>
  model::DnEvent<Ids, T> operator()(model::DnEvent<Names, T> const& event) noexcept {
    return {dn(event.dn)};
  }
  model::AgentLogin<Ids> operator()(AgentLogin const& event) noexcept { return {agent(event.agent), dn(event.dn)}; }
  model::AgentLogout<Ids> operator()(AgentLogout const& event) noexcept { return {agent(event.agent)}; }
  model::ChainLoaded<Ids> operator()(ChainLoaded const& event) noexcept { return {chain(event.chain), event.records}; }
  model::ChainUnloaded<Ids> operator()(ChainUnloaded const& event) noexcept { return {chain(event.chain)}; }
  model::RecordAdded<Ids> operator()(RecordAdded const& event) noexcept {
    return {chain(event.chain), chains_.find_record(event.record)};
  }
  template <EventType T>
  model::RecordEvent<Ids, T> operator()(model::RecordEvent<Names, T> const& event) noexcept {
    return {chains_.find_record(event.record)};
  }
  template <EventType T>
  model::AgentEvent<Ids, T> operator()(model::AgentEvent<Names, T> const& event) noexcept {
    return {chains_.find_record(event.record), agent(event.agent)};
  }
  template <EventType T>
  model::PairEvent<Ids, T> operator()(model::PairEvent<Names, T> const& event) noexcept {
    RecordRef const record = chains_.find_record(event.record);
    // Two agents are the same if their names are. Only `to` can become a member, so that an unknown `from` is nobody.
    using Newcomers = model::newcomers<model::ChainRules, model::PairEvent<Ids, T>, Ids>;
    static_assert(!boost::mp11::mp_contains<Newcomers, model::From>::value);
    AgentId const to = agent(event.to);
    if (event.from == event.to) return {record, to, to};
    AgentId const from = directory_.agents().find(event.from);
    if (from == kNobody) check(event.from);
    return {record, from, to};
  }
  model::DesktopRequest<Ids> operator()(DesktopRequest const& event) noexcept {
    if (!is_known(event.request)) message_ = "`request` is not a valid request (rules.md, section 5)";
    RecordRef const record = chains_.find_record(event.record);
    return {record, agent(event.agent), event.request};
  }

 private:
  AgentId agent(std::string_view name) noexcept;
  DnId dn(std::string_view name) noexcept;
  ChainIndex chain(ChainId id) noexcept {
    brought_.chain = id;
    return chains_.find_chain(id);
  }
  void check(std::string_view name) noexcept {
    if (message_.empty()) message_ = what_is_wrong_with(name);
  }

  Directory const& directory_;
  ChainStore const& chains_;
  Brought brought_;
  std::string_view message_;
};

}  // namespace recordshare
