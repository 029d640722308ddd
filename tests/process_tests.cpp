// SPDX-License-Identifier: Apache-2.0
// process_tests.cpp tests child processes that read, write, hang and die, and a process that cannot be created.
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/command_line/process.hpp"

namespace recordshare::tests {
namespace {

using command::Ran;
using command::run_process;

TEST(RunProcess, GivesTheStatusAndBothOutputs) {
  Ran const ran = run_process({"sh", "-c", "echo out; echo err >&2; exit 7"});
  EXPECT_EQ(ran.status, 7);
  EXPECT_EQ(ran.output, "out\n");
  EXPECT_EQ(ran.error, "err\n");
  EXPECT_EQ(run_process({"sh", "-c", "kill -TERM $$"}).status, 128 + SIGTERM);
}

/// A program starts with the signals of a new shell, even if the command ignores or blocks some.
TEST(RunProcess, SignalsThatAreIgnoredOrBlockedHereEndAProgram) {
  auto* const before = std::signal(SIGINT, SIG_IGN);
  sigset_t blocked;
  sigset_t unblocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &blocked, &unblocked);
  for (int const signal : {SIGINT, SIGPIPE, SIGTERM})
    EXPECT_EQ(run_process({"sh", "-c", "kill -" + std::to_string(signal) + " $$"}).status, 128 + signal);
  pthread_sigmask(SIG_SETMASK, &unblocked, nullptr);
  std::signal(SIGINT, before);
}

TEST(RunProcess, WritesMoreThanAPipeHoldsWhileItReads) {
  std::string const text(std::size_t{3} << 20, 'x');
  EXPECT_EQ(run_process({"cat"}, {.input = text}).output, text);
  EXPECT_EQ(run_process({"true"}, {.input = text}).status, 0) << "a program that reads nothing";
}

TEST(RunProcess, EndsAtTheLimitAndKeepsTheLastBytes) {
  auto const start = std::chrono::steady_clock::now();
  Ran const hangs =
      run_process({"sh", "-c", "sleep 600 & echo begun; wait"}, {.limit = std::chrono::milliseconds(300)});
  EXPECT_EQ(hangs.status, 128 + SIGKILL);
  EXPECT_EQ(hangs.output, "begun\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
  Ran const floods = run_process({"sh", "-c", "yes | head -c 1000000; echo end"}, {.kept_bytes_max = 10});
  EXPECT_EQ(floods.status, 0);
  EXPECT_EQ(floods.output, "y\ny\ny\nend\n");
}

TEST(RunProcess, NoChildOfAProgramIsLeftBehind) {
  Ran const ran = run_process({"sh", "-c", "sleep 600 >/dev/null 2>&1 & echo $!"});
  auto const id = static_cast<pid_t>(std::stol(ran.output));
  auto const is_gone = [id] {  // or a zombie, which its new parent waits for some time
    std::ifstream state("/proc/" + std::to_string(id) + "/stat");
    std::string const text{std::istreambuf_iterator<char>(state), {}};
    return text.empty() || text.find(") Z ") != std::string::npos;
  };
  for (int tries = 0; !is_gone() && tries < 1000; ++tries) usleep(10'000);
  EXPECT_TRUE(is_gone());
  if (!is_gone()) kill(id, SIGKILL);
}

TEST(RunProcess, AProgramThatIsNotThereIsAnError) {
  try {
    static_cast<void>(run_process({"/nowhere/program"}));
    ADD_FAILURE() << "it ran";
  } catch (std::system_error const& error) {
    EXPECT_EQ(error.code().value(), ENOENT);
    EXPECT_TRUE(std::string(error.what()).starts_with("cannot run `/nowhere/program`")) << error.what();
  }
}

/// If no process was created, none may be waited for or killed: -1 would mean every process of the user.
TEST(RunProcess, IsAnErrorWhereTheSystemHasNoProcessToGive) {
  constexpr int kThrew = 42;
  constexpr int kCannotTry = 77;
  pid_t const child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    constexpr uid_t kNobody = 65534;  // root has no limit
    rlimit const none{0, 0};
    if ((geteuid() == 0 && setuid(kNobody) != 0) || setrlimit(RLIMIT_NPROC, &none) != 0) _exit(kCannotTry);
    try {
      static_cast<void>(run_process({"true"}));
    } catch (std::system_error const& error) {
      _exit(error.code().value() == EAGAIN ? kThrew : 1);
    }
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kCannotTry) GTEST_SKIP() << "this system lets no user be changed or limited";
  EXPECT_EQ(WEXITSTATUS(status), kThrew);
}

TEST(Processes, AProcessThatIsEndedIsReaped) {
  for (int i = 0; i < 20; ++i) {
    {
      command::Process const process({"sleep", "100"});
    }
    int status = 0;
    EXPECT_EQ(waitpid(-1, &status, WNOHANG), -1) << "a child remains";
    EXPECT_EQ(errno, ECHILD);
  }
}

}  // namespace
}  // namespace recordshare::tests
