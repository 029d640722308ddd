// SPDX-License-Identifier: Apache-2.0
// lockstep.hpp compares an engine with the reference, outcome by outcome and state by state.
#pragma once

#include <algorithm>
#include <functional>
#include <memory_resource>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {

/// Whether the two are equal in every member that is valid for their result (outcome.hpp), except `message`.
[[nodiscard]] bool same(Outcome const& outcome, OwnedOutcome const& reference);

namespace detail {

/// The engine's chain, in the reference's form.
template <class AnyEngine>
[[nodiscard]] ReferenceChain chain_of(AnyEngine const& engine, ChainId id) {
  ReferenceChain chain{.phase = engine.phase(id).value_or(Phase::Idle)};
  for (Party const& party : engine.parties(id)) chain.parties.emplace(party);
  for (Party const& keeper : engine.keepers(id)) chain.keepers.emplace(keeper);
  for (auto const& [initiator, target, stage] : engine.consultations(id))
    chain.consultations.emplace(std::pair{initiator, target}, stage);
  for (auto const& [record, finality] : engine.records(id)) {
    chain.records.push_back({record, std::nullopt});
    if (finality) chain.records.back().finality = {finality->request, std::string(finality->agent)};
  }
  chain.call = engine.call(id);
  return chain;
}

[[nodiscard]] inline std::string of_agent(std::string_view what, std::string_view agent) {
  return std::string(what).append(" of `").append(agent).append("`");
}

}  // namespace detail

/// The first difference between the two states, in one line; empty if absent. Every look-up is compared; for `agents`,
/// standing and access to every chain. `AnyEngine` is Engine, or one with a wrong look-up.
template <class AnyEngine>
[[nodiscard]] std::string difference(AnyEngine const& engine, Reference const& reference,
                                     std::vector<std::string> const& agents) {
  if (engine.chain_count() != reference.chains().size()) return "the number of chains";
  if (engine.name_count() != reference.name_count()) return "the number of names";
  for (auto const& agent : agents) {
    std::pmr::multiset<std::string, std::less<>> dns;
    for (std::string_view const dn : engine.dns(agent)) dns.emplace(dn);
    if (!std::ranges::equal(dns, reference.dns(agent))) return detail::of_agent("the DNs", agent);
    if (engine.standing(agent) != reference.standing(agent)) return detail::of_agent("the standing", agent);
  }
  for (auto const& [id, chain] : reference.chains()) {
    auto const which = " of chain " + std::to_string(id.value());
    if (!engine.phase(id)) return "the phase" + which;
    auto const told = detail::chain_of(engine, id);
    if (told.phase != chain.phase) return "the phase" + which;
    if (told.parties != chain.parties) return "the parties" + which;
    if (told.keepers != chain.keepers) return "the keepers" + which;
    if (told.consultations != chain.consultations) return "the consultations" + which;
    if (told.records != chain.records) return "the records" + which;
    if (told.call != chain.call) return "the call" + which;
    for (auto const& record : chain.records)
      if (engine.chain_of(record.handle) != id) return "the chain of record " + std::to_string(record.handle.value());
    for (auto const& agent : agents)
      if (engine.access(id, agent) != reference.access(id, agent)) return detail::of_agent("the access", agent) + which;
  }
  return {};
}

/// An outcome in one line of text.
[[nodiscard]] std::string text_of(Outcome const& outcome);
[[nodiscard]] std::string text_of(OwnedOutcome const& outcome);

}  // namespace recordshare::properties
