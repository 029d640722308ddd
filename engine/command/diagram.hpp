// SPDX-License-Identifier: Apache-2.0
// diagram.hpp is the verb `diagram`.
#pragma once

#include "engine/command/options.hpp"

namespace recordshare::command {

/// Draws the stream that `line` names as a sequence diagram; gives the exit status.
[[nodiscard]] int diagram(CommandLine const& line);

}  // namespace recordshare::command
