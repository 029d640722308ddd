// SPDX-License-Identifier: Apache-2.0
// process.cpp spawns, kills and waits.
#include "engine/command_line/process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recordshare::conformance {
namespace {

struct Pipe {
  Descriptor read;
  Descriptor write;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Descriptor never_blocking(Descriptor end) {
  fcntl(end.number(), F_SETFL, fcntl(end.number(), F_GETFL) | O_NONBLOCK);
  return end;
}

/// What posix_spawn is told: pipes for standard descriptors, a group of its own, and SIGPIPE and SIGINT as at first.
class SpawnOrders {
 public:
  SpawnOrders(int input, int output, int error) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, error, STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    for (int const signal : {SIGPIPE, SIGINT}) sigaddset(&signals, signal);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, static_cast<short>(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK));
  }
  ~SpawnOrders() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnOrders(SpawnOrders const&) = delete;
  SpawnOrders& operator=(SpawnOrders const&) = delete;

  /// The process, or an errno.
  int spawn(std::vector<std::string> const& words, pid_t& id) const {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    return posix_spawnp(&id, arguments[0], &actions_, &attributes_, arguments.data(), environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

}  // namespace

void Descriptor::close() noexcept {
  if (is_open()) ::close(std::exchange(number_, -1));
}

Process::Process(std::vector<std::string> const& words) {
  Pipe to = make_pipe();
  Pipe from = make_pipe();
  Pipe complaints = make_pipe();
  int const problem = SpawnOrders(to.read.number(), from.write.number(), complaints.write.number()).spawn(words, id_);
  if (problem != 0) throw std::system_error(problem, std::generic_category(), "cannot run `" + words.front() + "`");
  input = never_blocking(std::move(to.write));
  output = never_blocking(std::move(from.read));
  error = never_blocking(std::move(complaints.read));
}

Process::~Process() {
  kill(-id_, SIGKILL);  // ended or not, it has not been waited for: the number is still its own
  while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) continue;
}

std::optional<int> Process::ended() const noexcept {
  siginfo_t info = {};
  bool const has = waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
  if (!has) return std::nullopt;
  return info.si_code == CLD_EXITED ? W_EXITCODE(info.si_status, 0) : W_EXITCODE(0, info.si_status);
}

std::string in_words(int wait_status) {
  if (!WIFSIGNALED(wait_status)) return "it ended with exit status " + std::to_string(WEXITSTATUS(wait_status));
  int const signal = WTERMSIG(wait_status);
  return "signal " + std::to_string(signal) + " (" + strsignal(signal) + ") ended it";
}

}  // namespace recordshare::conformance
