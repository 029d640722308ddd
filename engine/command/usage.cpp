// SPDX-License-Identifier: Apache-2.0
// usage.cpp reads command lines with CLI11, and words its errors as all others of the commands.
#include "usage.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <CLI/CLI.hpp>

#include <recordshare/version.hpp>

#include "nearest.hpp"

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

std::string policy_help() {
  std::string help = "Any of";
  for (PolicyTerm const& policy : kPolicies)
    for (std::string_view const value : policy.values) help.append(" ").append(policy.name).append("=").append(value);
  return help.append("; of two values the first is the default");
}

}  // namespace

// --- One verb ---

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
  app_->add_option_function<std::string>(option, read, help)
      ->type_name("N")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return *this;
}

VerbUsage& VerbUsage::path(std::string const& option, std::string& path, std::string const& help) {
  return text(option, path, option.starts_with('-') ? "FILE" : "", help);
}

VerbUsage& VerbUsage::text(std::string const& option, std::string& text, std::string const& what,
                           std::string const& help) {
  app_->add_option(option, text, help)->type_name(what)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  return *this;
}

VerbUsage& VerbUsage::flag(std::string const& option, bool& flag, std::string const& help) {
  app_->add_flag(option, flag, help);
  return *this;
}

VerbUsage& VerbUsage::policies(Policies& policies) {
  auto const set = [&policies](std::vector<std::string> const& settings) {
    for (std::string const& setting : settings) set_policy_or_throw(policies, setting);
  };
  app_->add_option_function<std::vector<std::string>>("--policy", set, policy_help())
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  return *this;
}

// --- The command ---

struct Usage::Parts {
  Parts(std::string const& description, std::string const& name) : app(description, name), program(name) {}

  CLI::App app;
  std::string program;
  std::vector<std::string> verbs;

  /// Every option of every verb, as a user would write it.
  [[nodiscard]] std::vector<std::string> option_names() const {
    std::vector<std::string> names{"--version"};
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
    if (!is_option) return "`" + word + "` is one argument too many: `" + program + " --help` shows what is expected";
    std::vector<std::string> const names = option_names();
    std::vector<std::string_view> const candidates(names.begin(), names.end());
    std::string_view const meant = nearest(word.substr(0, word.find('=')), candidates);
    if (meant.empty() || meant == word) return "unknown option `" + word + "`: `--help` behind the verb lists them all";
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
}
Usage::~Usage() = default;

VerbUsage Usage::verb(std::string const& name, std::string const& help, std::string_view footer) {
  parts_->verbs.push_back(name);
  CLI::App* const verb = parts_->app.add_subcommand(name, help);
  verb->footer(std::string(footer));
  return VerbUsage(*verb);
}

std::string Usage::verbs_in_words() const {
  std::string words;
  std::size_t const count = parts_->verbs.size();
  for (std::size_t i = 0; i < count; ++i)
    words.append(i == 0 ? "`" : i + 1 == count ? " or `" : ", `").append(parts_->verbs[i]).append("`");
  return words;
}

// The verb comes first, or an option that needs none.
void Usage::check_verb(std::string_view verb) const {
  std::vector<std::string_view> words(parts_->verbs.begin(), parts_->verbs.end());
  words.insert(words.end(), {"--help", "--version"});
  if (verb == "-h" || std::ranges::find(words, verb) != words.end()) return;
  if (!verb.starts_with('-') || !nearest(verb, words).empty())
    throw UsageError(unknown_word(verb.starts_with('-') ? "option" : "verb", verb, words));
  throw UsageError("a verb comes before `" + std::string(verb) + "`: " + verbs_in_words());
}

ParsedUsage Usage::parse(int argc, char const* const* argv) {
  ParsedUsage parsed;
  try {
    if (argc < 2)
      throw UsageError("a verb is missing: " + verbs_in_words() + " (`" + parts_->program + " --help` tells more)");
    check_verb(argv[1]);
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
