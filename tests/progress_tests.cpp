// SPDX-License-Identifier: Apache-2.0
// progress_tests.cpp sets the clock of the command, and tests the texts of progress and summary whole.
#include <string>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

/// A terminal that shows what is written to it.
class Terminal {
 public:
  Terminal() : master_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (!master_.is_open() || grantpt(master_.number()) != 0 || unlockpt(master_.number()) != 0) return;
    name_ = ptsname(master_.number());
    slave_ = command::Descriptor(::open(name_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios raw = {};
    tcgetattr(slave_.number(), &raw);
    cfmakeraw(&raw);
    tcsetattr(slave_.number(), TCSANOW, &raw);
    reader_ = std::thread([this] { read(); });
  }
  ~Terminal() { static_cast<void>(text()); }
  Terminal(Terminal const&) = delete;
  Terminal& operator=(Terminal const&) = delete;

  [[nodiscard]] bool is_open() const { return slave_.is_open(); }
  [[nodiscard]] std::string const& name() const { return name_; }

  /// All that was written; call it when the writers have ended.
  [[nodiscard]] std::string text() {
    slave_.close();
    if (reader_.joinable()) reader_.join();
    return text_;
  }

 private:
  void read() {
    char block[4096];
    for (ssize_t count = 0; (count = ::read(master_.number(), block, sizeof block)) > 0;)
      text_.append(block, static_cast<std::size_t>(count));
  }

  command::Descriptor master_;
  command::Descriptor slave_;
  std::string name_;
  std::string text_;
  std::thread reader_;
};

/// The commands' clock stands still, but each write of answers, a block of 256 KiB or the last, takes some time.
class Clock : public testing::Test {
 protected:
  /// A file of events of 36 bytes.
  [[nodiscard]] std::string file_of(int events) const {
    std::string text;
    for (int line = 0; line < events; ++line) text += "{\"type\":\"DnMonitored\",\"dn\":\"70011\"}\n";
    std::string const path = (folder_.path() / "events").string();
    write_file(path, text);
    return path;
  }

  [[nodiscard]] static std::string run_by_clock(int ms_per_write) {
    return "env LD_PRELOAD=" RECORDSHARE_SYSTEM_CALLS " RECORDSHARE_CLOCK=" + std::to_string(ms_per_write) + " " +
           shell_word(RECORDSHARE_COMMAND) + " run ";
  }

  /// What a terminal as standard error shows.
  static std::string shown(std::string const& command) {
    Terminal terminal;
    if (!terminal.is_open()) return "this system has no terminals to give away";
    EXPECT_EQ(run_shell("sh -c " + shell_word(command) + " >/dev/null 2>" + terminal.name()).status, 0);
    return terminal.text();
  }

 private:
  ScratchFolder folder_;
};

TEST_F(Clock, ProgressTellsBytesPercentAndTimeLeft) {
  EXPECT_EQ(shown(run_by_clock(4000) + file_of(12'000)),
            "\r119,988 of 432,000 bytes (28 %), 0.00 M lines/s, 10 s left\x1b[K"
            "\r239,472 of 432,000 bytes (55 %), 0.00 M lines/s, 6 s left\x1b[K"
            "\r358,956 of 432,000 bytes (83 %), 0.00 M lines/s, 2 s left\x1b[K"
            "\r\x1b[K");
}

TEST_F(Clock, ProgressTellsTheRateAndIsShownFiveTimesASecond) {
  EXPECT_EQ(shown(run_by_clock(20) + file_of(50'000)),  // 15 blocks
            "\r1,184,796 of 1,800,000 bytes (66 %), 0.16 M lines/s, 0 s left\x1b[K\r\x1b[K");
}

TEST_F(Clock, ProgressOfAFileThatWasReadInPartCountsTheRest) {
  std::string const file = file_of(12'000);
  EXPECT_EQ(shown("(dd bs=36 count=4000 of=/dev/null 2>/dev/null; exec " + run_by_clock(4000) + ") <" + file),
            "\r119,988 of 288,000 bytes (42 %), 0.00 M lines/s, 6 s left\x1b[K"
            "\r239,472 of 288,000 bytes (83 %), 0.00 M lines/s, 2 s left\x1b[K"
            "\r\x1b[K");
}

TEST_F(Clock, NoProgressIsShownOfAPipe) { EXPECT_EQ(shown("cat " + file_of(12'000) + " | " + run_by_clock(4000)), ""); }

TEST_F(Clock, ProgressIsErasedBeforeAnswersOnTheSameTerminal) {
  std::string const file = file_of(12'000);
  Terminal terminal;
  ASSERT_TRUE(terminal.is_open());
  EXPECT_EQ(run_shell(run_by_clock(4000) + file + " >" + terminal.name() + " 2>&1").status, 0);
  std::string text = terminal.text();
  int count = 0;
  for (auto at = text.find('\r'); at != std::string::npos; at = text.find('\r')) {
    constexpr std::string_view kEnd = " s left\x1b[K\r\x1b[K";
    auto const end = text.find(kEnd, at);
    ASSERT_NE(end, std::string::npos);
    text.erase(at, end + kEnd.size() - at);
    ++count;
  }
  EXPECT_EQ(count, 3);
  EXPECT_EQ(text, run_shell(shell_word(RECORDSHARE_COMMAND) + " run " + file).output);
}

TEST_F(Clock, ProgressIsErasedBeforeTheSummary) {
  std::string const text = shown(run_by_clock(4000) + "--summary " + file_of(12'000));
  EXPECT_NE(text.find("2 s left\x1b[K\r\x1b[Ktype "), std::string::npos) << text;
}

TEST_F(Clock, TheSummaryTellsTheRate) {
  std::string const file = file_of(12'000);
  std::string const run = run_by_clock(350) + "--summary -o /dev/null ";
  auto const last_line = [](std::string const& text) { return text.substr(text.rfind('\n', text.size() - 2) + 1); };
  EXPECT_EQ(last_line(run_shell(run + file + " 2>&1").output), "12,000 lines, 0 invalid; 8,571 lines/s\n");
  EXPECT_EQ(last_line(run_shell("head -n 1 " + file + " | " + run + " 2>&1").output), "1 line, 0 invalid; 2 lines/s\n");
  EXPECT_EQ(last_line(run_shell(run + "/dev/null 2>&1").output), "0 lines, 0 invalid; 0 lines/s\n");
}

}  // namespace
}  // namespace recordshare::tests
