// SPDX-License-Identifier: Apache-2.0
// files.hpp opens the input and output files of a command.
#pragma once

#include <string>

namespace recordshare::command {

/// An open file.
struct Opened {
  int descriptor = -1;
  std::string name;  ///< its name in messages
};

// These functions throw std::runtime_error, whose text names the file, if it cannot be opened or read, and Interrupted
// if SIGINT was received while they waited, as for the other end of a named pipe.

/// Opens `path` for reading; `-` is standard input.
[[nodiscard]] Opened open_input(std::string const& path);

/// All bytes of a file; `-` is standard input.
[[nodiscard]] std::string read_file(std::string const& path);

/// Opens `path` for writing and truncates it; `-` is standard output. Fails if `path` is the regular file that `input`
/// reads, which would destroy it. `input` is -1 if nothing is read.
[[nodiscard]] Opened open_output(std::string const& path, int input);

/// Opens those of descriptors 0 to 2 that are closed, so that no file opened later takes their place. Their use still
/// fails.
void hold_standard_descriptors();

}  // namespace recordshare::command
