// SPDX-License-Identifier: Apache-2.0
// explore_verb.cpp runs the verb `explore`, once for each combination of policies.
#include "properties/command/verbs.hpp"

#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/command/status.hpp"
#include "properties/explore/dn_world.hpp"
#include "properties/explore/explore.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

std::vector<Policies> policies_of(CheckCommandLine const& line) {
  if (!line.all_policies) return {line.explore.world.policies};
  return {kAllPolicies.begin(), kAllPolicies.end()};
}

/// Explores under each combination of policies. `explored` appends the result under one, and returns its verdict.
template <class Explored>
int explore_each(CheckCommandLine const& line, Explored const& explored) {
  command::Output text(STDOUT_FILENO, "standard output");
  std::vector<explore::Verdict> verdicts;
  for (Policies const& policies : policies_of(line)) {
    verdicts.push_back(explored(policies, text.pending()));
    if (!text.flush()) break;
  }
  if (text.close()) return status_of(verdicts, explore::Verdict::Holds);
  command::complain(text.problem());
  return command::kFailure;
}

int explore_dn_worlds(CheckCommandLine const& line) {
  return explore_each(line, [](Policies const& policies, std::string& text) {
    explore::Verdict verdict = explore::Verdict::Holds;
    for (auto const kind : {explore::DnWorldKind::Places, explore::DnWorldKind::Calls}) {
      command::ProgressLine progress;
      auto const observe = [&](explore::DnWorldReport const& now) {
        if (progress.is_due())
          progress.show(command::grouped(now.states) + " states, depth " + std::to_string(now.depth));
      };
      auto const report = explore::explore_dn_world(kind, policies, ~std::size_t{0}, observe);
      progress.erase();
      append_text(text, report, kind, policies);
      if (verdict == explore::Verdict::Holds) verdict = report.verdict();
    }
    return verdict;
  });
}

}  // namespace

int explore_worlds(CheckCommandLine const& line) {
  if (line.dn_world) return explore_dn_worlds(line);
  std::string json;
  int const status = explore_each(line, [&](Policies const& policies, std::string& text) {
    explore::ExploreOptions options = line.explore;
    options.world.policies = policies;
    command::ProgressLine progress;
    auto const report = explore::explore(options, [&](explore::ExploreProgress const& now) { show(progress, now); });
    progress.erase();
    append_text(text, report);
    append_json(json, report);
    return report.verdict();
  });
  if (status != command::kFailure) write_json(line, std::move(json));
  return status;
}

}  // namespace recordshare::properties
