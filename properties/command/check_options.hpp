// SPDX-License-Identifier: Apache-2.0
// check_options.hpp reads the command line of `recordshare-check`.
#pragma once

#include <cstdint>
#include <string>

#include <recordshare/conformance.hpp>

#include "engine/command_line/usage.hpp"
#include "properties/explore/report.hpp"

namespace recordshare::properties {

/// Something that ought to hold does not.
inline constexpr int kDoesNotHold = 2;

/// What one call of the command is to do.
struct CheckCommandLine {
  std::string verb;     ///< "explore", ...; empty where there is a text to print or a problem
  std::string text;     ///< help, or the version
  std::string problem;  ///< what is wrong with the usage; empty where nothing is
  explore::ExploreOptions explore;
  bool names_world = false;  ///< `compare`: agents or records were given
  bool all_policies = false;
  bool dn_world = false;
  bool names_policy = false;     ///< `prove`: a policy was given
  std::string folder;            ///< `prove`: where to write SMT-LIB files; `recheck`: where they are
  std::string json;              ///< where to write the figures as JSON; empty for nowhere
  conformance::Plan conform;     ///< `conform`: what is played
  std::size_t format = 0;        ///< `describe`: which of describe::kFormats
  std::string output = "-";      ///< `describe`: a path, or `-` for standard output
  std::string program;           ///< `conform`: the command line of the program
  std::uint32_t timeout_s = 10;  ///< `conform`: for each stream
  std::string junit;             ///< `conform`: where to write a JUnit file; empty for nowhere
};

[[nodiscard]] CheckCommandLine read_check_command_line(int argc, char const* const* argv);

}  // namespace recordshare::properties
