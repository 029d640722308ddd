// SPDX-License-Identifier: Apache-2.0
// verbs.hpp lists the verbs of `recordshare`: each does what the command line asks and returns the exit status.
#pragma once

#include "engine/command/options.hpp"

namespace recordshare::command {

[[nodiscard]] int diagram(CommandLine const& line);
[[nodiscard]] int explain(CommandLine const& line);
[[nodiscard]] int generate(CommandLine const& line);
[[nodiscard]] int run(CommandLine const& line);

}  // namespace recordshare::command
