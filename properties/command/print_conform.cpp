// SPDX-License-Identifier: Apache-2.0
// print_conform.cpp prints the result of `conform` as JSON and JUnit XML.
#include "properties/command/print_conform.hpp"

#include <string_view>
#include <vector>

#include "engine/library/boost_json.hpp"
#include "engine/library/printable.hpp"
#include "engine/report/xml.hpp"
#include "properties/conform/stories.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

json::object json_of(conformance::Finding const& finding) {
  return {{"fault", conformance::name(finding.fault)},
          {"what", printable(finding.what)},
          {"where", finding.where},
          {"linesBefore", finding.lines_before},
          {"plays", finding.plays},
          {"stream", json::value_from(finding.stream)},
          {"question", finding.question},
          {"expected", finding.expected},
          {"given", printable(finding.given)},
          {"rule", name(finding.rule)},
          {"sentence", term_of(finding.rule).sentence},
          {"standardError", printable(finding.complaint)}};
}

}  // namespace

void append_json(std::string& out, conformance::Report const& report) {
  json::object object{{"policies", text_of(report.plan.policies)},
                      {"seed", report.plan.seed},
                      {"lines", report.plan.lines},
                      {"byMembers", report.plan.by_members},
                      {"stories", report.stories},
                      {"streams", report.streams},
                      {"answers", report.answers},
                      {"stopped", report.stopped},
                      {"finding", nullptr}};
  if (report.finding.has_value()) object["finding"] = json_of(*report.finding);
  out.append(json::serialize(object)).append("\n");
}

void append_junit(std::string& out, conformance::Report const& report) {
  bool const is_of_story = report.finding.has_value() && report.finding->where.starts_with("story");
  bool const stories_done = report.stories == stories().size() && !is_of_story;
  bool const streams_done = stories_done && report.streams == report.plan.streams && report.holds();
  std::vector<command::JUnitCase> cases{{.name = "conformance stories", .is_skipped = !stories_done},
                                        {.name = "generated streams", .is_skipped = !streams_done}};
  if (report.finding.has_value()) {
    command::JUnitCase& failed = cases[stories_done ? 1 : 0];
    failed.is_skipped = false;
    failed.failure = report.finding->what;
    conformance::append_text(failed.details, report);
  }
  command::append_junit(out, "recordshare-check conform", cases);
}

}  // namespace recordshare::properties
