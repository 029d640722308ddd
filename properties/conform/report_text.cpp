// SPDX-License-Identifier: Apache-2.0
// report_text.cpp formats the report of a check as text.
#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/conformance.hpp>
#include <recordshare/json_lines.hpp>

#include "engine/library/printable.hpp"
#include "engine/report/lines.hpp"
#include "engine/report/sentences.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::conformance {
namespace {

constexpr std::size_t kAnswerBytesMax = 2'000;  // of a shown answer
constexpr std::size_t kComplaintLinesMax = 20;  // of standard error: a traceback has the error at its end
constexpr std::size_t kDrawnMax = 100;          // events: longer diagrams are unreadable

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count).append(" ").append(what).append(count == 1 ? "" : "s");
}

/// Appends untrusted text on its own lines, with control characters escaped.
void append_foreign(std::string& out, std::string_view title, std::string_view text) {
  out.append("  ").append(title).append("\n");
  bool const is_long = text.size() > kAnswerBytesMax;
  text = text.substr(0, kAnswerBytesMax);
  while (!text.empty()) {
    append_printable(out.append("    "), take_line(text));
    out.append("\n");
  }
  if (is_long) out.append("    ...\n");
}

std::string_view last_lines(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::size_t at = text.size();
  for (std::size_t count = 0; count < kComplaintLinesMax && at != 0; ++count) {
    std::size_t const before = text.rfind('\n', at - 1);
    if (before == std::string_view::npos) return text;
    at = before;
  }
  return text.substr(at == text.size() ? at : at + 1);
}

void append_rule(std::string& out, Rule rule) {
  auto const& term = term_of(rule);
  if (term.sentence.empty()) return;
  out.append("  the rule, ").append(term.name).append(" (").append(command::plain_title(term)).append(")\n    ");
  out.append(term.sentence).append("\n");
}

void append_diagram(std::string& out, Finding const& finding, Policies const& policies) {
  std::deque<EventReader> readers;  // an event is valid until its reader reads another line
  std::vector<Event> events;
  for (std::string const& line : finding.stream) {
    Event const* const event = readers.emplace_back().read(line);
    if (event != nullptr) events.push_back(*event);
  }
  if (events.empty() || events.size() > kDrawnMax) return;
  out.append("the right course, as a sequence diagram\n");
  command::append_sequence_diagram(out, events, {.policies = policies, .limits = {}});
}

void append_finding(std::string& out, Finding const& finding, Policies const& policies) {
  out.append("DIFFERENCE, ").append(name(finding.fault)).append(": ");
  append_printable(out, finding.what);
  out.append("\n  first in ")
      .append(finding.where)
      .append("; shortened from ")
      .append(counted(finding.lines_before, "line"));
  out.append(" to ").append(std::to_string(finding.stream.size())).append(" (");
  out.append(counted(finding.plays, "play")).append(")\n");
  if (!finding.question.empty()) append_foreign(out, "the line", finding.question);
  if (!finding.expected.empty()) append_foreign(out, "must be answered", finding.expected);
  if (!finding.given.empty()) append_foreign(out, "was answered", finding.given);
  append_rule(out, finding.rule);
  if (!finding.complaint.empty()) append_foreign(out, "end of standard error", last_lines(finding.complaint));
  out.append("to reproduce: this command prints the right answers\n");
  out.append(properties::streams::command_that_plays(finding.stream, policies));
  append_diagram(out, finding, policies);
}

}  // namespace

void append_text(std::string& out, Report const& report) {
  if (report.finding.has_value()) return append_finding(out, *report.finding, report.plan.policies);
  out.append(report.stopped ? "stopped: no difference so far in " : "no difference in ");
  out.append(counted(report.stories + report.streams, "stream")).append(" (");
  out.append(std::to_string(report.stories)).append(" stories, ").append(std::to_string(report.streams));
  out.append(" generated), ").append(counted(report.answers, "answer")).append(" compared\n");
}

}  // namespace recordshare::conformance
