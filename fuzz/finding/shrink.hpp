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
  int status = 0;    ///< 0 where nothing was found; 128 and the number of a signal that ended it
  std::string said;  ///< what it wrote: the last 64 KiB of standard error, and then of standard output
};

/// Runs the target's program on one input, in a process of its own, which is ended after so many seconds. Throws
/// std::system_error if no process can be started: that says nothing of the input.
[[nodiscard]] Ended run_target(std::string const& program, std::string const& input, unsigned seconds_max);

struct Shrunk {
  std::string input;
  Ended ended;
  std::size_t runs = 0;
};

/// The smallest input found that ends as `input` does, after at most so many runs. A target is run anew for each, so
/// that what crashes it can be shrunk too.
[[nodiscard]] Shrunk shrink(Target const& target, std::string const& program, std::string input, std::size_t runs_max);

}  // namespace recordshare::fuzz
