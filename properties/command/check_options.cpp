// SPDX-License-Identifier: Apache-2.0
// check_options.cpp describes the verbs of `recordshare-check`.
#include "properties/command/check_options.hpp"

#include <algorithm>
#include <string_view>
#include <thread>

namespace recordshare::properties {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  recordshare-check explore --agents 3 --records 2
  recordshare-check compare
  recordshare-check prove
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

constexpr std::size_t kThreadsMax = 64;

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

void add_mutants(command::Usage& usage, CheckCommandLine& line) {
  usage.verb("mutants", "Make every mechanical mistake in the tables, and see which checker finds it", kMutantsFooter)
      .number("--threads", line.explore.threads, 1, kThreadsMax, "How many threads")
      .path("--stories", line.stories, "The folder of conformance streams; run from the project's folder, it is found")
      .path("--json", line.json, "Where to write what became of each, one JSON object a line");
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
