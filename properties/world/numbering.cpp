// SPDX-License-Identifier: Apache-2.0
// numbering.cpp converts names in events, outcomes and lookups to numbers.
#include "properties/world/numbering.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <variant>

#include "model/event_fields.hpp"
#include "properties/world/bounded_outcome.hpp"
#include "properties/world/directory_after.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::properties {

template <class Number>
bool Numbering::put_number(Number& number, std::optional<std::uint8_t> found) {
  if (found) number = Number{*found};
  return found.has_value();
}
bool Numbering::put(AgentNumber& number, std::string_view name) { return put(number, Party(name)); }
bool Numbering::put(AgentNumber& number, Party const& party) { return put_number(number, agents_(key_of(party))); }
bool Numbering::put(AgentSet& set, Names::Parties parties) {
  return std::all_of(parties.begin(), parties.end(), [&](Party const& party) {
    AgentNumber number{};
    bool const fits = put(number, party);
    set = set | only(number);
    return fits;
  });
}
bool Numbering::put(DnNumber& number, std::string_view name) { return put_number(number, dns_(name)); }
bool Numbering::put(DnSet& set, DnNames const& dns) {
  return std::all_of(dns.begin(), dns.end(), [&](std::string_view name) {
    DnNumber number{};
    bool const fits = put(number, name);
    set = set | only(number);
    return fits;
  });
}
bool Numbering::put(CallSet& set, std::string_view call) {
  if (call.empty()) return true;
  CallNumber number{};
  bool const fits = put_number(number, calls_(call));
  set = only(number);
  return fits;
}
bool Numbering::put(RecordNumber& number, RecordHandle handle) { return put_number(number, records_(handle)); }

bool Numbering::put(int& number, ChainId chain) const {
  number = 0;
  return chain == chain_;
}

bool Numbering::put(RecordList& list, std::span<RecordHandle const> handles) {
  for (auto const handle : handles) {
    RecordNumber number{};
    if (!put(number, handle)) return false;
    list.repeats = list.repeats || list.set.contains(number);
    list.set = list.set | only(number);
  }
  return true;
}

namespace {

/// Whether the number is a party or an end of a consultation of the chain.
bool is_on_call(Engine const& engine, ChainId chain, Party const& number) {
  auto const parties = engine.parties(chain);
  auto const consultations = engine.consultations(chain);
  return std::ranges::find(parties, number) != parties.end() ||
         std::ranges::any_of(consultations,
                             [&](auto const& one) { return one.initiator == number || one.target == number; });
}

}  // namespace

std::optional<BoundedEvent> Numbering::bounded(Event const& event, Engine const& engine) {
  bool const says_who_is_on_the_call =
      std::holds_alternative<CallEstablished>(event) || std::holds_alternative<CallRecovered>(event);
  // Section 2, "to stand for".
  auto const whom = [&](Party const& party) {
    std::string_view const occupant = party.is_number ? engine.agent_at(party.name) : std::string_view{};
    bool const is_itself = !says_who_is_on_the_call && is_on_call(engine, chain_, party);
    return occupant.empty() || is_itself ? party : Party(occupant);
  };
  bool fits = true;
  auto const put_all =
      model::Overloaded{[&](AgentNumber& to, Party const& from) { fits = fits && put(to, whom(from)); },
                        [&](AgentSet& to, Names::Parties from) {
                          for (Party const& one : from) {
                            Party const who = whom(one);
                            fits = fits && put(to, Names::Parties(&who, 1));
                          }
                        },
                        [&](auto& to, auto const& from) { fits = fits && put(to, from); }};
  auto const numbered = model::rename<Bounded>(event, put_all);
  return fits ? std::optional(numbered) : std::nullopt;
}

StepOutcome Numbering::bounded(Outcome const& outcome) {
  return bounded_outcome(
      outcome, [this](RecordHandle handle) { return record(handle); },
      [this](std::string_view name) { return agent(name); });
}

void Numbering::took_place(BoundedEvent const& event) { std::visit(DirectoryAfter{directory_}, event); }

Snapshot Numbering::snapshot(Engine const& engine) {
  Snapshot state = directory_;
  auto const phase = engine.phase(chain_);
  state.loaded = phase.has_value();
  state.phase = phase.value_or(Phase::Idle);
  for (Party const& party : engine.parties(chain_)) state.parties = state.parties | only(agent(party));
  for (Party const& keeper : engine.keepers(chain_)) state.keepers = state.keepers | only(agent(keeper));
  for (auto const& [initiator, target, stage] : engine.consultations(chain_)) {
    auto& pairs = stage == Stage::Dialing ? state.dialing : state.established;
    pairs = pairs | only(agent(initiator), agent(target));
  }
  put(state.call, engine.call(chain_));
  for (auto const& [handle, finality] : engine.records(chain_))
    state.records = state.records.with(only(record(handle)),
                                       mark_of(finality, [this](std::string_view name) { return agent(name); }));
  return state;
}

bool Numbering::agrees_on_standings(Engine const& engine) const {
  Scene const scene(directory_, Policies{});
  for (std::size_t i = 0; i < agents_.names().size(); ++i) {
    std::string_view const key = agents_.names()[i];
    if (!key.starts_with("agent ")) continue;
    AgentNumber const number{static_cast<std::uint8_t>(i)};
    if (engine.standing(key.substr(key.find(' ') + 1)) != standing(scene, number)) return false;
  }
  return true;
}

}  // namespace recordshare::properties
