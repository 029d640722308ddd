// SPDX-License-Identifier: Apache-2.0
// option_tests.cpp tests every option with a number, of every verb of both commands, at its bounds.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/command_lines.hpp"

namespace recordshare::tests {
namespace {

constexpr std::uint64_t kAny = 18446744073709551615U;

/// An option with a number: its bounds, and the value that a command line sets.
struct Number {
  std::string program;
  std::string verb;
  std::string option;
  std::uint64_t least;
  std::uint64_t most;
  std::function<std::uint64_t(Words const&)> value;
  Words others = {};  ///< options without which a value is refused for another reason
};

template <class Value>
std::function<std::uint64_t(Words const&)> of_run(Value const& value) {
  return [=](Words const& words) { return static_cast<std::uint64_t>(value(run(words))); };
}
template <class Value>
std::function<std::uint64_t(Words const&)> of_check(Value const& value) {
  return [=](Words const& words) { return static_cast<std::uint64_t>(value(check(words))); };
}

std::vector<Number> numbers() {
  std::vector<Number> all;
  for (std::string const verb : {"run", "generate", "explain", "diagram"}) {
    // A generated stream must fit the limits.
    Words const few = verb == "generate" ? Words{"--agents=3", "--chains=2"} : Words{};
    auto const add = [&](std::string const& option, std::uint64_t most, auto const& value, std::uint64_t least = 1) {
      all.push_back({"recordshare", verb, option, least, most, of_run(value), few});
    };
    generator::GeneratorOptions smallest;
    smallest.agents = 3;
    std::uint64_t const names = verb == "generate" ? generator::names_of_stream(smallest) : 1;
    add("--max-names", 16'000'000, [](auto const& line) { return line.generator.engine.limits.names; }, names);
    std::uint64_t const chains = verb == "generate" ? 2 : 1;
    add("--max-chains", 2'000'000'000, [](auto const& line) { return line.generator.engine.limits.chains; }, chains);
    add("--max-records", 65'535, [](auto const& line) { return line.generator.engine.limits.records; });
    add("--max-members", 65'535, [](auto const& line) { return line.generator.engine.limits.members; });
  }
  auto const add = [&](std::string const& option, std::uint64_t least, std::uint64_t most, auto const& value) {
    all.push_back({"recordshare",
                   "generate",
                   option,
                   least,
                   most,
                   of_run(value),
                   {"--max-names=16000000", "--max-chains=2000000000"}});
  };
  add("--seed", 0, kAny, [](auto const& line) { return line.generator.seed; });
  add("--lines", 0, kAny, [](auto const& line) { return line.lines; });
  add("--agents", 3, 4'571'283, [](auto const& line) { return line.generator.agents; });
  add("--chains", 2, 15'999'817, [](auto const& line) { return line.generator.chains; });
  auto const add_check = [&](std::string const& verb, std::string const& option, std::uint64_t least,
                             std::uint64_t most, auto const& value) {
    all.push_back({"recordshare-check", verb, option, least, most, of_check(value)});
  };
  for (std::string const verb : {"explore", "compare"}) {
    add_check(verb, "--agents", 1, 6, [](auto const& line) { return line.explore.world.agents; });
    add_check(verb, "--records", 1, 4, [](auto const& line) { return line.explore.world.records; });
  }
  for (std::string const verb : {"explore", "recheck", "mutants"})
    add_check(verb, "--threads", 1, 64, [](auto const& line) { return line.explore.threads; });
  add_check("conform", "--seed", 0, kAny, [](auto const& line) { return line.conform.seed; });
  add_check("conform", "--streams", 0, 1'000'000'000, [](auto const& line) { return line.conform.streams; });
  add_check("conform", "--lines", 20, 100'000, [](auto const& line) { return line.conform.lines; });
  add_check("conform", "--timeout", 1, 3'600, [](auto const& line) { return line.timeout_s; });
  return all;
}

TEST(Options, EveryNumberOfEveryVerbIsInTheTable) {
  auto const verbs = all_verbs();
  EXPECT_EQ(verbs.size(), 5U + 8U);
  for (auto const& [program, verb] : verbs) {
    std::set<std::string> tested;
    for (Number const& number : numbers())
      if (number.program == program && number.verb == verb) tested.insert(number.option);
    EXPECT_EQ(options_with(help_of(program, {verb, "--help"}), "N"), tested) << program << ' ' << verb;
  }
}

/// The command line with the option's value, in both forms.
std::vector<Words> lines_with(Number const& number, std::string const& value) {
  Words apart{number.verb};
  apart.insert(apart.end(), number.others.begin(), number.others.end());
  Words joined = apart;
  apart.insert(apart.end(), {number.option, value});
  joined.push_back(number.option + "=" + value);
  return {apart, joined};
}

TEST(Options, EveryNumberIsTakenFromItsLeastToItsMost) {
  for (Number const& number : numbers()) {
    std::set<std::uint64_t> const inside{number.least, number.least + 1, number.most - 1, number.most};
    for (std::uint64_t const value : inside) {
      for (std::string const zeros : {"", "0", "000000000000000000000000"})
        for (Words const& words : lines_with(number, zeros + std::to_string(value))) {
          EXPECT_EQ(problem_of(number.program, words), "") << number.verb << number.option << value;
          EXPECT_EQ(number.value(words), value) << number.verb << number.option;
        }
      // Of an option given twice the last counts.
      Words repeated = lines_with(number, std::to_string(number.least)).front();
      repeated.insert(repeated.end(), {number.option, std::to_string(value)});
      EXPECT_EQ(number.value(repeated), value) << number.verb << number.option;
    }
  }
}

/// The least value is a bound of its own: a generator also needs its limits to fit, which has another message.
std::uint64_t own_least(Number const& number) {
  bool const is_limit = number.option.starts_with("--max-");
  return is_limit ? 1 : number.least;
}

TEST(Options, NoNumberOutsideItsBoundsIsTaken) {
  for (Number const& number : numbers()) {
    std::string const bounds = "option `" + number.option + "` must be an integer from " +
                               std::to_string(own_least(number)) + " to " + std::to_string(number.most) + ", not `";
    Words wrong{"-1",
                "+1",
                "1e3",
                "0x10",
                "1.0",
                " 1",
                "1 ",
                "1,000",
                "1'000",
                "1_000",
                "NaN",
                "-",
                "--",
                "\xd9\xa1",
                "-0",
                "18446744073709551616",
                "18446744073709551617",
                "36893488147419103233",
                "1x",
                "x",
                "'1'",
                "340282366920938463463374607431768211457",
                "99999999999999999999999999999999999999999999999999",
                "1\n",
                std::string("1\x1b[2J")};
    if (own_least(number) > 0) wrong.insert(wrong.end(), {"0", std::to_string(own_least(number) - 1)});
    if (number.most < kAny)
      wrong.insert(wrong.end(), {std::to_string(number.most + 1), "18446744073709551615", "4294967297", "4294967296"});
    for (std::string const& value : wrong) {
      if (value == "4294967296" && number.most >= 4294967296U) continue;
      for (Words const& words : lines_with(number, value)) {
        std::string const problem = problem_of(number.program, words);
        bool const is_taken_as_option = words.back() == value && value.starts_with("-");
        if (!is_taken_as_option || problem.starts_with(bounds)) {
          EXPECT_EQ(problem, bounds + value + "`") << number.verb;
        } else {
          EXPECT_NE(problem, "") << number.verb << number.option << value;
        }
      }
    }
    for (Words words : lines_with(number, "")) {
      EXPECT_NE(problem_of(number.program, words), "") << number.verb << number.option << " with an empty value";
      words.resize(words.size() - (words.back().empty() ? 1 : 0));
      EXPECT_NE(problem_of(number.program, words), "") << number.verb << number.option << " without a value";
    }
  }
}

TEST(Options, TheHelpShowsTheDefaultOfEachNumber) {
  for (Number const& number : numbers()) {
    std::string const help = help_of(number.program, {number.verb, "--help"});
    std::size_t const at = help.find("  " + number.option + " N ");
    ASSERT_NE(at, std::string::npos) << number.verb << number.option;
    std::size_t const end = help.find(']', at);
    std::size_t const begin = help.rfind('[', end) + 1;
    EXPECT_EQ(help.substr(begin, end - begin), std::to_string(number.value({number.verb})))
        << number.verb << number.option;
  }
}

// A stream needs names for its agents, DNs, numbers and calls, and chains: exactly these are enough.
TEST(Options, AGeneratedStreamFitsItsLimits) {
  for (std::uint64_t const agents : {3U, 4U, 50U, 1'000U, 100'000U}) {
    generator::GeneratorOptions options;
    options.agents = static_cast<std::uint32_t>(agents);
    std::string const needed = std::to_string(generator::names_of_stream(options));
    std::string const fewer = std::to_string(generator::names_of_stream(options) - 1);
    Words const line{"generate", "--agents", std::to_string(agents), "--max-names"};
    auto with = [&](std::string const& names) {
      Words words = line;
      words.push_back(names);
      return run(words).problem;
    };
    EXPECT_EQ(with(needed), "");
    EXPECT_EQ(with(fewer),
              "`--agents " + std::to_string(agents) + "` and `--chains 500` need `--max-names " + needed + "` or more");
  }
  // Of more agents than the most, no limit would allow the names.
  generator::GeneratorOptions most;
  most.agents = generator::GeneratorOptions::kAgentsMax;
  EXPECT_LE(generator::names_of_stream(most), Limits::kNamesMax);
  ++most.agents;
  EXPECT_GT(generator::names_of_stream(most), Limits::kNamesMax);
  EXPECT_EQ(run({"generate", "--chains", "7", "--max-chains", "7"}).problem, "");
  EXPECT_EQ(run({"generate", "--chains", "7", "--max-chains", "6"}).problem,
            "`--chains 7` needs `--max-chains 7` or more");
}

}  // namespace
}  // namespace recordshare::tests
