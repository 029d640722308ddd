// SPDX-License-Identifier: Apache-2.0
// explore_verb.cpp runs the verb `explore`, once for each combination of policies.
#include "properties/command/verbs.hpp"

#include <utility>
#include <vector>

#include <unistd.h>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/command/status.hpp"
#include "properties/explore/dn_world.hpp"
#include "properties/explore/explore.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

std::vector<Policies> policies_of(CheckCommandLine const& line) {
  if (!line.all_policies) return {line.explore.world.policies};
  return {kAllPolicies.begin(), kAllPolicies.end()};
}

void append_text(std::string& out, Policies const& policies, explore::DnWorldReport const& report) {
  out.append("2 agents at any of 2 DNs, 2 chains, by the engine, ").append(text_of(policies)).append("\n  ");
  out.append(command::grouped(report.states)).append(" states, ").append(command::grouped(report.outcomes));
  out.append(" outcomes, ").append(command::grouped(report.changes)).append(" changes of access reported, depth ");
  out.append(std::to_string(report.depth)).append(", ").append(std::to_string(report.seconds)).append(" s\n");
  if (report.finding.empty()) {
    out.append("  holds: each chain's contracts and invariants, I8 and I12 across chains, every change as reported; ");
    out.append("each fact that a proof assumes\n");
    return;
  }
  out.append("\nDOES NOT HOLD: ").append(report.finding);
  out.append("\nthe shortest stream that shows it, for `recordshare run --policy ").append(text_of(policies));
  out.append("`\n");
  append_stream(out, report.stream);
}

int explore_dn_worlds(CheckCommandLine const& line) {
  command::Output text(STDOUT_FILENO, "standard output");
  bool holds = true;
  for (Policies const& policies : policies_of(line)) {
    command::ProgressLine progress;
    auto const report = explore::explore_dn_world(policies, ~std::size_t{0}, [&](explore::DnWorldReport const& now) {
      if (progress.is_due())
        progress.show(command::grouped(now.states) + " states, depth " + std::to_string(now.depth));
    });
    progress.erase();
    holds = holds && report.verdict() == explore::Verdict::Holds;
    append_text(text.pending(), policies, report);
    if (!text.flush()) break;
  }
  if (text.close()) return status_of(holds);
  command::complain(text.problem());
  return command::kFailure;
}

}  // namespace

int explore_worlds(CheckCommandLine const& line) {
  using command::kFailure;
  if (line.dn_world) return explore_dn_worlds(line);
  command::Output text(STDOUT_FILENO, "standard output");
  std::string json;
  bool holds = true;
  for (Policies const& policies : policies_of(line)) {
    explore::ExploreOptions options = line.explore;
    options.world.policies = policies;
    explore::ExploreReport report;
    {
      command::ProgressLine progress;
      report = explore::explore(options, [&](explore::ExploreProgress const& now) { show(progress, now); });
    }
    holds = holds && report.verdict() == explore::Verdict::Holds;
    append_text(text.pending(), report);
    append_json(json, report);
    if (!text.flush()) break;
  }
  if (!text.close()) {
    command::complain(text.problem());
    return kFailure;
  }
  write_json(line, std::move(json));
  return status_of(holds);
}

}  // namespace recordshare::properties
