// SPDX-License-Identifier: Apache-2.0
// mutants_verb.hpp is the verb `mutants` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Runs every mistake against every checker, prints the matrix, and gives the exit status.
[[nodiscard]] int run_mutants(CheckCommandLine const& line);

}  // namespace recordshare::properties
