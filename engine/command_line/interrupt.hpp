// SPDX-License-Identifier: Apache-2.0
// interrupt.hpp turns the signals that would kill the command into something it can ask about.
#pragma once

namespace recordshare::command {

/// From now on the first SIGINT is remembered (a second one kills), and a closed pipe is an error of the write.
void catch_signals();

/// Whether SIGINT has come.
[[nodiscard]] bool interrupted() noexcept;

/// Whether `descriptor` can be read at once, be it to find its end or an error.
[[nodiscard]] bool can_read_at_once(int descriptor) noexcept;

/// Waits until `descriptor` can be read, or SIGINT comes; no SIGINT slips in between asking and waiting.
void wait_for_input(int descriptor) noexcept;

}  // namespace recordshare::command
