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

/// The options of one verb. What they set must outlive the parsing.
class VerbUsage {
 public:
  explicit VerbUsage(CLI::App& app) : app_(&app) {}

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
  /// `--policy NAME=VALUE`, as often as one likes.
  VerbUsage& policies(Policies& policies);

 private:
  VerbUsage& number_option(std::string const& option, std::function<void(std::uint64_t)> const& set,
                           std::uint64_t least, std::uint64_t most, std::string const& help);

  CLI::App* app_;
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

  /// Reads the command line into what the options set.
  [[nodiscard]] ParsedUsage parse(int argc, char const* const* argv);

 private:
  [[nodiscard]] std::string verbs_in_words() const;
  void check_verb(std::string_view verb) const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::command
