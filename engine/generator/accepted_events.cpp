// SPDX-License-Identifier: Apache-2.0
// accepted_events.cpp makes events that are accepted: calls, consultations, desktop requests, the directory.
#include <array>

#include "engine/generator/event_makers.hpp"

namespace recordshare::generator {
namespace {

// The numbers of records of a new chain: mostly two, for a customer with two phone numbers.
constexpr std::array<std::size_t, 16> kRecordCounts{1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 5, 6};
constexpr std::uint8_t kGenerations = 99;  // then handles are reused
// In the large profile: around the sizes at which a chain's block of records grows.
constexpr std::array<std::size_t, 18> kLargeRecordCounts{1,  2,  3,  7,   8,   9,   15,  16,  17,
                                                         63, 64, 65, 255, 256, 257, 300, 999, 1000};

bool load_chain(Simulation& sim) { return !sim.chain.loaded && make_chain_loaded(sim); }

bool unload_chain(Simulation& sim) {
  if (!sim.chain.loaded || sim.attended()) return false;
  if (sim.chain.has_open_record() && !sim.random.once_in(20)) return false;
  sim.event = ChainUnloaded{sim.chain.id};
  return true;
}

bool add_record(Simulation& sim) {
  if (!sim.chain.loaded || sim.chain.record_count >= sim.sizes.chain_records) return false;
  sim.event = RecordAdded{sim.chain.id, sim.handle(sim.chain.record_count)};
  return true;
}

bool cancel_record(Simulation& sim) {
  RecordState const* const record = sim.any_record(true);
  if (record == nullptr) return false;
  sim.event = RecordCanceled{record->record};
  return true;
}

bool preview_record(Simulation& sim) {
  if (!sim.chain.loaded || sim.attended() || !sim.chain.has_open_record()) return false;
  return preview_event(sim, sim.agent_of(Standing::Eligible));
}

bool establish_call(Simulation& sim) {
  if (!sim.chain.loaded || sim.attended() || !sim.chain.has_open_record()) return false;
  bool const is_outside = sim.random.once_in(sim.profile == Profile::Small ? 4 : 20);
  Party const who = is_outside ? sim.any_number() : Party(sim.agent_of(Standing::Eligible));
  return party_event<CallEstablished>(sim, who);
}

// The target of a call: mostly an eligible agent, otherwise a number.
Party receiver(Simulation& sim) {
  if (!sim.random.once_in(sim.profile == Profile::Small ? 4 : 10)) return sim.newcomer();
  Party const number = sim.any_number();
  return sim.chain.parties.has(number) ? Party() : number;
}

bool transfer_in_one_step(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  Party const from = sim.chain.parties.any(sim.random);
  return pair_event<SingleStepTransferCompleted>(sim, from, receiver(sim));
}

bool bring_in_one_step(Simulation& sim) {
  if (sim.chain.parties.empty() || sim.chain.parties.size() >= sim.sizes.call_parties) return false;
  Party const from = sim.chain.parties.any(sim.random);
  return pair_event<SingleStepConferenceCompleted>(sim, from, receiver(sim));
}

bool initiate_consultation(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  Party const from = sim.chain.parties.any(sim.random);
  Party const to = sim.random.once_in(15) ? sim.chain.parties.any(sim.random) : receiver(sim);
  if (from == to || sim.chain.is_consulting(from) || sim.chain.is_consulting(to)) return false;
  return pair_event<ConsultationInitiated>(sim, from, to);
}

// Its end, or that of the earlier one, was not reported.
bool consult_somebody_else(Simulation& sim) {
  if (sim.chain.consultation_count == 0) return false;
  Party const from = sim.chain.consultations[sim.random.below(sim.chain.consultation_count)].initiator;
  Party const to = receiver(sim);
  return !sim.chain.is_consulting(to) && pair_event<ConsultationInitiated>(sim, from, to);
}

bool establish_consultation(Simulation& sim) {
  return consultation_event<ConsultationEstablished>(sim, sim.any_consultation(Stage::Dialing));
}

Consultation const* any_consultation(Simulation& sim) {
  return sim.any_consultation(sim.random.once_in(3) ? Stage::Dialing : Stage::Established);
}

bool release_consultation(Simulation& sim) {
  return consultation_event<ConsultationReleased>(sim, any_consultation(sim));
}

bool target_hangs_up(Simulation& sim) {
  Consultation const* const one = any_consultation(sim);
  if (one == nullptr || sim.chain.parties.has(one->target)) return false;
  return party_event<PartyLeft>(sim, one->target);
}

bool complete_transfer(Simulation& sim) { return consultation_event<TransferCompleted>(sim, any_consultation(sim)); }

bool complete_an_unreported_transfer(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  Party const from = sim.chain.parties.any(sim.random);
  return pair_event<TransferCompleted>(sim, from, receiver(sim));
}

bool complete_conference(Simulation& sim) {
  if (sim.chain.parties.size() >= sim.sizes.call_parties) return false;
  return consultation_event<ConferenceCompleted>(sim, any_consultation(sim));
}

bool leave_call(Simulation& sim) {
  if (sim.chain.parties.size() < 2 && !sim.random.once_in(4)) return false;
  if (sim.chain.parties.empty()) return false;
  return party_event<PartyLeft>(sim, sim.chain.parties.any(sim.random));
}

bool end_call(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  return call_event(sim, CallEnded{sim.call_record(), {}});
}

// Most parties are still on the call, and one may have joined it. An agent may also be named by the number of a DN.
bool recover_call(Simulation& sim) {
  if (!sim.chain.loaded) return false;
  sim.recovered.clear();
  for (Party const& party : sim.chain.parties)
    if (!sim.random.once_in(4)) sim.recovered.push_back(party);
  if (sim.random.once_in(2) && sim.recovered.size() < sim.sizes.call_parties) {
    Party const joined = receiver(sim);
    if (!joined.name.empty()) sim.recovered.push_back(joined);
  }
  if (!sim.recovered.empty() && sim.random.once_in(4)) {
    Party const again = sim.reported(sim.random.one_of(sim.recovered));
    sim.recovered.push_back(again);
  }
  if (sim.random.once_in(8)) sim.recovered.clear();
  return call_event(sim, CallRecovered{sim.call_record(), sim.recovered, {}});
}

bool read_records(Simulation& sim) {
  Access const access = sim.random.once_in(4) ? Access::ReadOnly : Access::Full;
  Request const request = any_request(sim, RequestClass::Reads);
  return request_event(sim, request, sim.who_has(access));
}

bool write_record(Simulation& sim, RequestClass kind) {
  RecordState const* const record = sim.any_record(true);
  if (record == nullptr) return false;
  Request const request = any_request(sim, kind);
  return request_event(sim, request, sim.who_has(Access::Full), record->record);
}
bool update_record(Simulation& sim) { return write_record(sim, RequestClass::Updates); }
bool finalize_record(Simulation& sim) { return write_record(sim, RequestClass::Finalizes); }

bool is_logged_in(Simulation const& sim, std::uint32_t agent) {
  return sim.engine.standing(sim.agents[agent]) != Standing::NotLoggedIn;
}

bool log_in(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  if (is_logged_in(sim, agent)) return false;
  make_login(sim, agent, agent);
  return true;
}

bool log_in_elsewhere(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  if (!is_logged_in(sim, agent) || !sim.engine.agent_at(sim.dns[dn]).empty()) return false;
  make_login(sim, agent, dn);
  return true;
}

bool take_over_a_dn(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  std::string_view const other = sim.engine.agent_at(sim.dns[dn]);
  if (other.empty() || other == sim.agents[agent]) return false;
  make_login(sim, agent, dn);
  return true;
}

bool log_out(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  if (!is_logged_in(sim, agent)) return false;
  sim.event = AgentLogout{sim.agents[agent]};
  return true;
}

bool monitor(Simulation& sim) {
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  if (sim.engine.is_monitored(sim.dns[dn])) return false;
  make_monitored(sim, dn);
  return true;
}

bool unmonitor(Simulation& sim) {
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  if (!sim.engine.is_monitored(sim.dns[dn])) return false;
  sim.event = DnUnmonitored{sim.dns[dn]};
  return true;
}

// The directory's events are rare, since each may touch many chains. Logins and monitoring are far more frequent than
// their opposites, so that nine agents in ten are eligible.
constexpr std::array kAccepted{
    EventMaker{"load a chain", 120, 40, 60, load_chain},
    EventMaker{"unload a chain", 60, 6, 2, unload_chain},
    EventMaker{"add a record", 3, 4, 160, add_record},
    EventMaker{"cancel a record", 3, 4, 6, cancel_record},
    EventMaker{"preview a record", 12, 10, 10, preview_record},
    EventMaker{"establish a call", 90, 40, 60, establish_call},
    EventMaker{"transfer in one step", 14, 10, 14, transfer_in_one_step},
    EventMaker{"conference in one step", 12, 12, 160, bring_in_one_step},
    EventMaker{"consult an agent", 40, 30, 40, initiate_consultation},
    EventMaker{"consult somebody else", 8, 8, 8, consult_somebody_else},
    EventMaker{"answer a consultation", 80, 30, 60, establish_consultation},
    EventMaker{"end a consultation", 10, 8, 8, release_consultation},
    EventMaker{"hang up a consultation", 8, 6, 4, target_hangs_up},
    EventMaker{"complete a transfer", 24, 10, 12, complete_transfer},
    EventMaker{"complete an unreported transfer", 4, 6, 4, complete_an_unreported_transfer},
    EventMaker{"complete a conference", 24, 20, 40, complete_conference},
    EventMaker{"leave a call", 20, 12, 20, leave_call},
    EventMaker{"end a call", 24, 10, 1, end_call},
    EventMaker{"recover a call", 6, 12, 2, recover_call},
    EventMaker{"read the records", 30, 12, 16, read_records},
    EventMaker{"update a record", 60, 16, 16, update_record},
    EventMaker{"finalize a record", 50, 16, 50, finalize_record},
    EventMaker{"log in", 12, 16, 12, log_in},
    EventMaker{"log in elsewhere", 1, 4, 2, log_in_elsewhere},
    EventMaker{"take over a DN", 1, 3, 2, take_over_a_dn},
    EventMaker{"log out", 1, 6, 4, log_out},
    EventMaker{"monitor a DN", 12, 8, 8, monitor},
    EventMaker{"stop monitoring a DN", 1, 3, 2, unmonitor},
};

}  // namespace

std::span<EventMaker const> accepted_events() noexcept { return kAccepted; }

bool make_chain_loaded(Simulation& sim) {
  // One reloaded chain in three has its former handles.
  auto& generation = sim.generation[sim.chain.number];
  if (!sim.random.once_in(3)) generation = static_cast<std::uint8_t>((generation + 1) % kGenerations);
  std::size_t const count =
      sim.profile == Profile::Large ? sim.random.one_of(kLargeRecordCounts) : sim.random.one_of(kRecordCounts);
  sim.records.clear();
  for (std::size_t r = 0; r < count; ++r) sim.records.push_back(sim.handle(r));
  sim.event = ChainLoaded{sim.chain.id, sim.records};
  return true;
}

void make_monitored(Simulation& sim, std::uint32_t dn) { sim.event = DnMonitored{sim.dns[dn]}; }

void make_login(Simulation& sim, std::uint32_t agent, std::uint32_t dn) {
  std::uint32_t const first_spare = sim.profile == Profile::Small ? 0 : sim.agent_count();
  sim.login_dns.assign(1, sim.dns[dn]);
  while (sim.login_dns.size() < 3 && sim.random.once_in(4)) {
    std::string_view const spare = sim.dns[first_spare + sim.random.below(sim.dn_count() - first_spare)];
    if (sim.login_dns.back() < spare || sim.login_dns.size() == 1) sim.login_dns.push_back(spare);
  }
  sim.event = AgentLogin{sim.agents[agent], sim.login_dns};
}

}  // namespace recordshare::generator
