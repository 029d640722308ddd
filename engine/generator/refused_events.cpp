// SPDX-License-Identifier: Apache-2.0
// refused_events.cpp makes events that the rules refuse, so that every reason of rules.md occurs.
#include <algorithm>
#include <array>
#include <variant>

#include "engine/generator/event_makers.hpp"
#include "model/event_fields.hpp"

namespace recordshare::generator {
namespace {

// An agent who is not on the current chain's call.
std::string_view stranger(Simulation& sim) {
  std::string_view const name = sim.agents[sim.any_agent()];
  return sim.chain.parties.has(name) || sim.chain.is_consulting(name) ? std::string_view{} : name;
}

// An arbitrary event between two agents, as a switch may report it.
bool any_pair_event(Simulation& sim, std::string_view from, std::string_view to) {
  switch (sim.random.below(7)) {
    case 0:
      return pair_event<SingleStepTransferCompleted>(sim, from, to);
    case 1:
      return pair_event<ConsultationInitiated>(sim, from, to);
    case 2:
      return pair_event<ConsultationEstablished>(sim, from, to);
    case 3:
      return pair_event<ConsultationReleased>(sim, from, to);
    case 4:
      return pair_event<TransferCompleted>(sim, from, to);
    case 5:
      return pair_event<ConferenceCompleted>(sim, from, to);
    default:
      return pair_event<SingleStepConferenceCompleted>(sim, from, to);
  }
}

bool name_an_unknown_record(Simulation& sim) {
  RecordHandle const record = sim.unknown_handle();
  std::string_view const agent = sim.agents[sim.any_agent()];
  switch (sim.random.below(5)) {
    case 0:
      sim.event = RecordCanceled{record};
      return true;
    case 1:
      sim.event = CallEnded{record};
      return true;
    case 2:
      sim.event = CallEstablished{record, agent};
      return true;
    case 3:
      sim.event = PreviewRecord{record, agent};
      return true;
    default:
      return request_event(sim, any_request(sim), agent, record);
  }
}

bool act_without_a_call(Simulation& sim) {
  if (!sim.chain.loaded || !sim.chain.parties.empty()) return false;
  std::string_view const agent = sim.agents[sim.any_agent()];
  if (sim.random.once_in(3)) {
    sim.event = CallEnded{sim.call_record()};
    return true;
  }
  if (sim.random.once_in(2)) return agent_event<PartyLeft>(sim, agent);
  return any_pair_event(sim, agent, sim.agents[sim.any_agent()]);
}

bool act_upon_oneself(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  std::string_view const from = sim.chain.parties.any(sim.random);
  return any_pair_event(sim, from, from);
}

bool act_from_outside_the_call(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  std::string_view const from = stranger(sim);
  if (sim.random.once_in(3)) return agent_event<PartyLeft>(sim, from);
  return any_pair_event(sim, from, sim.chain.parties.any(sim.random));
}

bool consult_while_consulting(Simulation& sim) {
  if (sim.chain.consultation_count == 0) return false;
  return pair_event<ConsultationInitiated>(sim, sim.chain.consultations[0].initiator, stranger(sim));
}

bool act_upon_no_consultation(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  std::string_view const from = sim.chain.parties.any(sim.random);
  std::string_view const to = stranger(sim);
  switch (sim.random.below(4)) {
    case 0:
      return pair_event<ConsultationEstablished>(sim, from, to);
    case 1:
      return pair_event<ConsultationReleased>(sim, from, to);
    case 2:
      return pair_event<TransferCompleted>(sim, from, to);
    default:
      return pair_event<ConferenceCompleted>(sim, from, to);
  }
}

bool answer_a_consultation_twice(Simulation& sim) {
  return consultation_event<ConsultationEstablished>(sim, sim.any_consultation(Stage::Established));
}

bool take_a_live_chain(Simulation& sim) {
  if (!sim.attended()) return false;
  std::string_view const agent = sim.agents[sim.any_agent()];
  switch (sim.random.below(3)) {
    case 0:
      return agent_event<CallEstablished>(sim, agent);
    case 1:
      return agent_event<PreviewRecord>(sim, agent);
    default:
      sim.event = ChainUnloaded{sim.chain.id};
      return true;
  }
}

bool preview_to_nobody(Simulation& sim) {
  if (!sim.chain.loaded || sim.attended()) return false;
  return agent_event<PreviewRecord>(sim, sim.agent_of(Standing::NotLoggedIn));
}

bool request_as(Simulation& sim, std::string_view agent) {
  return sim.chain.loaded && request_event(sim, any_request(sim), agent);
}
bool request_logged_out(Simulation& sim) { return request_as(sim, sim.agent_of(Standing::NotLoggedIn)); }
bool request_unmonitored(Simulation& sim) { return request_as(sim, sim.agent_of(Standing::NotMonitored)); }
bool request_as_a_stranger(Simulation& sim) { return request_as(sim, stranger(sim)); }

bool write_while_consulted(Simulation& sim) {
  Request const request = any_writing_request(sim);
  return request_event(sim, request, sim.who_has(Access::ReadOnly));
}

bool write_a_final_record(Simulation& sim) {
  RecordState const* const record = sim.any_record(false);
  if (record == nullptr) return false;
  Request const request = any_writing_request(sim);
  return request_event(sim, request, sim.who_has(Access::Full), record->record);
}

bool cancel_a_final_record(Simulation& sim) {
  RecordState const* const record = sim.any_record(false);
  if (record == nullptr) return false;
  sim.event = RecordCanceled{record->record};
  return true;
}

bool log_in_twice(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  if (sim.seat_of_agent[agent] == kNone) return false;
  make_login(sim, agent, sim.random.below(sim.dn_count()));
  return true;
}

bool log_in_at_a_taken_dn(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  if (sim.seat_of_agent[agent] != kNone || sim.agent_at_dn[dn] == kNone) return false;
  make_login(sim, agent, dn);
  return true;
}

bool log_out_twice(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  if (sim.seat_of_agent[agent] != kNone) return false;
  sim.event_agent = agent;
  sim.event = AgentLogout{sim.agents[agent]};
  return true;
}

bool load_what_is_loaded(Simulation& sim) {
  if (!sim.chain.loaded) return false;
  sim.records.assign(1, sim.unknown_handle());
  sim.event = ChainLoaded{sim.chain.id, sim.records};
  return true;
}

bool load_no_record(Simulation& sim) {
  if (sim.chain.loaded) return false;
  sim.records.clear();
  sim.event = ChainLoaded{sim.chain.id, sim.records};
  return true;
}

bool load_a_record_twice(Simulation& sim) {
  if (sim.chain.loaded) return false;
  sim.records.assign(2, sim.unknown_handle());
  sim.event = ChainLoaded{sim.chain.id, sim.records};
  return true;
}

bool add_a_known_record(Simulation& sim) {
  if (!sim.chain.loaded) return false;
  sim.event = RecordAdded{sim.chain.id, sim.handle(0)};
  return true;
}

bool change_an_unknown_chain(Simulation& sim) {
  if (sim.chain.loaded) return false;
  if (sim.random.once_in(2))
    sim.event = ChainUnloaded{sim.chain.id};
  else
    sim.event = RecordAdded{sim.chain.id, sim.handle(0)};
  return true;
}

// An arbitrary event, whether it fits or not. One in four uses records of the next chain, and only the first two of
// them, so that no chain of the small profile has more than eight. Each request is as frequent as a type of event.
bool make_any_event(Simulation& sim) {
  constexpr std::size_t kRequestType = std::variant_size_v<Event> - 1;
  std::size_t const type = sim.random.below(kRequestType + kRequests.size());
  bool const of_another = sim.chain_count > 1 && sim.random.once_in(4);
  ChainId const chain = sim.chain.id;
  if (of_another) sim.chain.number = (sim.chain.number + 1) % sim.chain_count;
  std::size_t const records = of_another ? 2 : sim.sizes.chain_records;
  sim.event = model::event_at<Names>(std::min(type, kRequestType));
  auto const set = [&](auto field, auto& value) {
    using enum model::FieldName;
    if constexpr (field == Request) {
      value = enumerator_at<recordshare::Request>(type - kRequestType);
    } else if constexpr (field == Agent || field == From || field == To) {
      sim.event_agent = sim.any_agent();
      value = sim.agents[sim.event_agent];
    } else if constexpr (field == Dn) {
      sim.event_dn = sim.random.below(sim.dn_count());
      value = sim.dns[sim.event_dn];
    } else if constexpr (field == Chain) {
      value = chain;
    } else if constexpr (field == Record) {
      value = sim.handle(sim.random.below(records));
    } else {
      sim.records.clear();
      std::size_t const count = sim.random.below(records + 1);
      for (std::size_t r = 0; r < count; ++r) sim.records.push_back(sim.handle(r));
      if (!sim.records.empty() && sim.random.once_in(4)) sim.records.push_back(sim.records.front());
      value = sim.records;
    }
  };
  std::visit([&](auto& one) { model::for_each_field(one, set); }, sim.event);
  return true;
}

constexpr std::array kRefused{
    EventMaker{"name an unknown record", 8, 0, 8, name_an_unknown_record},
    EventMaker{"act without a call", 8, 2, 8, act_without_a_call},
    EventMaker{"act upon oneself", 4, 2, 4, act_upon_oneself},
    EventMaker{"act from outside the call", 8, 2, 8, act_from_outside_the_call},
    EventMaker{"consult while consulting", 8, 2, 8, consult_while_consulting},
    EventMaker{"act upon no consultation", 6, 2, 6, act_upon_no_consultation},
    EventMaker{"answer a consultation twice", 8, 2, 8, answer_a_consultation_twice},
    EventMaker{"take a live chain", 8, 2, 8, take_a_live_chain},
    EventMaker{"preview to nobody", 10, 2, 10, preview_to_nobody},
    EventMaker{"request while logged out", 10, 2, 10, request_logged_out},
    EventMaker{"request at an unmonitored DN", 16, 3, 16, request_unmonitored},
    EventMaker{"request as a stranger", 10, 2, 10, request_as_a_stranger},
    EventMaker{"write while consulted", 16, 4, 16, write_while_consulted},
    EventMaker{"write a final record", 20, 4, 20, write_a_final_record},
    EventMaker{"cancel a final record", 6, 2, 6, cancel_a_final_record},
    EventMaker{"log in twice", 2, 2, 2, log_in_twice},
    EventMaker{"log in at a taken DN", 10, 2, 10, log_in_at_a_taken_dn},
    EventMaker{"log out twice", 6, 2, 6, log_out_twice},
    EventMaker{"load what is loaded", 4, 0, 4, load_what_is_loaded},
    EventMaker{"load no record", 8, 4, 8, load_no_record},
    EventMaker{"load a record twice", 8, 0, 8, load_a_record_twice},
    EventMaker{"add a known record", 4, 2, 4, add_a_known_record},
    EventMaker{"make any event", 0, 40, 12, make_any_event},
    EventMaker{"change an unknown chain", 8, 2, 8, change_an_unknown_chain},
};

}  // namespace

std::span<EventMaker const> refused_events() noexcept { return kRefused; }

}  // namespace recordshare::generator
