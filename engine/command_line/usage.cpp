// SPDX-License-Identifier: Apache-2.0
// usage.cpp parses command lines with CLI11, and writes its error messages in the style of the commands.
#include "engine/command_line/usage.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <CLI/CLI.hpp>

#include <recordshare/policy_setting.hpp>
#include <recordshare/version.hpp>

#include "engine/command_line/nearest.hpp"
#include "engine/command_line/usage_texts.hpp"

namespace recordshare::command {
namespace {

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

std::vector<std::string> policy_settings() {
  std::vector<std::string> settings;
  for (PolicyTerm const& policy : kPolicies)
    for (std::string_view const value : policy.values)
      settings.push_back(std::string(policy.name) + "=" + std::string(value));
  return settings;
}

std::string policy_help() {
  std::string help = "A policy; repeat the option to set more (";
  for (PolicyTerm const& policy : kPolicies) {
    help.append(policy.name).append("=");
    for (std::string_view const value : policy.values) help.append(value).append("|");
    help.back() = ';';
    help.append(" ");
  }
  return help.append("the first value is the default)");
}

/// The names of "-o,--output".
std::vector<std::string> names_of(std::string const& option) {
  std::size_t const comma = option.find(',');
  if (comma == std::string::npos) return {option};
  return {option.substr(0, comma), option.substr(comma + 1)};
}

}  // namespace

// --- One verb ---

OptionText& VerbUsage::describe(std::string const& option, std::string const& value, std::string const& help) {
  std::vector<OptionText>& options = texts_->verbs[verb_].options;
  options.push_back({names_of(option), value, help, {}, false});
  return options.back();
}

VerbUsage& VerbUsage::number_option(std::string const& option, std::function<void(std::uint64_t)> const& set,
                                    std::uint64_t least, std::uint64_t most, std::string const& help) {
  auto const read = [=](std::string const& text) {
    std::uint64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
      throw UsageError("option `" + option + "` must be an integer from " + std::to_string(least) + " to " +
                       std::to_string(most) + ", not `" + text + "`");
    set(number);
  };
  describe(option, "N", help);
  app_->add_option_function<std::string>(option, read, help)
      ->type_name("N")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return *this;
}

VerbUsage& VerbUsage::path(std::string const& option, std::string& path, std::string const& help) {
  std::string const value = option.starts_with('-') ? "FILE" : "";
  describe(option, value, help).names_path = true;
  return add_text(option, path, value, help);
}

VerbUsage& VerbUsage::text(std::string const& option, std::string& text, std::string const& what,
                           std::string const& help) {
  describe(option, what, help);
  return add_text(option, text, what, help);
}

VerbUsage& VerbUsage::add_text(std::string const& option, std::string& text, std::string const& what,
                               std::string const& help) {
  app_->add_option(option, text, help)->type_name(what)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return *this;
}

VerbUsage& VerbUsage::flag(std::string const& option, bool& flag, std::string const& help) {
  describe(option, "", help);
  app_->add_flag(option, flag, help);
  return *this;
}

VerbUsage& VerbUsage::choice(std::string const& option, std::size_t& chosen, std::vector<std::string> const& choices,
                             std::string const& help) {
  std::string one_of = help + ": ";
  for (std::size_t i = 0; i < choices.size(); ++i) one_of.append(i == 0 ? "" : ", ").append(choices[i]);
  one_of.append(" [").append(choices[chosen]).append("]");
  describe(option, "FORM", one_of).choices = choices;
  auto const set = [option, choices, &chosen](std::string const& text) {
    auto const found = std::ranges::find(choices, text);
    std::vector<std::string_view> const candidates(choices.begin(), choices.end());
    if (found == choices.end()) throw UsageError(unknown_word("value for option `" + option + "`,", text, candidates));
    chosen = static_cast<std::size_t>(found - choices.begin());
  };
  app_->add_option_function<std::string>(option, set, one_of)
      ->type_name("FORM")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return *this;
}

VerbUsage& VerbUsage::policies(Policies& policies) {
  auto const set = [&policies](std::vector<std::string> const& settings) {
    for (std::string const& setting : settings) set_policy_or_throw(policies, setting);
  };
  describe("--policy", "NAME=VALUE", policy_help()).choices = policy_settings();
  app_->add_option_function<std::vector<std::string>>("--policy", set, policy_help())
      ->type_name("NAME=VALUE")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return *this;
}

// --- The command ---

struct Usage::Parts {
  Parts(std::string const& description, std::string const& name) : app(description, name), program(name) {}

  CLI::App app;
  std::string program;
  std::vector<std::string> verbs;
  CommandText texts;

  /// Every option of every verb, with its dashes.
  [[nodiscard]] std::vector<std::string> option_names() const {
    std::vector<std::string> names{"--version"};
    for (PrintedText const& printed : kPrintedTexts) names.emplace_back(printed.option);
    for (CLI::App const* const verb : app.get_subcommands(nullptr)) {
      for (CLI::Option const* const option : verb->get_options()) {
        for (std::string const& name : option->get_lnames()) names.push_back("--" + name);
        for (std::string const& name : option->get_snames()) names.push_back("-" + name);
      }
    }
    return names;
  }

  [[nodiscard]] std::string tell_left_over(std::string const& word) const {
    bool const is_option = word.size() > 1 && word.front() == '-';
    if (!is_option) return "unexpected argument `" + word + "`: run `" + program + " --help`";
    std::vector<std::string> const names = option_names();
    std::vector<std::string_view> const candidates(names.begin(), names.end());
    std::string_view const meant = nearest(word.substr(0, word.find('=')), candidates);
    if (meant.empty() || meant == word) return "unknown option `" + word + "`: run `" + program + " VERB --help`";
    return "unknown option `" + word + "`: did you mean `" + std::string(meant) + "`?";
  }

  // CLI11's other errors begin with the option's name and a colon.
  [[nodiscard]] std::string tell(CLI::ParseError const& error) const {
    std::vector<std::string> const left_over = app.remaining(true);
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) && !left_over.empty())
      return tell_left_over(left_over.front());
    std::string what = error.what();
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ArgumentMismatch))
      return "option `" + what.substr(0, what.find(':')) + "` needs a value";
    return what;
  }
};

Usage::Usage(std::string const& program, std::string const& description, std::string const& examples)
    : parts_(std::make_unique<Parts>(description, program)) {
  parts_->app.set_version_flag("--version", program + " " + std::string(kVersion), "Print the version and exit");
  parts_->app.require_subcommand(1);
  parts_->app.footer(examples);
  parts_->texts = {program, description, examples, {}, {}};
  parts_->texts.options = {{{"-h", "--help"}, "", "Print this help message and exit", {}, false},
                           {{"--version"}, "", "Print the version and exit", {}, false}};
  for (PrintedText const& printed : kPrintedTexts) {
    std::string const help(printed.help);
    parts_->app.add_flag(std::string(printed.option), help);
    parts_->texts.options.push_back({{std::string(printed.option)}, "", help, {}, false});
  }
}
Usage::~Usage() = default;

VerbUsage Usage::verb(std::string const& name, std::string const& help, std::string_view footer) {
  parts_->verbs.push_back(name);
  CLI::App* const verb = parts_->app.add_subcommand(name, help);
  verb->footer(std::string(footer));
  parts_->texts.verbs.push_back({name, help, std::string(footer), {}});
  return {*verb, parts_->texts, parts_->texts.verbs.size() - 1};
}

std::string Usage::verbs_in_words() const {
  std::string words;
  std::size_t const count = parts_->verbs.size();
  for (std::size_t i = 0; i < count; ++i)
    words.append(i == 0 ? "`" : i + 1 == count ? " or `" : ", `").append(parts_->verbs[i]).append("`");
  return words;
}

// The first word must be a verb or an option without a verb.
void Usage::check_verb(std::string_view verb) const {
  std::vector<std::string_view> words(parts_->verbs.begin(), parts_->verbs.end());
  words.insert(words.end(), {"--help", "--version"});
  if (verb.starts_with('-'))
    for (PrintedText const& printed : kPrintedTexts) words.push_back(printed.option);
  if (verb == "-h" || std::ranges::find(words, verb) != words.end()) return;
  if (!verb.starts_with('-') || !nearest(verb, words).empty())
    throw UsageError(unknown_word(verb.starts_with('-') ? "option" : "verb", verb, words));
  throw UsageError("expected a verb before `" + std::string(verb) + "`: " + verbs_in_words());
}

ParsedUsage Usage::parse(int argc, char const* const* argv) {
  ParsedUsage parsed;
  try {
    if (argc < 2)
      throw UsageError("missing verb: expected " + verbs_in_words() + " (run `" + parts_->program +
                       " --help` for more)");
    check_verb(argv[1]);
    for (PrintedText const& printed : kPrintedTexts)
      if (printed.option == argv[1]) parsed.text = printed.print(parts_->texts);
    if (!parsed.text.empty()) return parsed;
    parts_->app.parse(argc, argv);
    CLI::App const* const verb = parts_->app.get_subcommands().front();
    parsed.verb = verb->get_name();
    for (CLI::Option const* const option : verb->get_options())
      if (option->count() > 0) parsed.given.push_back(option->get_name());
  } catch (CLI::CallForHelp const&) {
    parsed.text = parts_->app.help();
  } catch (CLI::CallForVersion const& version) {
    parsed.text = version.what() + std::string("\n");
  } catch (CLI::ParseError const& error) {
    parsed.problem = parts_->tell(error);
  } catch (UsageError const& error) {
    parsed.problem = error.what();
  }
  return parsed;
}

}  // namespace recordshare::command
