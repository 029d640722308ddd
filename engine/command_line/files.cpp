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

#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/process.hpp"

namespace recordshare::command {
namespace {

[[noreturn]] void fail(std::string const& attempt, std::string const& name) {
  throw std::runtime_error("cannot " + attempt + " " + name + ": " + std::generic_category().message(errno));
}

/// Repeats a system call that a signal interrupts, unless that was SIGINT.
template <class Call>
int repeat(std::string const& name, Call const& call) {
  while (true) {
    int const result = call();
    if (result >= 0 || errno != EINTR) return result;
    if (interrupted()) throw Interrupted("interrupted while opening " + name);
  }
}

Opened open_path(std::string const& path, int flags, std::string const& attempt) {
  constexpr mode_t kMode = 0666;  // as the umask lets it
  Opened opened{-1, "`" + path + "`"};
  opened.descriptor = repeat(opened.name, [&] { return ::open(path.c_str(), flags | O_CLOEXEC, kMode); });
  if (opened.descriptor < 0) fail(attempt, opened.name);
  return opened;
}

struct stat status_of(int descriptor, std::string const& name) {
  struct stat status = {};
  if (fstat(descriptor, &status) != 0) fail("write", name);
  return status;
}

}  // namespace

Opened open_input(std::string const& path) {
  if (path == "-") return {STDIN_FILENO, "standard input"};
  return open_path(path, O_RDONLY, "read");
}

std::string read_file(std::string const& path) {
  Opened const opened = open_input(path);
  Descriptor const file(opened.descriptor);
  std::string text;
  std::array<char, std::size_t{64} << 10> block;
  for (ssize_t count = 1; count != 0;) {
    count = ::read(file.number(), block.data(), block.size());
    if (count >= 0) {
      text.append(block.data(), static_cast<std::size_t>(count));
      continue;
    }
    if (errno != EINTR && errno != EAGAIN) fail("read", opened.name);
    wait_for_input(file.number());
    if (interrupted()) throw Interrupted("interrupted while reading " + opened.name);
  }
  return text;
}

Opened open_output(std::string const& path, int input) {
  bool const is_path = path != "-";
  Opened opened{STDOUT_FILENO, "standard output"};
  if (is_path) opened = open_path(path, O_WRONLY | O_CREAT, "write");
  struct stat const status = status_of(opened.descriptor, opened.name);
  if (!S_ISREG(status.st_mode)) return opened;  // a device or a pipe: it is not truncated
  if (input >= 0) {
    struct stat const read = status_of(input, opened.name);
    if (status.st_dev == read.st_dev && status.st_ino == read.st_ino)
      throw std::runtime_error("cannot write " + opened.name + ": it is the input itself");
  }
  bool const emptied = !is_path || repeat(opened.name, [&] { return ftruncate(opened.descriptor, 0); }) == 0;
  if (!emptied) fail("write", opened.name);
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
