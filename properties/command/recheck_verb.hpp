// SPDX-License-Identifier: Apache-2.0
// recheck_verb.hpp is the verb `recheck` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Does it, prints, and gives the exit status.
[[nodiscard]] int recheck_answers(CheckCommandLine const& line);

}  // namespace recordshare::properties
