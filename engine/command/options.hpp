// SPDX-License-Identifier: Apache-2.0
// options.hpp reads the command line: which verb, on which files, under which policies and limits.
#pragma once

#include <cstdint>
#include <string>

#include <recordshare/options.hpp>

#include "generator.hpp"

namespace recordshare::command {

// What the command's exit status says; where more than one applies, the first of failure, interrupt and invalid lines.
inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;  ///< wrong usage, or a file that cannot be read or written
inline constexpr int kInvalidLines = 2;
inline constexpr int kInterrupted = 130;  ///< 128 and SIGINT, as shells have it

/// What one call of the command is to do.
struct CommandLine {
  enum class Verb : std::uint8_t { Run, Generate, Explain, Print };

  Verb verb = Verb::Run;
  std::string input = "-";     ///< `run`, `explain`
  std::string output = "-";    ///< a path, or `-` for standard output
  bool summary = false;        ///< `run`
  GeneratorOptions generator;  ///< `generate`; its engine's options count for every verb
  std::uint64_t lines = 1000;  ///< `generate`
  std::string text;            ///< `Print`: help, or the version
  std::string problem;         ///< what is wrong with the usage; empty where nothing is
};

[[nodiscard]] CommandLine read_command_line(int argc, char const* const* argv);

}  // namespace recordshare::command
