// SPDX-License-Identifier: Apache-2.0
// recheck.cpp hands the files to processes of cvc5, some at a time, since starting one takes longer than most answers.
#include "properties/prove/recheck.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <string_view>
#include <thread>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recordshare::properties::prove {
namespace {

namespace fs = std::filesystem;

/// Files that one process is given.
constexpr std::size_t kBatch = 64;

/// An open file without a name, closed at the end.
class TemporaryFile {
 public:
  TemporaryFile() : file_(std::tmpfile()) {}
  ~TemporaryFile() {
    if (file_ != nullptr) static_cast<void>(std::fclose(file_));
  }
  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;

  [[nodiscard]] bool is_open() const { return file_ != nullptr; }
  [[nodiscard]] int descriptor() const { return fileno(file_); }
  [[nodiscard]] bool write(std::string_view text) {
    bool const written = std::fwrite(text.data(), 1, text.size(), file_) == text.size() && std::fflush(file_) == 0;
    return std::fseek(file_, 0, SEEK_SET) == 0 && written;
  }
  [[nodiscard]] std::string read() {
    std::string text;
    if (std::fseek(file_, 0, SEEK_SET) != 0) return text;
    std::array<char, 4096> block{};
    while (std::feof(file_) == 0 && std::ferror(file_) == 0)
      text.append(block.data(), std::fread(block.data(), 1, block.size(), file_));
    return text;
  }

 private:
  std::FILE* file_;
};

/// What cvc5 prints of this input, line by line; nothing where it cannot be run.
std::vector<std::string> answers_of(std::string const& input) {
  TemporaryFile in;
  TemporaryFile out;
  if (!in.is_open() || !out.is_open() || !in.write(input)) return {};
  // Finite models, since what can hold is to be answered too; and a limit in steps, since time is no measure.
  std::array<std::string, 5> words{"cvc5", "--lang=smt2", "--finite-model-find", "--rlimit-per=20000000", "-"};
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
  pid_t process = 0;
  bool const spawned = posix_spawnp(&process, "cvc5", &actions, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (!spawned) return {};
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  std::vector<std::string> lines;
  std::istringstream text(out.read());
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::string text_of(fs::path const& file) {
  std::ifstream const stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// What Z3 answered: the file says so itself.
std::string status_of(std::string const& text) {
  constexpr std::string_view kMark = "(set-info :status ";
  std::size_t const at = text.find(kMark);
  if (at == std::string::npos) return "nothing";
  std::size_t const begin = at + kMark.size();
  return text.substr(begin, text.find(')', begin) - begin);
}

/// The file without Z3's answer: cvc5 is to find its own.
std::string question_of(std::string const& text) {
  std::size_t const begin = text.find("(set-info :status ");
  if (begin == std::string::npos) return text;
  return text.substr(0, begin) + text.substr(text.find('\n', begin) + 1);
}

class Rechecker {
 public:
  Rechecker(std::vector<fs::path> files, RecheckObserver const& observe)
      : files_(std::move(files)), observe_(observe), results_(files_.size()) {}

  RecheckReport run(std::size_t processes) {
    std::vector<std::thread> threads;
    threads.reserve(processes);
    for (std::size_t i = 0; i < processes; ++i) threads.emplace_back([this] { work(); });
    for (std::thread& thread : threads) thread.join();
    RecheckReport report;
    report.files = files_.size();
    for (Disagreement const& result : results_)
      if (result.z3 != result.cvc5) report.disagreements.push_back(result);
    return report;
  }

 private:
  void work() {
    for (std::size_t begin = next_.fetch_add(kBatch); begin < files_.size(); begin = next_.fetch_add(kBatch)) {
      std::size_t const end = std::min(files_.size(), begin + kBatch);
      std::string input;
      for (std::size_t i = begin; i < end; ++i) {
        std::string const text = text_of(files_[i]);
        results_[i] = {files_[i].filename().string(), status_of(text), "no answer"};
        input.append(question_of(text)).append("(reset)\n");
      }
      std::vector<std::string> const lines = answers_of(input);
      for (std::size_t i = begin; i < end && i - begin < lines.size(); ++i) results_[i].cvc5 = lines[i - begin];
      std::size_t const done = done_.fetch_add(end - begin) + end - begin;
      std::lock_guard const lock(observing_);
      if (observe_) observe_(done, files_.size());
    }
  }

  std::vector<fs::path> files_;
  RecheckObserver const& observe_;
  std::vector<Disagreement> results_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::mutex observing_;
};

}  // namespace

RecheckReport recheck(std::string const& folder, std::size_t processes, RecheckObserver const& observe) {
  auto const start = std::chrono::steady_clock::now();
  std::vector<fs::path> files;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".smt2") files.push_back(entry.path());
  RecheckReport report;
  if (error) {
    report.problem = "cannot read `" + folder + "`: " + error.message();
  } else if (files.empty()) {
    report.problem = "no `.smt2` file is in `" + folder + "`";
  } else if (answers_of("(set-logic QF_UF)\n(check-sat)\n").empty()) {
    report.problem = "cvc5 cannot be run: it is the package `cvc5`";
  } else {
    std::ranges::sort(files);
    report = Rechecker(std::move(files), observe).run(processes);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace recordshare::properties::prove
