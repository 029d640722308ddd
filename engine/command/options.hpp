// SPDX-License-Identifier: Apache-2.0
// options.hpp defines the parsed command line: verb, files, policies, limits.
#pragma once

#include <cstdint>
#include <string>

#include <recordshare/options.hpp>

#include "engine/command_line/usage.hpp"
#include "engine/generator/generator.hpp"

namespace recordshare::command {

// The exit status of `run`, `explain` and `diagram`, in addition to those in usage.hpp.
inline constexpr int kInvalidLines = 2;

/// One call of the command.
struct CommandLine {
  enum class Verb : std::uint8_t { Run, Generate, Explain, Diagram, Print };

  Verb verb = Verb::Run;
  std::string input = "-";                ///< `run`, `explain`, `diagram`
  std::string output = "-";               ///< a path, or `-` for standard output
  bool summary = false;                   ///< `run`
  bool ids_as_strings = false;            ///< `run`
  generator::GeneratorOptions generator;  ///< `generate`; all verbs use its engine's options
  std::uint64_t lines = 1000;             ///< `generate`
  std::string format;                     ///< `diagram`
  std::string text;                       ///< `Print`: help, or the version
  std::string problem;                    ///< what is wrong with the usage; empty if nothing is
};

[[nodiscard]] CommandLine read_command_line(int argc, char const* const* argv);

}  // namespace recordshare::command
