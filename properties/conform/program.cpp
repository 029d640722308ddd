// SPDX-License-Identifier: Apache-2.0
// program.cpp exchanges lines with an untrusted program, under a time limit.
#include "properties/conform/program.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/command_line/process.hpp"
#include "properties/conform/answers.hpp"

namespace recordshare::conformance {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;  // the capacity of a pipe

// If a child keeps the output open, no end of file reports the exit of the process: it is polled at this interval.
constexpr std::chrono::milliseconds kPause{20};

/// One stream and one process. It ends at the first fault, at the end of the output, or at the time limit.
class Conversation {
 public:
  Conversation(std::vector<std::string> const& words, Questions const& questions, bool by_members,
               std::chrono::milliseconds limit)
      : questions_(questions), answers_(questions, by_members), limit_(limit), process_(words) {
    for (command::Descriptor const* end : {&process_.input, &process_.output, &process_.error}) end->never_block();
  }

  std::optional<Wrong> hold(std::function<bool()> const& stops) {
    put();
    while (!answers_.wrong().has_value() && process_.output.is_open() && !left_open_ && !is_late()) {
      if (stops && stops()) return std::nullopt;
      exchange();
    }
    auto wrong = answers_.wrong();
    if (!wrong.has_value()) wrong = process_.output.is_open() && !left_open_ ? what_is_late() : what_ended();
    if (wrong.has_value()) wrong->complaint = complaint();
    return wrong;
  }

 private:
  [[nodiscard]] bool is_late() const { return Clock::now() - start_ > limit_; }

  /// Waits until a pipe is ready, then reads and writes.
  void exchange() {
    bool const writes = process_.input.is_open() && !input_.empty();
    std::array<pollfd, 3> ends{pollfd{process_.output.number(), POLLIN, 0}, pollfd{process_.error.number(), POLLIN, 0},
                               pollfd{writes ? process_.input.number() : -1, POLLOUT, 0}};
    int const ready = poll(ends.data(), ends.size(), static_cast<int>(kPause.count()));
    if (ready == 0 && process_.ended().has_value()) {
      ends[0].revents = 0;
      left_open_ = poll(ends.data(), 1, 0) == 0;  // its last output may have arrived since
    }
    if (ready <= 0) return;
    if (ends[1].revents != 0) read_complaint();
    if (ends[0].revents != 0) read_answers();
    if (ends[2].revents != 0) write();
  }

  void read_answers() {
    ssize_t const count = ::read(process_.output.number(), block_.data(), block_.size());
    if (count > 0) {
      answers_.take({block_.data(), static_cast<std::size_t>(count)});
      put();
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
      process_.output.close();
    }
  }

  void read_complaint() {
    ssize_t const count = ::read(process_.error.number(), block_.data(), block_.size());
    if (count > 0) {
      complaint_.append(block_.data(), static_cast<std::size_t>(count));
      complaint_.erase(0, complaint_.size() - std::min(complaint_.size(), Program::kComplaintBytesMax));
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
      process_.error.close();
    }
  }

  /// Adds lines to the input buffer: all, or up to the next line that needs an answer.
  void put() {
    while (put_ < questions_.lines.size() && input_.size() < kBlockBytes) {
      bool const waits = questions_.one_by_one && put_ > asked_of(answers_.compared());
      if (waits) break;
      input_.append(questions_.lines[put_++]).push_back('\n');
    }
    if (put_ == questions_.lines.size() && input_.empty()) process_.input.close();
  }

  /// The line of the next answer, or the number of lines after the last.
  [[nodiscard]] std::size_t asked_of(std::size_t answer) const {
    return answer < questions_.asked.size() ? questions_.asked[answer] : questions_.lines.size();
  }

  void write() {
    ssize_t const count = ::write(process_.input.number(), input_.data(), input_.size());
    if (count >= 0) {
      input_.erase(0, static_cast<std::size_t>(count));
      put();
    } else if (errno != EAGAIN && errno != EINTR) {
      process_.input.close();  // it reads no more, which alone is not a fault
    }
  }

  [[nodiscard]] Wrong tell(Fault fault, std::string what) const {
    return {.fault = fault, .answer = answers_.compared(), .what = std::move(what), .given = {}, .complaint = {}};
  }

  [[nodiscard]] std::string limit_in_words() const {
    return "within " + std::to_string(limit_.count()) + " ms of the stream's beginning";
  }

  Wrong what_is_late() {
    if (answers_.all_came())
      return tell(Fault::StaysOn, "its input ended and all answers came, but it did not end " + limit_in_words());
    std::string what = "answer " + std::to_string(answers_.compared() + 1) + " did not come " + limit_in_words();
    if (questions_.one_by_one) what += ": answers are flushed whenever no further input is waiting (events.md)";
    if (!input_.empty()) what += ", and it does not read its input";
    return tell(Fault::Late, what);
  }

  /// The fault, if any, after the end of the output or of the process.
  std::optional<Wrong> what_ended() {
    answers_.end();
    // A process mostly ends right after its output. If an answer is missing, the exit status only explains that.
    constexpr std::chrono::milliseconds kExplanation{200};
    auto const explained = Clock::now() + kExplanation;
    while (!process_.ended().has_value() && !is_late()) {
      if (answers_.wrong().has_value() && Clock::now() > explained) break;
      pollfd error{process_.error.number(), POLLIN, 0};
      if (poll(&error, 1, 1) > 0) read_complaint();
    }
    auto const status = process_.ended();
    auto found = answers_.wrong();
    if (found.has_value() && status.has_value()) found->what += ", and " + command::in_words(*status);
    if (found.has_value()) return found;
    if (!status.has_value()) return what_is_late();
    if (WIFSIGNALED(*status)) return tell(Fault::Died, "all answers came, but " + command::in_words(*status));
    if (left_open_)
      return tell(Fault::KeptOpen, command::in_words(*status) + ", but a child process keeps its output open");
    return std::nullopt;
  }

  /// The end of standard error, from at most kBlocksMax more blocks: an output flood must not block the check.
  std::string complaint() {
    constexpr int kBlocksMax = 16;
    for (int block = 0; block < kBlocksMax && process_.error.is_open(); ++block) {
      pollfd error{process_.error.number(), POLLIN, 0};
      if (poll(&error, 1, 0) <= 0) break;
      read_complaint();
    }
    return complaint_;
  }

  Questions const& questions_;
  Answers answers_;
  std::chrono::milliseconds limit_;
  Clock::time_point start_ = Clock::now();
  command::Process process_;
  std::string input_;       // not yet written
  std::size_t put_ = 0;     // lines added to input_
  bool left_open_ = false;  // the process ended, but its output did not
  std::string complaint_;
  std::array<char, kBlockBytes> block_{};
};

}  // namespace

std::vector<std::string> words_of_command(std::string_view text) {
  std::vector<std::string> words;
  bool within = false;  // a word; quotes can make an empty one
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      within = false;
      continue;
    }
    if (!std::exchange(within, true)) words.emplace_back();
    if (c == '\'' || c == '"') {
      for (++at; at < text.size() && text[at] != c; ++at) {
        if (c == '"' && text[at] == '\\' && at + 1 < text.size()) ++at;
        words.back().push_back(text[at]);
      }
      if (at >= text.size()) return {};
    } else {
      if (c == '\\' && at + 1 < text.size()) ++at;
      words.back().push_back(text[at]);
    }
  }
  return words;
}

std::optional<Wrong> Program::play(Questions const& questions, std::chrono::milliseconds limit) {
  return Conversation(words_, questions, by_members_, limit).hold(stops_);
}

}  // namespace recordshare::conformance
