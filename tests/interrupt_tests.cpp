// SPDX-License-Identifier: Apache-2.0
// interrupt_tests.cpp sends signals to commands that open, read and write, and to those that were told to ignore them.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/command_line/process.hpp"
#include "tests/watched.hpp"

namespace recordshare::tests {
namespace {

class Interrupt : public WatchedCommand {};

// --- The stages of a command ---

TEST_F(Interrupt, WhileItOpensANamedPipe) {
  std::string const fifo = pipe("fifo");
  std::string const events = file_of(1);
  for (std::vector<std::string> const& words :
       std::vector<std::vector<std::string>>{{kRun, "run", fifo},
                                             {kRun, "explain", fifo},
                                             {kRun, "diagram", fifo},
                                             {kRun, "run", events, "-o", fifo},
                                             {kRun, "diagram", events, "-o", fifo},
                                             {kRun, "generate", "-o", fifo}}) {
    SCOPED_TRACE(words[1]);
    Watched command(words);
    command.await_wait();
    command.send(SIGINT);
    EXPECT_EQ(exit_status(command.await_end()), 130);
    EXPECT_EQ(command.rest_of_error(), "recordshare: interrupted while opening `" + fifo + "`\n");
    EXPECT_EQ(command.rest_of_output(), "");
  }
}

/// SIGINT that comes between the check for it and the wait.
TEST_F(Interrupt, JustBeforeItWaits) {
  std::string const fifo = pipe("fifo");
  std::string const empty = pipe("empty");
  command::Descriptor const writer(::open(empty.c_str(), O_RDWR | O_CLOEXEC));
  struct Case {
    std::vector<std::string> words;
    std::string call;
    int number;
    std::string said;
  };
  std::string const opening = "while opening `" + fifo + "`\n";
  std::string const reading = "after line 0, at byte 0 of the input\n";
  for (auto const& [words, call, number, said] :
       std::vector<Case>{{{kRun, "run", fifo}, "open", 1, opening},
                         {{kRun, "run", "/dev/null", "-o", fifo}, "open", 2, opening},
                         {{kRun, "generate", "-o", fifo}, "open", 1, opening},
                         {{kRun, "run"}, "poll", 1, reading},
                         {{kRun, "run"}, "poll", 2, reading},
                         {{kRun, "run", empty}, "poll", 2, reading}}) {
    SCOPED_TRACE(words.back() + ", " + call + " " + std::to_string(number));
    std::vector<std::string> all{"env", "LD_PRELOAD=" RECORDSHARE_SYSTEM_CALLS,
                                 "RECORDSHARE_FAULT=" + call + " " + std::to_string(number) + " before"};
    all.insert(all.end(), words.begin(), words.end());
    Watched command(all);
    EXPECT_EQ(exit_status(command.await_end()), 130);
    EXPECT_EQ(command.rest_of_error(), "recordshare: interrupted " + said);
  }
}

TEST_F(Interrupt, WhileItReadsAPipeOrATerminal) {
  std::string const fifo = pipe("fifo");
  command::Descriptor const writer(::open(fifo.c_str(), O_RDWR | O_CLOEXEC));
  command::Descriptor const master(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_TRUE(master.is_open() && grantpt(master.number()) == 0 && unlockpt(master.number()) == 0);
  std::string const terminal = ptsname(master.number());
  for (auto const& [from, end] : {std::pair(fifo, writer.number()), std::pair(terminal, master.number())}) {
    SCOPED_TRACE(from);
    Watched command({kRun, "run", from});
    ASSERT_EQ(::write(end, kEvent.data(), kEvent.size()), static_cast<ssize_t>(kEvent.size()));
    EXPECT_EQ(command.read_line(), kAnswer);
    command.await_wait();
    command.send(SIGINT);
    EXPECT_EQ(command.rest_of_error(), "recordshare: interrupted after line 1, at byte 35 of the input\n");
    EXPECT_EQ(exit_status(command.await_end()), 130);
    EXPECT_EQ(command.rest_of_output(), "");
  }
}

TEST_F(Interrupt, WhileItWritesToAFullPipe) {
  Watched command({kRun, "run", file_of(20'000)});
  command.await_wait();
  command.send(SIGINT);
  command.await_interrupt();
  expect_whole_lines(command);
}

/// Answers are flushed before each wait (events.md), also if a signal disturbs the question whether there is input.
TEST_F(Interrupt, AnotherSignalHoldsNoAnswerBack) {
  for (int const number : {1, 2, 3, 4}) {
    std::string const fault = "RECORDSHARE_FAULT=poll " + std::to_string(number) + " " + std::to_string(EINTR);
    Watched command({"env", "LD_PRELOAD=" RECORDSHARE_SYSTEM_CALLS, fault, kRun, "run"});
    for (int line = 1; line <= 2; ++line) {
      ASSERT_TRUE(command.write(kEvent));
      pollfd answered{command.output.number(), POLLIN, 0};
      ASSERT_EQ(::poll(&answered, 1, 60'000), 1) << "no answer " << line << ", " << fault;
      EXPECT_NE(command.read_line(), "");
    }
    command.close_input();
    EXPECT_EQ(exit_status(command.await_end()), 0);
  }
}

TEST_F(Interrupt, EndsADiagramThatTellsHowMuchItDraws) {
  Watched command({kRun, "diagram"});
  ASSERT_TRUE(command.write(kEvent));
  command.await_wait();
  command.send(SIGINT);
  EXPECT_EQ(exit_status(command.await_end()), 130);
  EXPECT_EQ(command.rest_of_error(), "recordshare: interrupted after line 1\n");
  std::string const drawn = run_shell("head -n 1 " + file_of(1) + " | " + shell_word(kRun) + " diagram").output;
  EXPECT_EQ(command.rest_of_output(), drawn);
}

// --- A second signal, and other signals ---

TEST_F(Interrupt, ASecondOneKills) {
  Watched command({kRun, "run", file_of(20'000)});
  command.await_wait();
  command.send(SIGINT);
  command.await_interrupt();
  command.send(SIGINT);
  int const status = command.await_end();
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) << status;
  EXPECT_EQ(command.rest_of_error(), "");
}

TEST_F(Interrupt, IsIgnoredIfItWasAtTheStart) {
  Watched command({kRun, "run"}, "trap '' INT HUP");
  for (int line = 1; line <= 2; ++line) {
    ASSERT_TRUE(command.write(kEvent));
    EXPECT_NE(command.read_line(), "");
    for (int const signal : {SIGINT, SIGHUP}) command.send(signal);
  }
  command.close_input();
  EXPECT_EQ(exit_status(command.await_end()), 0);
  EXPECT_EQ(command.rest_of_error(), "");
}

TEST_F(Interrupt, OtherSignalsKillAtOnceAndLeaveWhatWasAnswered) {
  for (int const signal : {SIGTERM, SIGHUP, SIGALRM}) {
    Watched command({kRun, "run"});
    ASSERT_TRUE(command.write(kEvent));
    EXPECT_EQ(command.read_line(), kAnswer);
    command.await_wait();
    command.send(signal);
    int const status = command.await_end();
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == signal) << status;
    EXPECT_EQ(command.rest_of_error(), "");
  }
}

TEST_F(Interrupt, AStoppedCommandGoesOn) {
  Watched command({kRun, "run"});
  command.await_wait();
  command.send(SIGSTOP);
  await("it stops", [&] { return command.state() == 'T'; });
  command.send(SIGCONT);
  ASSERT_TRUE(command.write(kEvent));
  EXPECT_EQ(command.read_line(), kAnswer);
  command.close_input();
  EXPECT_EQ(exit_status(command.await_end()), 0);
}

TEST_F(Interrupt, WhileItPrintsTheSummary) {
  Watched command({kRun, "run", "--summary", "-o", path("answers"), file_of(1)}, with_full_pipe(STDERR_FILENO, true));
  command.await_wait();
  command.send(SIGINT);
  command.await_interrupt();
  EXPECT_NE(without_filling(command.rest_of_error()).find("\n\n1 line, 0 invalid; "), std::string::npos);
  EXPECT_EQ(exit_status(command.await_end()), 0);  // it had answered all
  EXPECT_EQ(read_file(path("answers")), kAnswer + "\n");
}

}  // namespace
}  // namespace recordshare::tests
