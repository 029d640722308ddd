// SPDX-License-Identifier: Apache-2.0
// bounded_move.hpp translates an event of a stream and its outcome into the bounded world of its chain.
#pragma once

#include <algorithm>

#include "fuzz/seen_chain.hpp"
#include "model/event_fields.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::fuzz {

/// The event, with the numbers of the move.
[[nodiscard]] inline properties::BoundedEvent bounded(properties::streams::Move const& move) noexcept {
  using properties::streams::SmallNumbers;
  return model::rename<properties::Bounded>(
      event_of(move), model::Overloaded{[]<class Number>(Number& to, auto from) { to = Number(from); },
                                        [](int&, SmallNumbers::Chain) {},
                                        [&](properties::RecordNumber& to, SmallNumbers::Record record) {
                                          to = number_of({.kind = {}, .home = record.home, .record = record.record});
                                        },
                                        [](properties::RecordList& to, SmallNumbers::Records const& list) {
                                          auto const all = ((1U << list.count) - 1) << (list.home * kRecordsOfHome);
                                          to = {properties::RecordSet(static_cast<std::uint8_t>(all)),
                                                list.repeats && list.count > 0};
                                        }});
}

/// The outcome; `request` is the event's request, if it is one.
[[nodiscard]] inline properties::StepOutcome bounded(Outcome const& outcome, std::optional<Request> request) noexcept {
  properties::StepOutcome numbered;
  numbered.result = outcome.result;
  numbered.rule = outcome.rule;
  numbered.reason = outcome.reason;
  ShownChain const shown = outcome.shown.value_or(ShownChain{});
  numbered.shows_records = outcome.shown.has_value();
  numbered.read_only = shown.read_only;
  if (request && outcome.answer == answer_of(*request)) numbered.answer = request;
  for (auto const& [handle, updatable] : shown.records) {
    auto const record = properties::only(number_of(handle));
    numbered.shown = numbered.shown | record;
    if (updatable) numbered.updatable = numbered.updatable | record;
  }
  if (outcome.finality) numbered.finality = mark_of(outcome.finality->request, outcome.finality->agent);
  return numbered;
}

}  // namespace recordshare::fuzz
