// SPDX-License-Identifier: Apache-2.0
// run.hpp is the verb `run`: events of events.md in, answers of events.md out.
#pragma once

#include "engine/command/options.hpp"

namespace recordshare::command {

/// Runs the stream that `line` names; gives the exit status.
[[nodiscard]] int run(CommandLine const& line);

}  // namespace recordshare::command
