// SPDX-License-Identifier: Apache-2.0
// interrupt.hpp handles SIGINT and SIGPIPE, so that a command can finish its line and report errors.
#pragma once

namespace recordshare::command {

/// Installs the handlers: the first SIGINT is recorded (a second one kills), and writing to a closed pipe is an error.
void catch_signals();

/// Whether SIGINT was received.
[[nodiscard]] bool interrupted() noexcept;

/// Whether a read of `descriptor` would return at once, with data, the end or an error.
[[nodiscard]] bool can_read_at_once(int descriptor) noexcept;

/// Waits until `descriptor` can be read or SIGINT is received; checks and waits atomically.
void wait_for_input(int descriptor) noexcept;

}  // namespace recordshare::command
