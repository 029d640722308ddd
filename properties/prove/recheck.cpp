// SPDX-License-Identifier: Apache-2.0
// recheck.cpp passes batches of files to cvc5 processes, since starting one takes longer than most answers.
#include "properties/prove/recheck.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

#include "engine/command_line/files.hpp"
#include "engine/command_line/process.hpp"
#include "engine/report/lines.hpp"

namespace recordshare::properties::prove {
namespace {

namespace fs = std::filesystem;

/// The number of files for one process.
constexpr std::size_t kBatch = 64;

constexpr std::string_view kNoAnswer = "no answer";

/// The lines that the solver prints for this input; nothing if it cannot be run.
std::vector<std::string> answers_of(std::vector<std::string> const& solver, std::string const& input) try {
  std::string const text = command::run_process(solver, {.input = input}).output;
  auto const lines = lines_in(text);
  return {lines.begin(), lines.end()};
} catch (std::system_error const&) {
  return {};
}

/// The line that the solver echoes after the answer to a file: an answer is never taken for that to another file.
std::string mark_after(std::size_t file) { return "\"end of file " + std::to_string(file) + "\""; }

/// The text of a file; empty if it cannot be read.
std::string text_of(fs::path const& file) try { return command::read_file(file); } catch (std::runtime_error const&) {
  return {};
}

/// Z3's answer, which the file contains.
std::string status_of(std::string const& text) {
  constexpr std::string_view kMark = "(set-info :status ";
  std::size_t const at = text.find(kMark);
  if (at == std::string::npos) return std::string(kNoAnswer);
  std::size_t const begin = at + kMark.size();
  return text.substr(begin, text.find(')', begin) - begin);
}

/// The file without Z3's answer, which cvc5 must not see.
std::string question_of(std::string const& text) {
  std::size_t const begin = text.find("(set-info :status ");
  if (begin == std::string::npos) return text;
  return text.substr(0, begin) + text.substr(text.find('\n', begin) + 1);
}

class Rechecker {
 public:
  Rechecker(std::vector<fs::path> files, RecheckObserver const& observe, std::vector<std::string> const& solver)
      : files_(std::move(files)), observe_(observe), solver_(solver), results_(files_.size()) {}

  RecheckReport run(std::size_t processes) {
    std::vector<std::thread> threads;
    threads.reserve(processes);
    for (std::size_t i = 0; i < processes; ++i) threads.emplace_back([this] { work(); });
    for (std::thread& thread : threads) thread.join();
    RecheckReport report;
    report.files = files_.size();
    for (Rechecked const& result : results_) {
      if (result.verdict() == RecheckVerdict::Agrees) {
        ++report.agreed;
      } else {
        report.disagreements.push_back(result);
      }
    }
    return report;
  }

 private:
  void work() {
    for (std::size_t begin = next_.fetch_add(kBatch); begin < files_.size(); begin = next_.fetch_add(kBatch)) {
      std::size_t const end = std::min(files_.size(), begin + kBatch);
      std::string input;
      for (std::size_t i = begin; i < end; ++i) {
        std::string const text = text_of(files_[i]);
        results_[i] = {files_[i].filename().string(), status_of(text), std::string(kNoAnswer)};
        input.append(question_of(text)).append("(echo ").append(mark_after(i)).append(")\n(reset)\n");
      }
      std::size_t of = begin;
      std::string answer;
      for (std::string const& line : answers_of(solver_, input)) {
        if (of < end && line == mark_after(of)) {
          if (!answer.empty()) results_[of].cvc5 = answer;
          answer.clear();
          ++of;
        } else {
          answer.append(answer.empty() ? "" : " / ").append(line);
        }
      }
      if (of < end && !answer.empty()) results_[of].cvc5 = "an answer without an end: " + answer;
      std::size_t const done = done_.fetch_add(end - begin) + end - begin;
      std::lock_guard const lock(observing_);
      if (observe_) observe_(done, files_.size());
    }
  }

  std::vector<fs::path> files_;
  RecheckObserver const& observe_;
  std::vector<std::string> const& solver_;
  std::vector<Rechecked> results_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::mutex observing_;
};

}  // namespace

std::string_view name(RecheckVerdict verdict) noexcept {
  if (verdict == RecheckVerdict::Agrees) return "agreement";
  return verdict == RecheckVerdict::Differs ? "disagreement" : "no answer";
}

RecheckVerdict Rechecked::verdict() const noexcept {
  auto const is_answer = [](std::string_view text) { return text == "sat" || text == "unsat"; };
  if (!is_answer(z3) || !is_answer(cvc5)) return RecheckVerdict::NoAnswer;
  return z3 == cvc5 ? RecheckVerdict::Agrees : RecheckVerdict::Differs;
}

std::vector<std::string> second_solver() {
  return {"cvc5", "--lang=smt2", "--finite-model-find", "--rlimit-per=20000000", "-"};
}

RecheckReport recheck(std::string const& folder, std::size_t processes, RecheckObserver const& observe,
                      std::vector<std::string> const& solver) {
  auto const start = std::chrono::steady_clock::now();
  std::vector<fs::path> files;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".smt2") files.push_back(entry.path());
  RecheckReport report;
  if (error) {
    report.problem = "cannot read `" + folder + "`: " + error.message();
  } else if (files.empty()) {
    report.problem = "there is no `.smt2` file in `" + folder + "`";
  } else if (answers_of(solver, "(set-logic QF_UF)\n(check-sat)\n").empty()) {
    report.problem = "`" + solver.front() + "` cannot be run, or answers nothing: it is the package `cvc5`";
  } else {
    std::ranges::sort(files);
    report = Rechecker(std::move(files), observe, solver).run(processes);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace recordshare::properties::prove
