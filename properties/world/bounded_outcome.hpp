// SPDX-License-Identifier: Apache-2.0
// bounded_outcome.hpp numbers an engine's outcome for a bounded world.
#pragma once

#include <cstddef>
#include <optional>

#include <recordshare/outcome.hpp>

#include "properties/world/snapshot.hpp"

namespace recordshare::properties {

/// The mark of a record with this finality (a `Finality` or the reference's), which is open without one. `agent`
/// numbers an agent's name.
template <class AnyFinality, class AgentOf>
[[nodiscard]] Mark mark_of(std::optional<AnyFinality> const& finality, AgentOf&& agent) {
  if (!finality) return Mark::open();
  return finality->request ? Mark::final(*finality->request, agent(finality->agent)) : Mark::canceled();
}

/// The outcome with numbers for names. `record` numbers a record's handle, `agent` an agent's name.
template <class RecordOf, class AgentOf>
[[nodiscard]] StepOutcome bounded_outcome(Outcome const& outcome, RecordOf&& record, AgentOf&& agent) {
  StepOutcome numbered{.result = outcome.result, .rule = outcome.rule, .reason = outcome.reason};
  ShownChain const shown = outcome.shown.value_or(ShownChain{});
  numbered.shows_records = outcome.shown.has_value();
  numbered.read_only = shown.read_only;
  for (std::size_t i = 0; i < kRequests.size(); ++i)
    if (outcome.answer == kRequests[i].answer) numbered.answer = enumerator_at<Request>(i);
  for (auto const& [handle, updatable] : shown.records) {
    RecordSet const one = only(record(handle));
    numbered.shown = numbered.shown | one;
    numbered.updatable = numbered.updatable | where(updatable, one);
  }
  if (outcome.finality) numbered.finality = mark_of(outcome.finality, agent);
  for (RecordHandle const handle : outcome.finalized) numbered.finalized = numbered.finalized | only(record(handle));
  return numbered;
}

}  // namespace recordshare::properties
