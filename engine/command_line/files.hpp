// SPDX-License-Identifier: Apache-2.0
// files.hpp opens what the command reads and writes.
#pragma once

#include <string>

namespace recordshare::command {

/// A descriptor, or the reason why there is none.
struct Opened {
  int descriptor = -1;
  std::string name;     ///< what messages call it
  std::string problem;  ///< one sentence; empty where it was opened
};

/// Opens `path` for reading; `-` is standard input.
[[nodiscard]] Opened open_input(std::string const& path);

/// All bytes of a file; `-` is standard input. Throws std::runtime_error, whose text names the file, if it cannot be
/// read.
[[nodiscard]] std::string read_file(std::string const& path);

/// Opens `path` for writing, and empties it; `-` is standard output. It is refused where it is the regular file that
/// `input` reads: the answers would run into the questions. `input` is -1 where nothing is read.
[[nodiscard]] Opened open_output(std::string const& path, int input);

/// Makes sure that descriptors 0 to 2 are taken, so that no file that is opened later is written to by mistake.
/// Where one was closed, using it fails as it would have.
void hold_standard_descriptors();

}  // namespace recordshare::command
