// SPDX-License-Identifier: Apache-2.0
// shrink.hpp makes a failing input smaller: fewer events or lines, and simpler ones, as long as it fails in the same
// way.
#pragma once

#include <cstddef>
#include <string>

#include "fuzz/targets.hpp"

namespace recordshare::fuzz {

/// How a target ended on one input.
struct Ended {
  int status = 0;    ///< 0 if nothing was found; 128 plus the number of the signal that ended it
  std::string said;  ///< its output: the last 64 KiB of standard error, then of standard output
};

/// Runs the target's program on one input in a new process, which is killed after `seconds_max`. Throws
/// std::system_error if no process can be started, which says nothing about the input.
[[nodiscard]] Ended run_target(std::string const& program, std::string const& input, unsigned seconds_max);

struct Shrunk {
  std::string input;
  Ended ended;
  std::size_t runs = 0;
};

/// The smallest input found that ends as `input` does, after at most `runs_max` runs. Each run is a new process, so
/// that crashes can be shrunk too.
[[nodiscard]] Shrunk shrink(Target const& target, std::string const& program, std::string input, std::size_t runs_max);

}  // namespace recordshare::fuzz
