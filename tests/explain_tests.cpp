// SPDX-License-Identifier: Apache-2.0
// explain_tests.cpp compares what `explain` and `diagram` print for each stream of explain/ with golden files, whole.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/report/lines.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "properties/world/policies.hpp"
#include "tests/golden.hpp"
#include "tests/strict_json.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// A stream: `NAME.in.jsonl`, or `NAME.POLICY=VALUE,....in.jsonl` to run it under policies.
struct Stream {
  std::string name;
  Policies policies;
  std::string events;
};

fs::path const kFolder = fs::path(RECORDSHARE_SOURCE_DIR) / "tests/explain";
constexpr std::string_view kEnding = ".in.jsonl";

std::vector<Stream> const& streams() {
  static std::vector<Stream> const kStreams = [] {
    std::vector<Stream> all;
    for (auto const& entry : fs::directory_iterator(kFolder)) {
      std::string name = entry.path().filename().string();
      if (!name.ends_with(kEnding)) continue;
      name.resize(name.size() - kEnding.size());
      std::size_t const dot = name.find('.');
      Policies const policies =
          dot == std::string::npos ? Policies{} : properties::policies_of_text(name.substr(dot + 1)).value();
      all.push_back({name, policies, read_file(entry.path())});
    }
    std::ranges::sort(all, {}, &Stream::name);
    return all;
  }();
  return kStreams;
}

/// A form of output: the ending of its golden files, and the command's words.
struct Output {
  std::string ending;
  std::vector<std::string> words;
};
std::vector<Output> const kOutputs{
    {".txt", {"explain"}}, {".mmd", {"diagram"}}, {".svg", {"diagram", "--format", "svg"}}};

Ran print(Stream const& stream, Output const& output) {
  std::vector<std::string> words{RECORDSHARE_COMMAND};
  words.insert(words.end(), output.words.begin(), output.words.end());
  for (PolicyTerm const& policy : kPolicies)
    words.insert(words.end(), {"--policy", std::string(policy.name) + "=" +
                                               std::string(policy.values[policy.value_in(stream.policies)])});
  words.push_back((kFolder / (stream.name + std::string(kEnding))).string());
  return command::run_process(words);
}

TEST(ExplainGolden, EveryStreamIsPrintedAsItsGoldenFile) {
  ASSERT_GE(streams().size(), 15U);
  for (Stream const& stream : streams())
    for (Output const& output : kOutputs) {
      Ran const ran = print(stream, output);
      std::string const text = ran.output + ran.error;
      expect_golden("explain/" + stream.name + output.ending, text);
      bool const has_invalid_lines = stream.name.starts_with("12-");
      EXPECT_EQ(ran.status, text.starts_with("recordshare: ") ? 1
                            : has_invalid_lines               ? 2
                                                              : 0)
          << stream.name << output.ending;
    }
}

/// Names are hostile: nothing printed may have a control character or one that turns the direction of text.
TEST(ExplainGolden, EveryLineIsPrintable) {
  for (Stream const& stream : streams())
    for (Output const& output : kOutputs) {
      std::string const text = read_file(kFolder / (stream.name + output.ending));
      for (std::string_view const line : lines_in(text))
        if (!line.empty()) {
          EXPECT_FALSE(code_points(line).empty()) << stream.name << output.ending << ": " << line;
          EXPECT_FALSE(has_unprintable(line)) << stream.name << output.ending << ": " << line;
        }
    }
}

/// Every form of a sentence or a diagram that a stream has, in words; compared with the register below.
class Forms {
 public:
  void add(Stream const& stream) {
    Engine engine({.policies = stream.policies, .limits = {}});
    EventReader reader;
    command::SequenceDiagram diagram;
    bool draws = true;
    for (std::string_view const line : lines_in(stream.events)) {
      Event const* const event = reader.read(line);
      if (event == nullptr) {
        draws = draws && diagram.add_no_event(1, reader.message());
        continue;
      }
      Outcome const outcome = engine.apply(*event);
      add(*event, outcome, engine);
      draws = draws && diagram.add(*event, outcome);
    }
    if (draws) add(diagram);
  }

  /// How often each of these forms was met; the ones that were not, in words.
  [[nodiscard]] std::string missing(std::vector<std::string> const& wanted) const {
    std::string text;
    for (std::string const& form : wanted)
      if (!met_.contains(form)) text += form + "\n";
    return text;
  }

 private:
  void meet(std::initializer_list<std::string_view> words) {
    std::string form;
    for (std::string_view const word : words) form.append(form.empty() ? "" : " ").append(word);
    met_.insert(form);
  }
  void meet_list(std::string_view list, std::size_t size) { meet({list, std::to_string(size)}); }

  void add(Event const& event, Outcome const& outcome, Engine const& engine) {
    meet({type_name(event), name(outcome.result)});
    meet({name(outcome.rule), name(outcome.result)});
    meet({name(outcome.reason)});
    if (outcome.finality) meet({"final by", name_of_final(outcome.finality->request)});
    if (outcome.shown) meet_list(outcome.shown->read_only ? "shown read-only" : "shown", outcome.shown->records.size());
    if (outcome.shown)
      for (ShownRecord const& record : outcome.shown->records)
        meet({"shown", record.updatable ? "updatable" : "final"});
    meet_list("changes", outcome.changes.size());
    for (AccessChange const& change : outcome.changes) meet({name(change.from), "to", name(change.to)});
    std::visit(
        [&](auto const& one) {
          if constexpr (requires { one.records; }) meet_list("loaded", one.records.size());
          if constexpr (requires { one.dns; }) meet_list("dns", one.dns.size());
          if constexpr (requires { one.parties; }) meet_list("recovered", one.parties.size());
          if constexpr (requires { one.from; }) meet({one.from == one.to ? "self-pair" : "pair"});
          if constexpr (requires { one.chain; })
            add(one.chain, engine);
          else if constexpr (requires { one.record; }) {
            if (auto const chain = engine.chain_of(one.record)) add(*chain, engine);
          }
        },
        event);
  }

  void add(ChainId chain, Engine const& engine) {
    if (!engine.phase(chain)) return;
    meet({name(*engine.phase(chain))});
    std::map<std::string, std::size_t> sizes;
    for (Party const& who : engine.parties(chain)) {
      meet({"party", name(engine.access(chain, who.name))});
      ++sizes["parties"];
    }
    for (Party const& who : engine.keepers(chain)) {
      meet({"keeper", name(engine.access(chain, who.name))});
      ++sizes["keepers"];
    }
    for (Consultation const& one : engine.consultations(chain)) {
      meet({name(one.stage), name(engine.access(chain, one.target.name))});
      ++sizes["consultations"];
    }
    for (RecordState const& record : engine.records(chain)) {
      if (record.finality) meet({"a record final by", name_of_final(record.finality->request)});
      ++sizes["records"];
    }
    for (auto const& [list, size] : sizes) meet_list(list, size);
  }

  void add(command::SequenceDiagram const& diagram) {
    using Kind = command::SequenceDiagram::Step::Kind;
    static std::map<Kind, std::string_view> const kKinds{{Kind::Quiet, "quiet"},
                                                         {Kind::Event, "event"},
                                                         {Kind::Refused, "refused"},
                                                         {Kind::Request, "request"},
                                                         {Kind::NoEvent, "no event"}};
    auto const lane = [](std::size_t end) { return end == command::SequenceDiagram::kServer ? 0 : end + 1; };
    for (auto const& step : diagram.steps()) {
      std::size_t const from = lane(step.from);
      std::size_t const to = lane(step.to);
      meet({kKinds.at(step.kind), from == to ? "to itself" : from < to ? "to the right" : "to the left"});
      meet({kKinds.at(step.kind), "of", std::to_string(step.texts.size())});
      for (auto const& bar : step.bars) meet({"bar", name(bar.from), "to", name(bar.to)});
    }
  }

  std::set<std::string> met_;
};

std::vector<std::string> wanted_of_events() {
  std::vector<std::string> wanted;
  for (EventTerm const& event : kEvents) {
    wanted.push_back(std::string(event.name) + " accepted");
    bool const is_refused_by_limits_alone =
        event.name == "DnMonitored" || event.name == "DnUnmonitored" || event.name == "AgentLogin";
    if (!is_refused_by_limits_alone) wanted.push_back(std::string(event.name) + " refused");
  }
  for (RequestTerm const& request : kRequests) {
    wanted.push_back(std::string(request.name) + " acknowledged");
    wanted.push_back(std::string(request.name) + " error");
    if (request.kind == RequestClass::Finalizes || request.reschedules)
      for (std::string const by : {"final by ", "a record final by "}) wanted.push_back(by + std::string(request.name));
  }
  for (std::string const by : {"final by ", "a record final by "}) wanted.push_back(by + "RecordCanceled");
  for (ReasonTerm const& reason : kReasons) wanted.emplace_back(reason.name);
  for (std::string const rule :
       {"E1 accepted",  "E2 accepted",     "E3 accepted", "E4 accepted",     "E4 refused",   "E5 accepted",
        "E5 refused",   "E6 accepted",     "E6 refused",  "E7 accepted",     "E7 refused",   "E8 accepted",
        "E8 refused",   "R2 accepted",     "R2 refused",  "R3 accepted",     "R4 accepted",  "R5 accepted",
        "R6 accepted",  "R7 accepted",     "R9 accepted", "R10 accepted",    "R11 accepted", "R13 refused",
        "R15 accepted", "R14 accepted",    "R14 refused", "D1 error",        "D2 error",     "D3 error",
        "D4 error",     "D5 acknowledged", "D6 error",    "D7 acknowledged", "D8 error",     "D9 acknowledged"})
    wanted.push_back(rule);
  return wanted;
}

TEST(ExplainGolden, TheStreamsHaveEveryFormOfASentenceAndOfADiagram) {
  Forms forms;
  for (Stream const& stream : streams()) forms.add(stream);
  std::vector<std::string> wanted = wanted_of_events();
  // Every list: short, as long as it is shown whole, and one and two longer.
  for (std::string const list : {"loaded", "shown", "changes", "parties", "keepers", "consultations", "records"})
    for (std::string const size : {"1", "2", "20", "21", "22"}) wanted.push_back(list + " " + size);
  for (std::string const form : {"dns 1",
                                 "dns 2",
                                 "dns 16",
                                 "recovered 0",
                                 "recovered 1",
                                 "recovered 22",
                                 "loaded 0",
                                 "changes 0",
                                 "shown read-only 3",
                                 "shown updatable",
                                 "shown final",
                                 "None to Full",
                                 "Full to None",
                                 "None to ReadOnly",
                                 "ReadOnly to None",
                                 "ReadOnly to Full",
                                 "Full to ReadOnly",
                                 "Idle",
                                 "Live",
                                 "WrapUp",
                                 "party Full",
                                 "party None",
                                 "keeper Full",
                                 "keeper None",
                                 "Dialing None",
                                 "Established ReadOnly",
                                 "Established None",
                                 "pair",
                                 "self-pair"})
    wanted.push_back(form);
  for (std::string const kind : {"quiet", "request", "refused"})
    for (std::string const size : {"1", "2", "8"}) wanted.push_back(kind + " of " + size);
  for (std::string const form :
       {"event to itself", "event to the right", "event to the left", "refused to itself", "refused to the right",
        "refused to the left", "request to the left", "quiet to itself", "no event to itself", "bar None to ReadOnly",
        "bar None to Full", "bar ReadOnly to Full", "bar ReadOnly to None", "bar Full to None", "bar Full to ReadOnly"})
    wanted.push_back(form);
  EXPECT_EQ(forms.missing(wanted), "");
}

/// Each clause of sentences.cpp and each sentence of a term stands in a golden file.
TEST(ExplainGolden, EveryTextOfATermIsPrinted) {
  std::string all;
  for (Stream const& stream : streams()) all += read_file(kFolder / (stream.name + ".txt"));
  auto const expect = [&](std::string_view text) { EXPECT_NE(all.find(text), std::string::npos) << text; };
  for (ReasonTerm const& reason : kReasons) {
    if (reason.why.empty()) continue;
    expect("why: " + std::string(reason.name) + ", " + std::string(reason.why) + ".\n");
    expect("needed: " + std::string(reason.needed) + ".\n");
  }
  for (RequestTerm const& request : kRequests) expect("answer: " + std::string(request.answer));
  // No name of a member in braces stays; one agent has a brace in its name.
  for (std::size_t at = all.find('{'); at != std::string::npos; at = all.find('{', at + 1))
    EXPECT_EQ(all.substr(at - 2, 2), "%%");
}

}  // namespace
}  // namespace recordshare::tests
