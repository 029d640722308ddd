// SPDX-License-Identifier: Apache-2.0
// compare_verb.cpp runs the verb `compare`: for the world on the command line, or for all small ones.
#include "properties/command/verbs.hpp"

#include <cmath>

#include <unistd.h>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/command/status.hpp"
#include "properties/compare/compare.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

using compare::CompareReport;
using compare::IndependentModel;

/// Without a world on the command line, only worlds that take seconds are compared.
constexpr std::size_t kRecordsOfThreeAgents = 1;

bool is_wanted(CheckCommandLine const& line, IndependentModel const& model) {
  if (!line.names_world) return model.world.agents < 3 || model.world.records <= kRecordsOfThreeAgents;
  bool const same_policies = line.all_policies || model.world.policies == line.explore.world.policies;
  return model.world.agents == line.explore.world.agents && model.world.records == line.explore.world.records &&
         same_policies;
}

void append_difference(std::string& out, CompareReport const& report) {
  auto const& [trace, model, what, of_model] = *report.difference;
  StepOutcome const said{.result = model.result, .rule = model.rule, .reason = model.reason};
  out.append(of_model ? "\nERROR OF THE MODEL: " : "\nDIFFERENCE: ")
      .append(what)
      .append("\nbefore\n  ")
      .append(text_of(trace.before));
  out.append("\nthe engine\n  ").append(text_of(trace.outcome)).append("\n  ").append(text_of(trace.after));
  out.append("\nthe model\n  ").append(text_of(said)).append("\n  ").append(text_of(model.after));
  out.append("\nthe shortest stream that shows it, for `recordshare run ");
  out.append(options_of(report.world.policies)).append("`\n");
  append_stream(out, trace.events);
}

void append_text(std::string& out, CompareReport const& report) {
  out.append(std::to_string(report.world.agents)).append(" agents, ");
  out.append(std::to_string(report.world.records)).append(report.world.records == 1 ? " record, " : " records, ");
  out.append(text_of(report.world.policies)).append(": ");
  if (report.difference.has_value()) return append_difference(out, report);
  out.append(command::grouped(report.steps)).append(" events in ").append(command::grouped(report.states));
  out.append(" states: the production state machine and the independent model agree on each (");
  out.append(std::to_string(std::lround(report.seconds))).append(" s)\n");
}

}  // namespace

int compare_worlds(CheckCommandLine const& line) {
  command::Output text(STDOUT_FILENO, "standard output");
  std::size_t compared = 0;
  bool agree = true;
  for (IndependentModel const& model : compare::independent_models()) {
    if (!is_wanted(line, model)) continue;
    ++compared;
    command::ProgressLine progress;
    CompareReport const report = compare::compare(model, [&](std::size_t states, std::size_t of) {
      if (progress.is_due())
        progress.show(command::grouped(states) + " of " + command::grouped(of) + " states compared");
    });
    progress.erase();
    agree = agree && report.verdict() == compare::Verdict::Agrees;
    append_text(text.pending(), report);
    if (!text.flush()) break;
  }
  if (!text.close()) {
    command::complain(text.problem());
    return command::kFailure;
  }
  if (compared == 0) {
    command::complain(
        "the independent model is not translated for this world: properties/compare/CMakeLists.txt lists the worlds");
    return command::kFailure;
  }
  return status_of(agree);
}

}  // namespace recordshare::properties
