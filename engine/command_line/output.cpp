// SPDX-License-Identifier: Apache-2.0
// output.cpp writes whole blocks to a descriptor, by as many system calls as it takes.
#include "engine/command_line/output.hpp"

#include <cerrno>
#include <csignal>
#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "engine/command_line/files.hpp"
#include "engine/command_line/interrupt.hpp"
#include "engine/command_line/usage.hpp"
#include "engine/library/printable.hpp"

namespace recordshare::command {
namespace {

std::string_view program_name = "recordshare";

// Of a longer message only this much of its beginning and of its end is printed. The longest path has as many bytes.
constexpr std::size_t kComplaintEndBytes = 4096;

// Writes all of `text`, also to a descriptor that does not block; returns 0 or the errno of the failure. SIGINT does
// not end it: a reader gets whole lines.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    ssize_t const written = ::write(descriptor, text.data(), text.size());
    if (written >= 0)
      text.remove_prefix(static_cast<std::size_t>(written));
    else if (errno == EAGAIN)
      wait_for_output(descriptor);
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

}  // namespace

Output::Output(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
  pending_.reserve(kBlockBytes + kBlockBytes / 4);
}

Output::~Output() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Output::fail(int error) {
  if (problem_.empty()) problem_ = "cannot write " + name_ + ": " + std::generic_category().message(error);
}

bool Output::flush() {
  if (problem_.empty() && !pending_.empty()) {
    int const error = write_all(descriptor_, pending_);
    if (error != 0) fail(error);
  }
  pending_.clear();
  return problem_.empty();
}

bool Output::close() {
  bool const flushed = flush();
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(errno);
  return flushed && problem_.empty();
}

void write_file(std::string const& path, std::string text) {
  Opened const opened = open_output(path, -1);
  Output file(opened.descriptor, opened.name);
  file.pending() = std::move(text);
  if (!file.close()) throw std::runtime_error(file.problem());
}

int run_command(std::string_view program, std::function<int()> const& body) {
  program_name = program;
  hold_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return body();
  } catch (Interrupted const& interrupt) {
    complain(interrupt.what());
    return kInterrupted;
  } catch (std::bad_alloc const&) {
    complain("out of memory");
  } catch (std::exception const& error) {
    complain(error.what());
  }
  return kFailure;
}

// A message quotes paths and words of the command line, which may hold any bytes. The reason comes last.
void complain(std::string_view text) {
  std::string line(program_name);
  line.append(": ");
  if (text.size() <= 2 * kComplaintEndBytes) {
    append_printable(line, text);
  } else {
    append_printable(line, text.substr(0, kComplaintEndBytes));
    append_printable(line.append(" ... "), text.substr(text.size() - kComplaintEndBytes));
  }
  static_cast<void>(write_to_standard_error(line.append("\n")));
}

bool write_to_standard_error(std::string_view text) { return write_all(STDERR_FILENO, text) == 0; }

}  // namespace recordshare::command
