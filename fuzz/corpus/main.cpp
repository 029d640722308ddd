// SPDX-License-Identifier: Apache-2.0
// main.cpp is the program recordshare-corpus, which generates seed corpora, dictionaries and the table of targets.
#include <filesystem>
#include <string>

#include "engine/command_line/files.hpp"
#include "engine/command_line/output.hpp"
#include "engine/command_line/usage.hpp"
#include "fuzz/checked_machine.hpp"
#include "fuzz/corpus/corpus_rows.hpp"
#include "fuzz/corpus/seeds.hpp"
#include "fuzz/event_bytes.hpp"

namespace recordshare::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRowsHelp =
    R"(The folder has a corpus TARGET_seed_corpus for each target. The outcomes of a row of the
tables are: it decides, and each result of each of its conditions that is evaluated.
Exit status: 0 if the corpora together reach every outcome, 1 if not.

Example:
  recordshare-corpus rows --corpora fuzz
)";

struct CommandLine {
  std::string target, out, corpora = "fuzz";
};

Target const& target_of(CommandLine const& line) {
  Target const* const target = find_target(line.target);
  if (target == nullptr) throw command::UsageError("there is no target `" + line.target + "`");
  return *target;
}

int show_rows(CommandLine const& line, std::string& out) {
  auto all = properties::mutate::all_rows();
  for (auto const& target : kTargets) {
    auto rows = properties::mutate::all_rows();
    auto const inputs = read_corpus(line.corpora + "/" + std::string(target.name) + "_seed_corpus");
    count_rows(target, inputs, rows);
    count_rows(target, inputs, all);
    auto const reached = reached_outcomes(rows);
    out += std::string(target.name) + ": " + std::to_string(inputs.size()) + " inputs reach " +
           std::to_string(reached.reached) + " of " + std::to_string(reached.all) + " outcomes of " +
           std::to_string(rows.size()) + " rows\n";
  }
  auto const reached = reached_outcomes(all);
  for (auto const& what : reached.missing) out += "not reached: " + what + "\n";
  out += "all together: " + std::to_string(reached.reached) + " of " + std::to_string(reached.all) + "\n";
  return reached.missing.empty() ? command::kSuccess : command::kFailure;
}

int write_seeds(CommandLine const& line) {
  if (line.out.empty()) throw command::UsageError("option `--out` is missing");
  auto const paths = paths_to_rows();
  for (auto const& target : kTargets) {
    fs::path const folder = fs::path(line.out) / (std::string(target.name) + "_seed_corpus");
    fs::create_directories(folder);
    for (auto const& [name, bytes] : seeds_of(target, paths)) command::write_file((folder / name).string(), bytes);
  }
  return command::kSuccess;
}

/// Rewrites inputs that fuzzing found with the event numbers in use, so that they keep their meaning.
int normalize_corpus(CommandLine const& line) {
  Target const& target = target_of(line);
  if (target.inputs == Inputs::Lines) return command::kSuccess;
  std::size_t const header = target.inputs == Inputs::States ? kMachineLayout.header : kHeaderBytes;
  for (auto const& entry : fs::directory_iterator(line.corpora)) {
    std::string input = command::read_file(entry.path().string());
    normalize(input, header);
    command::write_file(entry.path().string(), std::move(input));
  }
  return command::kSuccess;
}

/// The table of fuzz/README.md.
std::string table() {
  std::string text = "| target | tests | property |\n|---|---|---|\n";
  for (auto const& target : kTargets)
    text.append("| [`")
        .append(target.name)
        .append("`](")
        .append(target.name)
        .append(".cc) | ")
        .append(target.tests)
        .append(" | ")
        .append(target.equation)
        .append(" |\n");
  return text;
}

int dispatch(int argc, char const* const* argv) {
  CommandLine line;
  command::Usage usage("recordshare-corpus", "Generates and measures the corpora of the fuzz targets.", "");
  usage.verb("rows", "List the rows of the tables that the corpora reach", kRowsHelp)
      .path("--corpora", line.corpora, "The folder with the corpora");
  usage.verb("seeds", "Write the seeds of every target", "").path("--out", line.out, "The folder to write to");
  usage.verb("normalize", "Rewrite a folder's inputs with the event numbers in use", "")
      .path("--target", line.target, "The target's name")
      .path("--corpora", line.corpora, "The folder with the inputs");
  usage.verb("dictionary", "Print a target's dictionary", "").path("--target", line.target, "The target's name");
  static_cast<void>(usage.verb("table", "Print the table of targets", ""));
  auto const parsed = usage.parse(argc, argv);
  if (!parsed.problem.empty()) throw command::UsageError(parsed.problem);
  std::string text = parsed.text;
  int status = command::kSuccess;
  if (parsed.verb == "rows") status = show_rows(line, text);
  if (parsed.verb == "seeds") status = write_seeds(line);
  if (parsed.verb == "normalize") status = normalize_corpus(line);
  if (parsed.verb == "dictionary") text = dictionary_of(target_of(line));
  if (parsed.verb == "table") text = table();
  command::write_file("-", std::move(text));
  return status;
}

}  // namespace
}  // namespace recordshare::fuzz

int main(int argc, char** argv) {
  return recordshare::command::run_command("recordshare-corpus",
                                           [&] { return recordshare::fuzz::dispatch(argc, argv); });
}
