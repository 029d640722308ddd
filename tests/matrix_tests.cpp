// SPDX-License-Identifier: Apache-2.0
// matrix_tests.cpp tests the parts of `mutants`: graphs, streams under limits, and the threads that try the mutants.
#include "properties/mutate/matrix.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "properties/explore/explore.hpp"
#include "properties/mutate/checkers.hpp"
#include "properties/mutate/explore_mutant.hpp"
#include "properties/mutate/mutation.hpp"
#include "properties/mutate/row_coverage.hpp"

namespace recordshare::tests {
namespace {

namespace explore = properties::explore;
namespace mutate = properties::mutate;
using mutate::Mutation;

Mutation mutation_called(std::string_view text) {
  for (Mutation const& mutation : mutate::all_mutations())
    if (text_of(mutation) == text) return mutation;
  ADD_FAILURE() << "no mutation is called `" << text << "`";
  return {};
}

TEST(MutantCheckers, GraphsAreThoseOfTheExploredWorlds) {
  std::vector<explore::World> const worlds{{1, 1, {}}, {2, 1, {}}};
  std::vector<std::uint64_t> hashes;
  for (explore::World const& world : worlds) {
    explore::ExploreOptions options;
    options.world = world;
    hashes.push_back(explore::explore(options).hash);
  }
  EXPECT_EQ(mutate::graphs_of({}, worlds), hashes);
  EXPECT_NE(mutate::graphs_of(mutation_called("R13.9: the row is dropped"), worlds), hashes);
}

/// In the world with call ids, contracts find each mistake of a row with them.
TEST(MutantCheckers, ContractsFindMistakesInCallIds) {
  for (std::string_view const name :
       {"R13.4: the row is dropped", "R2.3: action 5 dropped (the call's id is `call`, or none)",
        "R3.2: action 5 dropped (the call's id becomes `new_call`, if that is given)",
        "R11.1: action 4 dropped (the call's id is forgotten)"}) {
    explore::ExploreOptions options{.world = mutate::kWorldOfCalls};
    options.checks = {.contracts = true, .invariants = false};
    EXPECT_TRUE(mutate::explore_mutant(mutation_called(name), options).finding.has_value()) << name;
  }
}

/// Only a stream under limits can show that their rows are missing.
TEST(MutantCheckers, EverySecondStreamIsUnderLimits) {
  Mutation const mutation = mutation_called("E1.1: the row is dropped");
  std::size_t streams = 1;
  while (streams < 100 && !mutate::is_found_by_streams(mutation, streams)) ++streams;
  EXPECT_LT(streams, 100U);
  EXPECT_EQ(streams % 2, 0U);
  EXPECT_FALSE(mutate::is_found_by_streams({}, streams));
}

/// The observer is called by the thread that has finished a mutant.
TEST(MutantMatrix, HasAsManyThreadsAsAskedAndTellsOfEachMutant) {
  for (std::size_t const threads : {1U, 2U}) {
    mutate::MatrixOptions options;
    options.threads = threads;
    options.streams = 1;
    std::size_t wanted = 0;
    std::set<std::thread::id> seen;
    std::vector<std::size_t> told;
    auto const fates = mutate::run_matrix(
        options, [&](Mutation const&) { return wanted < 2 * threads && ++wanted > 0; },
        [&](std::size_t done, std::size_t of) {
          seen.insert(std::this_thread::get_id());
          told.push_back(done);
          EXPECT_EQ(of, 2 * threads);
        });
    EXPECT_EQ(seen.size(), threads);
    EXPECT_EQ(told, (threads == 1 ? std::vector<std::size_t>{1, 2} : std::vector<std::size_t>{1, 2, 3, 4}));
    ASSERT_EQ(fates.size(), 2 * threads);
    for (std::size_t i = 0; i < fates.size(); ++i)
      EXPECT_EQ(text_of(fates[i].mutation), text_of(mutate::all_mutations()[i]));
  }
}

}  // namespace
}  // namespace recordshare::tests
