// SPDX-License-Identifier: Apache-2.0
// raw_state.hpp decodes a state, reachable or not, from bytes, and takes steps from it by any interpreter of the
// tables.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <variant>

#include "fuzz/checked_machine.hpp"
#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/event_fields.hpp"
#include "model/table.hpp"

namespace recordshare::fuzz {

using model::Decision;
using model::Disposition;
using model::Ids;
using model::Member;

inline constexpr std::uint32_t kAgentsOfMachine = kPartiesOfInputs;
inline constexpr std::uint32_t kRecordsOfMachine = 4;
inline constexpr model::ChainIndex kTheChain{0};

namespace streams = properties::streams;
using NumberedEvent = model::AnyEvent<Ids>;

/// One chain's state with its own memory, and room for one step.
struct RawChain {
  std::array<Member, kAgentsOfMachine + 1> members{};
  std::array<Disposition, kRecordsOfMachine + 1> records{};
  std::uint32_t member_count = 0;
  std::uint32_t record_count = 0;
  Phase phase = Phase::Idle;
  model::CallId call = model::kNoCall;

  [[nodiscard]] bool is_same_as(RawChain const& other) const noexcept {
    auto const& [its_members, its_records, its_member_count, its_record_count, its_phase, its_call] = other;
    return member_count == its_member_count && record_count == its_record_count && phase == its_phase &&
           call == its_call && std::memcmp(members.data(), its_members.data(), sizeof members) == 0 &&
           std::memcmp(records.data(), its_records.data(), sizeof records) == 0;
  }
};

/// The decoded header.
struct RawState {
  RawChain chain;
  Policies policies;
  std::array<Standing, kAgentsOfMachine> standings{};
  std::array<std::uint8_t, 8> facts{};

  explicit RawState(std::span<std::uint8_t const> bytes) {
    std::array<std::uint8_t, kMachineLayout.header> header{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), header.size()), header.begin());
    policies = policies_of(header[0]);
    chain.phase = static_cast<Phase>((header[kPhaseOfMachine] & 3U) % kPhaseNames.size());
    chain.call = model::CallId{header[kPhaseOfMachine] >> 2U & 3U};
    unsigned const standing_bits = header[2] | unsigned{header[3]} << 8U;
    for (std::size_t a = 0; a < standings.size(); ++a)
      standings[a] = static_cast<Standing>((standing_bits >> (2 * a) & 3U) % 3);
    chain.member_count = header[1] % (kAgentsOfMachine + 1);
    chain.record_count = (header[1] >> 4U) % (kRecordsOfMachine + 1);
    constexpr std::uint32_t kAllRoles =
        model::kParty | model::kKeeper | model::kInitiator | model::kTarget | model::kEstablished;
    for (std::uint32_t m = 0; m < chain.member_count; ++m)
      chain.members[m] = {m & 7U, header[kMembersOfMachine + 2 * m] & kAllRoles,
                          header[kMembersOfMachine + 1 + 2 * m] % chain.member_count};
    for (std::uint32_t r = 0; r < chain.record_count; ++r)
      chain.records[r] = {header[kDispositionsOfMachine + 1 + 2 * r] % kAgentsOfMachine & 7U,
                          header[kDispositionsOfMachine + 2 * r] % (Disposition::kServer + 1) & 15U, 0};
    std::copy_n(header.begin() + kFactsOfMachine, facts.size(), facts.begin());
  }

  /// The directory's facts about the n-th event. There is room for at most one more record.
  [[nodiscard]] model::DirectoryFacts facts_of(std::size_t n) const noexcept {
    auto const bits = facts[n % facts.size()];
    auto const bit = [&](unsigned place) { return (bits >> place & 1U) != 0; };
    model::DirectoryFacts known;
    known.members_exceeded = bit(0);
    known.records_repeat = bit(1);
    known.out_of_memory = bit(4) && bit(5);
    known.names_exceeded = bit(5);
    known.chains_left = bit(6) ? 0 : 1;
    known.records_left = bit(7) ? 0 : kRecordsOfMachine;
    if (chain.record_count >= kRecordsOfMachine) known.records_left = 0;
    return known;
  }
};

/// The move as an event over numbers. Records beyond the chain's are unknown; so is every chain but the first.
[[nodiscard]] inline NumberedEvent numbered(properties::streams::Move const& move, RawChain const& chain) {
  static constexpr std::array<RecordHandle, 8> kSome{};  // only their number is used
  static thread_local std::array<model::AgentId, kAgentsOfMachine + 1> parties;
  static constexpr std::array<model::DnId, streams::kDns> kDns{};
  using streams::SmallNumbers;
  auto const which = [](bool known) { return known ? kTheChain : model::kNoChain; };
  auto const put = model::Overloaded{
      []<class Number>(Number& to, auto from) { to = Number(from); },
      [&](model::ChainIndex& to, SmallNumbers::Chain named) { to = which(std::size_t(named) == 0); },
      [&](model::RecordRef& to, SmallNumbers::Record one) {
        to = {which(one.home == 0 && one.record < chain.record_count), one.record};
      },
      [](model::AgentId& to, SmallNumbers::Party party) { to = model::AgentId{party_of_input(std::size_t(party))}; },
      [](Ids::Parties& to, SmallNumbers::Parties const& named) {
        std::size_t count = 0;
        for (std::size_t party = 0; party < streams::kParties; ++party)
          if ((named.set >> party & 1U) != 0) parties[count++] = model::AgentId{party_of_input(party)};
        if (named.repeats && count > 0) parties[count++] = parties[0];
        to = std::span(parties).first(count);
      },
      [](Ids::Dns& to, SmallNumbers::Dns const&) { to = std::span(kDns).first(1); },
      [](Ids::Records& to, SmallNumbers::Records const& list) { to = std::span(kSome).first(list.count); }};
  return model::rename<Ids>(event_of(move), put);
}

template <class Event>
inline constexpr bool kIsOfChain = model::is_decided_by<model::ChainRules, Event, Ids>;

/// The result of one event by one interpreter.
struct Made {
  Decision in_directory;
  model::DirectoryChange change = model::DirectoryChange::None;
  Decision decision;
  RawChain chain;
};

template <class Steps>
[[nodiscard]] Made step(Steps& steps, NumberedEvent const& event, RawState const& state,
                        model::DirectoryFacts const& facts) {
  Made made;
  made.chain = state.chain;
  std::visit(
      [&]<class Event>(Event const& e) {
        model::ConcreteDirectory directory(facts, state.standings.data());
        steps.decide(e, directory, made.in_directory);
        made.change = directory.change();
        made.decision = made.in_directory;
        if constexpr (kIsOfChain<Event>) {
          if (!made.in_directory.passed_to_chain) return;
          auto& raw = made.chain;
          model::ChainState in{.phase = raw.phase,
                               .call = raw.call,
                               .member_count = raw.member_count,
                               .record_count = raw.record_count,
                               .member_capacity = static_cast<std::uint32_t>(raw.members.size()),
                               .record_capacity = static_cast<std::uint32_t>(raw.records.size()),
                               .members = raw.members.data(),
                               .records = raw.records.data()};
          model::ConcreteChain chain(in, state.standings.data(), state.policies, made.decision);
          steps.decide(e, chain, in.phase, made.decision);
          raw.phase = in.phase;
          raw.call = in.call;
          raw.member_count = in.member_count;
          raw.record_count = in.record_count;
        }
      },
      event);
  return made;
}

/// Takes all events of the input, from the state of its header. `take` gets the move, the event, the state and the
/// facts, and returns the chain after the event, or null to stop.
template <class Take>
void each_raw_step(std::span<std::uint8_t const> bytes, Take&& take) {
  RawState state(bytes);
  if (bytes.size() <= kMachineLayout.header) return;
  auto rest = bytes.subspan(kMachineLayout.header);
  for (std::size_t n = 0; rest.size() >= kEventBytes && n < kEventsMax; ++n, rest = rest.subspan(kEventBytes)) {
    auto const move = read_event(rest.first<kEventBytes>());
    RawChain const* const after = take(move, numbered(move, state.chain), state, state.facts_of(n));
    if (after == nullptr) return;
    state.chain = *after;
  }
}

}  // namespace recordshare::fuzz
