// SPDX-License-Identifier: Apache-2.0
// prove_verb.hpp is the verb `prove` of `recordshare-check`.
#pragma once

#include "properties/command/check_options.hpp"

namespace recordshare::properties {

/// Does it, prints, and gives the exit status.
[[nodiscard]] int prove_tables(CheckCommandLine const& line);

}  // namespace recordshare::properties
