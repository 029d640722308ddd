// SPDX-License-Identifier: Apache-2.0
// explore_verb.hpp is the verb `explore` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Explores, prints, and gives the exit status.
[[nodiscard]] int explore_worlds(CheckCommandLine const& line);

}  // namespace recordshare::properties
