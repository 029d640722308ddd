// SPDX-License-Identifier: Apache-2.0
// report.cpp writes results as SARIF, which code hosts show beside the code, and JUnit, which CI shows as tests.
#include "fuzz/finding/report.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <recordshare/version.hpp>

#include "engine/command_line/files.hpp"
#include "engine/report/xml.hpp"

namespace recordshare::fuzz {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The text of the file without its last newline; empty if the file does not exist.
std::string read_line(fs::path const& path) {
  std::string text = fs::exists(path) ? command::read_file(path) : std::string();
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

Json message(std::string_view text) { return {{"text", text}}; }

Json location(std::string_view uri) { return {{"physicalLocation", {{"artifactLocation", {{"uri", uri}}}}}}; }

Json rule(Target const& target) {
  return {{"id", target.name},
          {"shortDescription", message(target.tests)},
          {"fullDescription", message(target.equation)},
          {"helpUri", "https://google.github.io/clusterfuzz/"},
          {"defaultConfiguration", {{"level", "error"}}}};
}

/// A code host shows the finding at the target's source; the finding's files are related locations.
Json result(TargetResult const& found, std::size_t rule_index) {
  Json related = Json::array();
  for (std::string const name : {"input", "stream.jsonl", "explain.txt", "diagram.mmd"}) {
    Json one = location(found.folder + "/" + name);
    one["message"] = message(name);
    related.push_back(std::move(one));
  }
  Json where = location("fuzz/" + std::string(found.target->name) + ".cc");
  where["physicalLocation"]["region"] = {{"startLine", 1}};
  return {{"ruleId", found.target->name},
          {"ruleIndex", rule_index},
          {"level", "error"},
          {"message", message(found.fault)},
          {"locations", Json::array({std::move(where)})},
          {"relatedLocations", std::move(related)}};
}

}  // namespace

std::vector<TargetResult> read_results(std::string const& folder) {
  std::vector<TargetResult> results;
  for (auto const& target : kTargets) {
    fs::path const path = fs::path(folder) / target.name;
    if (!fs::exists(path / "seconds")) continue;
    TargetResult result{.target = &target, .seconds = 0, .figures = {}, .fault = {}, .folder = {}};
    result.seconds = std::strtod(read_line(path / "seconds").c_str(), nullptr);
    result.figures = read_line(path / "figures");
    result.fault = read_line(path / "finding/fault");
    result.folder = std::string(target.name) + "/finding";
    results.push_back(std::move(result));
  }
  if (results.empty()) throw std::runtime_error("there are no results in `" + folder + "`");
  return results;
}

std::string sarif_of(std::vector<TargetResult> const& results) {
  Json rules = Json::array();
  Json found = Json::array();
  for (auto const& each : results) {
    if (!each.fault.empty()) found.push_back(result(each, rules.size()));
    rules.push_back(rule(*each.target));
  }
  Json const run{
      {"tool", {{"driver", {{"name", "recordshare-fuzz"}, {"version", kVersion}, {"rules", std::move(rules)}}}}},
      {"columnKind", "utf16CodeUnits"},
      {"results", std::move(found)}};
  Json const log{
      {"$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs", Json::array({run})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string junit_of(std::vector<TargetResult> const& results) {
  std::vector<command::JUnitCase> cases;
  for (auto const& each : results)
    cases.push_back({.name = std::string(each.target->name),
                     .failure = each.fault,
                     .details = "see " + each.folder,
                     .output = each.figures,
                     .seconds = each.seconds});
  std::string text;
  command::append_junit(text, "fuzz", cases);
  return text;
}

}  // namespace recordshare::fuzz
