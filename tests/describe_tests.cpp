// SPDX-License-Identifier: Apache-2.0
// describe_tests.cpp checks every format of `describe` by a program that reads it: dot, Mermaid, a parser.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/report/lines.hpp"
#include "properties/world/policies.hpp"
#include "tests/node.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

std::string const kDescribe = shell_word(RECORDSHARE_BINARY_DIR "/bin/recordshare-check") + " describe";

std::string described(std::string const& format) {
  auto const ran = run_shell(kDescribe + " --format " + format);
  EXPECT_EQ(ran.status, 0);
  return ran.output;
}

json::object const& description() {
  static json::value const kDescription = json::parse(described("json"));
  return kDescription.as_object();
}

std::string text(json::value const& value) { return std::string(value.as_string()); }

/// The distinct words of a list.
std::set<std::string> words(json::value const& list) {
  std::set<std::string> all;
  for (json::value const& word : list.as_array()) all.insert(text(word));
  return all;
}

class Described : public testing::Test {
 protected:
  /// A file with the text; returns its name as a word of the shell.
  [[nodiscard]] std::string file(std::string const& name, std::string const& content) const {
    write_file(folder_.path() / name, content);
    return shell_word((folder_.path() / name).string());
  }
  ScratchFolder folder_;
};

TEST_F(Described, GraphvizAcceptsTheDiagramAndKeepsTheIds) {
  auto const drawn = run_shell("dot -Tsvg " + file("phases.dot", described("dot")) + " 2>&1");
  ASSERT_EQ(drawn.status, 0) << drawn.output;
  std::string const svg = std::regex_replace(drawn.output, std::regex("&#45;"), "-");
  for (auto const* const id : {"phase-Idle", "phase-Live", "phase-WrapUp", "edge-Idle-Live", "edge-Live-WrapUp"})
    EXPECT_NE(svg.find("id=\"" + std::string(id) + "\""), std::string::npos) << id;
  EXPECT_NE(run_shell("echo 'digraph { a -> }' | dot -Tsvg 2>&1").status, 0);
}

TEST_F(Described, MermaidAcceptsEveryDiagramOfTheReadme) {
#ifdef RECORDSHARE_INSTRUMENTED
  GTEST_SKIP() << "the text is the same; the release build gives it to Mermaid";
#endif
  std::vector<std::string> diagrams{described("mermaid")};
  std::string const readme = described("md");
  bool inside = false;
  for (std::string_view const line : lines_in(readme)) {
    if (line.starts_with("```")) {
      inside = line == "```mermaid";
      if (inside) diagrams.emplace_back();
    } else if (inside) {
      diagrams.back().append(line).append("\n");
    }
  }
  ASSERT_EQ(diagrams.size(), 5U);
  EXPECT_EQ(accepted_by_mermaid(diagrams),
            (std::vector<std::string>{"stateDiagram", "stateDiagram", "sequence", "sequence", "sequence"}));
  EXPECT_EQ(accepted_by_mermaid({"stateDiagram-v2\n  Idle --> --> Live\n"}), std::vector<std::string>{"not accepted"});
}

/// RFC 4180: a line of cells in quotes.
std::vector<std::string> cells_of(std::string const& line) {
  std::vector<std::string> cells;
  std::size_t at = 0;
  while (at < line.size() && line[at] == '"') {
    cells.emplace_back();
    for (++at; at < line.size(); ++at) {
      if (line[at] == '"' && line.substr(at, 2) != "\"\"") break;
      if (line[at] == '"') ++at;
      cells.back() += line[at];
    }
    at += 2;  // the quote and the comma
  }
  return cells;
}

TEST_F(Described, EveryRowIsALineOfTheSpreadsheet) {
  std::string const csv = described("csv");
  std::string const heading = csv.substr(0, csv.find("\r\n"));
  auto const columns = static_cast<std::size_t>(1 + std::count(heading.begin(), heading.end(), ','));
  std::set<std::string> ids;
  for (std::size_t at = csv.find("\r\n") + 2; at < csv.size(); at = csv.find("\r\n", at) + 2) {
    auto const cells = cells_of(csv.substr(at, csv.find("\r\n", at) - at));
    EXPECT_EQ(cells.size(), columns) << csv.substr(at, 80);
    ids.insert(cells.front());
  }
  EXPECT_EQ(ids.size(), description().at("rows").as_array().size());
}

// --- The JSON is consistent, and agrees with the engine ---

TEST(DescribedJson, EveryLinkLeadsSomewhere) {
  auto const& all = description();
  auto const ids = [&](char const* list, char const* member) {
    std::set<std::string> found;
    for (json::value const& item : all.at(list).as_array()) found.insert(text(item.at(member)));
    return found;
  };
  std::map<std::string, std::set<std::string>> const known{{"rows", ids("rows", "id")},
                                                           {"rules", ids("rules", "id")},
                                                           {"guide", ids("guide", "id")},
                                                           {"invariants", ids("invariants", "id")},
                                                           {"tests", ids("tests", "name")},
                                                           {"stories", ids("stories", "name")},
                                                           {"policies", ids("policies", "name")},
                                                           {"fuzz", ids("fuzz", "name")},
                                                           {"interpretations", ids("interpretations", "id")},
                                                           {"functions", ids("rules", "id")},
                                                           {"events", ids("events", "type")}};
  std::size_t links = 0;
  for (auto const& [list, items] : all) {
    if (!items.is_array()) continue;
    for (json::value const& item : items.as_array()) {
      for (auto const& [member, value] : item.as_object()) {
        auto const target = known.find(std::string(member));
        if (target == known.end() || !value.is_array() || (list == "stories" && member == "policies")) continue;
        for (std::string const& id : words(value)) {
          EXPECT_TRUE(target->second.contains(id)) << std::string(list) << ": " << id;
          ++links;
        }
      }
    }
  }
  EXPECT_GT(links, 2000U);
}

/// Links between rows and other entries go both ways.
TEST(DescribedJson, LinksGoBothWays) {
  auto const& all = description();
  auto const item = [&](char const* list, char const* member, std::string const& id) -> json::object const& {
    for (json::value const& one : all.at(list).as_array())
      if (text(one.at(member)) == id) return one.as_object();
    throw std::runtime_error("there is no `" + id + "`");
  };
  for (json::value const& row : all.at("rows").as_array()) {
    std::string const id = text(row.at("id"));
    EXPECT_TRUE(words(item("rules", "id", text(row.at("rule"))).at("rows")).contains(id)) << id;
    for (std::string const& guide : words(row.at("guide")))
      EXPECT_TRUE(words(item("guide", "id", guide).at("rows")).contains(id)) << id << ' ' << guide;
    for (std::string const& test : words(row.at("tests"))) {
      EXPECT_TRUE(words(item("tests", "name", test).at("rows")).contains(id)) << id << ' ' << test;
      EXPECT_TRUE(words(item("tests", "name", test).at("cites")).contains(text(row.at("rule")))) << id << ' ' << test;
    }
    for (std::string const& story : words(row.at("stories")))
      EXPECT_TRUE(words(item("stories", "name", story).at("rows")).contains(id)) << id << ' ' << story;
  }
}

/// The policies of an entry of the permission matrix.
Policies policies_of(json::value const& entry) {
  Policies policies;
  for (auto const& [name, value] : entry.at("policies").as_object())
    EXPECT_TRUE(set_policy(policies, std::string(name) + "=" + text(value)));
  return policies;
}

/// Alice, bob and carol have Full, ReadOnly and no access to a chain of two records.
std::string answered(json::value const& entry) {
  Engine engine({.policies = policies_of(entry), .limits = {}});
  std::array<RecordHandle, 2> const records{101, 102};
  auto const tell = [&](Event const& event) { EXPECT_EQ(engine.apply(event).result, Result::Accepted); };
  for (auto const* const agent : {"alice", "bob", "carol"}) {
    tell(DnMonitored{agent});
    tell(AgentLogin{agent, agent});
  }
  tell(ChainLoaded{1, records});
  tell(CallEstablished{101, "alice"});
  tell(ConsultationInitiated{101, "alice", "bob"});
  tell(ConsultationEstablished{101, "alice", "bob"});
  if (text(entry.at("record")) == "Final") tell(RecordCanceled{101});
  std::string const access = text(entry.at("access"));
  auto const request = std::ranges::find(kRequests, text(entry.at("request")), &RequestTerm::name) - kRequests.begin();
  auto const* const who = access == "Full" ? "alice" : access == "ReadOnly" ? "bob" : "carol";
  Outcome const outcome =
      engine.apply(DesktopRequest{101, who, enumerator_at<Request>(static_cast<std::size_t>(request))});
  std::size_t finals = 0;
  for (auto const& record : engine.records(1)) finals += record.finality && record.finality->request ? 1 : 0;
  return std::string(name(outcome.result)) + " " + std::string(name(outcome.rule)) + " " +
         (outcome.reason == Reason::None ? "" : std::string(name(outcome.reason))) + " " + std::string(outcome.answer) +
         (outcome.shown && outcome.shown->read_only ? " read-only " : " ") + std::to_string(finals);
}

TEST(DescribedJson, ThePermissionsAreWhatTheEngineAnswers) {
  std::size_t entries = 0;
  for (json::value const& entry : description().at("permissions").as_array()) {
    std::string const said = text(entry.at("result")) + " " + text(entry.at("rule")) + " " + text(entry.at("reason")) +
                             " " + text(entry.at("answer")) + (entry.at("read_only").as_bool() ? " read-only " : " ") +
                             std::to_string(entry.at("finalizes").to_number<std::size_t>());
    EXPECT_EQ(said, answered(entry)) << json::serialize(entry);
    ++entries;
  }
  EXPECT_EQ(entries, properties::kAllPolicies.size() * kAccessNames.size() * 2U * kRequests.size());
}

TEST(DescribedJson, HasEveryStoryByteForByte) {
  for (json::value const& story : description().at("stories").as_array()) {
    fs::path const folder = fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories";
    EXPECT_EQ(text(story.at("input")), read_file(folder / (text(story.at("name")) + ".in.jsonl")));
  }
  EXPECT_EQ(description().at("stories").as_array().size(), 24U);
}

TEST(Describe, TheVerbOfEarlierVersionsSaysWhereItIsNow) {
  for (std::string const arguments : {"", " --format json", " -o /nowhere/file", " what else"}) {
    auto const ran = run_shell(shell_word(RECORDSHARE_COMMAND) + " describe" + arguments + " 2>&1 >/dev/null");
    EXPECT_EQ(ran.status, 1) << arguments;
    EXPECT_EQ(ran.output, "recordshare: `describe` has moved: run `recordshare-check describe`\n") << arguments;
  }
  auto const help = run_shell(shell_word(RECORDSHARE_COMMAND) + " describe --help");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.output.find("Moved to `recordshare-check describe`"), std::string::npos) << help.output;
}

TEST(Describe, AFileThatCannotBeWrittenIsSaid) {
  EXPECT_EQ(run_shell(kDescribe + " 2>&1 >/dev/full").output,
            "recordshare-check: cannot write standard output: No space left on device\n");
  auto const ran = run_shell(kDescribe + " -o /nowhere/rows 2>&1");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.output, "recordshare-check: cannot write `/nowhere/rows`: No such file or directory\n");
}

TEST(Describe, AnUnknownFormatIsToldWithWhatIsMeant) {
  auto const ran = run_shell(kDescribe + " --format jsn 2>&1");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.output, "recordshare-check: unknown value for option `--format`, `jsn`: did you mean `json`?\n");
}

}  // namespace
}  // namespace recordshare::tests
