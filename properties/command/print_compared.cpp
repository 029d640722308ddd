// SPDX-License-Identifier: Apache-2.0
// print_compared.cpp prints the result of a comparison with the independent model.
#include "properties/command/print_compared.hpp"

#include <cmath>

#include "engine/command_line/progress.hpp"
#include "properties/command/print_explored.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

using compare::CompareReport;

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

}  // namespace

void append_text(std::string& out, CompareReport const& report) {
  out.append(std::to_string(report.world.agents)).append(" agents, ");
  out.append(std::to_string(report.world.records)).append(report.world.records == 1 ? " record, " : " records, ");
  out.append(text_of(report.world.policies)).append(":");
  if (report.difference.has_value()) return append_difference(out, report);
  out.append(" ").append(command::grouped(report.steps)).append(" events in ").append(command::grouped(report.states));
  out.append(" states: the production state machine and the independent model agree on each (");
  out.append(std::to_string(std::lround(report.seconds))).append(" s)\n");
}

}  // namespace recordshare::properties
