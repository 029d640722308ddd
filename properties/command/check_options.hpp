// SPDX-License-Identifier: Apache-2.0
// check_options.hpp reads the command line of `recordshare-check`.
#pragma once

#include <cstdint>
#include <string>

#include <recordshare/conformance.hpp>

#include "engine/command_line/usage.hpp"
#include "properties/explore/report.hpp"

namespace recordshare::properties {

/// The exit status if a check fails.
inline constexpr int kDoesNotHold = 2;

/// The parsed command line.
struct CheckCommandLine {
  std::string verb;     ///< "explore", ...; empty if there is a text or a problem
  std::string text;     ///< help, or the version
  std::string problem;  ///< the usage error; empty if absent
  explore::ExploreOptions explore;
  bool names_world = false;  ///< `compare`: agents or records were given
  bool all_policies = false;
  bool dn_world = false;
  bool names_policy = false;     ///< `prove`: a policy was given
  std::string folder;            ///< `prove`, `recheck`: the folder of SMT-LIB files
  std::string json;              ///< the file for the figures as JSON; empty: none
  conformance::Plan conform;     ///< `conform`: the plan
  std::size_t format = 0;        ///< `describe`: an index in describe::kFormats
  std::string only;              ///< `mutants`: a part of the descriptions of those that are made; empty: all
  std::string output = "-";      ///< `describe`: a path, or `-` for standard output
  std::string program;           ///< `conform`: the command line of the program
  std::uint32_t timeout_s = 10;  ///< `conform`: for each stream
  std::string junit;             ///< `conform`: the JUnit file; empty: none
};

[[nodiscard]] CheckCommandLine read_check_command_line(int argc, char const* const* argv);

}  // namespace recordshare::properties
