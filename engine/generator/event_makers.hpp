// SPDX-License-Identifier: Apache-2.0
// event_makers.hpp lists what happens in a generated stream, each with its weights, and how events are put together.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/generator/simulation.hpp"

namespace recordshare::generator {

/// One thing that can happen to the looked-at chain. `make` puts it into the simulation's event; false where it does
/// not fit the chain as it is, and then nothing is changed but the random numbers. No two arguments of one call may
/// draw random numbers: compilers evaluate them in different orders, and the stream must be the same from all of them.
struct EventMaker {
  std::string_view what;
  std::uint32_t weight_load;   ///< how often it is tried in the load profile, relative to the others
  std::uint32_t weight_small;  ///< the same in the small profile
  bool (*make)(Simulation&);
};

/// What takes effect: the life of calls and records, and of who is there.
[[nodiscard]] std::span<EventMaker const> accepted_events() noexcept;

/// What the rules turn down, one maker for each way in which people and switches err; and any event at all.
[[nodiscard]] std::span<EventMaker const> refused_events() noexcept;

// What a stream begins with.
void make_monitored(Simulation& sim, std::uint32_t dn);
void make_login(Simulation& sim, std::uint32_t agent, std::uint32_t dn);
bool make_chain_loaded(Simulation& sim);

/// An event of one agent at the looked-at chain's call.
template <class One>
bool agent_event(Simulation& sim, std::string_view agent) {
  if (agent.empty()) return false;
  sim.event = One{sim.call_record(), agent};
  return true;
}

/// An event between two ends of that call.
template <class One>
bool pair_event(Simulation& sim, std::string_view from, std::string_view to) {
  if (from.empty() || to.empty()) return false;
  sim.event = One{sim.call_record(), from, to};
  return true;
}

/// An event that is about a consultation as it is.
template <class One>
bool consultation_event(Simulation& sim, Consultation const* consultation) {
  if (consultation == nullptr) return false;
  return pair_event<One>(sim, consultation->initiator, consultation->target);
}

inline bool request_event(Simulation& sim, Request request, std::string_view agent, RecordHandle record) {
  if (agent.empty()) return false;
  sim.event = DesktopRequest{record, agent, request};
  return true;
}

inline bool request_event(Simulation& sim, Request request, std::string_view agent) {
  return request_event(sim, request, agent, sim.call_record());
}

/// A request of the kind under the default policies; any, where `kind` does not matter.
inline Request any_request(Simulation& sim) { return enumerator_at<Request>(sim.random.below(kRequests.size())); }
inline Request any_request(Simulation& sim, RequestClass kind) {
  while (true) {
    Request const request = any_request(sim);
    if (term_of(request).kind == kind) return request;
  }
}
inline Request any_writing_request(Simulation& sim) {
  return any_request(sim, sim.random.once_in(2) ? RequestClass::Updates : RequestClass::Finalizes);
}

}  // namespace recordshare::generator
