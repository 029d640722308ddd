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

/// Directory events concern both chains and no record.
template <class E>
inline constexpr bool kIsOfDirectory = requires(E const& e) {
  e.dn;
} || std::is_same_v<E, model::AgentLogin<Bounded>> || std::is_same_v<E, model::AgentLogout<Bounded>>;

namespace detail {

/// One request of each class, read, update, finalize, by an agent: a number asks nothing and is shown nothing.
template <class E>
[[nodiscard]] bool is_tried(E const& e) {
  if constexpr (requires { e.request; }) {
    return !(e.agent == kNumber) && (e.request == Request::ChainedRecordRequest || e.request == Request::DoNotCall ||
                                     e.request == Request::RecordProcessed);
  } else if constexpr (std::is_same_v<E, model::PreviewRecord<Bounded>> ||
                       std::is_same_v<E, model::AgentLogout<Bounded>>) {
    return !(e.agent == kNumber);
  } else {
    return !kIsOfDirectory<E>;  // they are added below
  }
}

/// Calls `visit` with the event for each id of a call that it may give: none, or one of `calls`.
template <class E, class Visit>
void with_calls(E e, std::size_t calls, Visit&& visit) {
  auto const each = [&](auto&& give) {
    give(CallSet{});
    for (std::uint8_t call = 0; call < calls; ++call) give(only(CallNumber{call}));
  };
  if constexpr (requires { e.new_call; }) {
    each([&](CallSet call) {
      each([&](CallSet next) {
        e.call = call;
        e.new_call = next;
        visit(e);
      });
    });
  } else if constexpr (requires { e.call; }) {
    each([&](CallSet call) {
      e.call = call;
      visit(e);
    });
  } else {
    visit(e);
  }
}

}  // namespace detail

/// Every event. An agent can log in at any DNs in every state.
[[nodiscard]] inline std::vector<DnWorldEvent> events_of_dn_world(DnWorldKind kind) {
  bool const has_places = kind == DnWorldKind::Places;
  World const one_chain{has_places ? 2U : 3U, 1, {}};
  std::size_t const chains = has_places ? kChainsOfDnWorld : 1;
  std::uint8_t const dns = has_places ? 2 : 1;
  std::vector<DnWorldEvent> events;
  for (std::size_t chain = 0; chain < chains; ++chain) {
    each_event(one_chain, [&]<class E>(E const& e) {
      if (!detail::is_tried(e) || (std::is_same_v<E, model::AgentLogout<Bounded>> && chain > 0)) return;
      detail::with_calls(e, has_places ? 0 : 2, [&](E const& one) { events.push_back({one, chain, chain}); });
    });
  }
  for (std::uint8_t dn = 0; dn < dns; ++dn) {
    events.push_back({model::DnMonitored<Bounded>{DnNumber{dn}}, 0, 0});
    events.push_back({model::DnUnmonitored<Bounded>{DnNumber{dn}}, 0, 0});
  }
  for (std::uint8_t agent = 0; agent < 2; ++agent)
    for (std::uint8_t set = 1; set < 1U << dns; ++set)
      events.push_back({model::AgentLogin<Bounded>{AgentNumber{agent}, DnSet(set)}, 0, 0});
  for (std::size_t chain = 0; chain < chains && has_places; ++chain) {
    std::size_t const other = 1 - chain;
    events.push_back({model::ChainLoaded<Bounded>{0, {only(RecordNumber{0}), false}}, chain, other});
    events.push_back({model::RecordAdded<Bounded>{0, RecordNumber{0}}, chain, other});
  }
  return events;
}

/// What to exchange in a state.
struct Exchange {
  bool agents = false;
  bool dns = false;
  bool chains = false;
  bool calls = false;
};

/// The state with agents, DNs, chains or call ids exchanged.
[[nodiscard]] inline DnWorldState exchanged(DnWorldState state, Exchange const& exchange) {
  auto const other = [](bool exchanges, auto number) {
    auto const index = static_cast<std::uint8_t>(number);
    return exchanges && index < 2 ? decltype(number){static_cast<std::uint8_t>(1 - index)} : number;
  };
  auto const agent = [&](AgentNumber number) { return other(exchange.agents, number); };
  auto const set = [&]<class Element>(Set<Element> from, bool exchanges) {
    Set<Element> to;
    for (std::uint8_t i = 0; i < kBound; ++i)
      if (from.contains(Element{i})) to = to | only(other(exchanges, Element{i}));
    return to;
  };
  for (Snapshot& chain : state) {
    Snapshot const was = chain;
    chain.logins = {};
    chain.dialing = {};
    chain.established = {};
    for (std::uint8_t one = 0; one <= static_cast<std::uint8_t>(kNumber); ++one) {
      AgentNumber const from{one};
      for (std::uint8_t two = 0; two <= static_cast<std::uint8_t>(kNumber); ++two) {
        AgentNumber const to{two};
        DnNumber const dn{two};
        if (was.logins.contains(from, dn)) chain.logins = chain.logins | only(agent(from), other(exchange.dns, dn));
        if (was.dialing.contains(from, to)) chain.dialing = chain.dialing | only(agent(from), agent(to));
        if (was.established.contains(from, to)) chain.established = chain.established | only(agent(from), agent(to));
      }
    }
    chain.monitored = set(was.monitored, exchange.dns);
    chain.parties = set(was.parties, exchange.agents);
    chain.keepers = set(was.keepers, exchange.agents);
    chain.call = set(was.call, exchange.calls);
    Mark const mark = was.records.of(RecordNumber{0});
    if (!mark.is_final() || !mark.request().has_value()) continue;
    chain.records = chain.records.with(only(RecordNumber{0}), Mark::final(*mark.request(), agent(mark.agent())));
  }
  if (exchange.chains) std::swap(state[0], state[1]);
  return state;
}

/// A unique word for each chain; the first has the directory, too.
using DnWorldNumber = std::array<std::uint64_t, kChainsOfDnWorld>;

[[nodiscard]] inline DnWorldNumber number_of(DnWorldState const& state) {
  DnWorldNumber number{};
  for (std::size_t i = 0; i < state.size(); ++i) {
    Snapshot const& chain = state[i];
    auto const add = [&](unsigned bits, std::uint64_t value) { number[i] = number[i] << bits | value; };
    if (i == 0) {
      add(2, chain.logins.from(only(AgentNumber{0})).range().word());
      add(2, chain.logins.from(only(AgentNumber{1})).range().word());
      add(2, chain.monitored.word());
    }
    add(1, chain.loaded ? 1 : 0);
    add(2, static_cast<std::uint64_t>(chain.phase));
    add(3, chain.parties.word());
    add(3, chain.keepers.word());
    add(2, chain.call.word());
    for (std::uint8_t from = 0; from <= static_cast<std::uint8_t>(kNumber); ++from) {
      add(3, chain.dialing.from(only(AgentNumber{from})).range().word());
      add(3, chain.established.from(only(AgentNumber{from})).range().word());
    }
    add(8, chain.records.of(RecordNumber{0}).byte());
  }
  return number;
}

/// The lowest number of all states that are equal modulo renaming.
[[nodiscard]] inline DnWorldNumber canonical_number_of(DnWorldState const& state) {
  DnWorldNumber least = number_of(state);
  for (unsigned which = 1; which < 16; ++which)
    least = std::min(least, number_of(exchanged(state, {.agents = (which & 1U) != 0,
                                                        .dns = (which & 2U) != 0,
                                                        .chains = (which & 4U) != 0,
                                                        .calls = (which & 8U) != 0})));
  return least;
}

}  // namespace recordshare::properties::explore
