// SPDX-License-Identifier: Apache-2.0
// print_explored.cpp prints the result of an exploration.
#include "properties/command/print_explored.hpp"

#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include <recordshare/json_lines.hpp>

#include "engine/command_line/output.hpp"
#include "engine/library/boost_json.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

using command::grouped;
using explore::ExploreReport;

template <class... Values>
std::string formatted(char const* format, Values... values) {
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), format, values...);
  return text.data();
}

void append_row(std::string& out, std::string_view title, std::string_view value) {
  out.append("  ").append(title).append(title.size() < 14 ? 14 - title.size() : 1, ' ').append(value).append("\n");
}

/// Visits every rule, reason and result that occurred.
template <class Visit>
void each_outcome(explore::OutcomeCounts const& outcomes, Visit&& visit) {
  for (std::size_t rule = 0; rule < kRules.size(); ++rule)
    for (std::size_t reason = 0; reason < kReasons.size(); ++reason)
      for (Result const result : {Result::Accepted, Result::Acknowledged, Result::Refused, Result::Error}) {
        auto const count = outcomes.of(static_cast<Rule>(rule), static_cast<Reason>(reason), result);
        if (count > 0) visit(static_cast<Rule>(rule), static_cast<Reason>(reason), result, count);
      }
}

void append_outcomes(std::string& out, explore::OutcomeCounts const& outcomes) {
  each_outcome(outcomes, [&](Rule rule, Reason reason, Result result, std::uint64_t count) {
    std::string title(name(rule));
    title.append(" ").append(name(result));
    if (reason != Reason::None) title.append(", ").append(name(reason));
    std::string const number = grouped(count);
    out.append("    ").append(title).append(title.size() + number.size() < 50 ? 50 - title.size() - number.size() : 1,
                                            ' ');
    out.append(number).append("\n");
  });
}

void append_diagram(std::string& out, std::vector<BoundedEvent> const& events, Policies const& policies) {
  NamedEvents names;
  std::vector<Event> named;
  for (BoundedEvent const& event : events) named.push_back(names.named(event));
  Options options;
  options.policies = policies;
  command::append_sequence_diagram(out, named, options);
}

void append_what_holds(std::string& out, ExploreReport const& report) {
  std::string here;
  std::string elsewhere;
  for (auto const& term : invariants::kTerms) {
    bool const explored = term.elsewhere.empty() || term.name == "I13" || term.name == "I18" || term.name == "I14";
    std::string& list = explored ? here : elsewhere;
    list.append(list.empty() ? "" : " ").append(term.name);
  }
  append_row(out, "holds", here + " (I18: every rule's contract), in every state and at every step");
  if (report.options.checks.facts != nullptr)
    append_row(out, "facts", "each fact that a proof assumes (`recordshare-check prove`), in every state");
  append_row(out, "elsewhere", elsewhere + ": not about the steps of one chain");
  if (report.progress.state == explore::kNoState) return;
  append_row(out, "progress",
             "at worst " + std::to_string(report.progress.events) +
                 " events to `RecordProcessed` acknowledged (I13), for instance at the end of:");
  append_stream(out, report.to_progress.events);
}

void append_finding(std::string& out, ExploreReport const& report) {
  explore::Finding const& finding = *report.finding;
  out.append("\nDOES NOT HOLD: ");
  out.append(finding.part.empty() ? "" : "the contract of ").append(finding.name);
  if (!finding.part.empty()) out.append(" (").append(finding.part).append(")");
  out.append("\n  ").append(finding.sentence).append("\n");
  if (finding.of_state) {
    out.append("in the state\n  ").append(text_of(report.to_finding.after)).append("\n");
  } else {
    out.append("before\n  ").append(text_of(report.to_finding.before));
    out.append("\noutcome\n  ").append(text_of(report.to_finding.outcome));
    out.append("\nafter\n  ").append(text_of(report.to_finding.after)).append("\n");
  }
  out.append("the shortest stream that shows it, for `recordshare run ");
  out.append(options_of(report.options.world.policies)).append("`\n");
  append_stream(out, report.to_finding.events);
  out.append("as a sequence diagram\n");
  append_diagram(out, report.to_finding.events, report.options.world.policies);
}

}  // namespace

void append_stream(std::string& out, std::vector<BoundedEvent> const& events) {
  NamedEvents names;
  for (BoundedEvent const& event : events) append_line(out, names.named(event));
}

void append_text(std::string& out, ExploreReport const& report) {
  auto const& options = report.options;
  auto const outcomes = report.outcomes.all();
  out.append(std::to_string(options.world.agents)).append(" agents, ");
  out.append(std::to_string(options.world.records)).append(options.world.records == 1 ? " record, " : " records, ");
  out.append(text_of(options.world.policies)).append(options.symmetry ? "" : ", without symmetry");
  out.append(", ").append(std::to_string(options.threads)).append(options.threads == 1 ? " thread\n" : " threads\n");
  append_row(out, "states", grouped(report.states));
  append_row(out, "depth", std::to_string(report.depth));
  append_row(out, "accepted", grouped(report.outcomes.accepted()) + " (acknowledged requests included)");
  append_row(out, "outcomes", grouped(outcomes));
  append_outcomes(out, report.outcomes);
  append_row(out, "hash", formatted("%016llx", static_cast<unsigned long long>(report.hash)));
  append_row(
      out, "time",
      formatted("%.2f s, %.2f M outcomes/s", report.seconds, static_cast<double>(outcomes) / report.seconds / 1e6));
  append_row(out, "memory",
             formatted("%.1f MB of states, %.1f bytes each", static_cast<double>(report.bytes) / 1e6,
                       static_cast<double>(report.bytes) / static_cast<double>(report.states)));
  if (report.finding.has_value()) {
    append_finding(out, report);
  } else {
    append_what_holds(out, report);
  }
}

void append_text(std::string& out, explore::DnWorldReport const& report, explore::DnWorldKind kind,
                 Policies const& policies) {
  out.append(explore::kDnWorldKinds[static_cast<std::size_t>(kind)]).append(", by the engine, ");
  out.append(text_of(policies)).append("\n  ");
  out.append(grouped(report.states)).append(" states, ").append(grouped(report.outcomes));
  out.append(" outcomes, ").append(grouped(report.changes)).append(" changes of access reported, depth ");
  out.append(std::to_string(report.depth)).append(", ").append(formatted("%.2f s\n", report.seconds));
  if (report.finding.empty()) {
    out.append("  holds: each chain's contracts and invariants, I8 and I12 across chains, every change as reported; ");
    out.append("each fact that a proof assumes\n");
    return;
  }
  out.append("\nDOES NOT HOLD: ").append(report.finding);
  out.append("\nthe shortest stream that shows it, for `recordshare run ").append(options_of(policies));
  out.append("`\n");
  append_stream(out, report.stream);
}

void append_json(std::string& out, ExploreReport const& report) {
  auto const& options = report.options;
  json::object object{
      {"agents", options.world.agents},
      {"records", options.world.records},
      {"policies", text_of(options.world.policies)},
      {"symmetry", options.symmetry},
      {"threads", options.threads},
      {"states", report.states},
      {"depth", report.depth},
      {"accepted", report.outcomes.accepted()},
      {"outcomes", report.outcomes.all()},
      {"hash", formatted("%016llx", static_cast<unsigned long long>(report.hash))},
      {"worstProgressEvents", report.progress.events},
      {"seconds", report.seconds},
      {"bytes", report.bytes},
  };
  json::array by_rule;
  each_outcome(report.outcomes, [&](Rule rule, Reason reason, Result result, std::uint64_t count) {
    by_rule.push_back({{"rule", name(rule)}, {"result", name(result)}, {"reason", name(reason)}, {"count", count}});
  });
  object["byRule"] = std::move(by_rule);
  if (report.finding.has_value()) {
    std::string stream;
    append_stream(stream, report.to_finding.events);
    object["finding"] = {{"name", report.finding->name},
                         {"part", report.finding->part},
                         {"sentence", report.finding->sentence},
                         {"stream", stream}};
  }
  out.append(json::serialize(object)).append("\n");
}

void write_json(CheckCommandLine const& line, std::string json) {
  if (!line.json.empty()) command::write_file(line.json, std::move(json));
}

void show(command::ProgressLine& line, explore::ExploreProgress const& progress) {
  if (!line.is_due()) return;
  line.show(grouped(progress.states) + " states, " + grouped(progress.frontier) + " to expand, depth " +
            std::to_string(progress.depth) +
            formatted(", %.1f M outcomes/s, %.0f s", static_cast<double>(progress.outcomes) / progress.seconds / 1e6,
                      progress.seconds));
}

}  // namespace recordshare::properties
