// SPDX-License-Identifier: Apache-2.0
// checkers.cpp runs one mistake through each checker.
#include "properties/mutate/checkers.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include <recordshare/json_lines.hpp>

#include "properties/compare/independent_model.hpp"
#include "properties/conform/answers.hpp"
#include "properties/explore/limits.hpp"
#include "properties/mutate/explore_mutant.hpp"
#include "properties/mutate/mutant_engine.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/oracle/generate.hpp"
#include "properties/oracle/play.hpp"

namespace recordshare::properties::mutate {
namespace {

namespace fs = std::filesystem;

constexpr Policies kOtherPolicies{FinalScope::Chain, Reschedule::Finalizes};

std::string read_file(fs::path const& path) {
  std::ifstream const file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool are_same_answers(std::string_view answers, std::string_view expected) {
  auto const next = [](std::string_view& rest) {
    std::string_view const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    return line;
  };
  while (!answers.empty() && !expected.empty())
    if (conformance::difference(next(expected), next(answers), false)) return false;
  return answers.empty() && expected.empty();
}

/// As `recordshare run` answers, by the engine with the mistake.
std::string answers_of(Mutation const& mutation, ConformanceStory const& story) {
  Options options;
  options.policies = story.policies;
  MutantEngine engine(mutation, options);
  EventReader reader;
  std::string out;
  std::uint64_t sequence = 0;
  std::string_view rest = story.input;
  while (!rest.empty()) {
    std::size_t const end = std::min(rest.find('\n'), rest.size());
    std::string_view const line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (is_blank(line)) continue;
    Event const* const event = reader.read(line);
    Outcome outcome;
    outcome.message = reader.message();
    if (event != nullptr) outcome = engine.apply(*event);
    append_line(out, ++sequence, event == nullptr ? "" : type_name(*event), outcome);
  }
  return out;
}

/// What play.hpp takes for an engine: it is made of options alone.
struct Subject {
  explicit Subject(Options const& options) : engine(current, options) {}
  [[nodiscard]] Outcome apply(Event const& event) { return engine.apply(event); }

  static thread_local Mutation current;
  MutantEngine engine;
};
thread_local Mutation Subject::current;

}  // namespace

std::vector<explore::World> const& worlds_of_matrix() {
  static std::vector<explore::World> const kWorlds{{3, 1, {}}, {2, 2, kOtherPolicies}};
  return kWorlds;
}

bool is_found_by(Mutation const& mutation, explore::Checks const& checks) {
  return std::ranges::any_of(worlds_of_matrix(), [&](explore::World const& world) {
    explore::ExploreOptions options{.world = world};
    options.checks = checks;
    return explore_mutant(mutation, options).finding.has_value();
  });
}

bool is_found_by_limits(Mutation const& mutation) {
  return !explore::LimitTrial(MutantSteps(mutation)).run().broken_by.empty();
}

std::vector<std::uint64_t> graphs_of(Mutation const& mutation, std::vector<explore::World> const& worlds) {
  std::vector<std::uint64_t> hashes;
  for (explore::World const& world : worlds) {
    explore::ExploreOptions options{.world = world};
    options.checks = {.contracts = false, .invariants = false};
    hashes.push_back(explore_mutant(mutation, options).hash);
  }
  return hashes;
}

bool is_found_by_model(Mutation const& mutation) {
  return std::ranges::any_of(compare::independent_models(), [&](compare::IndependentModel const& model) {
    bool const is_default_or_other = model.world.policies == Policies{} || model.world.policies == kOtherPolicies;
    if (model.world.agents > 2 || !is_default_or_other) return false;
    return compare_mutant(mutation, model).difference.has_value();
  });
}

std::vector<ConformanceStory> read_stories(std::string const& folder) {
  constexpr std::string_view kIn = ".in.jsonl";
  std::vector<ConformanceStory> stories;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator(folder, error)) {
    std::string const name = entry.path().string();
    if (!name.ends_with(kIn)) continue;
    std::string const stem = name.substr(0, name.size() - kIn.size());
    stories.push_back({read_file(name), read_file(stem + ".out.jsonl"), {}});
    if (fs::exists(stem + ".policies.out.jsonl"))
      stories.push_back({read_file(name), read_file(stem + ".policies.out.jsonl"), kOtherPolicies});
  }
  if (stories.empty()) throw std::runtime_error("there are no stories (NN-name.in.jsonl) in `" + folder + "`");
  return stories;
}

bool is_found_by_stories(Mutation const& mutation, std::vector<ConformanceStory> const& stories) {
  return std::ranges::any_of(stories, [&](ConformanceStory const& story) {
    return !are_same_answers(answers_of(mutation, story), story.expected);
  });
}

bool is_found_by_streams(Mutation const& mutation, std::size_t streams) {
  constexpr int kSizeMax = 100;
  Subject::current = mutation;
  for (std::size_t seed = 1; seed <= streams; ++seed) {
    streams::Stream const stream = streams::generate(seed, kSizeMax);
    Limits const limits = seed % 2 == 0 ? streams::some_limits(seed) : Limits{};
    if (!streams::fault_against_reference<Subject>(stream, limits).empty()) return true;
  }
  return false;
}

}  // namespace recordshare::properties::mutate
