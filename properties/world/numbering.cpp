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

Mark Numbering::mark(std::optional<Finality> const& finality) {
  if (!finality) return Mark::open();
  return finality->request ? Mark::final(*finality->request, agent(finality->agent)) : Mark::canceled();
}

StepOutcome Numbering::bounded(Outcome const& outcome) {
  StepOutcome numbered;
  numbered.result = outcome.result;
  numbered.rule = outcome.rule;
  numbered.reason = outcome.reason;
  ShownChain const shown = outcome.shown.value_or(ShownChain{});
  numbered.shows_records = outcome.shown.has_value();
  numbered.read_only = shown.read_only;
  for (std::size_t i = 0; i < kRequests.size(); ++i)
    if (outcome.answer == kRequests[i].answer) numbered.answer = enumerator_at<Request>(i);
  for (auto const& [handle, updatable] : shown.records) {
    numbered.shown = numbered.shown | only(record(handle));
    numbered.updatable = numbered.updatable | where(updatable, only(record(handle)));
  }
  if (outcome.finality) numbered.finality = mark(outcome.finality);
  for (RecordHandle const handle : outcome.finalized) numbered.finalized = numbered.finalized | only(record(handle));
  return numbered;
}

void Numbering::took_place(BoundedEvent const& event) {
  if (auto const* const e = std::get_if<model::DnMonitored<Bounded>>(&event)) monitored_ = monitored_ | only(e->dn);
  if (auto const* const e = std::get_if<model::DnUnmonitored<Bounded>>(&event)) monitored_ = monitored_ - only(e->dn);
  if (auto const* const e = std::get_if<model::AgentLogin<Bounded>>(&event)) {
    auto const displaced = logins_.into(e->dns).domain() | only(e->agent);
    logins_ = (logins_ - logins_.from(displaced)) | only(e->agent, e->dns);
  }
  if (auto const* const e = std::get_if<model::AgentLogout<Bounded>>(&event))
    logins_ = logins_ - logins_.from(only(e->agent));
}

Snapshot Numbering::snapshot(Engine const& engine) {
  Snapshot state;
  state.logins = logins_;
  state.monitored = monitored_;
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
    state.records = state.records.with(only(record(handle)), mark(finality));
  return state;
}

bool Numbering::agrees_on_standings(Engine const& engine) const {
  Snapshot logins;
  logins.logins = logins_;
  logins.monitored = monitored_;
  Scene const scene(logins, Policies{});
  for (std::size_t i = 0; i < agents_.names().size(); ++i) {
    std::string_view const key = agents_.names()[i];
    if (!key.starts_with("agent ")) continue;
    AgentNumber const number{static_cast<std::uint8_t>(i)};
    auto const standing = !logins_.domain().contains(number) ? Standing::NotLoggedIn
                          : scene.eligible.contains(number)  ? Standing::Eligible
                                                             : Standing::NotMonitored;
    if (engine.standing(key.substr(key.find(' ') + 1)) != standing) return false;
  }
  return true;
}

}  // namespace recordshare::properties
