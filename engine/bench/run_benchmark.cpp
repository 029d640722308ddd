// SPDX-License-Identifier: Apache-2.0
// run_benchmark.cpp times `recordshare run` on a file beside reading and parsing the same file alone.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <unistd.h>
#include <recordshare/recordshare.hpp>

#include "engine/command/line_input.hpp"

namespace recordshare::bench {
namespace {

constexpr std::int64_t kLines = 5'000'000;

/// A generated stream in a file that goes with the process.
class StreamFile {
 public:
  StreamFile() : path_(std::filesystem::temp_directory_path() / ("recordshare-bench-" + std::to_string(getpid()))) {
    run("generate --seed 1 --agents 1000 --chains 10000 --lines " + std::to_string(kLines) + " -o " + path_.string());
  }
  ~StreamFile() { std::filesystem::remove(path_); }

  /// Runs the command with these arguments; whatever goes wrong ends the benchmark.
  static void run(std::string const& arguments) {
    if (std::system((std::string(RECORDSHARE_COMMAND) + " " + arguments).c_str()) == 0) return;
    std::cerr << "recordshare " << arguments << " failed\n";
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

void run_5_million_lines(benchmark::State& state) {
  std::string const arguments = "run " + stream().path() + " -o /dev/null";
  for (auto _ : state) StreamFile::run(arguments);
  state.SetItemsProcessed(state.iterations() * kLines);
}

void run_5_million_lines_floor_parse(benchmark::State& state) {
  for (auto _ : state) {
    command::LineInput input(open(stream().path().c_str(), O_RDONLY | O_CLOEXEC), stream().path());
    EventReader reader;
    std::string_view line;
    std::int64_t events = 0;
    while (input.next(line) == command::Found::Line) events += reader.read(line) != nullptr ? 1 : 0;
    if (events != kLines) {
      std::cerr << "the generated stream has lines that are no events\n";
      std::exit(1);
    }
  }
  state.SetItemsProcessed(state.iterations() * kLines);
}

BENCHMARK(run_5_million_lines_floor_parse)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
BENCHMARK(run_5_million_lines)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

}  // namespace
}  // namespace recordshare::bench
