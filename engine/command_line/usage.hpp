// SPDX-License-Identifier: Apache-2.0
// usage.hpp describes and parses a command line with verbs, with the same help and messages for all commands.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/options.hpp>

// CLI11 does the work; usage.cpp alone includes it, since it is slow to compile.
namespace CLI {
class App;
}

namespace recordshare::command {

// The exit status of a command. A failure takes precedence over an interrupt, and both over a verb's own status.
inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;        ///< wrong usage, or a file that cannot be read or written
inline constexpr int kInterrupted = 130;  ///< 128 and SIGINT, as shells have it

/// A mistake in the command line, in one sentence for the user; thrown by an option's setter.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The description of an option, for help, man pages and completions.
struct OptionText {
  std::vector<std::string> names;  ///< "-o", "--output"; a positional argument has one name without dashes
  std::string value;               ///< the placeholder of its value: "FILE", "N"; empty if it has none
  std::string help;
  std::vector<std::string> choices;  ///< its possible values; empty if they cannot be listed
  bool names_path = false;

  [[nodiscard]] bool is_positional() const { return !names.front().starts_with('-'); }
};

/// The description of a verb.
struct VerbText {
  std::string name;
  std::string help;
  std::string footer;
  std::vector<OptionText> options;
};

/// The description of a command.
struct CommandText {
  std::string program;
  std::string description;
  std::string footer;
  std::vector<OptionText> options;  ///< those without a verb
  std::vector<VerbText> verbs;
};

/// The options of one verb. The variables that they set must outlive the parsing.
class VerbUsage {
 public:
  VerbUsage(CLI::App& app, CommandText& texts, std::size_t verb) : app_(&app), texts_(&texts), verb_(verb) {}

  /// An option with a number from `least` to `most`; the help shows the current value as the default. If it is
  /// repeated, the last value counts, as in the other functions.
  template <class Number>
  VerbUsage& number(std::string const& option, Number& number, std::uint64_t least, std::uint64_t most,
                    std::string const& help) {
    auto const set = [&number](std::uint64_t value) { number = static_cast<Number>(value); };
    return number_option(option, set, least, most, help + " [" + std::to_string(number) + "]");
  }
  /// An option with a path. Without dashes it is positional.
  VerbUsage& path(std::string const& option, std::string& path, std::string const& help);
  /// An option with a text; the help shows `what` as its placeholder.
  VerbUsage& text(std::string const& option, std::string& text, std::string const& what, std::string const& help);
  VerbUsage& flag(std::string const& option, bool& flag, std::string const& help);
  /// An option with one of `choices`; sets `chosen` to its index, whose initial value is the default.
  VerbUsage& choice(std::string const& option, std::size_t& chosen, std::vector<std::string> const& choices,
                    std::string const& help);
  /// `--policy NAME=VALUE`, which may be repeated.
  VerbUsage& policies(Policies& policies);

 private:
  VerbUsage& number_option(std::string const& option, std::function<void(std::uint64_t)> const& set,
                           std::uint64_t least, std::uint64_t most, std::string const& help);
  VerbUsage& add_text(std::string const& option, std::string& text, std::string const& what, std::string const& help);
  OptionText& describe(std::string const& option, std::string const& value, std::string const& help);

  CLI::App* app_;
  CommandText* texts_;
  std::size_t verb_;  ///< its index there
};

/// The result of parsing: a verb, a text to print, or a problem.
struct ParsedUsage {
  std::string verb;
  std::string text;                ///< help, or the version
  std::string problem;             ///< what is wrong with the usage; empty if nothing is
  std::vector<std::string> given;  ///< the options in the command line, by their names in the description

  [[nodiscard]] bool was_given(std::string_view option) const {
    return std::find(given.begin(), given.end(), option) != given.end();
  }
};

/// A command with its verbs.
class Usage {
 public:
  Usage(std::string const& program, std::string const& description, std::string const& examples);
  ~Usage();
  Usage(Usage const&) = delete;
  Usage& operator=(Usage const&) = delete;

  /// Adds a verb; `footer` ends its help.
  [[nodiscard]] VerbUsage verb(std::string const& name, std::string const& help, std::string_view footer);

  /// Parses the command line and sets the options' variables. Every command also has options that print a man page or a
  /// completion (usage_texts.hpp); their text is returned as `text`.
  [[nodiscard]] ParsedUsage parse(int argc, char const* const* argv);

 private:
  [[nodiscard]] std::string verbs_in_words() const;
  void check_verb(std::string_view verb) const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::command
