// SPDX-License-Identifier: Apache-2.0
// subprocess.hpp runs the command with pipes to all its ends, so that a test can talk with it while it runs.
#pragma once

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recordshare::tests {

/// How a process ended.
struct Ended {
  int status;           ///< its exit status, or 128 + n where signal n ended it
  long peak_kilobytes;  ///< the most memory that was resident
};

/// The command `recordshare`, or another, running. Whoever writes more than a pipe holds must let it be read at the
/// same time.
class Subprocess {
 public:
  explicit Subprocess(std::vector<std::string> const& arguments, std::string const& command = RECORDSHARE_COMMAND) {
    std::signal(SIGPIPE, SIG_IGN);  // the command may be gone before it has read everything
    Pipe const input = make_pipe();
    Pipe const output = make_pipe();
    Pipe const error = make_pipe();
    pid_t const process = fork();
    if (process < 0) throw std::runtime_error("cannot fork");
    if (process == 0) become(command, arguments, input, output, error);
    process_ = process;  // NOLINT(cppcoreguidelines-prefer-member-initializer): the pipes come first
    ::close(input.read_end);
    ::close(output.write_end);
    ::close(error.write_end);
    input_ = input.write_end;
    output_ = output.read_end;
    error_ = error.read_end;
  }
  ~Subprocess() {
    close_input();
    close_output();
    ::close(error_);
    if (process_ > 0) {
      kill(process_, SIGKILL);
      waitpid(process_, nullptr, 0);
    }
  }
  Subprocess(Subprocess const&) = delete;
  Subprocess& operator=(Subprocess const&) = delete;

  /// Writes `text` to its standard input; false where it no longer reads.
  bool write(std::string_view text) const {
    while (!text.empty()) {
      ssize_t const written = ::write(input_, text.data(), text.size());
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  void close_input() { close(input_); }
  void close_output() { close(output_); }
  void send(int signal) const { kill(process_, signal); }

  /// The next line that it writes to standard output, without its `\n`; waits for it.
  [[nodiscard]] std::string read_line() const {
    std::string line;
    for (char c = 0; ::read(output_, &c, 1) == 1 && c != '\n';) line.push_back(c);
    return line;
  }
  [[nodiscard]] std::string rest_of_output() const { return rest(output_); }
  [[nodiscard]] std::string rest_of_error() const { return rest(error_); }

  Ended wait() {
    int status = 0;
    rusage usage{};
    wait4(std::exchange(process_, -1), &status, 0, &usage);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), usage.ru_maxrss};
  }

 private:
  struct Pipe {
    int read_end;
    int write_end;
  };

  static Pipe make_pipe() {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("cannot make a pipe");
    return {ends[0], ends[1]};
  }

  [[noreturn]] static void become(std::string const& command, std::vector<std::string> const& arguments,
                                  Pipe const& input, Pipe const& output, Pipe const& error) {
    std::signal(SIGPIPE, SIG_DFL);
    dup2(input.read_end, STDIN_FILENO);
    dup2(output.write_end, STDOUT_FILENO);
    dup2(error.write_end, STDERR_FILENO);
    for (int const end :
         {input.read_end, input.write_end, output.read_end, output.write_end, error.read_end, error.write_end})
      ::close(end);
    std::vector<char*> words{const_cast<char*>(command.c_str())};
    for (std::string const& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    execv(command.c_str(), words.data());
    _exit(127);
  }

  static void close(int& end) {
    if (end >= 0) ::close(std::exchange(end, -1));
  }

  static std::string rest(int end) {
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(end, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<std::size_t>(count));
    return text;
  }

  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  int error_ = -1;
};

}  // namespace recordshare::tests
