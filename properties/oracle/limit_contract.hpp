// SPDX-License-Identifier: Apache-2.0
// limit_contract.hpp defines the contract of limits (rules.md, section 4): which events exceed one, and the refusal.
#pragma once

#include <cstddef>
#include <optional>

#include <recordshare/model/events.hpp>
#include <recordshare/model/vocabulary.hpp>
#include "model/concrete_directory.hpp"
#include "model/notation.hpp"

// "An engine is given the most names (agents, numbers, DNs and call ids together; [...] `call` counts under R2 and R15,
// `new_call` always), chains, records of a chain and members of a chain that it may hold. An event that would exceed
// one is refused with `LimitReached`, under the rule of that event and before any other reason. [...] Members, and
// those whom the event names and who are none, are counted together, for the events that can bring somebody in (R2, R3,
// R5 initiated, R6, R7 single-step, R14, R15; `TransferCompleted` under R6)". Memory that runs out is a limit of every
// event that needs some for its change. A preview brings no name: its agent is logged in.
//
// Written from rules.md. On purpose not derived from the tables, as model/newcomers.hpp is, since it checks them.

namespace recordshare::properties::contracts {

/// The limits that an event can exceed, and the rule that would accept it.
struct Limited {
  Rule rule;
  bool by_names = false;
  bool by_members = false;
};

/// Nothing for events that need neither entries nor memory.
[[nodiscard]] constexpr std::optional<Limited> limits_of(EventType type) noexcept {
  switch (type) {
    case EventType::DnMonitored:
      return Limited{.rule = Rule::E1, .by_names = true};
    case EventType::DnUnmonitored:
      return Limited{.rule = Rule::E2};
    case EventType::AgentLogin:
      return Limited{.rule = Rule::E3, .by_names = true};
    case EventType::AgentLogout:
      return Limited{.rule = Rule::E4};
    case EventType::ChainLoaded:
      return Limited{.rule = Rule::E5};
    case EventType::RecordAdded:
      return Limited{.rule = Rule::E7};
    case EventType::CallEstablished:
      return Limited{.rule = Rule::R2, .by_names = true, .by_members = true};
    case EventType::SingleStepTransferCompleted:
      return Limited{.rule = Rule::R3, .by_names = true, .by_members = true};
    case EventType::ConsultationInitiated:
      return Limited{.rule = Rule::R5, .by_names = true, .by_members = true};
    case EventType::TransferCompleted:
      return Limited{.rule = Rule::R6, .by_names = true, .by_members = true};
    case EventType::SingleStepConferenceCompleted:
      return Limited{.rule = Rule::R7, .by_names = true, .by_members = true};
    case EventType::ConferenceCompleted:
      return Limited{.rule = Rule::R7, .by_names = true};
    case EventType::PreviewRecord:
      return Limited{.rule = Rule::R14, .by_members = true};
    case EventType::CallRecovered:
      return Limited{.rule = Rule::R15, .by_names = true, .by_members = true};
    default:
      return std::nullopt;
  }
}

/// Whether the event must be refused with `LimitReached`.
template <class E>
[[nodiscard]] bool exceeds_limit(E const& e, model::DirectoryFacts const& facts) noexcept {
  if constexpr (requires { E::type; }) {
    std::optional<Limited> const limited = limits_of(E::type);
    if (!limited.has_value()) return false;
    bool exceeds = facts.out_of_memory || (limited->by_names && facts.names_exceeded) ||
                   (limited->by_members && facts.members_exceeded);
    if constexpr (E::type == EventType::ChainLoaded)
      exceeds |= e.records.size() > facts.records_left || (e.chain == model::kNoChain && facts.chains_left == 0);
    if constexpr (E::type == EventType::RecordAdded) exceeds |= e.chain != model::kNoChain && facts.records_left == 0;
    return exceeds;
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
           decision.rule == limits_of(E::type)->rule && !decision.passed_to_chain &&
           change == model::DirectoryChange::None;
  }
  return false;
}

}  // namespace recordshare::properties::contracts
