// SPDX-License-Identifier: Apache-2.0
// bounded_move.hpp turns an event of a stream, and its outcome, into those of the bounded world of its chain.
#pragma once

#include <algorithm>
#include <utility>
#include <variant>

#include "fuzz/seen_chain.hpp"
#include "properties/world/numbering.hpp"

namespace recordshare::fuzz {

/// The event, numbered as the move is.
[[nodiscard]] inline properties::BoundedEvent bounded(properties::streams::Move const& move) noexcept {
  using properties::BoundedEvent;
  BoundedEvent event;
  auto const make = [&]<class E>(E e) {
    if constexpr (requires { e.agent; }) e.agent = AgentNumber{move.agent};
    if constexpr (requires { e.from; }) e.from = AgentNumber{move.agent};
    if constexpr (requires { e.to; }) e.to = AgentNumber{move.to};
    if constexpr (requires { e.dn; }) e.dn = properties::DnNumber{move.dn};
    if constexpr (requires { e.record; }) e.record = number_of(move);
    if constexpr (requires { e.records; }) {
      auto const all = (1U << move.count) - 1;
      e.records = {properties::RecordSet(static_cast<std::uint8_t>(all << (move.home * kRecordsOfHome))),
                   move.repeats && move.count > 0};
    }
    if constexpr (requires { e.request; }) e.request = *move.kind.request();
    event = e;
  };
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    static_cast<void>(((move.kind.index() == i && (make(std::variant_alternative_t<i, BoundedEvent>{}), true)) || ...));
  }(std::make_index_sequence<std::variant_size_v<BoundedEvent>>());
  return event;
}

/// The outcome of an event on this request, if it is one.
[[nodiscard]] inline properties::StepOutcome bounded(Outcome const& outcome, std::optional<Request> request) noexcept {
  properties::StepOutcome numbered;
  numbered.result = outcome.result;
  numbered.rule = outcome.rule;
  numbered.reason = outcome.reason;
  numbered.shows_records = outcome.shows_records;
  numbered.read_only = outcome.read_only;
  if (request && outcome.answer == answer_of(*request)) numbered.answer = request;
  for (auto const& [handle, updatable] : outcome.records) {
    auto const record = properties::only(number_of(handle));
    numbered.shown = numbered.shown | record;
    if (updatable) numbered.updatable = numbered.updatable | record;
  }
  if (outcome.finality) numbered.finality = mark_of(outcome.finality->request, outcome.finality->agent);
  return numbered;
}

}  // namespace recordshare::fuzz
