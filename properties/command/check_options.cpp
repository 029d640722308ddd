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

constexpr std::string_view kExploreFooter =
    R"(Exit status: 0 if every check holds; 1 for a usage error or if memory runs out;
2 if a check fails: the shortest stream that shows it is printed.

Examples:
  recordshare-check explore --agents 3 --records 1
  recordshare-check explore --agents 2 --records 2 --all-policies --json explored.json
  recordshare-check explore --dn-world
)";

constexpr std::string_view kCompareFooter =
    R"(Exit status: 0 if both agree; 1 for a usage error, or a world for which the model is not translated;
2 if they differ: the shortest stream that shows it is printed.

Examples:
  recordshare-check compare
  recordshare-check compare --agents 2 --records 2 --all-policies
)";

constexpr std::string_view kProveFooter =
    R"(Exit status: 0 if every obligation is proved; 1 for a usage error, or a file that cannot be written;
2 if one is not: a state, an event and the violated claim are printed.

Examples:
  recordshare-check prove
  recordshare-check prove --smt-dir obligations && recordshare-check recheck obligations
)";

constexpr std::string_view kRecheckFooter =
    R"(Exit status: 0 if cvc5 agrees on every file; 1 for a usage error, or if cvc5 cannot be run;
2 if it disagrees.

Example:
  recordshare-check prove --smt-dir obligations && recordshare-check recheck obligations
)";

constexpr std::string_view kMutantsFooter =
    R"(It takes minutes. Exit status: 0 if every mutant is killed or proved equivalent; 1 for a usage error;
2 if one survives, or if `--only` selects nothing.

Examples:
  recordshare-check mutants --json mutants.json
  recordshare-check mutants --only "R13.9: "
)";

constexpr std::string_view kConformFooter =
    R"(CMD is split into words at blanks; quotes group, and `\` escapes the next character. No shell is used: for
variables, patterns or pipes, write `sh -c "..."`. The program is started once for each stream. It must read events and
write answers as events.md defines them, under the policies given here. It is killed if a stream takes longer than the
timeout.

Each answer must equal that of `recordshare run` byte for byte, except for the text of `message`. The exit status of
the program is ignored if all its answers are right.

Exit status: 0 if there is no difference; 1 for a usage error, a program that cannot be run, or a file that cannot be
written; 2 if there is a difference: the shortest stream found that shows it is printed; 130 after an interrupt.

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
  usage.verb("explore", "Explore every event in every state of a bounded world, and check each step", kExploreFooter)
      .number("--agents", options.world.agents, 1, explore::kAgentsMax, "The number of agents, each at its own DN")
      .number("--records", options.world.records, 1, explore::kRecordsMax, "The number of records of the one chain")
      .number("--threads", options.threads, 1, kThreadsMax, "The number of threads; results do not depend on it")
      .policies(options.world.policies)
      .flag("--all-policies", line.all_policies, "Explore under every combination of policies")
      .flag("--no-symmetry", no_symmetry, "Do not merge states that are equal modulo renaming")
      .flag("--dn-world", line.dn_world,
            "Explore two other worlds, by the engine: 2 agents at one or both of 2 DNs, 2 chains; a number and 2 call "
            "ids")
      .path("--json", line.json, "Write the figures to this file as JSON, one object a line");
}

void add_compare(command::Usage& usage, CheckCommandLine& line) {
  explore::World& world = line.explore.world;
  usage
      .verb("compare", "Compare the production state machine with the independent model (model/spec) in every state",
            kCompareFooter)
      .number("--agents", world.agents, 1, explore::kAgentsMax,
              "The number of agents; by default, all small worlds are compared")
      .number("--records", world.records, 1, explore::kRecordsMax, "The number of records")
      .policies(world.policies)
      .flag("--all-policies", line.all_policies, "Compare under every combination of policies");
}

void add_prove(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("prove", "Prove the tables for any number of agents and records, and for every policy", kProveFooter)
      .policies(line.explore.world.policies)
      .path("--json", line.json, "Write the figures to this file as JSON")
      .path("--smt-dir", line.folder, "Write each obligation to a file of this folder, as SMT-LIB");
}

void add_recheck(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("recheck", "Check the obligations that `prove --smt-dir` wrote with a second solver, cvc5", kRecheckFooter)
      .number("--threads", line.explore.threads, 1, kThreadsMax, "The number of cvc5 processes at a time")
      .path("DIR", line.folder, "The folder that `prove --smt-dir` wrote");
}

void add_describe(command::Usage& usage, CheckCommandLine& line) {
  std::vector<std::string> formats;
  for (describe::Format const& format : describe::kFormats) formats.emplace_back(format.name);
  usage
      .verb("describe", "Generate documentation from the rule tables: phases, rows, permissions, evidence",
            kDescribeFooter)
      .choice("--format", line.format, formats, "The output format")
      .path("-o,--output", line.output, "Write to this file, not to standard output");
}

void add_mutants(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("mutants", "Make every mutant of the tables, and report which checkers find it", kMutantsFooter)
      .number("--threads", line.explore.threads, 1, kThreadsMax, "The number of threads")
      .text("--only", line.only, "TEXT", "Only the mutants with TEXT in their description")
      .path("--json", line.json, "Write the result for each mutant to this file, one JSON object a line");
}

void add_conform(command::Usage& usage, CheckCommandLine& line) {
  conformance::Plan& plan = line.conform;
  usage.verb("conform", "Test a program that speaks events.md against the rules, answer by answer", kConformFooter)
      .text("--exec", line.program, "CMD", "The program and its arguments")
      .policies(plan.policies)
      .number("--seed", plan.seed, 0, ~std::uint64_t{0}, "The seed of the first random stream; stream k uses seed + k")
      .number("--streams", plan.streams, 0, kStreamsMax, "The number of random streams, after the stories")
      .number("--lines", plan.lines, conformance::Plan::kLinesMin, conformance::Plan::kLinesMax,
              "The maximum length of a random stream")
      .number("--timeout", line.timeout_s, 1, kTimeoutMax_s, "The maximum time for a stream, in seconds")
      .flag("--by-members", plan.by_members, "Compare answers as JSON: ignore spaces, escapes and the order of members")
      .path("--json", line.json, "Write the result to this file as a JSON object")
      .path("--junit", line.junit, "Write the result to this file as JUnit XML");
}

}  // namespace

CheckCommandLine read_check_command_line(int argc, char const* const* argv) {
  CheckCommandLine line;
  bool no_symmetry = false;
  command::Usage usage("recordshare-check",
                       "Checks that recordshare implements rules.md, and tests other implementations.",
                       std::string(kExamples));
  add_explore(usage, line, no_symmetry);
  add_compare(usage, line);
  add_prove(usage, line);
  add_recheck(usage, line);
  add_mutants(usage, line);
  add_describe(usage, line);
  add_conform(usage, line);
  static_cast<void>(
      usage.verb("rows", "Count how often each row of the tables decides and each condition is true and false",
                 "Exit status: 0; 2 if a row never decides, or a condition is never true or never false.\n"));
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
