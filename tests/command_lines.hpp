// SPDX-License-Identifier: Apache-2.0
// command_lines.hpp reads command lines of both commands without a process, for tests of their options.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/command/options.hpp"
#include "properties/command/check_options.hpp"

namespace recordshare::tests {

using command::CommandLine;
using properties::CheckCommandLine;
using Words = std::vector<std::string>;

template <class Line>
Line read(Line (*read_line)(int, char const* const*), Words const& words) {
  std::vector<char const*> argv{"program"};
  for (std::string const& word : words) argv.push_back(word.c_str());
  return read_line(static_cast<int>(argv.size()), argv.data());
}
inline CommandLine run(Words const& words) { return read(command::read_command_line, words); }
inline CheckCommandLine check(Words const& words) { return read(properties::read_check_command_line, words); }

inline std::string problem_of(std::string const& program, Words const& words) {
  return program == "recordshare" ? run(words).problem : check(words).problem;
}
inline std::string help_of(std::string const& program, Words const& words) {
  return program == "recordshare" ? run(words).text : check(words).text;
}

/// The options of a verb's help with this placeholder.
inline std::set<std::string> options_with(std::string const& help, std::string const& placeholder) {
  std::set<std::string> options;
  for (std::size_t at = help.find("\n  -"); at != std::string::npos; at = help.find("\n  -", at + 1)) {
    std::string const line = help.substr(at + 3, help.find('\n', at + 1) - at - 3);
    std::string const option = line.substr(0, line.find(' '));
    std::string const rest = line.substr(std::min(line.find_first_not_of(' ', option.size()), line.size()));
    if (rest.substr(0, rest.find(' ')) == placeholder) options.insert(option);
  }
  return options;
}

inline std::vector<std::pair<std::string, std::string>> all_verbs() {
  std::vector<std::pair<std::string, std::string>> verbs;
  for (std::string const program : {"recordshare", "recordshare-check"}) {
    std::string const help = help_of(program, {"--help"});
    std::size_t at = help.find("Subcommands:\n") + 13;
    for (; help.compare(at, 2, "  ") == 0; at = help.find('\n', at) + 1)
      verbs.emplace_back(program, help.substr(at + 2, help.find(' ', at + 2) - at - 2));
  }
  return verbs;
}

}  // namespace recordshare::tests
