// SPDX-License-Identifier: Apache-2.0
// run_benchmark.cpp times `recordshare run` on a file, and reading and parsing the same file as its floor.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <recordshare/recordshare.hpp>

#include "engine/command_line/line_input.hpp"
#include "engine/command_line/process.hpp"

namespace recordshare::bench {
namespace {

constexpr std::int64_t kLines = 5'000'000;

/// A generated stream in a temporary file.
class StreamFile {
 public:
  StreamFile() : path_(std::filesystem::temp_directory_path() / ("recordshare-bench-" + std::to_string(getpid()))) {
    run({"generate", "--seed", "1", "--agents", "1000", "--chains", "10000", "--lines", std::to_string(kLines), "-o",
         path_.string()});
  }
  ~StreamFile() { std::filesystem::remove(path_); }

  /// Runs the command with these arguments; any failure ends the benchmark.
  static void run(std::vector<std::string> words) {
    words.insert(words.begin(), RECORDSHARE_COMMAND);
    command::Ran const ran = command::run_process(words);
    if (ran.status == 0) return;
    std::cerr << ran.error;
    std::exit(1);
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

StreamFile const& stream() {
  static StreamFile const file;
  return file;
}

/// Seconds of processor time that `who` has used so far, independent of other load on the machine.
double processor_seconds(int who) {
  rusage used{};
  getrusage(who, &used);
  auto const seconds = [](timeval time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Calls `work` once for each iteration, and measures the processor time of `who`.
template <class Work>
void time_work(benchmark::State& state, int who, Work const& work) {
  for (auto _ : state) {
    double const before = processor_seconds(who);
    work();
    state.SetIterationTime(processor_seconds(who) - before);
  }
  state.SetItemsProcessed(state.iterations() * kLines);
}

void run_5_million_lines(benchmark::State& state) {
  time_work(state, RUSAGE_CHILDREN, [path = stream().path()] { StreamFile::run({"run", path, "-o", "/dev/null"}); });
}

void run_5_million_lines_floor_parse(benchmark::State& state) {
  std::string const path = stream().path();
  time_work(state, RUSAGE_SELF, [&] {
    command::LineInput input(open(path.c_str(), O_RDONLY | O_CLOEXEC), path);
    EventReader reader;
    std::string_view line;
    std::int64_t events = 0;
    while (input.next(line) == command::Found::Line) events += reader.read(line) != nullptr ? 1 : 0;
    if (events == kLines) return;
    std::cerr << "the generated stream has lines that are no events\n";
    std::exit(1);
  });
}

BENCHMARK(run_5_million_lines_floor_parse)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(3);
BENCHMARK(run_5_million_lines)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1)->Repetitions(3);

}  // namespace
}  // namespace recordshare::bench
