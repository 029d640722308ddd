// SPDX-License-Identifier: Apache-2.0
// checkers.cpp runs the checkers on one mutant.
#include "properties/mutate/checkers.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <recordshare/engine.hpp>
#include <recordshare/json_lines.hpp>

#include "engine/report/lines.hpp"
#include "properties/compare/independent_model.hpp"
#include "properties/conform/stories.hpp"
#include "properties/explore/limits.hpp"
#include "properties/mutate/explore_mutant.hpp"
#include "properties/mutate/mutant_engine.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/mutate/row_coverage.hpp"
#include "properties/oracle/play.hpp"
#include "properties/world/generate.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties::mutate {
namespace {

/// Whether the mutant's answer to some line of the story differs from the production engine's.
bool is_answered_otherwise(Mutation const& mutation, std::string_view story, Policies const& policies) {
  Options const options{.policies = policies, .limits = {}};
  MutantEngine mutant(mutation, options);
  Engine production(options);
  EventReader reader;
  while (!story.empty()) {
    Event const* const event = reader.read(take_line(story));
    if (event == nullptr) continue;
    std::string expected;
    std::string given;
    append_line(expected, 1, type_name(*event), production.apply(*event));
    append_line(given, 1, type_name(*event), mutant.apply(*event));
    if (expected != given) return true;
  }
  return false;
}

/// A mutant engine for play.hpp, which constructs engines from options alone.
struct Subject {
  explicit Subject(Options const& options) : engine(current, options) {}
  [[nodiscard]] Outcome apply(Event const& event) { return engine.apply(event); }

  static thread_local Mutation current;
  MutantEngine engine;
};
thread_local Mutation Subject::current;

}  // namespace

std::vector<explore::World> const& worlds_of_matrix() {
  static std::vector<explore::World> const kWorlds = [] {
    std::vector<explore::World> worlds{{3, 1, {}}};
    for (Policies const& policies : kEachValueOfPolicies)
      if (policies != Policies{}) worlds.push_back({2, 2, policies});
    worlds.push_back(kWorldOfCalls);
    return worlds;
  }();
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
    bool const is_asked = std::ranges::find(kEachValueOfPolicies, model.world.policies) != kEachValueOfPolicies.end();
    if (model.world.agents > 2 || !is_asked) return false;
    return compare_mutant(mutation, model).difference.has_value();
  });
}

bool is_found_by_stories(Mutation const& mutation) {
  return std::ranges::any_of(stories(), [&](Story const& story) {
    return std::ranges::any_of(policies_of(story), [&](Policies const& policies) {
      return is_answered_otherwise(mutation, story.lines, policies);
    });
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
