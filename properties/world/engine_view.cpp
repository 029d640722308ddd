// SPDX-License-Identifier: Apache-2.0
// engine_view.cpp queries an engine and compares two views.
#include "properties/world/engine_view.hpp"

#include <algorithm>

namespace recordshare::properties::streams {
namespace {

std::optional<FinalityPortrait> portrait(std::optional<Finality> const& finality, Naming const& naming) {
  if (!finality) return std::nullopt;
  return FinalityPortrait{.request = finality->request, .agent = naming.agent(finality->agent)};
}

}  // namespace

OutcomePortrait portrait(Outcome const& outcome, Naming const& naming) {
  OutcomePortrait told{.result = outcome.result,
                       .rule = outcome.rule,
                       .reason = outcome.reason,
                       .answer = std::string(outcome.answer),
                       .read_only = outcome.shown && outcome.shown->read_only,
                       .finality = portrait(outcome.finality, naming),
                       .changes = {},
                       .shown = {},
                       .finalized = {}};
  for (auto const& [chain, agent, from, to] : outcome.changes)
    told.changes.push_back({naming.chain(chain), naming.agent(agent), from, to});
  std::ranges::sort(told.changes);
  for (RecordHandle const record : outcome.finalized) told.finalized.push_back(naming.record(record));
  if (!outcome.shown) return told;
  auto& shown = told.shown.emplace();
  for (auto const& [record, updatable] : outcome.shown->records) shown.push_back({naming.record(record), updatable});
  return told;
}

ChainPortrait portrait(Engine const& engine, std::size_t chain, Naming const& naming) {
  ChainPortrait told;
  auto const id = naming.chains[chain];
  auto const phase = engine.phase(id);
  told.loaded = phase.has_value();
  told.phase = phase.value_or(Phase::Idle);
  for (Party const& party : engine.parties(id)) told.parties.at(naming.number_of(party)) = true;
  for (Party const& keeper : engine.keepers(id)) told.keepers.at(naming.number_of(keeper)) = true;
  for (auto const& [initiator, target, stage] : engine.consultations(id))
    told.consultations.at(naming.number_of(initiator)).at(naming.number_of(target)) = stage;
  told.call = naming.call(engine.call(id));
  for (auto const& [record, finality] : engine.records(id))
    told.records.push_back({naming.record(record), portrait(finality, naming)});
  for (std::size_t agent = 0; agent < kAgents; ++agent) told.accesses[agent] = engine.access(id, naming.agents[agent]);
  return told;
}

Portrait portrait(Engine const& engine, Naming const& naming) {
  Portrait told;
  for (std::size_t agent = 0; agent < kAgents; ++agent) {
    told.standings[agent] = engine.standing(naming.agents[agent]);
    for (std::string_view const dn : engine.dns(naming.agents[agent]))
      told.dns[agent] = static_cast<DnBits>(told.dns[agent] | 1U << naming.dn(dn));
  }
  for (std::size_t dn = 0; dn < kDns; ++dn) {
    std::string_view const agent = engine.agent_at(naming.dns[dn]);
    if (!agent.empty()) told.agent_at[dn] = naming.agent(agent);
    if (engine.is_monitored(naming.dns[dn])) told.monitored = static_cast<DnBits>(told.monitored | 1U << dn);
  }
  for (std::size_t chain = 0; chain < kChains; ++chain) told.chains[chain] = portrait(engine, chain, naming);
  for (std::size_t number = 0; number < told.chain_of.size(); ++number)
    if (auto const chain = engine.chain_of(naming.records[number / kRecords][number % kRecords]))
      told.chain_of[number] = naming.chain(*chain);
  told.name_count = engine.name_count();
  told.chain_count = engine.chain_count();
  return told;
}

std::string difference(Portrait const& one, Portrait const& other) {
  if (one == other) return {};
  if (one.standings != other.standings) return "the standing of an agent";
  if (one.dns != other.dns || one.agent_at != other.agent_at) return "the DNs of an agent";
  if (one.monitored != other.monitored) return "the monitored DNs";
  if (one.chain_of != other.chain_of) return "the chains of records";
  if (one.name_count != other.name_count) return "the number of names";
  if (one.chain_count != other.chain_count) return "the number of chains";
  std::size_t chain = 0;
  while (one.chains[chain] == other.chains[chain]) ++chain;
  auto const& [a, b] = std::pair{one.chains[chain], other.chains[chain]};
  auto const which = " of chain " + std::to_string(Naming::plain().chains[chain].value());
  if (a.loaded != b.loaded || a.phase != b.phase) return "the phase" + which;
  if (a.parties != b.parties) return "the parties" + which;
  if (a.keepers != b.keepers) return "the keepers" + which;
  if (a.consultations != b.consultations) return "the consultations" + which;
  if (a.call != b.call) return "the call" + which;
  if (a.records != b.records) return "the records" + which;
  return "the accesses" + which;
}

std::string difference(OutcomePortrait const& one, OutcomePortrait const& other) {
  if (one == other) return {};
  auto const text = [](OutcomePortrait const& told) {
    return std::string(name(told.result)).append(" ").append(name(told.rule)).append(" ").append(name(told.reason));
  };
  if (text(one) != text(other)) return text(one) + " and not " + text(other);
  if (one.changes != other.changes) return "the changes of access";
  if (one.shown != other.shown || one.read_only != other.read_only) return "the records shown";
  if (one.finalized != other.finalized) return "the records that became Final";
  return one.finality != other.finality ? "what finalized the record" : "the answer";
}

}  // namespace recordshare::properties::streams
