// SPDX-License-Identifier: Apache-2.0
// erring_moves.cpp makes the events that the rules turn down, so that every reason of rules.md occurs.
#include <array>

#include "engine/generator/generator_events.hpp"
#include "engine/generator/generator_moves.hpp"

namespace recordshare::command {
namespace {

// Somebody who is nowhere on the looked-at chain's call.
std::string_view stranger(World& world) {
  std::string_view const name = world.agents[world.any_agent()];
  return world.chain.parties.has(name) || world.chain.is_consulting(name) ? std::string_view{} : name;
}

// Some event between two ends that a switch may report.
bool any_pair_event(World& world, std::string_view from, std::string_view to) {
  RecordHandle const record = world.handle(0);
  switch (world.random.below(7)) {
    case 0:
      return pair_event<SingleStepTransferCompleted>(world, record, from, to);
    case 1:
      return pair_event<ConsultationInitiated>(world, record, from, to);
    case 2:
      return pair_event<ConsultationEstablished>(world, record, from, to);
    case 3:
      return pair_event<ConsultationReleased>(world, record, from, to);
    case 4:
      return pair_event<TransferCompleted>(world, record, from, to);
    case 5:
      return pair_event<ConferenceCompleted>(world, record, from, to);
    default:
      return pair_event<SingleStepConferenceCompleted>(world, record, from, to);
  }
}

bool name_an_unknown_record(World& world) {
  RecordHandle const record = world.unknown_handle();
  std::string_view const agent = world.agents[world.any_agent()];
  switch (world.random.below(5)) {
    case 0:
      world.event = RecordCanceled{record};
      return true;
    case 1:
      world.event = CallEnded{record};
      return true;
    case 2:
      return agent_event<CallEstablished>(world, record, agent);
    case 3:
      return agent_event<PreviewRecord>(world, record, agent);
    default:
      return request_event(world, any_request(world), agent, record);
  }
}

bool act_without_a_call(World& world) {
  if (!world.chain.loaded || !world.chain.parties.empty()) return false;
  std::string_view const agent = world.agents[world.any_agent()];
  if (world.random.once_in(3)) {
    world.event = CallEnded{world.handle(0)};
    return true;
  }
  if (world.random.once_in(2)) return agent_event<PartyLeft>(world, world.handle(0), agent);
  return any_pair_event(world, agent, world.agents[world.any_agent()]);
}

bool act_upon_oneself(World& world) {
  if (world.chain.parties.empty()) return false;
  std::string_view const from = world.chain.parties.any(world.random);
  return any_pair_event(world, from, from);
}

bool act_from_outside_the_call(World& world) {
  if (world.chain.parties.empty()) return false;
  std::string_view const from = stranger(world);
  if (world.random.once_in(3)) return agent_event<PartyLeft>(world, world.handle(0), from);
  return any_pair_event(world, from, world.chain.parties.any(world.random));
}

bool consult_while_consulting(World& world) {
  if (world.chain.consultation_count == 0) return false;
  return pair_event<ConsultationInitiated>(world, world.handle(0), world.chain.consultations[0].initiator,
                                           stranger(world));
}

bool act_upon_no_consultation(World& world) {
  if (world.chain.parties.empty()) return false;
  std::string_view const from = world.chain.parties.any(world.random);
  std::string_view const to = stranger(world);
  switch (world.random.below(4)) {
    case 0:
      return pair_event<ConsultationEstablished>(world, world.handle(0), from, to);
    case 1:
      return pair_event<ConsultationReleased>(world, world.handle(0), from, to);
    case 2:
      return pair_event<TransferCompleted>(world, world.handle(0), from, to);
    default:
      return pair_event<ConferenceCompleted>(world, world.handle(0), from, to);
  }
}

bool answer_a_consultation_twice(World& world) {
  return consultation_event<ConsultationEstablished>(world, world.any_consultation(Stage::Established));
}

bool take_a_live_chain(World& world) {
  if (!world.attended()) return false;
  std::string_view const agent = world.agents[world.any_agent()];
  switch (world.random.below(3)) {
    case 0:
      return agent_event<CallEstablished>(world, world.handle(0), agent);
    case 1:
      return agent_event<PreviewRecord>(world, world.handle(0), agent);
    default:
      world.event = ChainUnloaded{world.chain.id};
      return true;
  }
}

bool preview_to_nobody(World& world) {
  if (!world.chain.loaded || world.attended()) return false;
  return agent_event<PreviewRecord>(world, world.handle(0), world.agent_of(Standing::NotLoggedIn));
}

bool request_as(World& world, std::string_view agent) {
  return world.chain.loaded && request_event(world, any_request(world), agent, world.handle(0));
}
bool request_logged_out(World& world) { return request_as(world, world.agent_of(Standing::NotLoggedIn)); }
bool request_unmonitored(World& world) { return request_as(world, world.agent_of(Standing::NotMonitored)); }
bool request_as_a_stranger(World& world) { return request_as(world, stranger(world)); }

bool write_while_consulted(World& world) {
  Request const request = any_writing_request(world);
  return request_event(world, request, world.who_has(Access::ReadOnly), world.handle(0));
}

bool write_a_final_record(World& world) {
  RecordState const* const record = world.any_record(false);
  if (record == nullptr) return false;
  Request const request = any_writing_request(world);
  return request_event(world, request, world.who_has(Access::Full), record->record);
}

bool cancel_a_final_record(World& world) {
  RecordState const* const record = world.any_record(false);
  if (record == nullptr) return false;
  world.event = RecordCanceled{record->record};
  return true;
}

bool log_in_twice(World& world) {
  std::uint32_t const agent = world.any_agent();
  if (world.seat_of_agent[agent] == kNobody) return false;
  make_login(world, agent, world.random.below(world.dn_count()));
  return true;
}

bool log_in_at_a_taken_dn(World& world) {
  std::uint32_t const agent = world.any_agent();
  std::uint32_t const dn = world.random.below(world.dn_count());
  if (world.seat_of_agent[agent] != kNobody || world.agent_at_dn[dn] == kNobody) return false;
  make_login(world, agent, dn);
  return true;
}

bool log_out_twice(World& world) {
  std::uint32_t const agent = world.any_agent();
  if (world.seat_of_agent[agent] != kNobody) return false;
  world.event_agent = agent;
  world.event = AgentLogout{world.agents[agent]};
  return true;
}

bool load_what_is_loaded(World& world) {
  if (!world.chain.loaded) return false;
  world.records.assign(1, world.unknown_handle());
  world.event = ChainLoaded{world.chain.id, world.records};
  return true;
}

bool load_no_record(World& world) {
  if (world.chain.loaded) return false;
  world.records.clear();
  world.event = ChainLoaded{world.chain.id, world.records};
  return true;
}

bool load_a_record_twice(World& world) {
  if (world.chain.loaded) return false;
  world.records.assign(2, world.unknown_handle());
  world.event = ChainLoaded{world.chain.id, world.records};
  return true;
}

bool add_a_known_record(World& world) {
  if (!world.chain.loaded) return false;
  world.event = RecordAdded{world.chain.id, world.handle(0)};
  return true;
}

bool change_an_unknown_chain(World& world) {
  if (world.chain.loaded) return false;
  if (world.random.once_in(2))
    world.event = ChainUnloaded{world.chain.id};
  else
    world.event = RecordAdded{world.chain.id, world.handle(0)};
  return true;
}

constexpr std::array kErring{
    Move{"name an unknown record", 8, name_an_unknown_record},
    Move{"act without a call", 8, act_without_a_call},
    Move{"act upon oneself", 4, act_upon_oneself},
    Move{"act from outside the call", 8, act_from_outside_the_call},
    Move{"consult while consulting", 8, consult_while_consulting},
    Move{"act upon no consultation", 6, act_upon_no_consultation},
    Move{"answer a consultation twice", 8, answer_a_consultation_twice},
    Move{"take a live chain", 8, take_a_live_chain},
    Move{"preview to nobody", 10, preview_to_nobody},
    Move{"request while logged out", 10, request_logged_out},
    Move{"request at an unmonitored DN", 16, request_unmonitored},
    Move{"request as a stranger", 10, request_as_a_stranger},
    Move{"write while consulted", 16, write_while_consulted},
    Move{"write a final record", 20, write_a_final_record},
    Move{"cancel a final record", 6, cancel_a_final_record},
    Move{"log in twice", 2, log_in_twice},
    Move{"log in at a taken DN", 10, log_in_at_a_taken_dn},
    Move{"log out twice", 6, log_out_twice},
    Move{"load what is loaded", 4, load_what_is_loaded},
    Move{"load no record", 8, load_no_record},
    Move{"load a record twice", 8, load_a_record_twice},
    Move{"add a known record", 4, add_a_known_record},
    Move{"change an unknown chain", 8, change_an_unknown_chain},
};

}  // namespace

std::span<Move const> erring_moves() noexcept { return kErring; }

}  // namespace recordshare::command
