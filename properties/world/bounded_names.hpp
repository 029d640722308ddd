// SPDX-License-Identifier: Apache-2.0
// bounded_names.hpp gives the agents, DNs and records of a bounded world names, so that people and engines can read it.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/events.hpp>

#include "properties/world/snapshot.hpp"

namespace recordshare::properties {

inline constexpr ChainId kBoundedChain = 1;
[[nodiscard]] std::string_view name_of(AgentNumber agent) noexcept;
[[nodiscard]] std::string_view name_of(DnNumber dn) noexcept;
[[nodiscard]] RecordHandle handle_of(RecordNumber record) noexcept;

/// Events of a bounded world as events that an engine takes; keeps what they point at.
class NamedEvents {
 public:
  /// The same event with names for numbers. It lasts as long as this object.
  [[nodiscard]] Event named(model::AnyEvent<Bounded> const& event) {
    return named(event, kBoundedChain, handle_of(RecordNumber{0}));
  }
  /// The same of another chain, whose records have handles from `first_record` on.
  [[nodiscard]] Event named(model::AnyEvent<Bounded> const& event, ChainId chain, RecordHandle first_record);

  /// Forgets what earlier events point at.
  void clear() noexcept { lists_.clear(); }

 private:
  std::deque<std::vector<RecordHandle>> lists_;
};

/// Everything of a state, in one line: "Live; parties alice; ...".
[[nodiscard]] std::string text_of(Snapshot const& state);
/// Everything of an outcome, in one line: "refused, R13, NotOnCall".
[[nodiscard]] std::string text_of(StepOutcome const& outcome);

}  // namespace recordshare::properties
