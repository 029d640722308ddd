// SPDX-License-Identifier: Apache-2.0
// rows_verb.hpp is the verb `rows` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Shows for every row of the tables how often it decided, and each of its conditions true and false; gives the exit
/// status.
[[nodiscard]] int show_rows(CheckCommandLine const& line);

}  // namespace recordshare::properties
