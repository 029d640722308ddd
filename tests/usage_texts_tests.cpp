// SPDX-License-Identifier: Apache-2.0
// usage_texts_tests.cpp tests the man pages with groff, and the completions with bash and zsh.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/version.hpp>

#include "engine/command_line/usage_texts.hpp"
#include "tests/golden.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// A command, and its installed text.
struct Program {
  std::string name;
  std::string binary;

  [[nodiscard]] std::string installed(std::string const& file) const {
    return std::string(RECORDSHARE_BINARY_DIR) + "/share/" + file;
  }
  [[nodiscard]] std::string man_page() const { return installed("man/man1/" + name + ".1"); }
  [[nodiscard]] std::string bash() const { return installed("bash-completion/completions/" + name); }
  [[nodiscard]] std::string zsh() const { return installed("zsh/site-functions/_" + name); }

  friend std::ostream& operator<<(std::ostream& out, Program const& program) { return out << program.name; }
};

std::vector<Program> programs() {
  fs::path const command = RECORDSHARE_COMMAND;
  return {{"recordshare", command.string()}, {"recordshare-check", command.string() + "-check"}};
}

std::set<std::string> words_of(std::string const& text) {
  std::istringstream stream(text);
  std::set<std::string> words;
  for (std::string word; stream >> word;) words.insert(word);
  return words;
}

std::string help(Program const& program, std::string const& verb) {
  return run_shell(shell_word(program.binary) + " " + verb + " --help").output;
}

/// The verbs that the help lists.
std::vector<std::string> verbs_of(Program const& program) {
  std::vector<std::string> verbs;
  std::string const text = help(program, "");
  std::istringstream lines(text.substr(text.find("Subcommands:\n") + 13));
  for (std::string line; std::getline(lines, line) && line.starts_with("  ");)
    verbs.push_back(line.substr(2, line.find(' ', 2) - 2));
  return verbs;
}

/// The long options that a help lists.
std::set<std::string> options_of(std::string const& help) {
  static std::regex const form(R"((?:^|[\s,])(--[a-z-]+))");
  std::set<std::string> options;
  std::istringstream lines(help.substr(help.find("Options:")));
  for (std::string line; std::getline(lines, line) && !line.empty();) {
    std::smatch match;
    std::string const names = line.substr(0, 28);
    if (std::regex_search(names, match, form)) options.insert(match[1]);
  }
  return options;
}

/// Every form of an option, and texts with each character that a man page or a shell would not show as it is.
TEST(UsageTextsGolden, EachFormIsWrittenWhole) {
  command::CommandText const text{
      .program = "a-b",
      .description = ".begins\n'and goes on\n.with \\ and -x.",
      .footer = "Text.\n\n'quoted'\nExamples:\n  a-b c\n.d\n",
      .options = {{.names = {"-h", "--help"}, .value = "", .help = "Help", .choices = {}},
                  {.names = {"--version"}, .value = "", .help = "It's [the]: version", .choices = {}}},
      .verbs = {
          {.name = "verb-one",
           .help = "What it does",
           .footer = "Example:\n  a-b verb-one\n",
           .options =
               {{.names = {"--policy"}, .value = "NAME=VALUE", .help = "May be repeated", .choices = {"a=b", "a=c"}},
                {.names = {"-o", "--output"}, .value = "FILE", .help = "A file", .choices = {}, .names_path = true},
                {.names = {"--format"}, .value = "TEXT", .help = "A choice", .choices = {"x", "y's"}},
                {.names = {"-n", "--number"}, .value = "N", .help = "A number", .choices = {}},
                {.names = {"INPUT"}, .value = "", .help = "The input", .choices = {}, .names_path = true}}},
          {.name = "two", .help = "Another verb", .footer = "", .options = {}}}};
  expect_golden("golden/usage_texts.txt",
                std::regex_replace(command::man_page(text), std::regex(kVersion.data()), "VERSION") +
                    command::bash_completion(text) + command::zsh_completion(text));
}

class UsageTexts : public testing::TestWithParam<Program> {};

TEST_P(UsageTexts, AreThoseThatTheProgramPrints) {
  auto const printed = [](std::string const& option) {
    return run_shell(shell_word(GetParam().binary) + " " + option).output;
  };
  EXPECT_EQ(printed("--man-page"), read_file(GetParam().man_page()));
  EXPECT_EQ(printed("--bash-completion"), read_file(GetParam().bash()));
  EXPECT_EQ(printed("--zsh-completion"), read_file(GetParam().zsh()));
}

TEST_P(UsageTexts, TheManPageIsCleanAndHasEveryVerbAndOption) {
  auto const complaints = run_shell("groff -man -Tutf8 -ww -z " + shell_word(GetParam().man_page()) + " 2>&1");
  EXPECT_EQ(complaints.status, 0);
  EXPECT_EQ(complaints.output, "");
  auto const shown = run_shell("groff -man -Tascii -P-c -P-b -P-u " + shell_word(GetParam().man_page())).output;
  auto const words = words_of(std::regex_replace(shown, std::regex(","), " "));
  for (std::string const& verb : verbs_of(GetParam())) {
    EXPECT_TRUE(words.contains(verb)) << verb;
    for (std::string const& option : options_of(help(GetParam(), verb))) EXPECT_TRUE(words.contains(option)) << option;
  }
}

/// The completions of bash for this line, with the cursor at its end.
std::set<std::string> offered_by_bash(Program const& program, std::string const& line) {
  auto const ran = run_shell("bash --norc -c " +
                             shell_word("source " + shell_word(program.bash()) + "; COMP_LINE=" + shell_word(line) +
                                        "; COMP_POINT=${#COMP_LINE}; compopt() { :; }; _" +
                                        std::regex_replace(program.name, std::regex("-"), "_") +
                                        "; printf '%s\\n' \"${COMPREPLY[@]}\"") +
                             " 2>&1");
  EXPECT_EQ(ran.status, 0) << ran.output;
  return words_of(ran.output);
}

TEST_P(UsageTexts, BashOffersEveryVerbAndOption) {
  auto const first = offered_by_bash(GetParam(), GetParam().name + " ");
  auto const verbs = verbs_of(GetParam());
  ASSERT_GE(verbs.size(), 5U);
  for (std::string const& verb : verbs) {
    EXPECT_TRUE(first.contains(verb)) << verb;
    auto const options = offered_by_bash(GetParam(), GetParam().name + " " + verb + " -");
    for (std::string const& option : options_of(help(GetParam(), verb)))
      EXPECT_TRUE(options.contains(option)) << verb << ' ' << option;
  }
}

TEST_P(UsageTexts, ZshReadsItAndIsGivenEveryVerbAndOption) {
  EXPECT_EQ(run_shell("zsh -n " + shell_word(GetParam().zsh()) + " 2>&1").output, "");
  std::string const file = shell_word(GetParam().zsh());
  for (std::string const& verb : verbs_of(GetParam())) {
    // Prints the arguments that the completion system gets.
    auto const given = run_shell(
        "zsh -f -c " +
        shell_word("_arguments() { print -rl -- \"$@\" }; words=(x " + verb + " ''); CURRENT=3; source " + file) +
        " 2>&1");
    EXPECT_EQ(given.status, 0) << given.output;
    for (std::string const& option : options_of(help(GetParam(), verb)))
      EXPECT_NE(given.output.find(")" + option + "["), given.output.find("*" + option + "[")) << verb << ' ' << option;
  }
  auto const first = run_shell("zsh -f -c " + shell_word("_describe() { print -rl -- ${(P)2} }; _arguments() { : }; " +
                                                         std::string("words=(x ''); CURRENT=2; source ") + file));
  for (std::string const& verb : verbs_of(GetParam())) EXPECT_NE(first.output.find(verb + ":"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, UsageTexts, testing::ValuesIn(programs()), [](auto const& program) {
  return program.param.name == "recordshare" ? std::string("recordshare") : std::string("recordshare_check");
});

TEST(BashCompletion, OffersValuesAndFiles) {
  Program const recordshare = programs().front();
  auto const offered = [&](std::string const& line) { return offered_by_bash(recordshare, "recordshare " + line); };
  EXPECT_EQ(offered("diagram --format "), (std::set<std::string>{"mermaid", "svg"}));
  EXPECT_EQ(offered("diagram --format sv"), std::set<std::string>{"svg"});
  EXPECT_EQ(offered("exp"), std::set<std::string>{"explain"});
  EXPECT_EQ(offered("run --policy fin"), (std::set<std::string>{"final_scope=record", "final_scope=chain"}));
  EXPECT_EQ(offered("run --policy final_scope=c"), std::set<std::string>{"chain"});  // after `=`, where bash splits
  EXPECT_EQ(offered("run --max-names "), std::set<std::string>{});
  ScratchFolder const folder;
  write_file(folder.path() / "a story.jsonl", "");
  std::string const begin = (folder.path() / "a").string();
  EXPECT_EQ(offered("run -o " + begin), words_of(begin + " story.jsonl"));
  EXPECT_EQ(offered("explain " + begin), words_of(begin + " story.jsonl"));
}

}  // namespace
}  // namespace recordshare::tests
