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
/// there; a login at another DN occurs only if it is refused. (model/spec/README.md)
struct World {
  std::size_t agents = 2;
  std::size_t records = 1;
  Policies policies = {};
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
[[nodiscard]] constexpr DnNumber dn_of(AgentNumber agent) noexcept {
  return DnNumber{static_cast<std::uint8_t>(agent)};
}

// All events of one type: each combination of names.

template <class T>
using Type = std::type_identity<T>;

template <EventType T, class Visit>
void each_of(Type<model::DnEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) { visit(model::DnEvent<Bounded, T>{dn_of(agent)}); });
}
template <EventType T, class Visit>
void each_of(Type<model::LoginEvent<Bounded, T>>, World const& world, Snapshot const& state, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) {
    each_agent(world, [&](AgentNumber other) {
      DnNumber const dn = dn_of(other);
      bool const refused = state.logins.domain().contains(agent) || state.logins.range().contains(dn);
      if (agent == other || refused) visit(model::LoginEvent<Bounded, T>{agent, dn});
    });
  });
}
template <EventType T, class Visit>
void each_of(Type<model::LogoutEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) { visit(model::LogoutEvent<Bounded, T>{agent}); });
}
// Without records; one record; one record twice; all records, if more than one.
template <EventType T, class Visit>
void each_of(Type<model::RecordsEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  using E = model::RecordsEvent<Bounded, T>;
  visit(E{0, {}});
  each_record(world, [&](RecordNumber record) {
    visit(E{0, {only(record), false}});
    visit(E{0, {only(record), true}});
  });
  if (world.records > 1) visit(E{0, {RecordSet::first(world.records), false}});
}
template <EventType T, class Visit>
void each_of(Type<model::ChainEvent<Bounded, T>>, World const&, Snapshot const&, Visit&& visit) {
  visit(model::ChainEvent<Bounded, T>{0});
}
template <EventType T, class Visit>
void each_of(Type<model::ChainRecordEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  each_record(world, [&](RecordNumber record) { visit(model::ChainRecordEvent<Bounded, T>{0, record}); });
}
template <EventType T, class Visit>
void each_of(Type<model::RecordEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  each_record(world, [&](RecordNumber record) { visit(model::RecordEvent<Bounded, T>{record}); });
}
template <EventType T, class Visit>
void each_of(Type<model::AgentEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  each_record(world, [&](RecordNumber record) {
    each_agent(world, [&](AgentNumber agent) { visit(model::AgentEvent<Bounded, T>{record, agent}); });
  });
}
template <EventType T, class Visit>
void each_of(Type<model::PairEvent<Bounded, T>>, World const& world, Snapshot const&, Visit&& visit) {
  each_record(world, [&](RecordNumber record) {
    each_agent(world, [&](AgentNumber from) {
      each_agent(world, [&](AgentNumber to) { visit(model::PairEvent<Bounded, T>{record, from, to}); });
    });
  });
}
template <class Visit>
void each_of(Type<model::DesktopRequest<Bounded>>, World const& world, Snapshot const&, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) {
    each_record(world, [&](RecordNumber record) {
      for (std::size_t q = 0; q < kRequests.size(); ++q)
        visit(model::DesktopRequest<Bounded>{record, agent, enumerator_at<Request>(q)});
    });
  });
}

}  // namespace detail

/// Calls `visit` for every event of the world in `state`, each as its own type, in an order that depends only on the
/// world.
template <class Visit>
void each_event(World const& world, Snapshot const& state, Visit&& visit) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, model::AnyEvent<Bounded>>>(
      [&](auto type) { detail::each_of(type, world, state, visit); });
}

}  // namespace recordshare::properties::explore
