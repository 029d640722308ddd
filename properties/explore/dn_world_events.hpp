// SPDX-License-Identifier: Apache-2.0
// dn_world_events.hpp enumerates the events of the world of two DNs and two chains, and encodes its states as numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "properties/explore/dn_world.hpp"
#include "properties/explore/world.hpp"

namespace recordshare::properties::explore {

inline constexpr World kOneChainOfDnWorld{2, 1, {}};

/// Directory events concern both chains and no record.
template <class E>
inline constexpr bool kIsOfDirectory = requires(E const& e) { e.dn; } || std::is_same_v<E, model::AgentLogout<Bounded>>;

/// One request of each class: read, update, finalize.
template <class E>
[[nodiscard]] bool is_asked(E const& e) {
  if constexpr (requires { e.request; }) {
    return e.request == Request::ChainedRecordRequest || e.request == Request::DoNotCall ||
           e.request == Request::RecordProcessed;
  } else {
    return true;
  }
}

/// Every event. An agent can log in at any DN in every state.
[[nodiscard]] inline std::vector<DnWorldEvent> events_of_dn_world() {
  std::vector<DnWorldEvent> events;
  for (std::size_t chain = 0; chain < kChainsOfDnWorld; ++chain) {
    each_event(kOneChainOfDnWorld, {}, [&]<class E>(E const& e) {
      if (std::is_same_v<E, model::AgentLogin<Bounded>> || !is_asked(e) || (kIsOfDirectory<E> && chain > 0)) return;
      events.push_back({e, chain, chain});
    });
  }
  for (std::uint8_t agent = 0; agent < 2; ++agent)
    for (std::uint8_t dn = 0; dn < 2; ++dn)
      events.push_back({model::AgentLogin<Bounded>{AgentNumber{agent}, DnNumber{dn}}, 0, 0});
  for (std::size_t chain = 0; chain < kChainsOfDnWorld; ++chain) {
    std::size_t const other = 1 - chain;
    events.push_back({model::ChainLoaded<Bounded>{0, {only(RecordNumber{0}), false}}, chain, other});
    events.push_back({model::RecordAdded<Bounded>{0, RecordNumber{0}}, chain, other});
  }
  return events;
}

/// The state with agents, DNs or chains exchanged.
[[nodiscard]] inline DnWorldState exchanged(DnWorldState state, bool agents, bool dns, bool chains) {
  auto const other = [](std::uint8_t set) { return static_cast<std::uint8_t>((set & 1U) << 1 | (set >> 1 & 1U)); };
  for (Snapshot& chain : state) {
    Logins logins;
    Consultations dialing;
    Consultations established;
    for (std::uint8_t one = 0; one < 2; ++one) {
      for (std::uint8_t two = 0; two < 2; ++two) {
        AgentNumber const agent{static_cast<std::uint8_t>(agents ? 1 - one : one)};
        AgentNumber const target{static_cast<std::uint8_t>(agents ? 1 - two : two)};
        DnNumber const dn{static_cast<std::uint8_t>(dns ? 1 - two : two)};
        AgentNumber const from{one};
        if (chain.logins.contains(from, DnNumber{two})) logins = logins | only(agent, dn);
        if (chain.dialing.contains(from, AgentNumber{two})) dialing = dialing | only(agent, target);
        if (chain.established.contains(from, AgentNumber{two})) established = established | only(agent, target);
      }
    }
    chain.logins = logins;
    chain.dialing = dialing;
    chain.established = established;
    if (dns) chain.monitored = DnSet(other(chain.monitored.word()));
    if (!agents) continue;
    chain.parties = AgentSet(other(chain.parties.word()));
    chain.keepers = AgentSet(other(chain.keepers.word()));
    Mark const mark = chain.records.of(RecordNumber{0});
    if (!mark.is_final() || !mark.request().has_value()) continue;
    AgentNumber const who{static_cast<std::uint8_t>(1 - static_cast<unsigned>(mark.agent()))};
    chain.records = chain.records.with(only(RecordNumber{0}), Mark::final(*mark.request(), who));
  }
  if (chains) std::swap(state[0], state[1]);
  return state;
}

/// A unique number for the state.
[[nodiscard]] inline std::uint64_t number_of(DnWorldState const& state) {
  std::uint64_t number = 0;
  auto const add = [&](unsigned bits, std::uint64_t value) { number = number << bits | value; };
  for (std::uint8_t agent = 0; agent < 2; ++agent)
    for (std::uint8_t dn = 0; dn < 2; ++dn) add(1, state[0].logins.contains(AgentNumber{agent}, DnNumber{dn}) ? 1 : 0);
  add(2, state[0].monitored.word());
  for (Snapshot const& chain : state) {
    add(1, chain.loaded ? 1 : 0);
    add(2, static_cast<std::uint64_t>(chain.phase));
    add(2, chain.parties.word());
    add(2, chain.keepers.word());
    for (std::uint8_t one = 0; one < 2; ++one) {
      AgentNumber const from{one};
      AgentNumber const to{static_cast<std::uint8_t>(1 - one)};
      add(2, (chain.dialing.contains(from, to) ? 1U : 0U) | (chain.established.contains(from, to) ? 2U : 0U));
    }
    add(8, chain.records.of(RecordNumber{0}).byte());
  }
  return number;
}

/// The lowest number of all states that are equal modulo renaming of agents, DNs and chains.
[[nodiscard]] inline std::uint64_t canonical_number_of(DnWorldState const& state) {
  std::uint64_t least = ~std::uint64_t{0};
  for (unsigned which = 0; which < 8; ++which)
    least = std::min(least, number_of(exchanged(state, (which & 1U) != 0, (which & 2U) != 0, (which & 4U) != 0)));
  return least;
}

}  // namespace recordshare::properties::explore
