// SPDX-License-Identifier: Apache-2.0
// refused_events.cpp makes events that the rules refuse, so that every reason of rules.md occurs.
#include <algorithm>
#include <array>
#include <type_traits>
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
bool any_pair_event(Simulation& sim, Party const& from, Party const& to) {
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
      sim.event = CallEnded{record, {}};
      return true;
    case 2:
      sim.event = CallEstablished{record, agent, {}};
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
  if (sim.random.once_in(3)) return call_event(sim, CallEnded{sim.call_record(), {}});
  if (sim.random.once_in(2)) return party_event<PartyLeft>(sim, agent);
  return any_pair_event(sim, agent, sim.agents[sim.any_agent()]);
}

bool act_upon_oneself(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  Party const from = sim.chain.parties.any(sim.random);
  return any_pair_event(sim, from, from);
}

bool act_from_outside_the_call(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  std::string_view const from = stranger(sim);
  if (sim.random.once_in(3)) return party_event<PartyLeft>(sim, from);
  return any_pair_event(sim, from, sim.chain.parties.any(sim.random));
}

// An event of an earlier call of the chain: it comes late.
bool come_late(Simulation& sim) {
  std::string_view const call = sim.engine.call(sim.chain.id);
  if (call.empty()) return false;
  if (sim.random.once_in(2)) {
    if (!call_event(sim, CallEnded{sim.call_record(), {}})) return false;
  } else {
    Party const party = sim.chain.parties.any(sim.random);
    if (!any_pair_event(sim, party, sim.agents[sim.any_agent()])) return false;
  }
  std::string_view const old = sim.old_call();
  std::visit(
      [&](auto& event) {
        if constexpr (requires { event.call; }) event.call = old;
      },
      sim.event);
  return old != call;
}

bool consult_somebody_busy(Simulation& sim) {
  Consultation const* const one = sim.any_consultation(sim.random.once_in(2) ? Stage::Dialing : Stage::Established);
  if (one == nullptr) return false;
  Party const from = sim.chain.parties.any(sim.random);
  Party const& to = sim.random.once_in(2) ? one->initiator : one->target;
  return from != to && pair_event<ConsultationInitiated>(sim, from, to);
}

bool act_upon_no_consultation(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  Party const from = sim.chain.parties.any(sim.random);
  std::string_view const to = stranger(sim);
  switch (sim.random.below(3)) {
    case 0:
      return pair_event<ConsultationEstablished>(sim, from, to);
    case 1:
      return pair_event<ConsultationReleased>(sim, from, to);
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
      return party_event<CallEstablished>(sim, agent);
    case 1:
      return preview_event(sim, agent);
    default:
      sim.event = ChainUnloaded{sim.chain.id};
      return true;
  }
}

bool preview_to_nobody(Simulation& sim) {
  if (!sim.chain.loaded || sim.attended()) return false;
  return preview_event(sim, sim.agent_of(Standing::NotLoggedIn));
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

// The answer was lost, so the agent's desktop asks again.
bool repeat_a_finalizing_request(Simulation& sim) {
  RecordState const* const record = sim.any_record(false);
  if (record == nullptr || !record->finality->request) return false;
  return request_event(sim, *record->finality->request, record->finality->agent, record->record);
}

bool cancel_a_final_record(Simulation& sim) {
  RecordState const* const record = sim.any_record(false);
  if (record == nullptr) return false;
  sim.event = RecordCanceled{record->record};
  return true;
}

bool log_out_twice(Simulation& sim) {
  std::string_view const agent = sim.agent_of(Standing::NotLoggedIn);
  if (agent.empty()) return false;
  sim.event = AgentLogout{agent};
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
    } else if constexpr (std::is_same_v<decltype(value), Party&>) {
      value = sim.anybody();
    } else if constexpr (field == Agent) {
      value = sim.agents[sim.any_agent()];
    } else if constexpr (field == Parties) {
      sim.recovered.clear();
      while (sim.recovered.size() < sim.sizes.call_parties && !sim.random.once_in(3))
        sim.recovered.push_back(sim.anybody());
      value = sim.recovered;
    } else if constexpr (field == Dn) {
      value = sim.dns[sim.random.below(sim.dn_count())];
    } else if constexpr (field == Dns) {
      sim.login_dns.assign(1, sim.dns[sim.random.below(sim.dn_count())]);
      for (std::string const& dn : sim.dns)
        if (sim.login_dns.size() < kLoginDnsMax && sim.random.once_in(sim.dn_count())) sim.login_dns.push_back(dn);
      value = sim.login_dns;
    } else if constexpr (field == Call) {
      if (sim.random.once_in(2)) value = sim.old_call();
    } else if constexpr (field == NewCall) {
      if (sim.random.once_in(2)) value = sim.next_call();
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
    EventMaker{"come late", 12, 4, 12, come_late},
    EventMaker{"consult somebody busy", 8, 2, 8, consult_somebody_busy},
    EventMaker{"act upon no consultation", 6, 2, 6, act_upon_no_consultation},
    EventMaker{"answer a consultation twice", 8, 2, 8, answer_a_consultation_twice},
    EventMaker{"take a live chain", 8, 2, 8, take_a_live_chain},
    EventMaker{"preview to nobody", 10, 2, 10, preview_to_nobody},
    EventMaker{"request while logged out", 10, 2, 10, request_logged_out},
    EventMaker{"request at an unmonitored DN", 16, 3, 16, request_unmonitored},
    EventMaker{"request as a stranger", 10, 2, 10, request_as_a_stranger},
    EventMaker{"write while consulted", 16, 4, 16, write_while_consulted},
    EventMaker{"write a final record", 20, 4, 20, write_a_final_record},
    EventMaker{"repeat a finalizing request", 10, 2, 10, repeat_a_finalizing_request},
    EventMaker{"cancel a final record", 6, 2, 6, cancel_a_final_record},
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
