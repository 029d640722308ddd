// SPDX-License-Identifier: Apache-2.0
// process.cpp spawns processes, polls their pipes, kills them and waits for them.
#include "engine/command_line/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recordshare::command {
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

/// The attributes for posix_spawn: pipes as standard descriptors, its own process group, default SIGPIPE and SIGINT.
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

  /// Starts the process; returns 0 or an errno.
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

void Descriptor::never_block() const noexcept { fcntl(number_, F_SETFL, fcntl(number_, F_GETFL) | O_NONBLOCK); }

Process::Process(std::vector<std::string> const& words) {
  std::signal(SIGPIPE, SIG_IGN);
  Pipe to = make_pipe();
  Pipe from = make_pipe();
  Pipe complaints = make_pipe();
  // If it throws, no destructor runs: `id_` is a process of ours whenever a signal is sent to it.
  int const problem = SpawnOrders(to.read.number(), from.write.number(), complaints.write.number()).spawn(words, id_);
  if (problem != 0) throw std::system_error(problem, std::generic_category(), "cannot run `" + words.front() + "`");
  input = std::move(to.write);
  output = std::move(from.read);
  error = std::move(complaints.read);
}

Process::~Process() {
  if (id_ <= 0) return;
  kill(-id_, SIGKILL);  // ended or not, it has not been waited for: the number is still its own
  while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) continue;
}

void Process::send(int signal) const noexcept {
  if (id_ > 0) kill(id_, signal);
}

std::optional<int> Process::ended() const noexcept {
  siginfo_t info = {};
  bool const has = waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
  if (!has) return std::nullopt;
  return info.si_code == CLD_EXITED ? W_EXITCODE(info.si_status, 0) : W_EXITCODE(0, info.si_status);
}

Ended Process::wait() noexcept {
  siginfo_t info = {};
  while (waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) continue;
  pid_t const id = std::exchange(id_, -1);
  kill(-id, SIGKILL);
  int status = 0;
  rusage usage = {};
  while (wait4(id, &status, 0, &usage) < 0 && errno == EINTR) continue;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), usage.ru_maxrss};
}

std::string in_words(int wait_status) {
  if (!WIFSIGNALED(wait_status)) return "it ended with exit status " + std::to_string(WEXITSTATUS(wait_status));
  int const signal = WTERMSIG(wait_status);
  return "signal " + std::to_string(signal) + " (" + strsignal(signal) + ") ended it";
}

namespace {

/// Appends available data to `text`, and keeps its last bytes; closes `end` at the end of the file.
void read_some(Descriptor& end, std::string& text, std::size_t kept_bytes_max) {
  std::array<char, std::size_t{64} << 10> block;
  ssize_t const count = ::read(end.number(), block.data(), block.size());
  if (count > 0) {
    text.append(block.data(), static_cast<std::size_t>(count));
    // The buffer holds twice as many, so that each byte is moved at most once.
    if (text.size() / 2 > kept_bytes_max) text.erase(0, text.size() - kept_bytes_max);
  } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
    end.close();
  }
}

/// Writes as much of `text` as possible; closes `end` after the last byte, or if the reader has closed the pipe.
void write_some(Descriptor& end, std::string_view& text) {
  ssize_t const count = text.empty() ? 0 : ::write(end.number(), text.data(), text.size());
  bool const is_over = count < 0 && errno != EAGAIN && errno != EINTR;
  text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (text.empty() || is_over) end.close();
}

}  // namespace

Ran run_process(std::vector<std::string> const& words, RunTerms const& terms) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + terms.limit;
  Process process(words);
  for (Descriptor const* one : {&process.input, &process.output, &process.error}) one->never_block();
  Ran ran;
  std::string_view input = terms.input;
  write_some(process.input, input);
  // A child of the process may keep an output open after the process has ended: the limit applies to that, too.
  while ((process.output.is_open() || process.error.is_open() || !process.ended()) && Clock::now() < end) {
    std::array<pollfd, 3> ends{pollfd{process.input.number(), POLLOUT, 0}, pollfd{process.output.number(), POLLIN, 0},
                               pollfd{process.error.number(), POLLIN, 0}};
    bool const is_closed = !process.output.is_open() && !process.error.is_open();  // then only its exit can follow
    if (poll(ends.data(), ends.size(), is_closed ? 1 : 50) <= 0) continue;
    if (ends[0].revents != 0) write_some(process.input, input);
    if (ends[1].revents != 0) read_some(process.output, ran.output, terms.kept_bytes_max);
    if (ends[2].revents != 0) read_some(process.error, ran.error, terms.kept_bytes_max);
  }
  if (!process.ended()) process.send(SIGKILL);
  ran.status = process.wait().status;
  for (std::string* text : {&ran.output, &ran.error})
    if (text->size() > terms.kept_bytes_max) text->erase(0, text->size() - terms.kept_bytes_max);
  return ran;
}

}  // namespace recordshare::command
