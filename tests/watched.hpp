// SPDX-License-Identifier: Apache-2.0
// watched.hpp starts the command in a state that a test sets, and waits until it waits or ends.
#pragma once

#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/command_line/progress.hpp"
#include "tests/shell.hpp"
#include "tests/subprocess.hpp"

namespace recordshare::tests {

inline std::string const kEvent = R"({"type":"DnMonitored","dn":"7001"})"
                                  "\n";
inline std::string const kAnswer = R"({"seq":1,"type":"DnMonitored","result":"accepted","rule":"E1","changes":[]})";

/// Waits for a state that must come.
inline void await(std::string const& what, std::function<bool()> const& is_so) {
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error("it did not come to this: " + what);
    usleep(1000);
  }
}

/// A command that a shell starts, after `before`.
class Watched : public Subprocess {
 public:
  explicit Watched(std::vector<std::string> const& words, std::string const& before = "true")
      : Subprocess(of_shell(words, "echo $$ >&2; " + before + "; exec \"$@\""), "sh") {
    std::string number;
    for (char c = 0; ::read(error.number(), &c, 1) == 1 && c != '\n';) number.push_back(c);
    folder_ = "/proc/" + number;
  }

  /// Whether it has begun, and waits in a system call.
  [[nodiscard]] bool is_waiting() const { return file("comm").starts_with("recordshare") && state() == 'S'; }
  /// Not any more after the first SIGINT: a second one kills.
  [[nodiscard]] bool catches_interrupt() const {
    std::string const status = file("status");
    return (std::stoull(status.substr(status.find("SigCgt:") + 7), nullptr, 16) >> (SIGINT - 1) & 1U) != 0;
  }
  [[nodiscard]] char state() const {
    std::string const text = file("stat");
    return text.at(text.rfind(')') + 2);
  }

  void await_wait() const {
    await("it waits", [&] { return ended().has_value() || (is_waiting() && catches_interrupt()); });
    ASSERT_FALSE(ended().has_value()) << "it ended";
  }
  void await_interrupt() const {
    await("it noticed SIGINT", [&] { return ended().has_value() || !catches_interrupt(); });
    ASSERT_FALSE(ended().has_value()) << "it ended";
  }

  /// Its wait status; fails if it does not end.
  [[nodiscard]] int await_end() const {
    await("it ends", [&] { return ended().has_value(); });
    return *ended();
  }

 private:
  static std::vector<std::string> of_shell(std::vector<std::string> const& words, std::string const& script) {
    std::vector<std::string> all{"-c", script, "sh"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }

  [[nodiscard]] std::string file(std::string const& name) const { return read_file(folder_ + "/" + name); }

  std::string folder_;
};

inline int exit_status(int wait_status) { return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1; }

/// Fills a pipe, and makes the standard descriptors block or not, before the command starts.
inline std::string with_full_pipe(int descriptor, bool blocks) {
  std::string const fill = R"(import os, sys
full = int(sys.argv[1])
os.set_blocking(full, False)
try:
  while True: os.write(full, b"*")
except BlockingIOError: pass
for number in (0, 1, 2): os.set_blocking(number, sys.argv[2] == "blocks")
os.execv(sys.argv[3], sys.argv[3:]))";
  return "set -- python3 -c " + shell_word(fill) + " " + std::to_string(descriptor) +
         (blocks ? " blocks" : " returns") + " \"$@\"";
}

/// What follows the filling of a full pipe.
inline std::string without_filling(std::string const& text) {
  return text.substr(std::min(text.find_first_not_of('*'), text.size()));
}

/// Reads all output, expects that it is whole lines and that the message tells how many.
inline void expect_whole_lines(Watched& command) {
  std::string const output = without_filling(command.rest_of_output());
  EXPECT_TRUE(output.ends_with("}\n"));
  auto const lines = static_cast<std::size_t>(std::ranges::count(output, '\n'));
  std::string message = "recordshare: interrupted after line " + command::grouped(lines);
  message += ", at byte " + command::grouped(lines * kEvent.size()) + " of the input\n";
  EXPECT_EQ(command.rest_of_error(), message);
  EXPECT_EQ(exit_status(command.await_end()), 130);
}

/// Tests with files and named pipes.
class WatchedCommand : public testing::Test {
 protected:
  [[nodiscard]] std::string path(std::string const& name) const { return (folder_.path() / name).string(); }

  [[nodiscard]] std::string pipe(std::string const& name) const {
    EXPECT_EQ(mkfifo(path(name).c_str(), 0600), 0);
    return path(name);
  }

  [[nodiscard]] std::string file_of(int events) const {
    std::string text;
    for (int line = 0; line < events; ++line) text += kEvent;
    write_file(path("events"), text);
    return path("events");
  }

  inline static std::string const kRun = RECORDSHARE_COMMAND;

 private:
  ScratchFolder folder_;
};

}  // namespace recordshare::tests
