// SPDX-License-Identifier: Apache-2.0
// options.cpp reads the command line with CLI11, and words its errors as all others of the command.
#include "options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include <recordshare/version.hpp>

#include "nearest.hpp"

namespace recordshare::command {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  recordshare generate --seed 7 --lines 100000 | recordshare run - --summary > answers.jsonl
  recordshare explain story.jsonl
  recordshare run --help
)";

constexpr std::string_view kRunExamples = R"(Exit status: 0; 1 for wrong usage or a file that cannot be read or written;
2 if a line was invalid; 130 after an interrupt, which finishes its line.

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

constexpr std::string_view kExplainExamples = R"(Exit status: as of run.

Examples:
  recordshare explain story.jsonl
  recordshare explain --policy final_scope=chain story.jsonl | less
)";

/// What is wrong with the usage; thrown through CLI11, and caught where it was called.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void set_number(std::string const& option, std::string const& text, std::uint64_t least, std::uint64_t most,
                std::uint64_t& number) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && least <= number && number <= most) return;
  throw UsageError("option `" + option + "` must be an integer from " + std::to_string(least) + " to " +
                   std::to_string(most) + ", not `" + text + "`");
}

// An option whose value is a number from `least` to `most`; the last one given counts.
template <class Number>
void add_number(CLI::App& app, std::string const& option, Number& number, std::uint64_t least, std::uint64_t most,
                std::string const& help) {
  auto const set = [=, &number](std::string const& text) {
    std::uint64_t value = 0;
    set_number(option, text, least, most, value);
    number = static_cast<Number>(value);
  };
  app.add_option_function<std::string>(option, set, help + " [" + std::to_string(number) + "]")
      ->type_name("N")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_path(CLI::App& app, std::string const& option, std::string& path, std::string const& help) {
  app.add_option(option, path, help)
      ->type_name(option.starts_with('-') ? "FILE" : "")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

std::array<std::string_view, kPolicies.size()> policy_names() {
  std::array<std::string_view, kPolicies.size()> names;
  for (std::size_t p = 0; p < kPolicies.size(); ++p) names[p] = kPolicies[p].name;
  return names;
}

void set_policy_or_throw(Policies& policies, std::string const& setting) {
  if (set_policy(policies, setting)) return;
  std::size_t const equals = setting.find('=');
  if (equals == std::string::npos) throw UsageError("policy `" + setting + "` must be written NAME=VALUE");
  std::string const name = setting.substr(0, equals);
  for (PolicyTerm const& policy : kPolicies) {
    if (policy.name != name) continue;
    throw UsageError(unknown_word("value for policy `" + name + "`,", setting.substr(equals + 1), policy.values));
  }
  throw UsageError(unknown_word("policy", name, policy_names()));
}

std::string policy_help() {
  std::string help = "Any of";
  for (PolicyTerm const& policy : kPolicies)
    for (std::string_view const value : policy.values) help.append(" ").append(policy.name).append("=").append(value);
  return help.append("; of two values the first is the default");
}

void add_engine_options(CLI::App& app, Options& options) {
  auto const set = [&options](std::vector<std::string> const& settings) {
    for (std::string const& setting : settings) set_policy_or_throw(options.policies, setting);
  };
  app.add_option_function<std::vector<std::string>>("--policy", set, policy_help())
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  Limits& limits = options.limits;
  add_number(app, "--max-names", limits.names, 1, Limits::kNamesMax, "The most agents and DNs held at one time");
  add_number(app, "--max-chains", limits.chains, 1, Limits::kChainsMax, "The most chains loaded at one time");
  add_number(app, "--max-records", limits.records, 1, Limits::kRecordsMax, "The most records of one chain");
}

constexpr std::uint64_t kAny = ~std::uint64_t{0};

void add_run(CLI::App& app, CommandLine& line) {
  CLI::App* const run = app.add_subcommand("run", "Run a stream of events: JSON Lines in, JSON Lines out");
  add_path(*run, "FILE", line.input, "The events; standard input where it is `-` or left out");
  add_path(*run, "-o,--output", line.output, "Where the answers go, in place of standard output");
  run->add_flag("--summary", line.summary, "End with a table on standard error: by type, reason and rule");
  add_engine_options(*run, line.generator.engine);
  run->footer(std::string(kRunExamples));
}

void add_generate(CLI::App& app, CommandLine& line) {
  CLI::App* const generate = app.add_subcommand("generate", "Write a reproducible stream of events");
  GeneratorOptions& options = line.generator;
  add_number(*generate, "--seed", options.seed, 0, kAny, "The same seed and options give the same bytes everywhere");
  add_number(*generate, "--lines", line.lines, 0, kAny, "How many events");
  add_number(*generate, "--agents", options.agents, GeneratorOptions::kAgentsMin, Limits::kNamesMax,
             "How many agents; each has a DN, and some DNs are spare");
  add_number(*generate, "--chains", options.chains, GeneratorOptions::kChainsMin, Limits::kChainsMax,
             "How many chains come and go");
  add_path(*generate, "-o,--output", line.output, "Where the events go, in place of standard output");
  add_engine_options(*generate, options.engine);
  generate->footer(std::string(kGenerateExamples));
}

void add_explain(CLI::App& app, CommandLine& line) {
  CLI::App* const explain = app.add_subcommand("explain", "Run a stream of events and tell a person what happens");
  add_path(*explain, "FILE", line.input, "The events; standard input where it is `-` or left out");
  add_path(*explain, "-o,--output", line.output, "Where the explanation goes, in place of standard output");
  add_engine_options(*explain, line.generator.engine);
  explain->footer(std::string(kExplainExamples));
}

// A stream that its own engine's limits would cut short is not what was asked for.
void check_limits(GeneratorOptions const& options) {
  Limits const& limits = options.engine.limits;
  if (names_of_stream(options) > limits.names)
    throw UsageError("`--agents " + std::to_string(options.agents) + "` needs `--max-names " +
                     std::to_string(names_of_stream(options)) + "` or more");
  if (options.chains > limits.chains)
    throw UsageError("`--chains " + std::to_string(options.chains) + "` needs `--max-chains " +
                     std::to_string(options.chains) + "` or more");
}

constexpr std::array<std::string_view, 5> kVerbs{"run", "generate", "explain", "--help", "--version"};
constexpr std::array<std::string_view, 14> kOptionNames{
    "--summary", "--output", "--policy", "--max-names", "--max-chains", "--max-records", "--seed", "--lines",
    "--agents",  "--chains", "--help",   "-o",          "-h",           "--version"};

std::string tell_left_over(std::string const& word) {
  bool const is_option = word.size() > 1 && word.front() == '-';
  if (!is_option) return "`" + word + "` is one argument too many: `recordshare --help` shows what is expected";
  std::string_view const meant = nearest(word.substr(0, word.find('=')), kOptionNames);
  if (meant.empty() || meant == word) return "unknown option `" + word + "`: `--help` behind the verb lists them all";
  return "unknown option `" + word + "`: did you mean `" + std::string(meant) + "`?";
}

// CLI11's other errors begin with the option's name and a colon.
std::string tell_parse_error(CLI::App const& app, CLI::ParseError const& error) {
  std::vector<std::string> const left_over = app.remaining(true);
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) && !left_over.empty())
    return tell_left_over(left_over.front());
  std::string what = error.what();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch))
    return "option `" + what.substr(0, what.find(':')) + "` needs a value";
  return what;
}

// The verb comes first, or an option that needs none.
void check_verb(std::string_view verb) {
  if (verb == "-h" || std::ranges::find(kVerbs, verb) != kVerbs.end()) return;
  if (!verb.starts_with('-') || !nearest(verb, kVerbs).empty())
    throw UsageError(unknown_word(verb.starts_with('-') ? "option" : "verb", verb, kVerbs));
  throw UsageError("a verb comes before `" + std::string(verb) + "`: `run`, `generate` or `explain`");
}

void parse(CLI::App& app, int argc, char const* const* argv, CommandLine& line) {
  if (argc < 2) throw UsageError("a verb is missing: `run`, `generate` or `explain` (`recordshare --help` tells more)");
  check_verb(argv[1]);
  app.parse(argc, argv);
  if (app.got_subcommand("run")) line.verb = CommandLine::Verb::Run;
  if (app.got_subcommand("explain")) line.verb = CommandLine::Verb::Explain;
  if (app.got_subcommand("generate")) {
    line.verb = CommandLine::Verb::Generate;
    check_limits(line.generator);
  }
}

}  // namespace

CommandLine read_command_line(int argc, char const* const* argv) {
  CommandLine line;
  CLI::App app("Who may do what with an outbound record, while its call moves between agents.", "recordshare");
  app.set_version_flag("--version", "recordshare " + std::string(kVersion), "Print the version and exit");
  app.require_subcommand(1);
  app.footer(std::string(kExamples));
  add_run(app, line);
  add_generate(app, line);
  add_explain(app, line);
  try {
    parse(app, argc, argv, line);
  } catch (CLI::CallForHelp const&) {
    line.verb = CommandLine::Verb::Print;
    line.text = app.help();
  } catch (CLI::CallForVersion const& version) {
    line.verb = CommandLine::Verb::Print;
    line.text = version.what() + std::string("\n");
  } catch (CLI::ParseError const& error) {
    line.problem = tell_parse_error(app, error);
  } catch (UsageError const& error) {
    line.problem = error.what();
  }
  return line;
}

}  // namespace recordshare::command
