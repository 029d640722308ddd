// SPDX-License-Identifier: Apache-2.0
// shrink.cpp removes what a failing input does not need in order to fail.
#include "fuzz/finding/shrink.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "engine/command_line/process.hpp"
#include "fuzz/checked_machine.hpp"
#include "fuzz/event_bytes.hpp"
#include "properties/world/shrink.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;

constexpr unsigned kSecondsMax = 20;
constexpr std::size_t kSaidMax = std::size_t{64} << 10;

/// A file in memory that a child inherits, and can open by its path.
class SharedFile {
 public:
  explicit SharedFile(std::string const& text) : file_(memfd_create("recordshare", 0)) {
    if (!file_.is_open() || ::pwrite(file_.number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
      throw std::system_error(errno, std::generic_category(), "cannot hold an input in memory");
  }
  [[nodiscard]] std::string path() const { return "/dev/fd/" + std::to_string(file_.number()); }

 private:
  command::Descriptor file_;
};

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

/// Tries simpler inputs until the runs are used up, and keeps each that fails as the first did.
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
  /// Whether the input fails as the first did; if so, shrinking goes on from it.
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
    Units units(target_.inputs, shrunk_.input);
    return streams::leave_out_chunks([&] { return units.all.size(); },
                                     [&](std::size_t begin, std::size_t count) {
                                       auto all = std::exchange(units.all, streams::without(units.all, begin, count));
                                       if (take(units.joined())) return true;
                                       units.all = std::move(all);
                                       return false;
                                     });
  }

  bool leave_bytes_out() {
    return streams::leave_out_chunks(
        [&] { return shrunk_.input.size(); },
        [&](std::size_t begin, std::size_t count) { return take(streams::without(shrunk_.input, begin, count)); });
  }

  /// Simplifies a raw state by setting bytes of its header to 0, a stream by properties/world/shrink.hpp.
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
    bool better = false;
    input.stream = streams::shrink(std::move(input.stream), [&](std::vector<streams::Stream> const& candidates) {
      auto const fails = [&](streams::Stream const& stream) {
        return take(bytes_of({stream, input.limits, std::min(input.cut, stream.moves.size())}));
      };
      auto const found = std::ranges::find_if(candidates, fails);
      if (found == candidates.end()) return std::optional<std::size_t>();
      better = true;
      return std::optional(static_cast<std::size_t>(found - candidates.begin()));
    });
    input.cut = std::min(input.cut, input.stream.moves.size());
    EventInput unlimited = input;
    unlimited.limits = {};
    return (input.limits != Limits{} && take(bytes_of(unlimited))) || better;
  }

  Target const& target_;
  std::string const& program_;
  std::size_t runs_max_;
  Shrunk shrunk_;
};

}  // namespace

Ended run_target(std::string const& program, std::string const& input, unsigned seconds_max) {
  SharedFile const file(input);
  ::setenv("ASAN_OPTIONS", "malloc_context_size=30", 0);
  auto ran = command::run_process({program, file.path()},
                                  {.limit = std::chrono::seconds(seconds_max), .kept_bytes_max = kSaidMax});
  return {ran.status, ran.error + ran.output};
}

Shrunk shrink(Target const& target, std::string const& program, std::string input, std::size_t runs_max) {
  return Shrinking(target, program, std::move(input), runs_max).run();
}

}  // namespace recordshare::fuzz
