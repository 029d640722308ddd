// SPDX-License-Identifier: Apache-2.0
// generator_events.hpp gives moves the few ways in which they put an event together.
#pragma once

#include <string_view>

#include "engine/generator/generator_world.hpp"

namespace recordshare::command {

/// An event of one agent at a record.
template <class One>
bool agent_event(World& world, RecordHandle record, std::string_view agent) {
  if (agent.empty()) return false;
  world.event = One{record, agent};
  return true;
}

/// An event between two ends at a record.
template <class One>
bool pair_event(World& world, RecordHandle record, std::string_view from, std::string_view to) {
  if (from.empty() || to.empty()) return false;
  world.event = One{record, from, to};
  return true;
}

/// An event that is about a consultation as it is.
template <class One>
bool consultation_event(World& world, Consultation const* consultation) {
  if (consultation == nullptr) return false;
  return pair_event<One>(world, world.handle(0), consultation->initiator, consultation->target);
}

inline bool request_event(World& world, Request request, std::string_view agent, RecordHandle record) {
  if (agent.empty()) return false;
  world.event = DesktopRequest{request, agent, record};
  return true;
}

/// A request of the kind under the default policies; any, where `kind` does not matter.
inline Request any_request(World& world) {
  return static_cast<Request>(world.random.below(static_cast<std::uint32_t>(kRequests.size())));
}
inline Request any_request(World& world, RequestClass kind) {
  while (true) {
    Request const request = any_request(world);
    if (kRequests[static_cast<std::size_t>(request)].kind == kind) return request;
  }
}
inline Request any_writing_request(World& world) {
  return any_request(world, world.random.once_in(2) ? RequestClass::Updates : RequestClass::Finalizes);
}

}  // namespace recordshare::command
