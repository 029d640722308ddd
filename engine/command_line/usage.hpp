// SPDX-License-Identifier: Apache-2.0
// usage.hpp describes a command line, verb by verb, and reads it: all commands of this project look and complain alike.
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

// What a command's exit status says; where more than one applies, the first of failure, interrupt and the last.
inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;        ///< wrong usage, or a file that cannot be read or written
inline constexpr int kInterrupted = 130;  ///< 128 and SIGINT, as shells have it

/// What is wrong with the usage, in one sentence; thrown by what an option sets, and told to the user.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An option as it was described, for what is made of the descriptions: man pages and completions.
struct OptionText {
  std::vector<std::string> names;  ///< "-o", "--output"; of a positional argument its one name without dashes
  std::string value;               ///< what stands for its value: "FILE", "N"; empty where it has none
  std::string help;
  std::vector<std::string> choices;  ///< all values that it can have; empty where they cannot be listed
  bool names_path = false;

  [[nodiscard]] bool is_positional() const { return !names.front().starts_with('-'); }
};

/// A verb as it was described.
struct VerbText {
  std::string name;
  std::string help;
  std::string footer;
  std::vector<OptionText> options;
};

/// A whole command as it was described.
struct CommandText {
  std::string program;
  std::string description;
  std::string footer;
  std::vector<OptionText> options;  ///< those that need no verb
  std::vector<VerbText> verbs;
};

/// The options of one verb. What they set must outlive the parsing.
class VerbUsage {
 public:
  VerbUsage(CLI::App& app, CommandText& texts, std::size_t verb) : app_(&app), texts_(&texts), verb_(verb) {}

  /// An option whose value is a number from `least` to `most`, which the help shows as it is now; the last one given
  /// counts.
  template <class Number>
  VerbUsage& number(std::string const& option, Number& number, std::uint64_t least, std::uint64_t most,
                    std::string const& help) {
    auto const set = [&number](std::uint64_t value) { number = static_cast<Number>(value); };
    return number_option(option, set, least, most, help + " [" + std::to_string(number) + "]");
  }
  /// A path; the last one given counts. Without dashes it is positional.
  VerbUsage& path(std::string const& option, std::string& path, std::string const& help);
  /// A text that the help calls `what`; the last one given counts.
  VerbUsage& text(std::string const& option, std::string& text, std::string const& what, std::string const& help);
  VerbUsage& flag(std::string const& option, bool& flag, std::string const& help);
  /// An option whose value is one of `choices`, of which the first is the default; sets its place among them.
  VerbUsage& choice(std::string const& option, std::size_t& chosen, std::vector<std::string> const& choices,
                    std::string const& help);
  /// `--policy NAME=VALUE`, as often as one likes.
  VerbUsage& policies(Policies& policies);

 private:
  VerbUsage& number_option(std::string const& option, std::function<void(std::uint64_t)> const& set,
                           std::uint64_t least, std::uint64_t most, std::string const& help);
  VerbUsage& add_text(std::string const& option, std::string& text, std::string const& what, std::string const& help);
  OptionText& describe(std::string const& option, std::string const& value, std::string const& help);

  CLI::App* app_;
  CommandText* texts_;
  std::size_t verb_;  ///< its place there
};

/// What was read: the verb, or a text to print, or a problem to tell.
struct ParsedUsage {
  std::string verb;
  std::string text;                ///< help, or the version
  std::string problem;             ///< what is wrong with the usage; empty where nothing is
  std::vector<std::string> given;  ///< the options that were given, as the verb describes them

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

  /// Describes one more verb; `footer` ends its help.
  [[nodiscard]] VerbUsage verb(std::string const& name, std::string const& help, std::string_view footer);

  /// Reads the command line into what the options set. The options that print a man page or a completion, which every
  /// command has, are answered here (usage_texts.hpp).
  [[nodiscard]] ParsedUsage parse(int argc, char const* const* argv);

 private:
  [[nodiscard]] std::string verbs_in_words() const;
  void check_verb(std::string_view verb) const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::command
