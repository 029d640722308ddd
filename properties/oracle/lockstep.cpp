// SPDX-License-Identifier: Apache-2.0
// lockstep.cpp compares and prints outcomes and states of an engine and of the reference.
#include "properties/oracle/lockstep.hpp"

#include <algorithm>
#include <sstream>

namespace recordshare::properties {
namespace {

/// The engine's chain, in the reference's form.
ReferenceChain chain_of(Engine const& engine, ChainId id) {
  ReferenceChain chain{.phase = engine.phase(id).value_or(Phase::Idle)};
  for (auto const party : engine.parties(id)) chain.parties.emplace(party);
  for (auto const keeper : engine.keepers(id)) chain.keepers.emplace(keeper);
  for (auto const& [initiator, target, stage] : engine.consultations(id))
    chain.consultations.emplace(std::pair{initiator, target}, stage);
  for (auto const& [record, finality] : engine.records(id)) {
    chain.records.push_back({record, std::nullopt});
    if (finality) chain.records.back().finality = {finality->request, std::string(finality->agent)};
  }
  return chain;
}

template <class AnyOutcome>
std::string printed(AnyOutcome const& outcome) {
  std::ostringstream out;
  out << outcome;
  return out.str();
}

std::string of_agent(std::string_view what, std::string_view agent) {
  return std::string(what).append(" of `").append(agent).append("`");
}

}  // namespace

bool same(Outcome const& outcome, OwnedOutcome const& reference) {
  if (outcome.result == Result::Invalid) return reference.result == Result::Invalid;
  return reference == outcome;
}

std::string difference(Engine const& engine, Reference const& reference, std::vector<std::string> const& agents) {
  if (engine.chain_count() != reference.chains().size()) return "the number of chains";
  if (engine.name_count() != reference.name_count()) return "the number of names";
  for (auto const& agent : agents)
    if (engine.standing(agent) != reference.standing(agent)) return of_agent("the standing", agent);
  for (auto const& [id, chain] : reference.chains()) {
    auto const which = " of chain " + std::to_string(id.value());
    if (!engine.phase(id)) return "the phase" + which;
    auto const told = chain_of(engine, id);
    if (told.phase != chain.phase) return "the phase" + which;
    if (told.parties != chain.parties) return "the parties" + which;
    if (told.keepers != chain.keepers) return "the keepers" + which;
    if (told.consultations != chain.consultations) return "the consultations" + which;
    if (told.records != chain.records) return "the records" + which;
    for (auto const& record : chain.records)
      if (engine.chain_of(record.handle) != id) return "the chain of record " + std::to_string(record.handle.value());
    for (auto const& agent : agents)
      if (engine.access(id, agent) != reference.access(id, agent)) return of_agent("the access", agent) + which;
  }
  return {};
}

std::string text_of(Outcome const& outcome) { return printed(outcome); }
std::string text_of(OwnedOutcome const& outcome) { return printed(outcome); }

}  // namespace recordshare::properties
