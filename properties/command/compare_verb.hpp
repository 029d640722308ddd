// SPDX-License-Identifier: Apache-2.0
// compare_verb.hpp is the verb `compare` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Compares, prints, and gives the exit status.
[[nodiscard]] int compare_worlds(CheckCommandLine const& line);

}  // namespace recordshare::properties
