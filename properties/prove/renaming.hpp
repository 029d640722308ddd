// SPDX-License-Identifier: Apache-2.0
// renaming.hpp renumbers the agents, DNs, calls and records of a bounded world.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/event_fields.hpp"
#include "properties/world/numbering.hpp"
#include "properties/world/snapshot.hpp"

namespace recordshare::properties::prove {

/// The new number of each.
struct Renaming {
  using Numbers = std::array<std::uint8_t, kBound>;
  static constexpr Numbers kSame{0, 1, 2, 3, 4, 5, 6, 7};
  Numbers agents = kSame;
  Numbers dns = kSame;
  Numbers calls = kSame;
  Numbers records = kSame;

  [[nodiscard]] AgentNumber operator()(AgentNumber a) const { return AgentNumber{agents[std::size_t(a)]}; }
  [[nodiscard]] DnNumber operator()(DnNumber d) const { return DnNumber{dns[std::size_t(d)]}; }
  [[nodiscard]] CallNumber operator()(CallNumber c) const { return CallNumber{calls[std::size_t(c)]}; }
  [[nodiscard]] RecordNumber operator()(RecordNumber r) const { return RecordNumber{records[std::size_t(r)]}; }
  [[nodiscard]] Mark operator()(Mark mark) const {
    if (!mark.is_final() || !mark.request().has_value()) return mark;
    return Mark::final(*mark.request(), (*this)(mark.agent()));
  }

  template <class Element>
  [[nodiscard]] Set<Element> operator()(Set<Element> set) const {
    Set<Element> renamed;
    for (std::uint8_t const i : kSame)
      if (set.contains(Element{i})) renamed = renamed | only((*this)(Element{i}));
    return renamed;
  }
  template <class First, class Second>
  [[nodiscard]] Relation<First, Second> operator()(Relation<First, Second> pairs) const {
    Relation<First, Second> renamed;
    for (std::uint8_t const i : kSame)
      for (std::uint8_t const j : kSame)
        if (pairs.contains(First{i}, Second{j})) renamed = renamed | only((*this)(First{i}), (*this)(Second{j}));
    return renamed;
  }
  [[nodiscard]] Marks operator()(Marks const& marks) const {
    Marks renamed;
    for (std::uint8_t const i : kSame)
      renamed = renamed.with(only((*this)(RecordNumber{i})), (*this)(marks.of(RecordNumber{i})));
    return renamed;
  }
  [[nodiscard]] Snapshot operator()(Snapshot state) const {
    state.parties = (*this)(state.parties);
    state.keepers = (*this)(state.keepers);
    state.dialing = (*this)(state.dialing);
    state.established = (*this)(state.established);
    state.call = (*this)(state.call);
    state.records = (*this)(state.records);
    state.logins = (*this)(state.logins);
    state.monitored = (*this)(state.monitored);
    return state;
  }
  [[nodiscard]] StepOutcome operator()(StepOutcome outcome) const {
    outcome.shown = (*this)(outcome.shown);
    outcome.updatable = (*this)(outcome.updatable);
    outcome.finality = (*this)(outcome.finality);
    outcome.finalized = (*this)(outcome.finalized);
    return outcome;
  }
  [[nodiscard]] RecordList operator()(RecordList const& list) const { return {(*this)(list.set), list.repeats}; }
  [[nodiscard]] Request operator()(Request request) const { return request; }
  [[nodiscard]] int operator()(int chain) const { return chain; }
  [[nodiscard]] BoundedEvent operator()(BoundedEvent const& event) const {
    return model::rename<Bounded>(event, [this](auto& to, auto const& from) { to = (*this)(from); });
  }
};

}  // namespace recordshare::properties::prove
