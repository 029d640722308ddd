// SPDX-License-Identifier: Apache-2.0
// process.hpp starts a process with pipes at its ends, and leaves nothing of it behind.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace recordshare::conformance {

/// A descriptor, closed when it goes.
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

 private:
  int number_ = -1;
};

/// A process in a process group of its own, with pipes that never block on this side.
class Process {
 public:
  /// Starts `words`, the first of which is looked for as a shell would (PATH). Throws std::system_error where it
  /// cannot.
  explicit Process(std::vector<std::string> const& words);
  /// Kills all of the group, and waits for the process.
  ~Process();
  Process(Process const&) = delete;
  Process& operator=(Process const&) = delete;

  Descriptor input;   ///< to be written to
  Descriptor output;  ///< to be read
  Descriptor error;   ///< to be read

  /// How it ended (wait status), once it has.
  [[nodiscard]] std::optional<int> ended() const noexcept;

 private:
  pid_t id_ = -1;
};

/// "it ended with exit status 1", "signal 11 (Segmentation fault) ended it"
[[nodiscard]] std::string in_words(int wait_status);

}  // namespace recordshare::conformance
