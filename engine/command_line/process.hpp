// SPDX-License-Identifier: Apache-2.0
// process.hpp runs other programs and always reaps them, with their children. Linux only.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace recordshare::command {

/// A file descriptor, closed by its destructor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) noexcept : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  [[nodiscard]] int number() const noexcept { return number_; }
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
  void close() noexcept;
  /// Makes reads and writes non-blocking.
  void never_block() const noexcept;

 private:
  int number_ = -1;
};

/// The end of a process.
struct Ended {
  int status = 0;           ///< its exit status, or 128 + n where signal n ended it
  long peak_kilobytes = 0;  ///< peak resident memory
};

/// A process in its own process group, with a pipe for each standard descriptor. One thread at a time.
class Process {
 public:
  /// Starts `words`; looks the first up in PATH unless it contains a `/`. Ignores SIGPIPE in the calling process from
  /// then on, since the new process may end before it has read everything. Throws std::system_error if it cannot create
  /// a pipe or the process.
  explicit Process(std::vector<std::string> const& words);
  /// Kills the whole group and waits for the process.
  ~Process();
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;

  Descriptor input;   ///< to be written to
  Descriptor output;  ///< to be read
  Descriptor error;   ///< to be read

  /// Sends a signal to the process, not to its group, unless wait() has returned.
  void send(int signal) const noexcept;

  /// The wait status, once the process has ended.
  [[nodiscard]] std::optional<int> ended() const noexcept;

  /// Waits until the process has ended, then kills the rest of its group. Call it once.
  Ended wait() noexcept;

 private:
  pid_t id_ = -1;  // -1 after wait(): the system may reuse the number
};

/// "it ended with exit status 1", "signal 11 (Segmentation fault) ended it"
[[nodiscard]] std::string in_words(int wait_status);

/// The result of a process that ran to its end.
struct Ran {
  int status = 0;      ///< its exit status, or 128 + n where signal n ended it
  std::string output;  ///< the end of what it wrote to standard output
  std::string error;   ///< the end of what it wrote to standard error
};

struct RunTerms {
  std::string_view input = {};                               ///< written to its standard input, which is then closed
  std::chrono::milliseconds limit = std::chrono::hours(24);  ///< when its group is killed, from the start
  std::size_t kept_bytes_max = std::size_t{256} << 20;       ///< of `output`, and of `error`: the last ones are kept
};

/// Runs `words` until both its outputs are closed and it has ended. Throws as Process does.
[[nodiscard]] Ran run_process(std::vector<std::string> const& words, RunTerms const& terms = {});

}  // namespace recordshare::command
