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

namespace recordshare::properties {

template <class Number>
bool Numbering::put_number(Number& number, std::optional<std::uint8_t> found) {
  if (found) number = Number{*found};
  return found.has_value();
}
bool Numbering::put(AgentNumber& number, std::string_view name) { return put_number(number, agents_(name)); }
bool Numbering::put(DnNumber& number, std::string_view name) { return put_number(number, dns_(name)); }
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

std::optional<BoundedEvent> Numbering::bounded(Event const& event) {
  bool fits = true;
  auto const numbered =
      model::rename<Bounded>(event, [&](auto& to, auto const& from) { fits = fits && put(to, from); });
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
  return numbered;
}

void Numbering::took_place(BoundedEvent const& event) {
  if (auto const* const e = std::get_if<model::DnMonitored<Bounded>>(&event)) monitored_ = monitored_ | only(e->dn);
  if (auto const* const e = std::get_if<model::DnUnmonitored<Bounded>>(&event)) monitored_ = monitored_ - only(e->dn);
  if (auto const* const e = std::get_if<model::AgentLogin<Bounded>>(&event)) logins_ = logins_ | only(e->agent, e->dn);
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
  for (auto const party : engine.parties(chain_)) state.parties = state.parties | only(agent(party));
  for (auto const keeper : engine.keepers(chain_)) state.keepers = state.keepers | only(agent(keeper));
  for (auto const& [initiator, target, stage] : engine.consultations(chain_)) {
    auto& pairs = stage == Stage::Dialing ? state.dialing : state.established;
    pairs = pairs | only(agent(initiator), agent(target));
  }
  for (auto const& [handle, finality] : engine.records(chain_))
    state.records = state.records.with(only(record(handle)), mark(finality));
  return state;
}

bool Numbering::agrees_on_standings(Engine const& engine) const {
  auto const eligible = logins_.into(monitored_).domain();
  for (std::size_t i = 0; i < agents_.names().size(); ++i) {
    AgentNumber const number{static_cast<std::uint8_t>(i)};
    auto const standing = !logins_.domain().contains(number) ? Standing::NotLoggedIn
                          : eligible.contains(number)        ? Standing::Eligible
                                                             : Standing::NotMonitored;
    if (engine.standing(agents_.names()[i]) != standing) return false;
  }
  return true;
}

}  // namespace recordshare::properties
