// SPDX-License-Identifier: Apache-2.0
// files.cpp opens files, and refuses or avoids mistakes that would lose data.
#include "engine/command_line/files.hpp"

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/command_line/process.hpp"

namespace recordshare::command {
namespace {

bool is_same_regular_file(int a, int b) {
  struct stat of_a = {};
  struct stat of_b = {};
  return fstat(a, &of_a) == 0 && fstat(b, &of_b) == 0 && S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev &&
         of_a.st_ino == of_b.st_ino;
}

// Truncates a regular file; a device or a pipe cannot be truncated.
bool empty_file(int descriptor) {
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) return false;
  return !S_ISREG(status.st_mode) || ftruncate(descriptor, 0) == 0;
}

std::string system_message() { return std::generic_category().message(errno); }

}  // namespace

Opened open_input(std::string const& path) {
  if (path == "-") return {STDIN_FILENO, "standard input", {}};
  Opened opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC), "`" + path + "`", {}};
  if (opened.descriptor < 0) opened.problem = "cannot read " + opened.name + ": " + system_message();
  return opened;
}

std::string read_file(std::string const& path) {
  Opened const opened = open_input(path);
  if (!opened.problem.empty()) throw std::runtime_error(opened.problem);
  Descriptor const file(opened.descriptor);
  std::string text;
  std::array<char, std::size_t{64} << 10> block;
  for (ssize_t count = 1; count != 0;) {
    count = ::read(file.number(), block.data(), block.size());
    if (count > 0) text.append(block.data(), static_cast<std::size_t>(count));
    if (count < 0 && errno != EINTR) throw std::runtime_error("cannot read " + opened.name + ": " + system_message());
  }
  return text;
}

Opened open_output(std::string const& path, int input) {
  Opened opened{STDOUT_FILENO, "standard output", {}};
  if (path != "-") {
    opened.name = "`" + path + "`";
    opened.descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  }
  bool const is_input = opened.descriptor >= 0 && input >= 0 && is_same_regular_file(opened.descriptor, input);
  if (is_input) {
    opened.problem = "cannot write " + opened.name + ": it is the input itself";
  } else if (opened.descriptor < 0 || (path != "-" && !empty_file(opened.descriptor))) {
    opened.problem = "cannot write " + opened.name + ": " + system_message();
  }
  return opened;
}

void hold_standard_descriptors() {
  for (int const wanted : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(wanted, F_GETFD) >= 0 || errno != EBADF) continue;
    // open() returns the lowest free descriptor, which is the missing one. It is opened in the wrong direction, so that
    // its use fails; only standard error discards, since the failure could not be reported.
    static_cast<void>(::open("/dev/null", wanted == STDOUT_FILENO ? O_RDONLY : O_WRONLY));
  }
}

}  // namespace recordshare::command
