// SPDX-License-Identifier: Apache-2.0
// explore_verb.cpp explores the worlds that were asked for, one after the other.
#include "properties/command/explore_verb.hpp"

#include <vector>

#include <unistd.h>

#include "engine/command/files.hpp"
#include "engine/command/output.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/explore/explore.hpp"

namespace recordshare::properties {
namespace {

std::vector<Policies> policies_of(CheckCommandLine const& line) {
  if (!line.all_policies) return {line.explore.world.policies};
  std::vector<Policies> all;
  for (FinalScope const scope : {FinalScope::Record, FinalScope::Chain})
    for (Reschedule const reschedule : {Reschedule::Updates, Reschedule::Finalizes}) all.push_back({scope, reschedule});
  return all;
}

}  // namespace

int explore_worlds(CheckCommandLine const& line) {
  using command::kFailure;
  command::Output text(STDOUT_FILENO, "standard output");
  std::string json;
  bool holds = true;
  for (Policies const& policies : policies_of(line)) {
    explore::ExploreOptions options = line.explore;
    options.world.policies = policies;
    explore::ExploreReport report;
    {
      ExploreProgressLine progress;
      report = explore::explore(options, [&](explore::ExploreProgress const& now) { progress.show(now); });
    }
    holds = holds && !report.finding.has_value();
    append_text(text.pending(), report);
    append_json(json, report);
    if (!text.flush()) break;
  }
  if (!text.close()) {
    command::complain(text.problem());
    return kFailure;
  }
  if (!line.json.empty()) {
    command::Opened const opened = command::open_output(line.json, -1);
    command::Output file(opened.descriptor, opened.name);
    file.pending() = json;
    if (!opened.problem.empty() || !file.close()) {
      command::complain(opened.problem.empty() ? file.problem() : opened.problem);
      return kFailure;
    }
  }
  return holds ? command::kSuccess : kDoesNotHold;
}

}  // namespace recordshare::properties
