// SPDX-License-Identifier: Apache-2.0
// corpus_rows.cpp compiles the engine, and steps from raw states, with rows that count their decisions.
#include "fuzz/corpus/corpus_rows.hpp"

#include <algorithm>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string_view>

#include <recordshare/json_lines.hpp>

#include "engine/command_line/files.hpp"
#include "engine/library/engine_state.hpp"
#include "engine/report/lines.hpp"
#include "fuzz/checked_run.hpp"
#include "fuzz/raw_state.hpp"
#include "properties/mutate/counting_steps.hpp"

namespace recordshare::fuzz {
namespace {

namespace fs = std::filesystem;
using properties::mutate::CountingSteps;
using CountingEngine = BasicEngineState<CountingSteps>;

std::span<std::uint8_t const> bytes_in(std::string const& text) {
  return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

void count_events(std::string const& text, std::vector<RowCoverage>& rows) {
  EventInput input;
  read_events(bytes_in(text), input);
  CountingEngine engine(input.options(), SeededHash{}, CountingSteps(rows));
  properties::streams::Teller tell(properties::streams::Naming::plain());
  for (auto const& move : input.stream.moves) static_cast<void>(engine.apply(tell(move)));
}

void count_states(std::string const& text, std::vector<RowCoverage>& rows) {
  CountingSteps steps(rows);
  Made made;
  each_raw_step(bytes_in(text), [&](auto const&, auto const& event, auto const& state, auto const& facts) {
    made = step(steps, event, state, facts);
    return &made.chain;
  });
}

void count_lines(std::string_view text, std::vector<RowCoverage>& rows) {
  CountingEngine engine({.policies = policies_of(text), .limits = {}}, SeededHash{}, CountingSteps(rows));
  EventReader reader;
  while (!text.empty())
    if (auto const* const event = reader.read(take_line(text))) static_cast<void>(engine.apply(*event));
}

std::string name_of(RowCoverage const& row) {
  std::string text = properties::mutate::id_of_row(row.table, row.number);
  if (row.reason != Reason::None) text.append(", ").append(name(row.reason));
  return text;
}

}  // namespace

std::vector<std::string> read_corpus(std::string const& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  if (paths.empty()) throw std::runtime_error("there are no inputs in `" + folder + "`");
  std::ranges::sort(paths);
  std::vector<std::string> inputs;
  for (auto const& path : paths) inputs.push_back(command::read_file(path));
  return inputs;
}

void count_rows(Target const& target, std::vector<std::string> const& inputs, std::vector<RowCoverage>& rows) {
  for (auto const& input : inputs) {
    if (target.inputs == Inputs::Events) count_events(input, rows);
    if (target.inputs == Inputs::States) count_states(input, rows);
    if (target.inputs == Inputs::Lines) count_lines(input, rows);
  }
}

ReachedOutcomes reached_outcomes(std::vector<RowCoverage> const& rows) {
  ReachedOutcomes outcomes;
  auto const note = [&](std::uint64_t count, std::string what) {
    ++outcomes.all;
    if (count > 0) {
      ++outcomes.reached;
    } else {
      outcomes.missing.push_back(std::move(what));
    }
  };
  for (auto const& row : rows) {
    note(row.decided, name_of(row) + ": decides");
    for (auto const& condition : row.conditions)
      for (std::size_t answer = 0; answer < 2; ++answer)
        note(condition.seen[answer], name_of(row) + ": " + condition.name + (answer == 0 ? ": false" : ": true"));
  }
  return outcomes;
}

}  // namespace recordshare::fuzz
