// SPDX-License-Identifier: Apache-2.0
// non_blocking_tests.cpp gives commands pipes that do not block, as event loops hand out: they wait for them.
#include <csignal>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/command_line/interrupt.hpp"
#include "tests/watched.hpp"

namespace recordshare::tests {
namespace {

class NonBlocking : public WatchedCommand {};

TEST_F(NonBlocking, AFullPipeIsWaitedFor) {
  std::string const events = file_of(20'000);
  std::string const few = path("few");
  write_file(few, kEvent);
  for (std::vector<std::string> const& words : std::vector<std::vector<std::string>>{{kRun, "run", events},
                                                                                     {kRun, "explain", events},
                                                                                     {kRun, "diagram", few},
                                                                                     {kRun, "generate"},
                                                                                     {kRun, "run", "--help"}}) {
    SCOPED_TRACE(words[1]);
    Watched command(words, with_full_pipe(STDOUT_FILENO, false));
    command.await_wait();
    EXPECT_TRUE(without_filling(command.rest_of_output()) == command::run_process(words).output);
    EXPECT_EQ(exit_status(command.await_end()), 0);
    EXPECT_EQ(command.rest_of_error(), "");
  }
}

TEST_F(NonBlocking, SoIsAFullPipeForMessagesAndTheSummary) {
  Watched fails({kRun, "run", path("none")}, with_full_pipe(STDERR_FILENO, false));
  fails.await_wait();
  EXPECT_EQ(without_filling(fails.rest_of_error()),
            "recordshare: cannot read `" + path("none") + "`: No such file or directory\n");
  EXPECT_EQ(exit_status(fails.await_end()), 1);
  Watched counts({kRun, "run", "--summary", file_of(1)}, with_full_pipe(STDERR_FILENO, false));
  counts.await_wait();
  EXPECT_NE(without_filling(counts.rest_of_error()).find("\n\n1 line, 0 invalid; "), std::string::npos);
  EXPECT_EQ(exit_status(counts.await_end()), 0);
}

TEST_F(NonBlocking, AnInterruptWhileItWritesLeavesWholeLines) {
  Watched command({kRun, "run", file_of(20'000)}, with_full_pipe(STDOUT_FILENO, false));
  command.await_wait();
  command.send(SIGINT);
  command.await_interrupt();
  expect_whole_lines(command);
}

TEST_F(NonBlocking, AnEmptyPipeIsWaitedFor) {
  Watched command({kRun, "run"}, with_full_pipe(STDERR_FILENO, false));
  for (int line = 1; line <= 2; ++line) {
    command.await_wait();
    ASSERT_TRUE(command.write(kEvent));
    EXPECT_NE(command.read_line(), "");
  }
  command.close_input();
  EXPECT_EQ(exit_status(command.await_end()), 0);
}

// --- read_file, with which other commands read ---

/// A process that reads its standard input, a pipe that does not block, and exits with 0, or 130 after SIGINT.
class Reader {
 public:
  explicit Reader(std::string const& expected) {
    int ends[2] = {};
    EXPECT_EQ(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    command::Descriptor const to_read(ends[0]);
    write_ = command::Descriptor(ends[1]);
    id_ = fork();
    if (id_ == 0) {
      dup2(ends[0], STDIN_FILENO);
      write_.close();
      command::catch_interrupt();
      try {
        _exit(read_file("-") == expected ? 0 : 1);
      } catch (command::Interrupted const& interrupt) {
        _exit(std::string_view(interrupt.what()) == "interrupted while reading standard input" ? 130 : 2);
      } catch (std::exception const&) {
        _exit(3);
      }
    }
    await("it waits", [&] { return ended() || waits(); });
  }
  ~Reader() { wait(); }
  Reader(Reader const&) = delete;
  Reader& operator=(Reader const&) = delete;

  void write(std::string_view text) const {
    EXPECT_EQ(::write(write_.number(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void send(int signal) const { kill(id_, signal); }
  int wait() {
    write_.close();
    if (id_ > 0) waitpid(std::exchange(id_, -1), &status_, 0);
    return exit_status(status_);
  }

 private:
  [[nodiscard]] bool ended() const {
    siginfo_t info = {};
    return waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
  }
  [[nodiscard]] bool waits() const {
    std::string const state = read_file("/proc/" + std::to_string(id_) + "/stat");
    return state.at(state.rfind(')') + 2) == 'S';
  }

  command::Descriptor write_;
  pid_t id_ = -1;
  int status_ = 0;
};

TEST(ReadFile, WaitsForAPipeThatDoesNotBlock) {
  Reader reader("one\ntwo\n");
  reader.write("one\n");
  reader.write("two\n");
  EXPECT_EQ(reader.wait(), 0);
}

TEST(ReadFile, IsInterrupted) {
  Reader reader("one\n");
  reader.write("one\n");
  reader.send(SIGINT);
  EXPECT_EQ(reader.wait(), 130);
}

}  // namespace
}  // namespace recordshare::tests
