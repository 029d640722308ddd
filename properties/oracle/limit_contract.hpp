// SPDX-License-Identifier: Apache-2.0
// limit_contract.hpp defines the contract of limits (rules.md, section 4): which events exceed one, and the refusal.
#pragma once

#include <cstddef>
#include <optional>

#include <recordshare/model/events.hpp>
#include <recordshare/model/vocabulary.hpp>
#include "model/concrete_directory.hpp"
#include "model/notation.hpp"

// "An engine is given the most names, chains, records of a chain and members of a chain that it may hold. An event that
// would exceed one is refused with `LimitReached`, under the rule of that event and before any other reason." An event
// needs what it would make the engine hold if no other reason stood against it. "The members [...] are counted for the
// events that can bring somebody in (R2, R3, R5 initiated, R7 single-step, R14), if the record is known: all members,
// and whom the event brings in if it is no member, together." Memory that runs out is a limit of every event that needs
// some for its change.
//
// Written from rules.md. On purpose not derived from the tables, as model/newcomers.hpp is, since it checks them.

namespace recordshare::properties::contracts {

/// The additional entries that an event would need in an engine.
struct Need {
  std::size_t names = 0;
  std::size_t chains = 0;
  std::size_t records = 0;
  std::size_t members = 0;
  friend bool operator==(Need const&, Need const&) = default;
};

/// The rule of an event that can need entries or memory; nothing for other events. "The rule of that event" is the one
/// that would accept it.
[[nodiscard]] constexpr std::optional<Rule> rule_of_needy(EventType type) noexcept {
  switch (type) {
    case EventType::DnMonitored:
      return Rule::E1;
    case EventType::DnUnmonitored:
      return Rule::E2;
    case EventType::AgentLogin:
      return Rule::E3;
    case EventType::AgentLogout:
      return Rule::E4;
    case EventType::ChainLoaded:
      return Rule::E5;
    case EventType::RecordAdded:
      return Rule::E7;
    case EventType::CallEstablished:
      return Rule::R2;
    case EventType::SingleStepTransferCompleted:
      return Rule::R3;
    case EventType::ConsultationInitiated:
      return Rule::R5;
    case EventType::SingleStepConferenceCompleted:
      return Rule::R7;
    case EventType::PreviewRecord:
      return Rule::R14;
    default:
      return std::nullopt;
  }
}

/// Whether the event can bring somebody in ("R2, R3, R5 initiated, R7 single-step, R14").
[[nodiscard]] consteval bool can_bring_in(EventType type) noexcept {
  return type == EventType::CallEstablished || type == EventType::SingleStepTransferCompleted ||
         type == EventType::ConsultationInitiated || type == EventType::SingleStepConferenceCompleted ||
         type == EventType::PreviewRecord;
}

/// The needs of the event: new names, a new chain, new records and members of a chain. A preview needs no name, since
/// its agent is logged in.
template <class E>
[[nodiscard]] Need need_of(E const& e, model::DirectoryFacts const& facts) noexcept {
  Need need;
  if constexpr (requires { e.dn; }) need.names += facts.dn_is_new ? 1 : 0;
  if constexpr (requires { E::type; }) {
    constexpr EventType kType = E::type;
    constexpr bool kBringsName =
        kType == EventType::AgentLogin || (can_bring_in(kType) && kType != EventType::PreviewRecord);
    if constexpr (kBringsName) need.names += facts.agent_is_new ? 1 : 0;
    if constexpr (can_bring_in(kType)) {
      need.members = e.record.chain != model::kNoChain && facts.member_is_new ? 1 : 0;
    }
    if constexpr (kType == EventType::DnUnmonitored) need.names = 0;  // it frees names
    if constexpr (kType == EventType::ChainLoaded) {
      need.chains = e.chain == model::kNoChain ? 1 : 0;
      need.records = e.records.size();
    }
    if constexpr (kType == EventType::RecordAdded) need.records = e.chain == model::kNoChain ? 0 : 1;
  }
  return need;
}

/// Whether the event must be refused with `LimitReached`.
template <class E>
[[nodiscard]] bool exceeds_limit(E const& e, model::DirectoryFacts const& facts) noexcept {
  if constexpr (requires { E::type; }) {
    if (!rule_of_needy(E::type).has_value()) return false;
    Need const need = need_of(e, facts);
    return facts.out_of_memory || need.names > facts.names_left || need.chains > facts.chains_left ||
           need.records > facts.records_left || need.members > facts.members_left;
  } else {
    return false;
  }
}

/// Whether the outcome is `LimitReached` exactly if a limit is exceeded, under the right rule.
template <class E>
[[nodiscard]] bool keeps_limits(E const& e, model::DirectoryFacts const& facts, model::Decision const& decision,
                                model::DirectoryChange change) noexcept {
  if (!exceeds_limit(e, facts)) return decision.reason != Reason::LimitReached;
  if constexpr (requires { E::type; }) {
    return decision.result == Result::Refused && decision.reason == Reason::LimitReached &&
           decision.rule == rule_of_needy(E::type) && !decision.passed_to_chain &&
           change == model::DirectoryChange::None;
  }
  return false;
}

}  // namespace recordshare::properties::contracts
