// SPDX-License-Identifier: Apache-2.0
// interrupt.hpp records SIGINT, so that a command can finish its line, and waits for files without missing it.
#pragma once

#include <stdexcept>

namespace recordshare::command {

/// Thrown where SIGINT ends a wait before there is anything to finish; the text says what was waited for.
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Makes the first SIGINT be recorded, unless SIGINT is ignored, as it is in a background job of a script; a second one
/// kills. After the first, each blocking system call is interrupted (EINTR) within a second, even if it began later.
void catch_interrupt();

/// Whether SIGINT was received.
[[nodiscard]] bool interrupted() noexcept;

/// Whether a read of `descriptor` would return at once, with data, the end or an error.
[[nodiscard]] bool can_read_at_once(int descriptor) noexcept;

/// Waits until `descriptor` can be read, or SIGINT or another signal is received.
void wait_for_input(int descriptor) noexcept;

/// Waits until `descriptor` can be written, or a signal is received.
void wait_for_output(int descriptor) noexcept;

}  // namespace recordshare::command
