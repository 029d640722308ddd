// SPDX-License-Identifier: Apache-2.0
// explain.hpp is the verb `explain`: a run told to a person.
#pragma once

#include "engine/command/options.hpp"

namespace recordshare::command {

/// Explains the stream that `line` names; gives the exit status.
[[nodiscard]] int explain(CommandLine const& line);

}  // namespace recordshare::command
