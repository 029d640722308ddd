// SPDX-License-Identifier: Apache-2.0
// verbs.hpp declares the verbs of `recordshare-check`: each runs the command line and returns the exit status.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

[[nodiscard]] int compare_worlds(CheckCommandLine const& line);
[[nodiscard]] int conform_program(CheckCommandLine const& line);
[[nodiscard]] int describe_model(CheckCommandLine const& line);
[[nodiscard]] int explore_worlds(CheckCommandLine const& line);
[[nodiscard]] int prove_tables(CheckCommandLine const& line);
[[nodiscard]] int recheck_answers(CheckCommandLine const& line);
[[nodiscard]] int run_mutants(CheckCommandLine const& line);
[[nodiscard]] int show_rows(CheckCommandLine const& line);

}  // namespace recordshare::properties
