// SPDX-License-Identifier: Apache-2.0
// event_makers.hpp declares the makers of events with their weights in each profile, and helpers that build events.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/generator/simulation.hpp"

namespace recordshare::generator {

/// A maker of one kind of event. `make` writes it to the simulation's event; it returns false, having only drawn random
/// numbers, if the event does not fit the current chain. No two arguments of one call may draw random numbers: the
/// order of evaluation is unspecified, and streams must not depend on the compiler.
struct EventMaker {
  std::string_view what;
  std::uint32_t weight_load;   ///< its relative frequency in the load profile
  std::uint32_t weight_small;  ///< the same in the small profile
  std::uint32_t weight_large;  ///< the same in the large profile
  bool (*make)(Simulation&);

  [[nodiscard]] std::uint32_t weight(Profile profile) const noexcept {
    return profile == Profile::Load ? weight_load : profile == Profile::Small ? weight_small : weight_large;
  }
};

/// Makers of accepted events.
[[nodiscard]] std::span<EventMaker const> accepted_events() noexcept;

/// Makers of refused events, one for each mistake that people and switches make; and of arbitrary events.
[[nodiscard]] std::span<EventMaker const> refused_events() noexcept;

// The events at the start of a stream.
void make_monitored(Simulation& sim, std::uint32_t dn);
/// Makes a login at the DN and, in one case of four, at more.
void make_login(Simulation& sim, std::uint32_t agent, std::uint32_t dn);
bool make_chain_loaded(Simulation& sim);

/// Makes an event of the current chain's call. Half of those whose call is known give its id.
template <class One>
bool call_event(Simulation& sim, One event) {
  if constexpr (One::type == EventType::CallEstablished || One::type == EventType::CallRecovered) {
    if (!sim.random.once_in(4)) event.call = sim.next_call();
  } else if constexpr (requires { event.call; }) {
    if (sim.random.once_in(2)) event.call = sim.engine.call(sim.chain.id);
  }
  if constexpr (requires { event.new_call; })
    if (sim.random.once_in(4)) event.new_call = sim.next_call();
  sim.event = event;
  return true;
}

/// Makes a preview for an agent.
inline bool preview_event(Simulation& sim, std::string_view agent) {
  return !agent.empty() && call_event(sim, PreviewRecord{sim.call_record(), agent});
}

/// Makes an event of one party of the current chain's call.
template <class One>
bool party_event(Simulation& sim, Party const& who) {
  if (who.name.empty()) return false;
  Party const reported = sim.reported(who);
  return call_event(sim, One{sim.call_record(), reported, {}});
}

/// Makes an event between two parties of that call.
template <class One>
bool pair_event(Simulation& sim, Party const& from, Party const& to) {
  if (from.name.empty() || to.name.empty()) return false;
  Party const reported_from = sim.reported(from);
  Party const reported_to = sim.reported(to);
  return call_event(sim, One{.record = sim.call_record(), .from = reported_from, .to = reported_to});
}

/// Makes an event of an existing consultation.
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

/// Makes a request of class `kind` under the default policies, or any request if `kind` is empty.
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
