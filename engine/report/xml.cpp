// SPDX-License-Identifier: Apache-2.0
// xml.cpp escapes text for XML and writes JUnit files.
#include "engine/report/xml.hpp"

#include <algorithm>

#include "engine/library/printable.hpp"

namespace recordshare::command {
namespace {

constexpr std::string_view kSpecial = "&<>\"\n";

std::string_view entity_of(char special) noexcept {
  switch (special) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&#10;";
  }
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"");
  append_xml(out, value);
  out.append("\"");
}

void append_case(std::string& out, std::string_view suite, JUnitCase const& one) {
  append_attribute(out.append("  <testcase"), "classname", suite);
  append_attribute(out, "name", one.name);
  append_attribute(out, "time", std::to_string(one.seconds));
  out.append(">\n");
  if (!one.failure.empty()) {
    append_attribute(out.append("    <failure"), "message", one.failure);
    append_xml(out.append(">"), one.details);
    out.append("</failure>\n");
  }
  if (one.is_skipped) out.append("    <skipped/>\n");
  if (!one.output.empty()) {
    append_xml(out.append("    <system-out>"), one.output);
    out.append("</system-out>\n");
  }
  out.append("  </testcase>\n");
}

}  // namespace

void append_xml(std::string& out, std::string_view text) {
  while (!text.empty()) {
    std::size_t const at = std::min(text.find_first_of(kSpecial), text.size());
    append_printable(out, text.substr(0, at));
    if (at < text.size()) out.append(entity_of(text[at]));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
}

void append_junit(std::string& out, std::string_view suite, std::vector<JUnitCase> const& cases) {
  double seconds = 0;
  for (JUnitCase const& one : cases) seconds += one.seconds;
  auto const count = [&](auto&& is_so) { return std::to_string(std::count_if(cases.begin(), cases.end(), is_so)); };
  append_attribute(out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite"), "name", suite);
  append_attribute(out, "tests", std::to_string(cases.size()));
  append_attribute(out, "failures", count([](JUnitCase const& one) { return !one.failure.empty(); }));
  append_attribute(out, "errors", "0");
  append_attribute(out, "skipped", count([](JUnitCase const& one) { return one.is_skipped; }));
  append_attribute(out, "time", std::to_string(seconds));
  out.append(">\n");
  for (JUnitCase const& one : cases) append_case(out, suite, one);
  out.append("</testsuite>\n");
}

}  // namespace recordshare::command
