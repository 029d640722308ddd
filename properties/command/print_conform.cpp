// SPDX-License-Identifier: Apache-2.0
// print_conform.cpp writes JSON and JUnit's XML.
#include "properties/command/print_conform.hpp"

#include <string_view>

#include "engine/library/boost_json.hpp"
#include "engine/report/sentences.hpp"
#include "properties/conform/stories.hpp"
#include "properties/world/bounded_names.hpp"

namespace recordshare::properties {
namespace {

/// What came from outside may be any bytes.
std::string printable(std::string_view text) {
  std::string out;
  command::append_printable(out, text);
  return out;
}

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
          {"sentence", term_of(kRules, finding.rule).sentence},
          {"standardError", printable(finding.complaint)}};
}

/// XML has no other control characters, not even as entities.
void append_xml(std::string& out, std::string_view text) {
  for (char const c : text) {
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\n':
        out.append("&#10;");
        break;
      default:
        out.push_back(static_cast<unsigned char>(c) < 0x20 ? '?' : c);
    }
  }
}

void append_case(std::string& out, std::string_view name, bool is_done, bool is_come_to,
                 conformance::Report const& report) {
  out.append(R"(  <testcase classname="recordshare.conform" name=")").append(name).append("\">\n");
  if (!is_done && is_come_to && report.finding.has_value()) {
    std::string text;
    conformance::append_text(text, report);
    append_xml(out.append("    <failure message=\""), printable(report.finding->what));
    append_xml(out.append("\">"), text);
    out.append("</failure>\n");
  } else if (!is_done) {
    out.append("    <skipped/>\n");
  }
  out.append("  </testcase>\n");
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
  out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"recordshare-check conform\" tests=\"2\"");
  out.append(" failures=\"").append(report.finding.has_value() ? "1" : "0").append(R"(" errors="0" skipped=")");
  int const skipped = (stories_done ? 0 : 1) + (streams_done ? 0 : 1) - (report.finding.has_value() ? 1 : 0);
  out.append(std::to_string(skipped)).append("\">\n");
  append_case(out, "conformance stories", stories_done, true, report);
  append_case(out, "generated streams", streams_done, stories_done, report);
  out.append("</testsuite>\n");
}

}  // namespace recordshare::properties
