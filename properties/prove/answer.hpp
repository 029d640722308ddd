// SPDX-License-Identifier: Apache-2.0
// answer.hpp says what a solver can answer.
#pragma once

#include <cstdint>

namespace recordshare::properties::prove {

/// Whether formulas can hold together. `Unknown` is no proof: callers count it as a failure.
enum class Answer : std::uint8_t { CannotHold, CanHold, Unknown };

}  // namespace recordshare::properties::prove
