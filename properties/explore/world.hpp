// SPDX-License-Identifier: Apache-2.0
// world.hpp gives the bounded world that is explored: so many agents and records, one chain, and every event of it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "properties/oracle/contracts.hpp"
#include "properties/world/snapshot.hpp"

namespace recordshare::properties::explore {

/// How large a world can be: a state is packed into two words (packed_state.hpp).
inline constexpr std::size_t kAgentsMax = 6;
inline constexpr std::size_t kRecordsMax = 4;

/// One chain of up to `records` records, and `agents` agents. Each agent has one DN, of its own number, and logs in
/// there only; a login at another's DN occurs wherever it is refused. (model/spec/README.md)
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

// The shapes of events, each with every combination of its names.

template <class E, class Visit>
void of_dns(World const& world, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) { visit(E{dn_of(agent)}); });
}
template <class E, class Visit>
void of_records(World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) { visit(E{record}); });
}
template <class E, class Visit>
void of_agents(World const& world, Visit&& visit) {
  each_record(world,
              [&](RecordNumber record) { each_agent(world, [&](AgentNumber agent) { visit(E{record, agent}); }); });
}
template <class E, class Visit>
void of_pairs(World const& world, Visit&& visit) {
  each_record(world, [&](RecordNumber record) {
    each_agent(world,
               [&](AgentNumber from) { each_agent(world, [&](AgentNumber to) { visit(E{record, from, to}); }); });
  });
}

template <class Visit>
void logins(World const& world, Snapshot const& state, Visit&& visit) {
  each_agent(world, [&](AgentNumber agent) {
    each_agent(world, [&](AgentNumber other) {
      DnNumber const dn = dn_of(other);
      bool const refused = state.logins.domain().contains(agent) || state.logins.range().contains(dn);
      if (agent == other || refused) visit(model::AgentLogin<Bounded>{agent, dn});
    });
  });
}

/// `ChainLoaded` names no record, one, one twice, or all of more than one.
template <class Visit>
void loads(World const& world, Visit&& visit) {
  using Load = model::ChainLoaded<Bounded>;
  visit(Load{0, {}});
  each_record(world, [&](RecordNumber record) {
    visit(Load{0, {only(record), false}});
    visit(Load{0, {only(record), true}});
  });
  if (world.records > 1) visit(Load{0, {RecordSet::first(world.records), false}});
}

}  // namespace detail

/// Gives `visit` every event that the world has in `state`, each as its own type, in an order that depends on nothing
/// but the world.
template <class Visit>
void each_event(World const& world, Snapshot const& state, Visit&& visit) {
  using D = Bounded;
  detail::of_dns<model::DnMonitored<D>>(world, visit);
  detail::of_dns<model::DnUnmonitored<D>>(world, visit);
  detail::logins(world, state, visit);
  detail::each_agent(world, [&](AgentNumber agent) { visit(model::AgentLogout<D>{agent}); });
  detail::loads(world, visit);
  visit(model::ChainUnloaded<D>{0});
  detail::each_record(world, [&](RecordNumber record) { visit(model::RecordAdded<D>{0, record}); });
  detail::of_records<model::RecordCanceled<D>>(world, visit);
  detail::of_agents<model::PreviewRecord<D>>(world, visit);
  detail::of_agents<model::CallEstablished<D>>(world, visit);
  detail::of_pairs<model::SingleStepTransferCompleted<D>>(world, visit);
  detail::of_pairs<model::ConsultationInitiated<D>>(world, visit);
  detail::of_pairs<model::ConsultationEstablished<D>>(world, visit);
  detail::of_pairs<model::ConsultationReleased<D>>(world, visit);
  detail::of_pairs<model::TransferCompleted<D>>(world, visit);
  detail::of_pairs<model::ConferenceCompleted<D>>(world, visit);
  detail::of_pairs<model::SingleStepConferenceCompleted<D>>(world, visit);
  detail::of_agents<model::PartyLeft<D>>(world, visit);
  detail::of_records<model::CallEnded<D>>(world, visit);
  detail::each_agent(world, [&](AgentNumber agent) {
    detail::each_record(world, [&](RecordNumber record) {
      for (std::size_t q = 0; q < kRequests.size(); ++q) {
        visit(model::DesktopRequest<D>{static_cast<Request>(q), agent, record});
      }
    });
  });
}

}  // namespace recordshare::properties::explore
