// SPDX-License-Identifier: Apache-2.0
// answer.hpp lists the answers of a solver.
#pragma once

#include <cstdint>

namespace recordshare::properties::prove {

/// Whether formulas are satisfiable together. `Unknown` proves nothing: callers count it as a failure.
enum class Answer : std::uint8_t { CannotHold, CanHold, Unknown };

}  // namespace recordshare::properties::prove
