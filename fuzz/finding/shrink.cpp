// SPDX-License-Identifier: Apache-2.0
// shrink.cpp leaves out of a failing input what its failure does not need.
#include "fuzz/finding/shrink.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <span>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz/checked_machine.hpp"
#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {
namespace {

constexpr unsigned kSecondsMax = 20;
constexpr std::size_t kSaidMax = std::size_t{64} << 10;

/// A file in memory that a child inherits; it is read and written by its path too.
class SharedFile {
 public:
  SharedFile() : descriptor_(memfd_create("recordshare", 0)) {}
  ~SharedFile() { ::close(descriptor_); }
  SharedFile(SharedFile const&) = delete;
  SharedFile& operator=(SharedFile const&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
  [[nodiscard]] std::string path() const { return "/dev/fd/" + std::to_string(descriptor_); }

  void write(std::string const& text) const {
    if (::pwrite(descriptor_, text.data(), text.size(), 0) < 0) ::perror("cannot hold an input");
  }
  [[nodiscard]] std::string last_bytes(std::size_t most) const {
    auto const size = static_cast<std::size_t>(std::max<off_t>(::lseek(descriptor_, 0, SEEK_END), 0));
    std::string text(std::min(size, most), '\0');
    auto const count = ::pread(descriptor_, text.data(), text.size(), static_cast<off_t>(size - text.size()));
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return text;
  }

 private:
  int descriptor_;
};

[[noreturn]] void become(std::string const& program, SharedFile const& input, SharedFile const& said) {
  ::dup2(said.descriptor(), STDOUT_FILENO);
  ::dup2(said.descriptor(), STDERR_FILENO);
  ::setenv("ASAN_OPTIONS", "malloc_context_size=30", 0);
  ::execl(program.c_str(), program.c_str(), input.path().c_str(), static_cast<char*>(nullptr));
  ::_exit(127);
}

/// Splits an input into what stays and the units that can be left out: events, or lines.
struct Units {
  std::string head;
  std::vector<std::string> all;

  Units(Inputs inputs, std::string const& input) {
    if (inputs == Inputs::Lines) {
      split_lines(input);
      return;
    }
    std::size_t const header = inputs == Inputs::States ? kMachineLayout.header : kHeaderBytes;
    head = input.substr(0, header);
    for (std::size_t at = header; at + kEventBytes <= input.size(); at += kEventBytes)
      all.push_back(input.substr(at, kEventBytes));
  }
  [[nodiscard]] std::string joined() const {
    std::string text = head;
    for (auto const& unit : all) text += unit;
    return text;
  }

 private:
  void split_lines(std::string const& input) {
    for (std::size_t at = 0; at < input.size();) {
      auto const end = std::min(input.find('\n', at), input.size() - 1) + 1;
      all.push_back(input.substr(at, end - at));
      at = end;
    }
  }
};

/// Tries simpler inputs while there are runs left, and keeps each that ends as the first did.
class Shrinking {
 public:
  Shrinking(Target const& target, std::string const& program, std::string input, std::size_t runs_max)
      : target_(target), program_(program), runs_max_(runs_max) {
    shrunk_.ended = run_target(program_, input, kSecondsMax);
    shrunk_.input = std::move(input);
  }

  Shrunk run() {
    if (shrunk_.ended.status == 0) return std::move(shrunk_);
    for (bool better = true; better;) {
      better = leave_units_out();
      better = (target_.inputs == Inputs::Lines ? leave_bytes_out() : take_simpler_events()) || better;
    }
    return std::move(shrunk_);
  }

 private:
  /// Whether the input ends as the first did; then it is the one to go on from.
  bool take(std::string const& input) {
    if (shrunk_.runs >= runs_max_ || input == shrunk_.input) return false;
    ++shrunk_.runs;
    Ended ended = run_target(program_, input, kSecondsMax);
    if (ended.status != shrunk_.ended.status) return false;
    shrunk_.input = input;
    shrunk_.ended = std::move(ended);
    return true;
  }

  bool leave_units_out() {
    bool better = false;
    for (std::size_t chunk = Units(target_.inputs, shrunk_.input).all.size(); chunk > 0; chunk /= 2) {
      for (std::size_t at = 0;;) {
        Units units(target_.inputs, shrunk_.input);
        if (at >= units.all.size()) break;
        auto const first = units.all.begin() + static_cast<std::ptrdiff_t>(at);
        units.all.erase(first, first + static_cast<std::ptrdiff_t>(std::min(chunk, units.all.size() - at)));
        if (take(units.joined())) {
          better = true;
        } else {
          at += chunk;
        }
      }
    }
    return better;
  }

  bool leave_bytes_out() {
    bool better = false;
    for (std::size_t chunk = shrunk_.input.size() / 2; chunk > 0; chunk /= 2) {
      for (std::size_t at = 0; at < shrunk_.input.size();) {
        std::string input = shrunk_.input;
        input.erase(at, chunk);
        if (take(input)) {
          better = true;
        } else {
          at += chunk;
        }
      }
    }
    return better;
  }

  /// Of a raw state: any byte of its header 0. Of a stream: what properties/streams finds simpler of it.
  bool take_simpler_events() {
    if (target_.inputs == Inputs::States) {
      bool better = false;
      for (std::size_t at = 0; at < std::min(kMachineLayout.header, shrunk_.input.size()); ++at) {
        std::string input = shrunk_.input;
        input[at] = '\0';
        better = take(input) || better;
      }
      return better;
    }
    EventInput input;
    read_events({reinterpret_cast<std::uint8_t const*>(shrunk_.input.data()), shrunk_.input.size()}, input);
    for (auto& stream : properties::streams::simpler(input.stream)) {
      EventInput simpler{.stream = std::move(stream), .limits = input.limits, .cut = 0};
      simpler.cut = std::min(input.cut, simpler.stream.moves.size());
      if (take(bytes_of(simpler))) return true;
    }
    EventInput unlimited = input;
    unlimited.limits = {};
    return input.limits != Limits{} && take(bytes_of(unlimited));
  }

  Target const& target_;
  std::string const& program_;
  std::size_t runs_max_;
  Shrunk shrunk_;
};

}  // namespace

Ended run_target(std::string const& program, std::string const& input, unsigned seconds_max) {
  SharedFile const file;
  SharedFile const said;
  file.write(input);
  pid_t const child = ::fork();
  if (child == 0) become(program, file, said);
  auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds_max);
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) ::kill(child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), said.last_bytes(kSaidMax)};
}

Shrunk shrink(Target const& target, std::string const& program, std::string input, std::size_t runs_max) {
  return Shrinking(target, program, std::move(input), runs_max).run();
}

}  // namespace recordshare::fuzz
