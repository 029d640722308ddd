// SPDX-License-Identifier: Apache-2.0
// options.cpp defines the verbs and options of the command `recordshare`, and parses its command line.
#include "engine/command/options.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace recordshare::command {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  recordshare generate --seed 7 --lines 100000 | recordshare run - --summary > answers.jsonl
  recordshare explain story.jsonl
  recordshare run --help
)";

constexpr std::string_view kRunExamples =
    R"(Exit status: 0 for success; 1 for wrong usage or a file that cannot be read or
written; 2 if a line was invalid; 130 after an interrupt.

The first SIGINT (Ctrl-C) ends it after the current line, when all its answers are written; a second one
kills it, as SIGTERM and SIGHUP do: the last line of the output may then be incomplete. If SIGINT is ignored
at the start, as in a background job of a script, it stays ignored.

Examples:
  recordshare run events.jsonl > answers.jsonl
  recordshare run events.jsonl -o answers.jsonl --summary
  tail -f events.jsonl | recordshare run
  recordshare run --policy final_scope=chain --policy reschedule=finalizes events.jsonl
)";

constexpr std::string_view kGenerateExamples = R"(Examples:
  recordshare generate --seed 7 --lines 1000000 --agents 50 --chains 500 > events.jsonl
  recordshare generate --seed 1 --lines 50 --agents 3 --chains 2 | recordshare explain
)";

constexpr std::string_view kExplainExamples = R"(Exit status: the same as for run.

Examples:
  recordshare explain story.jsonl
  recordshare explain --policy final_scope=chain story.jsonl | less
)";

constexpr std::string_view kDiagramExamples = R"(Lines that do not begin with `{` are ignored, so that the report of
a counterexample can be drawn as it is.
In Mermaid, a single bar is ReadOnly access and a double bar is Full; in SVG,
a hollow bar is ReadOnly and a filled bar is Full.

Exit status: the same as for run; also 1 if the stream has too many events or agents for a diagram.

Examples:
  recordshare diagram story.jsonl --format svg -o story.svg
  recordshare-check explore | recordshare diagram
)";

// Scripts for earlier versions may still call this verb: the message says where it is now.
constexpr std::string_view kDescribe = "describe";
constexpr std::string_view kDescribeMoved = "`describe` has moved: run `recordshare-check describe`";

void add_engine_options(VerbUsage& verb, Options& options) {
  Limits& limits = options.limits;
  verb.policies(options.policies)
      .number("--max-names", limits.names, 1, Limits::kNamesMax,
              "The maximum number of agents, numbers, DNs and call ids in use at the same time")
      .number("--max-chains", limits.chains, 1, Limits::kChainsMax,
              "The maximum number of chains loaded at the same time")
      .number("--max-records", limits.records, 1, Limits::kRecordsMax, "The maximum number of records of one chain")
      .number("--max-members", limits.members, 1, Limits::kMembersMax,
              "The maximum number of parties, keepers and ends of consultations of one chain");
}

std::vector<std::string> const kDiagramFormats{"mermaid", "svg"};

constexpr std::uint64_t kAny = ~std::uint64_t{0};

void add_run(Usage& usage, CommandLine& line) {
  VerbUsage run = usage.verb("run", "Answer a stream of events: JSON Lines in, JSON Lines out", kRunExamples);
  run.path("FILE", line.input, "The file of events; standard input if it is `-` or omitted")
      .path("-o,--output", line.output, "Write the answers to this file instead of standard output")
      .flag("--summary", line.summary, "Print a table of counts by type, reason and rule on standard error at the end");
  run.flag("--ids-as-strings", line.ids_as_strings,
           "Write chain ids and record handles as strings: JavaScript keeps numbers exact only up to 2^53");
  add_engine_options(run, line.generator.engine);
}

void add_generate(Usage& usage, CommandLine& line) {
  generator::GeneratorOptions& options = line.generator;
  VerbUsage generate = usage.verb("generate", "Generate a reproducible random stream of events", kGenerateExamples);
  generate
      .number("--seed", options.seed, 0, kAny,
              "The seed; the same seed and options give the same bytes on every machine")
      .number("--lines", line.lines, 0, kAny, "The number of events")
      .number("--agents", options.agents, generator::GeneratorOptions::kAgentsMin,
              generator::GeneratorOptions::kAgentsMax, "The number of agents; each has a DN, and a few DNs are spare")
      .number("--chains", options.chains, generator::GeneratorOptions::kChainsMin,
              generator::GeneratorOptions::kChainsMax, "The number of chains, which are loaded and unloaded repeatedly")
      .path("-o,--output", line.output, "Write the events to this file instead of standard output");
  add_engine_options(generate, options.engine);
}

void add_explain(Usage& usage, CommandLine& line) {
  VerbUsage explain = usage.verb("explain", "Explain each event of a stream in plain English", kExplainExamples);
  explain.path("FILE", line.input, "The file of events; standard input if it is `-` or omitted")
      .path("-o,--output", line.output, "Write the explanation to this file instead of standard output");
  add_engine_options(explain, line.generator.engine);
}

void add_diagram(Usage& usage, CommandLine& line, std::size_t& format) {
  VerbUsage diagram = usage.verb("diagram", "Draw a stream of events as a sequence diagram", kDiagramExamples);
  diagram.path("FILE", line.input, "The file of events; standard input if it is `-` or omitted")
      .choice("--format", format, kDiagramFormats, "The format of the diagram")
      .path("-o,--output", line.output, "Write the diagram to this file instead of standard output");
  add_engine_options(diagram, line.generator.engine);
}

// The stream must fit the limits of the generator's own engine.
std::string beyond_limits(generator::GeneratorOptions const& options) {
  Limits const& limits = options.engine.limits;
  if (options.chains > limits.chains)
    return "`--chains " + std::to_string(options.chains) + "` needs `--max-chains " + std::to_string(options.chains) +
           "` or more";
  if (generator::names_of_stream(options) > limits.names)
    return "`--agents " + std::to_string(options.agents) + "` and `--chains " + std::to_string(options.chains) +
           "` need `--max-names " + std::to_string(generator::names_of_stream(options)) + "` or more";
  return {};
}

}  // namespace

CommandLine read_command_line(int argc, char const* const* argv) {
  CommandLine line;
  Usage usage("recordshare", "Rules engine for outbound record sharing: which agent may read or update which record.",
              std::string(kExamples));
  add_run(usage, line);
  add_generate(usage, line);
  add_explain(usage, line);
  std::size_t diagram_format = 0;
  add_diagram(usage, line, diagram_format);
  static_cast<void>(usage.verb(std::string(kDescribe), "Moved to `recordshare-check describe`",
                               "Exit status: 1, and standard error says where the verb is now.\n"));
  ParsedUsage const parsed = usage.parse(argc, argv);
  line.text = parsed.text;
  line.problem = parsed.problem;
  if (parsed.verb == "explain") line.verb = CommandLine::Verb::Explain;
  if (parsed.verb == "diagram") {
    line.verb = CommandLine::Verb::Diagram;
    line.format = kDiagramFormats[diagram_format];
  }
  if (parsed.verb == "generate") {
    line.verb = CommandLine::Verb::Generate;
    line.problem = beyond_limits(line.generator);
  }
  if (argc > 1 && argv[1] == kDescribe && parsed.text.empty()) line.problem = kDescribeMoved;
  if (!parsed.text.empty()) line.verb = CommandLine::Verb::Print;
  return line;
}

}  // namespace recordshare::command
