// SPDX-License-Identifier: Apache-2.0
// describe.hpp is the verb `describe`.
#pragma once

#include "engine/command/options.hpp"

namespace recordshare::command {

/// Writes the description of the model in the form that `line` names; gives the exit status.
[[nodiscard]] int describe(CommandLine const& line);

}  // namespace recordshare::command
