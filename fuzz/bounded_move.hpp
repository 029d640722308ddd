// SPDX-License-Identifier: Apache-2.0
// bounded_move.hpp translates an event of a stream into the bounded world of its chain.
#pragma once

#include <algorithm>

#include "fuzz/seen_chain.hpp"
#include "model/event_fields.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::fuzz {

/// Section 2, "to stand for": who a party of the move is in this state of the chain and of the logins.
[[nodiscard]] inline AgentNumber whom(std::size_t party, properties::streams::Kind kind,
                                      Snapshot const& state) noexcept {
  using properties::streams::kAgents;
  AgentNumber const itself{party_of_input(party)};
  if (party < kAgents || party + 1 == properties::streams::kParties) return itself;
  auto const at_dn = properties::only(properties::DnNumber{static_cast<std::uint8_t>(party - kAgents)});
  auto const agents = state.logins.into(at_dn).domain();
  auto const pairs = state.dialing | state.established;
  bool const says_anew = kind == EventType::CallEstablished || kind == EventType::CallRecovered;
  bool const is_on_call = (state.parties | pairs.domain() | pairs.range()).contains(itself);
  if (agents.is_empty() || (is_on_call && !says_anew)) return itself;
  return AgentNumber{static_cast<std::uint8_t>(std::countr_zero(agents.word()))};
}

/// The DNs of a login.
[[nodiscard]] inline properties::DnSet dns_of(std::uint8_t first, properties::streams::DnBits others) noexcept {
  auto dns = properties::only(properties::DnNumber{first});
  for (std::uint8_t dn = 0; dn < properties::streams::kDns; ++dn)
    if ((others >> dn & 1U) != 0) dns = dns | properties::only(properties::DnNumber{dn});
  return dns;
}

/// The event, with the numbers of the move, as it is decided in this state.
[[nodiscard]] inline properties::BoundedEvent bounded(properties::streams::Move const& move,
                                                      Snapshot const& state) noexcept {
  using properties::streams::SmallNumbers;
  return model::rename<properties::Bounded>(
      event_of(move),
      model::Overloaded{
          []<class Number>(Number& to, auto from) { to = Number(from); }, [](int&, SmallNumbers::Chain) {},
          [&](AgentNumber& to, SmallNumbers::Party party) {
            to = whom(static_cast<std::size_t>(party), move.kind, state);
          },
          [&](properties::AgentSet& to, SmallNumbers::Parties const& parties) {
            to = {};
            for (std::size_t party = 0; party < properties::streams::kParties; ++party)
              if ((parties.set >> party & 1U) != 0) to = to | properties::only(whom(party, move.kind, state));
          },
          [](properties::DnSet& to, SmallNumbers::Dns const& dns) { to = dns_of(dns.first, dns.others); },
          [](properties::CallSet& to, SmallNumbers::Call call) {
            auto const number = static_cast<std::uint8_t>(call);
            to = number == 0 ? properties::CallSet{}
                             : properties::only(properties::CallNumber{static_cast<std::uint8_t>(number - 1)});
          },
          [&](properties::RecordNumber& to, SmallNumbers::Record record) {
            to = number_of({.kind = {}, .home = record.home, .record = record.record});
          },
          [](properties::RecordList& to, SmallNumbers::Records const& list) {
            auto const all = ((1U << list.count) - 1) << (list.home * kRecordsOfHome);
            to = {properties::RecordSet(static_cast<std::uint8_t>(all)), list.repeats && list.count > 0};
          }});
}

}  // namespace recordshare::fuzz
