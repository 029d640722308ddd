// SPDX-License-Identifier: Apache-2.0
// lockstep.cpp compares and prints outcomes and states of an engine and of the reference.
#include "properties/oracle/lockstep.hpp"

#include <algorithm>

#include <recordshare/json_lines.hpp>

namespace recordshare::properties {
namespace {

/// An Outcome that points into a ReferenceOutcome.
class Pointing {
 public:
  explicit Pointing(ReferenceOutcome const& from) {
    for (auto const& [chain, agent, before, after] : from.changes) changes_.push_back({chain, agent, before, after});
    outcome_ = {.result = from.result,
                .rule = from.rule,
                .reason = from.reason,
                .read_only = from.read_only,
                .shows_records = from.shows_records,
                .answer = from.answer,
                .message = from.result == Result::Invalid ? "a name is not one" : "",
                .finality = {},
                .changes = changes_,
                .records = from.records};
    if (from.finality) outcome_.finality = Finality{from.finality->request, from.finality->agent};
  }
  Pointing(Pointing const&) = delete;
  Pointing& operator=(Pointing const&) = delete;
  [[nodiscard]] Outcome const& outcome() const noexcept { return outcome_; }

 private:
  std::vector<AccessChange> changes_;
  Outcome outcome_;
};

bool same(std::optional<Finality> const& one, std::optional<ReferenceFinality> const& other) {
  return one.has_value() == other.has_value() &&
         (!one || (one->request == other->request && one->agent == other->agent));
}

constexpr auto kSameChange = [](AccessChange const& one, ReferenceChange const& other) {
  return one.chain == other.chain && one.agent == other.agent && one.from == other.from && one.to == other.to;
};

/// What the engine tells of the chain, in the reference's form.
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

std::string of_agent(std::string_view what, std::string_view agent) {
  return std::string(what).append(" of `").append(agent).append("`");
}

}  // namespace

bool same(Outcome const& outcome, ReferenceOutcome const& reference) {
  if (outcome.result != reference.result || outcome.rule != reference.rule || outcome.reason != reference.reason)
    return false;
  switch (outcome.result) {
    case Result::Accepted:
      return std::ranges::equal(outcome.changes, reference.changes, kSameChange);
    case Result::Acknowledged:
      return outcome.answer == reference.answer && outcome.shows_records == reference.shows_records &&
             outcome.read_only == reference.read_only && std::ranges::equal(outcome.records, reference.records);
    case Result::Error:
      return same(outcome.finality, reference.finality);
    case Result::Refused:
    case Result::Invalid:
      return true;
  }
  return false;
}

std::string difference(Engine const& engine, Reference const& reference, std::vector<std::string> const& agents) {
  if (engine.chain_count() != reference.chains().size()) return "the number of chains";
  if (engine.name_count() != reference.name_count()) return "the number of names";
  for (auto const& agent : agents)
    if (engine.standing(agent) != reference.standing(agent)) return of_agent("the standing", agent);
  for (auto const& [id, chain] : reference.chains()) {
    auto const which = " of chain " + std::to_string(id);
    if (!engine.phase(id)) return "the phase" + which;
    auto const told = chain_of(engine, id);
    if (told.phase != chain.phase) return "the phase" + which;
    if (told.parties != chain.parties) return "the parties" + which;
    if (told.keepers != chain.keepers) return "the keepers" + which;
    if (told.consultations != chain.consultations) return "the consultations" + which;
    if (told.records != chain.records) return "the records" + which;
    for (auto const& record : chain.records)
      if (engine.chain_of(record.handle) != id) return "the chain of record " + std::to_string(record.handle);
    for (auto const& agent : agents)
      if (engine.access(id, agent) != reference.access(id, agent)) return of_agent("the access", agent) + which;
  }
  return {};
}

void append_line(std::string& out, std::uint64_t sequence, std::string_view type, ReferenceOutcome const& outcome) {
  recordshare::append_line(out, sequence, type, Pointing(outcome).outcome());
}

std::string text_of(Outcome const& outcome) {
  std::string text;
  recordshare::append_line(text, 0, "", outcome);
  if (!text.empty()) text.pop_back();
  return text;
}

std::string text_of(ReferenceOutcome const& outcome) { return text_of(Pointing(outcome).outcome()); }

}  // namespace recordshare::properties
