// SPDX-License-Identifier: Apache-2.0
// simulation.cpp loads the state of a chain and picks agents, records and consultations from it.
#include "engine/generator/simulation.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

#include "engine/generator/large_names.hpp"
#include "engine/generator/small_names.hpp"

namespace recordshare::generator {
namespace {

constexpr std::array<std::string_view, 4> kOutsiders{"queue:sales", "queue:support", "+15550100", "+15550199"};
constexpr std::uint64_t kHandlesOfChain = 1000;  // of the load profile
constexpr std::uint64_t kHandlesOfGeneration = 10;
constexpr std::uint64_t kUnknownHandle = 999;  // never in use: positions stay below Sizes::chain_records

// Spare DNs serve agents as a second or third DN.
std::uint32_t dn_count_of(GeneratorOptions const& options) {
  return options.profile == Profile::Small ? options.agents + 1 : options.agents + options.agents / 4 + 2;
}

std::string agent_name(std::uint32_t number, Profile profile) {
  if (profile == Profile::Large) return large_name(number, 'a');
  return profile == Profile::Small ? std::string(kSmallAgentNames[number]) : "agent-" + std::to_string(number + 1);
}

// In the large profile some DNs have the name of an agent.
std::string dn_name(std::uint32_t number, Profile profile) {
  return profile == Profile::Large ? large_name(number, number % 16 == 0 ? 'a' : 'd')
                                   : std::to_string(kFirstDn + number);
}

std::vector<std::string> outsiders_of(Profile profile) {
  if (profile == Profile::Small) return {std::string(kSmallOutside)};
  std::vector<std::string> names(kOutsiders.begin(), kOutsiders.end());
  for (std::uint32_t number = 0; profile == Profile::Large && number < kLargeOutsiders; ++number)
    names.push_back(large_name(number, 'o'));
  return names;
}

Sizes sizes_of(Profile profile) {
  return profile == Profile::Large ? Sizes{.chain_records = kLargeRecords, .call_parties = kLargeParties} : Sizes{};
}

// The number of draws of a random agent before a pick fails: there may be no such agent.
constexpr int kDraws = 6;

}  // namespace

std::uint64_t names_of_stream(GeneratorOptions const& options) noexcept {
  std::uint64_t const dns = dn_count_of(options);                 // each can be a number, too
  std::uint64_t const calls = std::uint64_t{options.chains} + 1;  // one for each chain, and an event's next one
  return options.agents + 2 * dns + outsiders_of(options.profile).size() + calls;
}

void SortedParties::assign(Listing<Party> const& parties) {
  parties_.clear();
  for (Party const& party : parties) parties_.push_back(party);
  std::ranges::sort(parties_);
}

bool SortedParties::has(Party const& party) const noexcept { return std::ranges::binary_search(parties_, party); }

Party const& SortedParties::any(Random& random) const noexcept { return parties_[random.below(parties_.size())]; }

bool ChainView::is_consulting(Party const& party) const noexcept {
  return std::ranges::any_of(std::span(consultations).first(consultation_count),
                             [&](Consultation const& one) { return one.initiator == party || one.target == party; });
}

bool ChainView::has_open_record() const noexcept {
  return std::ranges::any_of(std::span(records).first(record_count),
                             [](RecordState const& record) { return !record.finality; });
}

Simulation::Simulation(GeneratorOptions const& options)
    : profile(options.profile),
      sizes(sizes_of(profile)),
      random(options.seed),
      engine(options.engine),
      chain_count(options.chains),
      outsiders(outsiders_of(profile)) {
  for (std::uint32_t a = 0; a < options.agents; ++a) agents.push_back(agent_name(a, profile));
  for (std::uint32_t d = 0; d < dn_count_of(options); ++d) dns.push_back(dn_name(d, profile));
  generation.assign(chain_count, 0);
  calls.assign(chain_count, 0);
}

void Simulation::look_at_chain(std::uint32_t number) {
  ChainId const id = profile == Profile::Large ? large_chain_id(number) : ChainId{number + std::uint64_t{1}};
  chain.number = number;
  chain.id = id;
  chain.loaded = engine.phase(id).has_value();
  chain.parties.assign(engine.parties(id));
  chain.keepers.assign(engine.keepers(id));
  chain.consultation_count = 0;
  for (Consultation const& one : engine.consultations(id)) {
    if (chain.consultation_count == chain.consultations.size()) break;
    chain.consultations[chain.consultation_count++] = one;
  }
  std::ranges::sort(std::span(chain.consultations).first(chain.consultation_count), {}, &Consultation::initiator);
  chain.record_count = 0;
  for (RecordState const& record : engine.records(id)) {
    if (chain.record_count == chain.records.size()) break;
    chain.records[chain.record_count++] = record;
  }
}

RecordHandle Simulation::handle(std::size_t position) const noexcept {
  std::uint64_t const from_1 = chain.number + std::uint64_t{1};
  if (profile == Profile::Small) return small_handle(from_1, position);
  if (profile == Profile::Large) return large_handle(chain.number, generation[chain.number], position);
  return from_1 * kHandlesOfChain + generation[chain.number] * kHandlesOfGeneration + position;
}

RecordHandle Simulation::call_record() noexcept {
  if (profile == Profile::Load || chain.record_count == 0) return handle(0);
  return chain.records[random.below(chain.record_count)].record;
}

RecordHandle Simulation::unknown_handle() const noexcept {
  if (profile == Profile::Large) return large_handle(chain.number, 0, kLargeHandles - 1);
  return (chain.number + std::uint64_t{1}) * kHandlesOfChain + kUnknownHandle;
}

std::uint32_t Simulation::any_agent() noexcept {
  if (profile != Profile::Large || random.once_in(16)) return random.below(agent_count());
  return (random.one_of(kLargeCrowds) + random.below(kLargeCrowd)) % agent_count();
}

Party Simulation::any_number() noexcept {
  bool const is_small = profile == Profile::Small;
  if (random.once_in(is_small ? 2 : 8)) return Number{dns[random.below(is_small ? kSmallDnNumbers : dn_count())]};
  return Number{random.one_of(outsiders)};
}

Party Simulation::anybody() noexcept {
  if (random.once_in(profile == Profile::Small ? 4 : 8)) return any_number();
  return agents[any_agent()];
}

Party Simulation::reported(Party const& party) noexcept {
  if (party.is_number || party.name.empty() || !random.once_in(8)) return party;
  std::string_view first;  // bytewise, so that the pick does not depend on the engine's order
  for (std::string_view const dn : engine.dns(party.name))
    if (first.empty() || dn < first) first = dn;
  return first.empty() ? party : Party(Number{first});
}

std::string_view Simulation::agent_of(Standing standing) noexcept {
  for (int draw = 0; draw < kDraws; ++draw) {
    std::string_view const name = agents[any_agent()];
    if (engine.standing(name) == standing) return name;
  }
  return {};
}

// An eligible agent who is not on the current call.
std::string_view Simulation::newcomer() noexcept {
  std::string_view const name = agent_of(Standing::Eligible);
  return chain.parties.has(name) ? std::string_view{} : name;
}

// A member of the current chain who has exactly this access.
std::string_view Simulation::who_has(Access access) noexcept {
  Party who;
  if (access == Access::ReadOnly) {
    Consultation const* const consultation = any_consultation(Stage::Established);
    if (consultation != nullptr) who = consultation->target;
  } else if (!chain.parties.empty()) {
    who = chain.parties.any(random);
  } else if (!chain.keepers.empty()) {
    who = chain.keepers.any(random);
  }
  bool const has_it = !who.is_number && !who.name.empty() && engine.access(chain.id, who.name) == access;
  return has_it ? who.name : std::string_view{};
}

RecordState const* Simulation::any_record(bool open) noexcept {
  if (chain.record_count == 0) return nullptr;
  RecordState const& record = chain.records[random.below(chain.record_count)];
  return record.finality.has_value() != open ? &record : nullptr;
}

Consultation const* Simulation::any_consultation(Stage stage) noexcept {
  if (chain.consultation_count == 0) return nullptr;
  Consultation const& one = chain.consultations[random.below(chain.consultation_count)];
  return one.stage == stage ? &one : nullptr;
}

bool Simulation::attended() const noexcept {
  return std::ranges::any_of(chain.parties, [&](Party const& party) {
    return !party.is_number && engine.standing(party.name) == Standing::Eligible;
  });
}

std::string Simulation::call_id(std::uint32_t number) const {
  if (profile == Profile::Small) return std::string(kSmallCallNames[number % kSmallCalls]);
  if (profile == Profile::Large) return large_name(chain.number * kLargeCalls + number % kLargeCalls, 'c');
  return "call-" + std::to_string(chain.number + 1) + "-" + std::to_string(number);
}

std::string_view Simulation::next_call() { return next_call_id = call_id(++calls[chain.number]); }

std::string_view Simulation::old_call() {
  return old_call_id = call_id(random.below(std::uint64_t{calls[chain.number]} + 1));
}

}  // namespace recordshare::generator
