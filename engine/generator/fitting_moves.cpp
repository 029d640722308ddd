// SPDX-License-Identifier: Apache-2.0
// fitting_moves.cpp makes the events that take effect: calls, consultations, desktops, the directory.
#include <array>

#include "engine/generator/generator_events.hpp"
#include "engine/generator/generator_moves.hpp"

namespace recordshare::command {
namespace {

// How many records a chain is loaded with: mostly two, a phone and another one.
constexpr std::array<std::size_t, 16> kRecordCounts{1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 5, 6};
constexpr std::uint8_t kGenerations = 99;  // then the first handles come again

bool load_chain(World& world) {
  if (world.chain.loaded) return false;
  // One time in three a chain comes back with the handles that it had.
  auto& generation = world.generation[world.chain.id - 1];
  if (!world.random.once_in(3)) generation = static_cast<std::uint8_t>((generation + 1) % kGenerations);
  std::size_t const count = kRecordCounts[world.random.below(kRecordCounts.size())];
  world.records.clear();
  for (std::size_t r = 0; r < count; ++r) world.records.push_back(world.handle(r));
  world.event = ChainLoaded{world.chain.id, world.records};
  return true;
}

bool unload_chain(World& world) {
  if (!world.chain.loaded || world.attended()) return false;
  if (world.chain.has_open_record() && !world.random.once_in(20)) return false;
  world.event = ChainUnloaded{world.chain.id};
  return true;
}

bool add_record(World& world) {
  if (!world.chain.loaded || world.chain.record_count >= kChainRecordsMax) return false;
  world.event = RecordAdded{world.chain.id, world.handle(world.chain.record_count)};
  return true;
}

bool cancel_record(World& world) {
  RecordState const* const record = world.any_record(true);
  if (record == nullptr) return false;
  world.event = RecordCanceled{record->record};
  return true;
}

bool preview_record(World& world) {
  if (!world.chain.loaded || world.attended() || !world.chain.has_open_record()) return false;
  return agent_event<PreviewRecord>(world, world.handle(0), world.agent_of(Standing::Eligible));
}

bool establish_call(World& world) {
  if (!world.chain.loaded || world.attended() || !world.chain.has_open_record()) return false;
  std::string_view const who = world.random.once_in(20) ? world.any_outsider() : world.agent_of(Standing::Eligible);
  return agent_event<CallEstablished>(world, world.handle(0), who);
}

// Whom a call is taken to: mostly an agent who can act, else a queue or an outside number.
std::string_view receiver(World& world) {
  if (!world.random.once_in(10)) return world.newcomer();
  std::string_view const outsider = world.any_outsider();
  return world.chain.parties.has(outsider) ? std::string_view{} : outsider;
}

bool transfer_in_one_step(World& world) {
  if (world.chain.parties.empty()) return false;
  std::string_view const from = world.chain.parties.any(world.random);
  return pair_event<SingleStepTransferCompleted>(world, world.handle(0), from, receiver(world));
}

bool bring_in_one_step(World& world) {
  if (world.chain.parties.empty() || world.chain.parties.size() >= kCallPartiesMax) return false;
  std::string_view const from = world.chain.parties.any(world.random);
  return pair_event<SingleStepConferenceCompleted>(world, world.handle(0), from, receiver(world));
}

bool initiate_consultation(World& world) {
  if (world.chain.parties.empty()) return false;
  std::string_view const from = world.chain.parties.any(world.random);
  std::string_view const to = world.random.once_in(15) ? world.chain.parties.any(world.random) : receiver(world);
  if (from == to || world.chain.is_consulting(from) || world.chain.is_consulting(to)) return false;
  return pair_event<ConsultationInitiated>(world, world.handle(0), from, to);
}

bool establish_consultation(World& world) {
  return consultation_event<ConsultationEstablished>(world, world.any_consultation(Stage::Dialing));
}

Consultation const* any_consultation(World& world) {
  return world.any_consultation(world.random.once_in(3) ? Stage::Dialing : Stage::Established);
}

bool release_consultation(World& world) {
  return consultation_event<ConsultationReleased>(world, any_consultation(world));
}

bool target_hangs_up(World& world) {
  Consultation const* const one = any_consultation(world);
  if (one == nullptr || world.chain.parties.has(one->target)) return false;
  return agent_event<PartyLeft>(world, world.handle(0), one->target);
}

bool complete_transfer(World& world) { return consultation_event<TransferCompleted>(world, any_consultation(world)); }

bool complete_conference(World& world) {
  if (world.chain.parties.size() >= kCallPartiesMax) return false;
  return consultation_event<ConferenceCompleted>(world, any_consultation(world));
}

bool leave_call(World& world) {
  if (world.chain.parties.size() < 2 && !world.random.once_in(4)) return false;
  if (world.chain.parties.empty()) return false;
  return agent_event<PartyLeft>(world, world.handle(0), world.chain.parties.any(world.random));
}

bool end_call(World& world) {
  if (world.chain.parties.empty()) return false;
  world.event = CallEnded{world.handle(0)};
  return true;
}

bool read_records(World& world) {
  Access const access = world.random.once_in(4) ? Access::ReadOnly : Access::Full;
  Request const request = any_request(world, RequestClass::Reads);
  return request_event(world, request, world.who_has(access), world.handle(0));
}

bool write_record(World& world, RequestClass kind) {
  RecordState const* const record = world.any_record(true);
  if (record == nullptr) return false;
  Request const request = any_request(world, kind);
  return request_event(world, request, world.who_has(Access::Full), record->record);
}
bool update_record(World& world) { return write_record(world, RequestClass::Updates); }
bool finalize_record(World& world) { return write_record(world, RequestClass::Finalizes); }

bool log_in(World& world) {
  std::uint32_t const agent = world.any_agent();
  if (world.seat_of_agent[agent] != kNobody) return false;
  std::uint32_t const spare = world.agent_count() + world.random.below(world.dn_count() - world.agent_count());
  std::uint32_t const dn = world.random.once_in(4) ? spare : agent;
  if (world.agent_at_dn[dn] != kNobody) return false;
  make_login(world, agent, dn);
  return true;
}

bool log_out(World& world) {
  std::uint32_t const agent = world.any_agent();
  if (world.seat_of_agent[agent] == kNobody) return false;
  world.event_agent = agent;
  world.event = AgentLogout{world.agents[agent]};
  return true;
}

bool monitor(World& world) {
  std::uint32_t const dn = world.random.below(world.dn_count());
  if (world.monitored[dn]) return false;
  make_monitored(world, dn);
  return true;
}

bool unmonitor(World& world) {
  std::uint32_t const dn = world.random.below(world.dn_count());
  if (!world.monitored[dn]) return false;
  world.event_dn = dn;
  world.event = DnUnmonitored{world.dns[dn]};
  return true;
}

// The directory's events come seldom, as each may touch many chains; logging in and monitoring are tried far more
// often than their opposites, so that nine agents in ten can act.
constexpr std::array kFitting{
    Move{"load a chain", 120, load_chain},
    Move{"unload a chain", 60, unload_chain},
    Move{"add a record", 3, add_record},
    Move{"cancel a record", 3, cancel_record},
    Move{"preview a record", 12, preview_record},
    Move{"establish a call", 90, establish_call},
    Move{"transfer in one step", 14, transfer_in_one_step},
    Move{"bring somebody in in one step", 12, bring_in_one_step},
    Move{"consult somebody", 40, initiate_consultation},
    Move{"answer a consultation", 80, establish_consultation},
    Move{"end a consultation", 10, release_consultation},
    Move{"hang up a consultation", 8, target_hangs_up},
    Move{"complete a transfer", 24, complete_transfer},
    Move{"complete a conference", 24, complete_conference},
    Move{"leave a call", 20, leave_call},
    Move{"end a call", 24, end_call},
    Move{"read the records", 30, read_records},
    Move{"update a record", 60, update_record},
    Move{"finalize a record", 50, finalize_record},
    Move{"log in", 12, log_in},
    Move{"log out", 1, log_out},
    Move{"monitor a DN", 12, monitor},
    Move{"stop monitoring a DN", 1, unmonitor},
};

}  // namespace

std::span<Move const> fitting_moves() noexcept { return kFitting; }

void make_monitored(World& world, std::uint32_t dn) {
  world.event_dn = dn;
  world.event = DnMonitored{world.dns[dn]};
}

void make_login(World& world, std::uint32_t agent, std::uint32_t dn) {
  world.event_agent = agent;
  world.event_dn = dn;
  world.event = AgentLogin{world.agents[agent], world.dns[dn]};
}

}  // namespace recordshare::command
