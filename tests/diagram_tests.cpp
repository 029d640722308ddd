// SPDX-License-Identifier: Apache-2.0
// diagram_tests.cpp tests sequence diagrams, also of hostile streams; Mermaid and an XML reader must accept them.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/node.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

std::string const kConference = std::string(RECORDSHARE_SOURCE_DIR) + "/engine/scenarios/3-conference.jsonl";

Ran diagram(std::string const& arguments) {
  return run_shell(shell_word(RECORDSHARE_COMMAND) + " diagram " + arguments);
}

class Diagram : public testing::Test {
 protected:
  [[nodiscard]] std::string file(std::string const& text) const {
    write_file(folder_.path() / "stream.jsonl", text);
    return shell_word((folder_.path() / "stream.jsonl").string());
  }
  ScratchFolder folder_;
};

std::size_t count(std::string const& text, std::string const& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// A text as a JSON string: printable bytes except quotes stand for themselves.
std::string quoted(std::string const& text) {
  std::string out = "\"";
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    constexpr char kHex[] = "0123456789abcdef";
    if (byte < 0x20) {
      out += std::string("\\u00") + kHex[byte >> 4U] + kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

/// A stream of two agents with these names: one is on the call, consults and transfers; a request is rejected.
std::string stream_of(std::string const& one, std::string const& other) {
  std::string const from_to = R"("from":)" + quoted(one) + R"(,"to":)" + quoted(other) + "}\n";
  return R"({"type":"DnMonitored","dn":)" + quoted(other) + "}\n" + R"({"type":"DnMonitored","dn":"7001"})" + "\n" +
         R"({"type":"AgentLogin","dn":"7001","agent":)" + quoted(one) + "}\n" + R"({"type":"AgentLogin","dn":)" +
         quoted(other) + R"(,"agent":)" + quoted(other) + "}\n" +
         R"({"type":"ChainLoaded","chain":1,"records":[101]})" + "\n" +
         R"({"type":"CallEstablished","record":101,"agent":)" + quoted(one) + "}\n" +
         R"({"type":"ConsultationInitiated","record":101,)" + from_to +
         R"({"type":"ConsultationEstablished","record":101,)" + from_to +
         R"({"type":"RecordReject","record":101,"agent":)" + quoted(other) + "}\n" +
         R"({"type":"TransferCompleted","record":101,)" + from_to + R"({"type":"TransferCompleted","record":101,)" +
         from_to;
}

/// Names with special characters of Mermaid, XML or a terminal.
std::vector<std::string> const kHostileNames{
    "end",
    "a;b#c%%d",
    "x\nactivate p9\n",
    "<script>alert(1)</script>",
    "\"quoted\" & 'so'",
    "]]><!--",
    "wrap: all",
    "%%{init: {\"theme\":\"dark\"}}%%",
    "$$\\frac{1}{2}$$",
    " ",
    "as server",
    "->>",
    "\x1b[31mred",
    "\xe2\x80\xae turned",  // NOLINT(misc-misleading-bidirectional): that it misleads is what it is here for
    "\xf0\x9f\x93\x9e",
    "Note over server: forged",
    "&#0;&lt;",
    std::string(256, 'w'),
};

TEST_F(Diagram, AgentsAreLanesAndAccessIsBars) {
  auto const drawn = diagram(shell_word(kConference));
  EXPECT_EQ(drawn.status, 0);
  EXPECT_TRUE(drawn.output.starts_with("sequenceDiagram\n  participant server\n  participant p1 as alice\n"));
  EXPECT_NE(drawn.output.find("  Note over p1: chain 1: None → Full\n  activate p1\n  activate p1\n"),
            std::string::npos)
      << drawn.output;
  EXPECT_NE(drawn.output.find("  Note over p2: chain 1: None → ReadOnly\n  activate p2\n"), std::string::npos);
  EXPECT_NE(drawn.output.find("RecordAlreadyFinal (D8)"), std::string::npos);
}

TEST_F(Diagram, MermaidAcceptsWhateverTheNames) {
#ifdef RECORDSHARE_INSTRUMENTED
  GTEST_SKIP() << "the text is the same; the release build gives it to Mermaid";
#endif
  std::vector<std::string> diagrams{diagram(shell_word(kConference)).output};
  for (auto const& name : kHostileNames) diagrams.push_back(diagram(file(stream_of(name, "bob"))).output);
  for (auto const& name : kHostileNames) diagrams.push_back(diagram(file(stream_of("alice", name))).output);
  EXPECT_EQ(accepted_by_mermaid(diagrams), std::vector<std::string>(diagrams.size(), "sequence"));
}

/// The diagram has the same statements for every name; only the text between them differs.
TEST_F(Diagram, ANameCannotBreakOutOfMermaid) {
  auto const shape = [&](std::string const& name) {
    std::string const drawn = diagram(file(stream_of(name, "bob"))).output;
    return std::vector<std::size_t>{count(drawn, "\n"),
                                    count(drawn, "\n  participant "),
                                    count(drawn, "\n  Note over "),
                                    count(drawn, "\n  activate "),
                                    count(drawn, "%%"),
                                    count(drawn, "$$")};
  };
  auto const plain = shape("alice");
  for (auto const& name : kHostileNames) EXPECT_EQ(shape(name), plain) << name;
}

/// The tags of a document, without the text between them; empty if the document is not well formed.
std::vector<std::string> tags_of(std::string const& svg) {
  std::vector<std::string> tags;
  std::vector<std::string> open;
  for (std::size_t at = 0; at < svg.size();) {
    if (svg[at] != '<') {
      std::size_t const end = std::min(svg.find('<', at), svg.size());
      std::string const text = svg.substr(at, end - at);
      for (std::size_t amp = text.find('&'); amp != std::string::npos; amp = text.find('&', amp + 1))
        if (!text.substr(amp, 6).starts_with("&amp;") && !text.substr(amp, 4).starts_with("&lt;") &&
            !text.substr(amp, 4).starts_with("&gt;") && !text.substr(amp, 6).starts_with("&quot;"))
          return {};
      for (char const c : text)
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return {};
      at = end;
      continue;
    }
    std::size_t const end = svg.find('>', at);
    if (end == std::string::npos) return {};
    std::string const tag = svg.substr(at + 1, end - at - 1);
    std::string const name =
        tag.substr(tag.starts_with('/') ? 1 : 0, tag.find_first_of(" />", 1) - (tag[0] == '/' ? 1 : 0));
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != name) return {};
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(name);
    }
    tags.push_back(tag.starts_with('/') ? "/" + name : name);
    at = end + 1;
  }
  return open.empty() ? tags : std::vector<std::string>{};
}

TEST_F(Diagram, ANameCannotBreakOutOfSvg) {
  auto const titles_apart = [](std::vector<std::string> tags) {
    std::erase_if(tags, [](std::string const& tag) { return tag == "title" || tag == "/title"; });  // of cut names
    return tags;
  };
  auto const plain = titles_apart(tags_of(diagram(file(stream_of("alice", "bob")) + " --format svg").output));
  ASSERT_GT(plain.size(), 50U);
  for (auto const& name : kHostileNames) {
    auto const drawn = diagram(file(stream_of(name, "bob")) + " --format svg");
    EXPECT_EQ(drawn.status, 0) << name;
    EXPECT_EQ(titles_apart(tags_of(drawn.output)), plain) << name;
  }
}

TEST_F(Diagram, TheSvgNeedsNothingElse) {
  std::string const svg = diagram(shell_word(kConference) + " --format svg").output;
  EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""));
  for (auto const* const foreign : {"href", "url(", "@import", "<script", "<image", "<foreignObject"})
    EXPECT_EQ(svg.find(foreign), std::string::npos) << foreign;
  EXPECT_EQ(count(svg, "class=\"head\""), 3U);  // the server, alice and bob
  EXPECT_GT(count(svg, "class=\"full\""), 0U);
  EXPECT_GT(count(svg, "class=\"reading\""), 0U);
}

TEST_F(Diagram, ALineThatIsNoEventIsDrawnAndMakesTheStatus2) {
  auto const drawn = diagram(file("{\"type\":\"Nothing\"}\n" + stream_of("alice", "bob")));
  EXPECT_EQ(drawn.status, 2);
  EXPECT_NE(drawn.output.find("  Note over server: line 1 is no event: "), std::string::npos) << drawn.output;
}

/// As in the report of a counterexample: sentences before and after an indented stream.
TEST_F(Diagram, WhatStandsAroundAStreamIsPassedOver) {
  std::string const stream = stream_of("alice", "bob");
  std::string report = "NOT PROVED: I7: every party\n  event    {\"type\":\"CallEnded\",\"record\":101}\n  events:\n";
  for (std::size_t at = 0; at < stream.size(); at = stream.find('\n', at) + 1)
    report += "    " + stream.substr(at, stream.find('\n', at) + 1 - at);
  report += "as a sequence diagram\nsequenceDiagram\n  participant server\n";
  auto const drawn = diagram(file(report));
  EXPECT_EQ(drawn.status, 0);
  EXPECT_EQ(drawn.output, diagram(file(stream)).output);
}

TEST_F(Diagram, WhatIsBeyondItsBoundsIsRefused) {
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += "{\"type\":\"AgentLogout\",\"agent\":\"alice\"}\n";
  EXPECT_EQ(diagram(file(lines)).status, 0);
  auto const longer = diagram(file(lines + "{\"type\":\"DnMonitored\",\"dn\":\"1\"}\n") + " 2>&1");
  EXPECT_EQ(longer.status, 1);
  EXPECT_EQ(longer.output,
            "recordshare: line 1,001 exceeds the maximum of 1,000 events and 40 agents in a diagram: draw a part of "
            "the stream\n");
  std::string wider;
  for (int i = 0; i < 41; ++i) wider += "{\"type\":\"AgentLogout\",\"agent\":\"" + std::to_string(i) + "\"}\n";
  EXPECT_NE(diagram(file(wider) + " 2>&1").output.find("line 41 exceeds"), std::string::npos);
}

TEST_F(Diagram, OfALongListTheFirstTwentyAreNamed) {
  std::string records;
  for (int i = 1; i <= 23; ++i) records += (i == 1 ? "" : ",") + std::to_string(i);
  auto const drawn = diagram(file(R"({"type":"ChainLoaded","chain":1,"records":[)" + records + "]}\n"));
  EXPECT_EQ(drawn.status, 0);
  EXPECT_NE(drawn.output.find(", 19, 20 and 3 more"), std::string::npos) << drawn.output;
}

TEST_F(Diagram, PoliciesCount) {
  std::string const stream = stream_of("alice", "bob");
  std::string const all = R"({"type":"RecordReschedule","record":101,"agent":"bob"})"
                          "\n"
                          R"({"type":"DoNotCall","record":101,"agent":"bob"})"
                          "\n";
  EXPECT_EQ(count(diagram(file(stream + all)).output, "RecordAlreadyFinal"), 0U);
  EXPECT_EQ(count(diagram(file(stream + all) + " --policy reschedule=finalizes").output, "RecordAlreadyFinal"), 1U);
}

/// The stream that a counterexample prints can be drawn.
TEST_F(Diagram, EveryConformanceStoryCanBeDrawn) {
  for (auto const& entry : fs::directory_iterator(fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories")) {
    std::string const name = entry.path().filename().string();
    if (!name.ends_with(".in.jsonl") || name.starts_with("13-")) continue;
    auto const drawn = diagram(shell_word(entry.path().string()) + " --format svg");
    EXPECT_EQ(drawn.status, 0) << name;
    EXPECT_FALSE(tags_of(drawn.output).empty()) << name;
  }
}

}  // namespace
}  // namespace recordshare::tests
