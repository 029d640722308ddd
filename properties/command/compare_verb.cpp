// SPDX-License-Identifier: Apache-2.0
// compare_verb.cpp runs the verb `compare`: for the world on the command line, or for all small ones.
#include "properties/command/verbs.hpp"

#include <vector>

#include <unistd.h>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_compared.hpp"
#include "properties/command/status.hpp"
#include "properties/compare/compare.hpp"

namespace recordshare::properties {
namespace {

using compare::IndependentModel;

/// Without a world on the command line, only worlds that take seconds are compared.
constexpr std::size_t kRecordsOfThreeAgents = 1;

bool is_wanted(CheckCommandLine const& line, IndependentModel const& model) {
  if (!line.names_world) return model.world.agents < 3 || model.world.records <= kRecordsOfThreeAgents;
  bool const same_policies = line.all_policies || model.world.policies == line.explore.world.policies;
  return model.world.agents == line.explore.world.agents && model.world.records == line.explore.world.records &&
         same_policies;
}

}  // namespace

int compare_worlds(CheckCommandLine const& line) {
  command::Output text(STDOUT_FILENO, "standard output");
  std::vector<compare::Verdict> verdicts;
  for (IndependentModel const& model : compare::independent_models()) {
    if (!is_wanted(line, model)) continue;
    command::ProgressLine progress;
    compare::CompareReport const report = compare::compare(model, [&](std::size_t states, std::size_t of) {
      if (progress.is_due())
        progress.show(command::grouped(states) + " of " + command::grouped(of) + " states compared");
    });
    progress.erase();
    verdicts.push_back(report.verdict());
    append_text(text.pending(), report);
    if (!text.flush()) break;
  }
  if (!text.close()) {
    command::complain(text.problem());
    return command::kFailure;
  }
  if (verdicts.empty()) {
    command::complain(
        "the independent model is not translated for this world: properties/compare/CMakeLists.txt lists the worlds");
    return command::kFailure;
  }
  return status_of(verdicts, compare::Verdict::Agrees);
}

}  // namespace recordshare::properties
