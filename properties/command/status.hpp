// SPDX-License-Identifier: Apache-2.0
// status.hpp decides the exit status of each verb of `recordshare-check` from its report.
#pragma once

#include <algorithm>
#include <vector>

#include <recordshare/conformance.hpp>

#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/usage.hpp"
#include "properties/command/check_options.hpp"
#include "properties/mutate/matrix.hpp"
#include "properties/mutate/row_coverage.hpp"
#include "properties/prove/proof.hpp"
#include "properties/prove/recheck.hpp"

// Only the best verdict is success. A report about nothing is no success either: a check that checks nothing has lost
// its questions.

namespace recordshare::properties {

[[nodiscard]] inline int status_of(bool holds) noexcept { return holds ? command::kSuccess : kDoesNotHold; }

/// Of verdicts about several worlds, of which each must be the best.
template <class Verdict>
[[nodiscard]] int status_of(std::vector<Verdict> const& verdicts, Verdict best) {
  return status_of(!verdicts.empty() && std::ranges::all_of(verdicts, [best](Verdict one) { return one == best; }));
}

[[nodiscard]] inline int status_of(prove::ProofReport const& report) {
  prove::Tally const total = report.total();
  return status_of(report.verdict() == prove::ProofVerdict::Proved && total.obligations > 0 &&
                   total.proved == total.obligations);
}

[[nodiscard]] inline int status_of(prove::RecheckReport const& report) noexcept {
  if (!report.problem.empty()) return command::kFailure;
  return status_of(report.files > 0 && report.agreed == report.files && report.disagreements.empty());
}

[[nodiscard]] inline int status_of(std::vector<mutate::Fate> const& fates) {
  return status_of(!fates.empty() && std::ranges::none_of(fates, [](mutate::Fate const& fate) {
    return fate.verdict() == mutate::Verdict::Survives;
  }));
}

[[nodiscard]] inline int status_of(std::vector<mutate::RowCoverage> const& rows) {
  return status_of(!rows.empty() && std::ranges::all_of(rows, [](mutate::RowCoverage const& row) {
    return row.decided > 0 && std::ranges::all_of(row.conditions, [](mutate::ConditionCoverage const& condition) {
             return condition.seen[0] > 0 && condition.seen[1] > 0;
           });
  }));
}

[[nodiscard]] inline int status_of(conformance::Report const& report) noexcept {
  return report.stopped ? command::kInterrupted : status_of(report.holds());
}

}  // namespace recordshare::properties
