// SPDX-License-Identifier: Apache-2.0
// numbering.cpp turns the names of events, of outcomes and of an engine's lookups into numbers.
#include "properties/world/numbering.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <variant>

namespace recordshare::properties {

template <class Number, class Name>
std::optional<Number> Numbering::number_of(std::vector<Name>& names, Name const& name) {
  auto const found = std::ranges::find(names, name);
  auto const index = static_cast<std::size_t>(found - names.begin());
  if (index >= kBound) return std::nullopt;
  if (found == names.end()) names.push_back(name);
  return Number{static_cast<std::uint8_t>(index)};
}

bool Numbering::put(AgentNumber& number, std::string_view name) {
  auto const found = number_of<AgentNumber>(agents_, std::string(name));
  number = found.value_or(number);
  return found.has_value();
}

bool Numbering::put(DnNumber& number, std::string_view name) {
  auto const found = number_of<DnNumber>(dns_, std::string(name));
  number = found.value_or(number);
  return found.has_value();
}

bool Numbering::put(RecordNumber& number, RecordHandle handle) {
  auto const found = number_of<RecordNumber>(records_, handle);
  number = found.value_or(number);
  return found.has_value();
}

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
  // The two variants list the same events, and each event the same members, over different names.
  return [&]<std::size_t... index>(std::index_sequence<index...>) {
    std::optional<BoundedEvent> numbered;
    auto const number = [&]<class To>(To to, auto const& from) {
      bool fits = true;
      std::apply(
          [&](auto const&... to_field) {
            std::apply(
                [&](auto const&... from_field) { fits = (put(to.*to_field.pointer, from.*from_field.pointer) && ...); },
                from.members());
          },
          To::members());
      if constexpr (requires { to.request; }) to.request = from.request;
      if (fits) numbered = to;
    };
    static_cast<void>(
        ((event.index() == index &&
          (number(std::variant_alternative_t<index, BoundedEvent>{}, *std::get_if<index>(&event)), true)) ||
         ...));
    return numbered;
  }(std::make_index_sequence<std::variant_size_v<Event>>());
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
  numbered.shows_records = outcome.shows_records;
  numbered.read_only = outcome.read_only;
  for (std::size_t i = 0; i < kRequests.size(); ++i)
    if (outcome.answer == kRequests[i].answer) numbered.answer = static_cast<Request>(i);
  for (auto const& [handle, updatable] : outcome.records) {
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
  for (std::size_t i = 0; i < agents_.size(); ++i) {
    AgentNumber const number{static_cast<std::uint8_t>(i)};
    auto const standing = !logins_.domain().contains(number) ? Standing::NotLoggedIn
                          : eligible.contains(number)        ? Standing::Eligible
                                                             : Standing::NotMonitored;
    if (engine.standing(agents_[i]) != standing) return false;
  }
  return true;
}

}  // namespace recordshare::properties
