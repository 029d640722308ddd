// SPDX-License-Identifier: Apache-2.0
// check_options.cpp describes the verbs of `recordshare-check`.
#include "properties/command/check_options.hpp"

#include <algorithm>
#include <string_view>
#include <thread>
#include <vector>

#include "properties/document/formats.hpp"

namespace recordshare::properties {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  recordshare-check explore --agents 3 --records 2
  recordshare-check compare
  recordshare-check prove
  recordshare-check conform --exec "recordshare run -"
  recordshare-check explore --help
)";

constexpr std::string_view kExploreFooter = R"(Exit status: 0 where everything holds; 1 for wrong usage, or no memory;
2 where something does not hold, and then the shortest stream that shows it is printed.

Examples:
  recordshare-check explore --agents 3 --records 1
  recordshare-check explore --agents 2 --records 2 --all-policies --json explored.json
  recordshare-check explore --dn-world
)";

constexpr std::string_view kCompareFooter =
    R"(Exit status: 0 where both agree; 1 for wrong usage, or a world the model is not translated for;
2 where they differ, and then the shortest stream that shows it is printed.

Examples:
  recordshare-check compare
  recordshare-check compare --agents 2 --records 2 --all-policies
)";

constexpr std::string_view kProveFooter =
    R"(Exit status: 0 where all is proved; 1 for wrong usage, or a file that cannot be written;
2 where something is not, and then a state, an event and what broke are printed.

Examples:
  recordshare-check prove
  recordshare-check prove --smt-dir obligations && recordshare-check recheck obligations
)";

constexpr std::string_view kRecheckFooter =
    R"(Exit status: 0 where cvc5 agrees on every file; 1 for wrong usage, or where cvc5 cannot be run;
2 where it does not agree.

Example:
  recordshare-check prove --smt-dir obligations && recordshare-check recheck obligations
)";

constexpr std::string_view kMutantsFooter =
    R"(It takes minutes. Exit status: 0 where every mutant is killed or shown equivalent; 1 for wrong usage;
2 where one is left.

Example:
  recordshare-check mutants --json mutants.json
)";

constexpr std::string_view kConformFooter =
    R"(CMD is cut into words at blanks; quotes keep a word together, and `\` takes the next character as it is. No shell
is involved: for variables, patterns or pipes, say `sh -c "..."`. The program is run anew for every stream, reads events
and writes answers as events.md says, and must apply the policies that are given here. It is stopped when a stream
takes longer than the timeout.

An answer must be that of `recordshare run` byte for byte, but for the text of `message`. The exit status of the program
does not count where all its answers are right.

Exit status: 0 where there is no difference; 1 for wrong usage, a program that cannot be run, or a file that cannot be
written; 2 where something is wrong, and then the shortest stream found that shows it is printed; 130 after an
interrupt.

Examples:
  recordshare-check conform --exec "recordshare run -"
  recordshare-check conform --exec "python3 my_arbiter.py" --streams 1000 --seed 7 --junit conform.xml
)";

constexpr std::string_view kDescribeFooter = R"(Examples:
  recordshare-check describe > README.md
  recordshare-check describe --format dot | dot -Tsvg -o phases.svg
  recordshare-check describe --format csv -o rows.csv
)";

constexpr std::size_t kThreadsMax = 64;
constexpr std::uint32_t kStreamsMax = 1'000'000'000;
constexpr std::uint32_t kTimeoutMax_s = 3'600;

void add_explore(command::Usage& usage, CheckCommandLine& line, bool& no_symmetry) {
  auto& options = line.explore;
  options.threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kThreadsMax);
  usage.verb("explore", "Take every event in every state of a bounded world, and check each step", kExploreFooter)
      .number("--agents", options.world.agents, 1, explore::kAgentsMax, "How many agents, each with a DN of its own")
      .number("--records", options.world.records, 1, explore::kRecordsMax, "How many records the one chain can have")
      .number("--threads", options.threads, 1, kThreadsMax, "How many threads; what is found does not depend on it")
      .policies(options.world.policies)
      .flag("--all-policies", line.all_policies, "Explore under every combination of policies")
      .flag("--no-symmetry", no_symmetry, "Keep apart states that differ only in who is who")
      .flag("--dn-world", line.dn_world, "In place of that: 2 agents at any of 2 DNs, and 2 chains, by the engine")
      .path("--json", line.json, "Where to write the figures as JSON, one object a line");
}

void add_compare(command::Usage& usage, CheckCommandLine& line) {
  explore::World& world = line.explore.world;
  usage
      .verb("compare", "Hold what ships against the independent model (model/spec), event by event, state by state",
            kCompareFooter)
      .number("--agents", world.agents, 1, explore::kAgentsMax, "How many agents; of no world named, all small ones")
      .number("--records", world.records, 1, explore::kRecordsMax, "How many records")
      .policies(world.policies)
      .flag("--all-policies", line.all_policies, "Compare under every combination of policies");
}

void add_prove(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("prove", "Prove the tables for any number of agents and records, and for every policy", kProveFooter)
      .policies(line.explore.world.policies)
      .path("--json", line.json, "Where to write the figures as JSON")
      .path("--smt-dir", line.folder, "Where to write each obligation as an SMT-LIB file of its own");
}

void add_recheck(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("recheck", "Ask a second solver, cvc5, what `prove --smt-dir` wrote, and compare", kRecheckFooter)
      .number("--threads", line.explore.threads, 1, kThreadsMax, "How many processes of cvc5 at a time")
      .path("DIR", line.folder, "The folder with the files");
}

void add_describe(command::Usage& usage, CheckCommandLine& line) {
  std::vector<std::string> formats;
  for (describe::Format const& format : describe::kFormats) formats.emplace_back(format.name);
  usage
      .verb("describe", "Describe the model from its own tables: phases, rows, who may do what, what checks it",
            kDescribeFooter)
      .choice("--format", line.format, formats, "What it is written in")
      .path("-o,--output", line.output, "Where the description goes, in place of standard output");
}

void add_mutants(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("mutants", "Make every mechanical mistake in the tables, and see which checker finds it", kMutantsFooter)
      .number("--threads", line.explore.threads, 1, kThreadsMax, "How many threads")
      .path("--json", line.json, "Where to write what became of each, one JSON object a line");
}

void add_conform(command::Usage& usage, CheckCommandLine& line) {
  conformance::Plan& plan = line.conform;
  usage.verb("conform", "Hold any program that speaks events.md against the rules, answer by answer", kConformFooter)
      .text("--exec", line.program, "CMD", "The program and its arguments")
      .policies(plan.policies)
      .number("--seed", plan.seed, 0, ~std::uint64_t{0}, "The generated streams are those of this seed and the next")
      .number("--streams", plan.streams, 0, kStreamsMax, "How many streams are generated, after the stories")
      .number("--lines", plan.lines, conformance::Plan::kLinesMin, conformance::Plan::kLinesMax,
              "The most lines of a generated stream")
      .number("--timeout", line.timeout_s, 1, kTimeoutMax_s, "The most seconds in which a stream is to be answered")
      .flag("--by-members", plan.by_members, "Spaces, escapes and the order of members in an answer do not count")
      .path("--json", line.json, "Where to write what was found as a JSON object")
      .path("--junit", line.junit, "Where to write what was found as JUnit's XML");
}

}  // namespace

CheckCommandLine read_check_command_line(int argc, char const* const* argv) {
  CheckCommandLine line;
  bool no_symmetry = false;
  command::Usage usage("recordshare-check", "Checks that the rules of recordshare do what rules.md says they do.",
                       std::string(kExamples));
  add_explore(usage, line, no_symmetry);
  add_compare(usage, line);
  add_prove(usage, line);
  add_recheck(usage, line);
  add_mutants(usage, line);
  add_describe(usage, line);
  add_conform(usage, line);
  static_cast<void>(
      usage.verb("rows", "Show how often every row of the tables decided, and each condition true and false",
                 "Exit status: 0; 2 where a row never decides, or a condition is only ever seen one way.\n"));
  command::ParsedUsage const parsed = usage.parse(argc, argv);
  line.verb = parsed.verb;
  line.text = parsed.text;
  line.problem = parsed.problem;
  line.explore.symmetry = !no_symmetry;
  line.names_world = parsed.was_given("--agents") || parsed.was_given("--records");
  line.names_policy = parsed.was_given("--policy");
  return line;
}

}  // namespace recordshare::properties
