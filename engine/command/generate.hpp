// SPDX-License-Identifier: Apache-2.0
// generate.hpp is the verb `generate`: a reproducible stream of events for tests and load.
#pragma once

#include "engine/command/options.hpp"

namespace recordshare::command {

/// Writes the stream that `line` asks for; gives the exit status.
[[nodiscard]] int generate(CommandLine const& line);

}  // namespace recordshare::command
