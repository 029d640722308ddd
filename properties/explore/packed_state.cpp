// SPDX-License-Identifier: Apache-2.0
// packed_state.cpp packs states, and computes the canonical order of agents and records.
#include "properties/explore/packed_state.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace recordshare::properties::explore {
namespace {

constexpr unsigned kAgentBits = 10;
constexpr unsigned kPartnerShift = 7;
constexpr unsigned kPhaseShift = kAgentsMax * kAgentBits;
static_assert(kPhaseShift + 4 <= 64 && kRecordsMax <= 4);

enum ConsultationRole : std::uint8_t { kNone, kDialing, kTalking, kDialed, kTalkedTo };  // the last two are targets

/// The facts about each agent, except the other party of its consultation.
struct Places {
  std::array<std::uint8_t, kBound> bits{};     ///< logged in, monitored, party, keeper, role: 7 bits
  std::array<std::uint8_t, kBound> partner{};  ///< for an agent with a role
};

Places places_of(World const& world, Snapshot const& state) noexcept {
  Places places;
  AgentSet const logged_in = state.logins.domain();
  Consultations const pairs = state.dialing | state.established;
  for (std::uint64_t word = pairs.word(); word != 0; word &= word - 1) {
    auto const place = static_cast<unsigned>(std::countr_zero(word));
    unsigned const from = place / kBound;
    unsigned const to = place % kBound;
    bool const talking = (state.established.word() >> place & 1U) != 0;
    places.bits[from] = static_cast<std::uint8_t>((talking ? kTalking : kDialing) << 4);
    places.bits[to] = static_cast<std::uint8_t>((talking ? kTalkedTo : kDialed) << 4);
    places.partner[from] = static_cast<std::uint8_t>(to);
    places.partner[to] = static_cast<std::uint8_t>(from);
  }
  for (unsigned a = 0; a < world.agents; ++a) {
    unsigned const bits = (logged_in.word() >> a & 1U) | (state.monitored.word() >> a & 1U) << 1 |
                          (state.parties.word() >> a & 1U) << 2 | (state.keepers.word() >> a & 1U) << 3;
    places.bits[a] = static_cast<std::uint8_t>(places.bits[a] | bits);
  }
  return places;
}

bool is_target(std::uint8_t bits) noexcept { return bits >> 4 >= kDialed; }

/// An order of agents or records: the number at each position.
using Order = std::array<std::uint8_t, kBound>;

PackedState pack(World const& world, Snapshot const& state, Places const& places, Order const& agents,
                 Order const& records) noexcept {
  std::array<std::uint8_t, kBound> position{};
  for (std::size_t i = 0; i < world.agents; ++i) position[agents[i]] = static_cast<std::uint8_t>(i);
  PackedState result;
  for (std::size_t i = 0; i < world.agents; ++i) {
    std::uint8_t const bits = places.bits[agents[i]];
    std::uint64_t const partner = bits >> 4 != kNone ? position[places.partner[agents[i]]] : 0;
    result.agents |= (bits | partner << kPartnerShift) << (kAgentBits * i);
  }
  result.agents |=
      (static_cast<std::uint64_t>(state.phase) | (state.loaded ? 4U : 0U) | (state.call.is_empty() ? 0U : 8U))
      << kPhaseShift;
  for (std::size_t i = 0; i < world.records; ++i) {
    Mark const mark = state.records.of(RecordNumber{records[i]});
    std::uint32_t byte = mark.byte();
    if (mark.is_final() && mark.request().has_value()) {
      byte = (byte & ~7U) | position[static_cast<std::size_t>(mark.agent())];
    }
    result.records |= byte << (8 * i);
  }
  return result;
}

constexpr Order kAsNumbered{0, 1, 2, 3, 4, 5, 6, 7};

template <class Key>
void sort_by(std::array<Key, kBound> const& key, Order& order, std::size_t count) noexcept {
  for (std::size_t i = 1; i < count; ++i) {
    std::uint8_t const item = order[i];
    std::size_t at = i;
    for (; at > 0 && key[order[at - 1]] > key[item]; --at) order[at] = order[at - 1];
    order[at] = item;
  }
}

/// The canonical order of agents for this order of records. Agents with equal keys can be exchanged, together with the
/// other parties of their consultations, whose keys are equal too. Any order of them has the same result, if targets
/// follow the order of their initiators.
Order canonical_agents(World const& world, Snapshot const& state, Places const& places, Order const& records) noexcept {
  std::array<std::uint64_t, kBound> own{};
  for (std::size_t a = 0; a < world.agents; ++a) own[a] = places.bits[a];
  for (std::size_t i = 0; i < world.records; ++i) {
    Mark const mark = state.records.of(RecordNumber{records[i]});
    if (!mark.is_final() || !mark.request().has_value()) continue;
    own[static_cast<std::size_t>(mark.agent())] |= (static_cast<std::uint64_t>(*mark.request()) + 1) << (7 + 4 * i);
  }
  constexpr unsigned kOwnBits = 7 + 4 * kRecordsMax;
  std::array<std::uint64_t, kBound> key = own;
  bool has_targets = false;
  for (std::size_t a = 0; a < world.agents; ++a) {
    if (places.bits[a] >> 4 == kNone) continue;
    key[a] |= own[places.partner[a]] << kOwnBits;
    has_targets = true;
  }
  Order order = kAsNumbered;
  sort_by(key, order, world.agents);
  if (!has_targets || world.agents < 4) return order;
  for (std::size_t i = 0; i < world.agents; ++i) {
    if (places.bits[order[i]] >> 4 == kNone || is_target(places.bits[order[i]])) continue;
    key[places.partner[order[i]]] |= static_cast<std::uint64_t>(i) << (2 * kOwnBits);
  }
  // Initiators keep their positions: only the keys of targets were extended, and only among equals.
  Order targets = order;
  auto const equal_before = [&](std::uint8_t one, std::uint8_t other) {
    constexpr std::uint64_t kMask = (std::uint64_t{1} << (2 * kOwnBits)) - 1;
    return (key[one] & kMask) == (key[other] & kMask);
  };
  for (std::size_t i = 1; i < world.agents; ++i) {
    std::uint8_t const item = targets[i];
    std::size_t at = i;
    for (; at > 0 && equal_before(targets[at - 1], item) && key[targets[at - 1]] > key[item]; --at)
      targets[at] = targets[at - 1];
    targets[at] = item;
  }
  return targets;
}

}  // namespace

PackedState packed(World const& world, Snapshot const& state) noexcept {
  return pack(world, state, places_of(world, state), kAsNumbered, kAsNumbered);
}

PackedState canonical(World const& world, Snapshot const& state) noexcept {
  Places const places = places_of(world, state);
  // Records are ordered by the request that finalized them; agents matter only among records with the same request.
  std::array<std::uint8_t, kBound> kind{};
  for (std::size_t r = 0; r < world.records; ++r) {
    Mark const mark = state.records.of(RecordNumber{static_cast<std::uint8_t>(r)});
    kind[r] = static_cast<std::uint8_t>(mark.is_final() ? mark.byte() & ~7U : mark.byte());
  }
  Order records = kAsNumbered;
  sort_by(kind, records, world.records);
  auto const same_kind = [&](std::size_t i) {
    Mark const one = state.records.of(RecordNumber{records[i]});
    return kind[records[i]] == kind[records[i + 1]] && !(one == state.records.of(RecordNumber{records[i + 1]}));
  };
  bool tied = false;
  for (std::size_t i = 0; i + 1 < world.records; ++i) tied |= same_kind(i);
  PackedState best = pack(world, state, places, canonical_agents(world, state, places, records), records);
  if (!tied) return best;
  Order order = kAsNumbered;
  auto const used = std::span(order).first(world.records);
  auto const in_order = [&](std::uint8_t one, std::uint8_t other) { return kind[one] < kind[other]; };
  do {
    if (!std::is_sorted(used.begin(), used.end(), in_order)) continue;
    best = std::min(best, pack(world, state, places, canonical_agents(world, state, places, order), order));
  } while (std::next_permutation(used.begin(), used.end()));
  return best;
}

Snapshot unpacked(World const& world, PackedState const& packed_state) noexcept {
  Snapshot state;
  for (unsigned i = 0; i < world.agents; ++i) {
    auto const bits = static_cast<unsigned>(packed_state.agents >> (kAgentBits * i)) & ((1U << kAgentBits) - 1);
    AgentNumber const agent{static_cast<std::uint8_t>(i)};
    if ((bits & 1U) != 0) state.logins = state.logins | only(agent, detail::dn_of(agent));
    if ((bits & 2U) != 0) state.monitored = state.monitored | only(detail::dn_of(agent));
    if ((bits & 4U) != 0) state.parties = state.parties | only(agent);
    if ((bits & 8U) != 0) state.keepers = state.keepers | only(agent);
    AgentNumber const partner{static_cast<std::uint8_t>(bits >> kPartnerShift)};
    auto const role = bits >> 4 & 7U;
    if (role == kDialing) state.dialing = state.dialing | only(agent, partner);
    if (role == kTalking) state.established = state.established | only(agent, partner);
  }
  auto const phase = static_cast<unsigned>(packed_state.agents >> kPhaseShift);
  state.loaded = (phase & 4U) != 0;
  state.phase = static_cast<Phase>(phase & 3U);
  if ((phase & 8U) != 0) state.call = only(CallNumber{0});
  state.records = Marks(packed_state.records);
  return state;
}

}  // namespace recordshare::properties::explore
