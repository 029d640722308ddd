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
  return agent_event<PreviewRecord>(sim, sim.agent_of(Standing::Eligible));
}

bool establish_call(Simulation& sim) {
  if (!sim.chain.loaded || sim.attended() || !sim.chain.has_open_record()) return false;
  std::string_view const who = sim.random.once_in(sim.profile == Profile::Small ? 4 : 20)
                                   ? sim.any_outsider()
                                   : sim.agent_of(Standing::Eligible);
  return agent_event<CallEstablished>(sim, who);
}

// The target of a call: mostly an eligible agent, otherwise a queue or an outside number.
std::string_view receiver(Simulation& sim) {
  if (!sim.random.once_in(sim.profile == Profile::Small ? 4 : 10)) return sim.newcomer();
  std::string_view const outsider = sim.any_outsider();
  return sim.chain.parties.has(outsider) ? std::string_view{} : outsider;
}

bool transfer_in_one_step(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  std::string_view const from = sim.chain.parties.any(sim.random);
  return pair_event<SingleStepTransferCompleted>(sim, from, receiver(sim));
}

bool bring_in_one_step(Simulation& sim) {
  if (sim.chain.parties.empty() || sim.chain.parties.size() >= sim.sizes.call_parties) return false;
  std::string_view const from = sim.chain.parties.any(sim.random);
  return pair_event<SingleStepConferenceCompleted>(sim, from, receiver(sim));
}

bool initiate_consultation(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  std::string_view const from = sim.chain.parties.any(sim.random);
  std::string_view const to = sim.random.once_in(15) ? sim.chain.parties.any(sim.random) : receiver(sim);
  if (from == to || sim.chain.is_consulting(from) || sim.chain.is_consulting(to)) return false;
  return pair_event<ConsultationInitiated>(sim, from, to);
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
  return agent_event<PartyLeft>(sim, one->target);
}

bool complete_transfer(Simulation& sim) { return consultation_event<TransferCompleted>(sim, any_consultation(sim)); }

bool complete_conference(Simulation& sim) {
  if (sim.chain.parties.size() >= sim.sizes.call_parties) return false;
  return consultation_event<ConferenceCompleted>(sim, any_consultation(sim));
}

bool leave_call(Simulation& sim) {
  if (sim.chain.parties.size() < 2 && !sim.random.once_in(4)) return false;
  if (sim.chain.parties.empty()) return false;
  return agent_event<PartyLeft>(sim, sim.chain.parties.any(sim.random));
}

bool end_call(Simulation& sim) {
  if (sim.chain.parties.empty()) return false;
  sim.event = CallEnded{sim.call_record()};
  return true;
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

bool log_in(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  if (sim.seat_of_agent[agent] != kNone) return false;
  std::uint32_t const spare = sim.agent_count() + sim.random.below(sim.dn_count() - sim.agent_count());
  std::uint32_t const dn = sim.random.once_in(4) ? spare : agent;
  if (sim.agent_at_dn[dn] != kNone) return false;
  make_login(sim, agent, dn);
  return true;
}

bool log_out(Simulation& sim) {
  std::uint32_t const agent = sim.any_agent();
  if (sim.seat_of_agent[agent] == kNone) return false;
  sim.event_agent = agent;
  sim.event = AgentLogout{sim.agents[agent]};
  return true;
}

bool monitor(Simulation& sim) {
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  if (sim.monitored[dn]) return false;
  make_monitored(sim, dn);
  return true;
}

bool unmonitor(Simulation& sim) {
  std::uint32_t const dn = sim.random.below(sim.dn_count());
  if (!sim.monitored[dn]) return false;
  sim.event_dn = dn;
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
    EventMaker{"answer a consultation", 80, 30, 60, establish_consultation},
    EventMaker{"end a consultation", 10, 8, 8, release_consultation},
    EventMaker{"hang up a consultation", 8, 6, 4, target_hangs_up},
    EventMaker{"complete a transfer", 24, 10, 12, complete_transfer},
    EventMaker{"complete a conference", 24, 20, 40, complete_conference},
    EventMaker{"leave a call", 20, 12, 20, leave_call},
    EventMaker{"end a call", 24, 10, 1, end_call},
    EventMaker{"read the records", 30, 12, 16, read_records},
    EventMaker{"update a record", 60, 16, 16, update_record},
    EventMaker{"finalize a record", 50, 16, 50, finalize_record},
    EventMaker{"log in", 12, 16, 12, log_in},
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

void make_monitored(Simulation& sim, std::uint32_t dn) {
  sim.event_dn = dn;
  sim.event = DnMonitored{sim.dns[dn]};
}

void make_login(Simulation& sim, std::uint32_t agent, std::uint32_t dn) {
  sim.event_agent = agent;
  sim.event_dn = dn;
  sim.event = AgentLogin{sim.agents[agent], sim.dns[dn]};
}

}  // namespace recordshare::generator
