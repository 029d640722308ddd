// SPDX-License-Identifier: Apache-2.0
// options.hpp reads the command line: which verb, on which files, under which policies and limits.
#pragma once

#include <cstdint>
#include <string>

#include <recordshare/options.hpp>

#include "engine/command_line/usage.hpp"
#include "engine/generator/generator.hpp"

namespace recordshare::command {

// What the exit status of `run`, `explain` and `diagram` says beside what usage.hpp lists.
inline constexpr int kInvalidLines = 2;

/// What one call of the command is to do.
struct CommandLine {
  enum class Verb : std::uint8_t { Run, Generate, Explain, Diagram, Print };

  Verb verb = Verb::Run;
  std::string input = "-";                ///< `run`, `explain`, `diagram`
  std::string output = "-";               ///< a path, or `-` for standard output
  bool summary = false;                   ///< `run`
  generator::GeneratorOptions generator;  ///< `generate`; its engine's options count for every verb
  std::uint64_t lines = 1000;             ///< `generate`
  std::string format;                     ///< `diagram`
  std::string text;                       ///< `Print`: help, or the version
  std::string problem;                    ///< what is wrong with the usage; empty where nothing is
};

[[nodiscard]] CommandLine read_command_line(int argc, char const* const* argv);

}  // namespace recordshare::command
