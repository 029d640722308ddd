// SPDX-License-Identifier: Apache-2.0
// main.cpp is the program recordshare-finding, with which run.sh reports what a target found.
#include <filesystem>

#include "engine/command_line/files.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/usage.hpp"
#include "engine/report/lines.hpp"
#include "fuzz/finding/finding_text.hpp"
#include "fuzz/finding/report.hpp"
#include "fuzz/finding/shrink.hpp"

namespace recordshare::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kShrinkHelp =
    R"(Writes into the folder: `input`, the smallest input found that fails as FILE does;
`stream.jsonl`, `explain.txt` and `diagram.mmd`, the same as a stream, in words and as
a Mermaid diagram; `said`, the target's output; `fault`, the failure in one line.
Exit status: 0; 1 if FILE does not make the target fail, or a file cannot be written.

Example:
  recordshare-finding shrink --target engine_fuzzer --program bin/engine_fuzzer --out finding crash-1
)";

constexpr std::string_view kReportHelp =
    R"(Reads the results of fuzz/run.sh in the folder, and writes `recordshare.sarif` (SARIF 2.1.0)
and `junit.xml` beside it.
)";

struct CommandLine {
  std::string target, program, input, out;
  std::size_t runs = 2000;
};

/// The finding in one line: the broken property, or the sanitizer's summary.
std::string fault_in(Ended const& ended) {
  for (std::string const mark : {"recordshare: ", "SUMMARY: ", "runtime error: "}) {
    auto const at = ended.said.find(mark);
    if (at == std::string::npos) continue;
    std::string_view rest = std::string_view(ended.said).substr(at);
    return std::string(take_line(rest));
  }
  return "the target ended with status " + std::to_string(ended.status);
}

int shrink_and_report(CommandLine const& line) {
  Target const* const target = find_target(line.target);
  if (target == nullptr) throw command::UsageError("there is no target `" + line.target + "`");
  auto const shrunk = shrink(*target, line.program, command::read_file(line.input), line.runs);
  if (shrunk.ended.status == 0)
    throw std::runtime_error("`" + line.input + "` does not make `" + line.target + "` fail");
  fs::create_directories(line.out);
  command::write_file(line.out + "/input", shrunk.input);
  command::write_file(line.out + "/said", shrunk.ended.said);
  command::write_file(line.out + "/fault", fault_in(shrunk.ended) + "\n");
  write_texts(stream_of(*target, shrunk.input), line.out);
  return command::kSuccess;
}

int report(CommandLine const& line) {
  auto const results = read_results(line.out);
  command::write_file(line.out + "/recordshare.sarif", sarif_of(results));
  command::write_file(line.out + "/junit.xml", junit_of(results));
  return command::kSuccess;
}

int dispatch(int argc, char const* const* argv) {
  CommandLine line;
  command::Usage usage("recordshare-finding", "Shrinks and reports the findings of fuzz targets.", "");
  usage.verb("shrink", "Shrink a failing input, and explain it", kShrinkHelp)
      .path("FILE", line.input, "The failing input")
      .path("--target", line.target, "The target's name")
      .path("--program", line.program, "The target's program")
      .path("--out", line.out, "The folder to write to")
      .number("--runs", line.runs, 0, 1'000'000, "The most runs of the target");
  usage.verb("report", "Write SARIF and JUnit", kReportHelp).path("--out", line.out, "The folder with the results");
  auto const parsed = usage.parse(argc, argv);
  if (!parsed.problem.empty()) throw command::UsageError(parsed.problem);
  if (!parsed.text.empty()) {
    command::write_file("-", parsed.text);
    return command::kSuccess;
  }
  if (line.out.empty()) throw command::UsageError("option `--out` is missing");
  return parsed.verb == "report" ? report(line) : shrink_and_report(line);
}

}  // namespace
}  // namespace recordshare::fuzz

int main(int argc, char** argv) {
  return recordshare::command::run_command("recordshare-finding",
                                           [&] { return recordshare::fuzz::dispatch(argc, argv); });
}
