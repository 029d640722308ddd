// SPDX-License-Identifier: Apache-2.0
// world.hpp defines the bounded world of an exploration: its agents, its records, one chain, and all events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <boost/mp11/algorithm.hpp>

#include "properties/oracle/contracts.hpp"
#include "properties/world/snapshot.hpp"

namespace recordshare::properties::explore {

/// The maximum size of a world: a state is packed into two words (packed_state.hpp).
inline constexpr std::size_t kAgentsMax = 6;
inline constexpr std::size_t kRecordsMax = 4;

/// One chain of up to `records` records, and `agents` agents. Each agent has the DN of its own number and logs in only
/// there. (model/spec/README.md)
struct World {
  std::size_t agents = 2;
  std::size_t records = 1;
  Policies policies = {};
  std::size_t calls = 0;  ///< the call ids that an event may give; it may always give none
};

namespace detail {

template <class Visit>
void each_agent(World const& world, Visit&& visit) {
  for (std::size_t a = 0; a < world.agents; ++a) visit(AgentNumber{static_cast<std::uint8_t>(a)});
}
template <class Visit>
void each_record(World const& world, Visit&& visit) {
  for (std::size_t r = 0; r < world.records; ++r) visit(RecordNumber{static_cast<std::uint8_t>(r)});
}
/// The call ids that an event may give: none, or one.
template <class Visit>
void each_call(World const& world, Visit&& visit) {
  visit(CallSet{});
  for (std::size_t c = 0; c < world.calls; ++c) visit(only(CallNumber{static_cast<std::uint8_t>(c)}));
}
[[nodiscard]] constexpr DnNumber dn_of(AgentNumber agent) noexcept {
  return DnNumber{static_cast<std::uint8_t>(agent)};
}

// All events of one type: each combination of names.

template <class T>
using Type = std::type_identity<T>;

template <EventType T, class Visit>
void each_of(Type<model::DnEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) { visit(model::DnEvent<Bounded, T>{dn_of(agent)}); });
}
template <EventType T, class Visit>
void each_of(Type<model::LoginEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) { visit(model::LoginEvent<Bounded, T>{agent, only(dn_of(agent))}); });
}
template <EventType T, class Visit>
void each_of(Type<model::LogoutEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) { visit(model::LogoutEvent<Bounded, T>{agent}); });
}
// Without records; one record; one record twice; all records, if more than one.
template <EventType T, class Visit>
void each_of(Type<model::RecordsEvent<Bounded, T>>, World const& world, Visit&& visit) {
  using E = model::RecordsEvent<Bounded, T>;
  visit(E{0, {}});
  each_record(world, [&](RecordNumber record) {
    visit(E{0, {only(record), false}});
    visit(E{0, {only(record), true}});
  });
  if (world.records > 1) visit(E{0, {RecordSet::first(world.records), false}});
}
template <EventType T, class Visit>
void each_of(Type<model::ChainEvent<Bounded, T>>, World const&, Visit&& visit) {
  visit(model::ChainEvent<Bounded, T>{0});
}
template <EventType T, class Visit>
void each_of(Type<model::ChainRecordEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) { visit(model::ChainRecordEvent<Bounded, T>{0, record}); });
}
template <EventType T, class Visit>
void each_of(Type<model::RecordEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) { visit(model::RecordEvent<Bounded, T>{record}); });
}
template <EventType T, class Visit>
void each_of(Type<model::CallEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) { visit(model::CallEvent<Bounded, T>{record}); });
}
template <EventType T, class Visit>
void each_of(Type<model::AgentEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) {
    each_agent(world, [&](AgentNumber agent) { visit(model::AgentEvent<Bounded, T>{record, agent}); });
  });
}
template <EventType T, class Visit>
void each_of(Type<model::PartyEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) {
    each_agent(world, [&](AgentNumber agent) { visit(model::PartyEvent<Bounded, T>{record, agent}); });
  });
}
template <class E, class Visit>
void each_pair(World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) {
    each_agent(world,
               [&](AgentNumber from) { each_agent(world, [&](AgentNumber to) { visit(E{record, from, to}); }); });
  });
}
template <EventType T, class Visit>
void each_of(Type<model::PairEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_pair<model::PairEvent<Bounded, T>>(world, visit);
}
template <EventType T, class Visit>
void each_of(Type<model::CompletedEvent<Bounded, T>>, World const& world, Visit&& visit) {
  each_pair<model::CompletedEvent<Bounded, T>>(world, visit);
}
// Every set of agents; of more than three only nobody, one, all but one, all.
template <EventType T, class Visit>
void each_of(Type<model::RecoveredEvent<Bounded, T>>, World const& world, Visit&& visit) {
  unsigned const all = AgentSet::first(world.agents).word();
  each_record(world, [&](RecordNumber record) {
    for (unsigned set = 0; set <= all; ++set) {
      auto const size = std::popcount(set);
      if (world.agents > 3 && size > 1 && size < static_cast<int>(world.agents) - 1) continue;
      visit(model::RecoveredEvent<Bounded, T>{record, AgentSet(static_cast<std::uint8_t>(set))});
    }
  });
}
template <class Visit>
void each_of(Type<model::DesktopRequest<Bounded>>, World const& world, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) {
    each_record(world, [&](RecordNumber record) {
      for (std::size_t q = 0; q < kRequests.size(); ++q)
        visit(model::DesktopRequest<Bounded>{record, agent, enumerator_at<Request>(q)});
    });
  });
}

/// The event with each combination of call ids.
template <class E, class Visit>
void each_with_calls(World const& world, E event, Visit&& visit) {
  if constexpr (requires { event.new_call; }) {
    each_call(world, [&](CallSet call) {
      event.call = call;
      each_call(world, [&](CallSet new_call) {
        event.new_call = new_call;
        visit(event);
      });
    });
  } else if constexpr (requires { event.call; }) {
    each_call(world, [&](CallSet call) {
      event.call = call;
      visit(event);
    });
  } else {
    visit(event);
  }
}

}  // namespace detail

/// Calls `visit` for every event of the world, each as its own type, in an order that depends only on the world.
template <class Visit>
void each_event(World const& world, Visit&& visit) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, model::AnyEvent<Bounded>>>([&](auto type) {
    detail::each_of(type, world, [&](auto const& event) { detail::each_with_calls(world, event, visit); });
  });
}

}  // namespace recordshare::properties::explore
