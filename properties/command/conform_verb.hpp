// SPDX-License-Identifier: Apache-2.0
// conform_verb.hpp is the verb `conform` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Plays, prints, writes the files that were asked for, and gives the exit status.
[[nodiscard]] int conform_program(CheckCommandLine const& line);

}  // namespace recordshare::properties
