// SPDX-License-Identifier: Apache-2.0
// bounded_names.hpp names the agents, DNs, calls and records of a bounded world, for engines and readers.
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
[[nodiscard]] std::string_view name_of(CallNumber call) noexcept;
[[nodiscard]] RecordHandle handle_of(RecordNumber record) noexcept;

/// Converts events of a bounded world to events of an engine; owns the memory that these refer to.
class NamedEvents {
 public:
  /// The event with names for numbers. It is valid until clear() or the end of this object.
  [[nodiscard]] Event named(model::AnyEvent<Bounded> const& event) {
    return named(event, kBoundedChain, handle_of(RecordNumber{0}));
  }
  /// The same for another chain, whose record handles start at `first_record`.
  [[nodiscard]] Event named(model::AnyEvent<Bounded> const& event, ChainId chain, RecordHandle first_record);

  /// Frees the memory of earlier events.
  void clear() noexcept {
    records_.clear();
    dns_.clear();
    parties_.clear();
  }

 private:
  std::deque<std::vector<RecordHandle>> records_;
  std::deque<std::vector<std::string_view>> dns_;
  std::deque<std::vector<Party>> parties_;
};

/// A state in one line: "Live; parties alice; ...".
[[nodiscard]] std::string text_of(Snapshot const& state);
/// An outcome in one line: "refused, R13, NotOnCall".
[[nodiscard]] std::string text_of(StepOutcome const& outcome);

}  // namespace recordshare::properties
