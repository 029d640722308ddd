// SPDX-License-Identifier: Apache-2.0
// matrix.cpp distributes the mutants over threads.
#include "properties/mutate/matrix.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "properties/mutate/checkers.hpp"

namespace recordshare::properties::mutate {
namespace {

/// Data shared by all mutants.
struct Given {
  MatrixOptions const& options;
  std::vector<std::uint64_t> graphs;
  std::mutex model;  ///< the independent model is not thread-safe
};

Fate fate_of(Mutation const& mutation, Given& given) {
  Fate fate;
  fate.mutation = mutation;
  auto const set = [&](Checker checker, bool found) { fate.killed[static_cast<std::size_t>(checker)] = found; };
  set(Checker::Invariants, is_found_by(mutation, {.contracts = false, .invariants = true}));
  set(Checker::Contracts,
      is_found_by_limits(mutation) || is_found_by(mutation, {.contracts = true, .invariants = false}));
  set(Checker::Graph, graphs_of(mutation, worlds_of_matrix()) != given.graphs);
  set(Checker::Stories, is_found_by_stories(mutation));
  set(Checker::Streams, is_found_by_streams(mutation, given.options.streams));
  if (given.options.fails_proof) set(Checker::Proof, given.options.fails_proof(mutation));
  {
    std::lock_guard const lock(given.model);
    set(Checker::IndependentModel, is_found_by_model(mutation));
  }
  ask_prover(fate, given.options);
  return fate;
}

}  // namespace

void ask_prover(Fate& fate, MatrixOptions const& options) {
  if (!fate.is_killed()) fate.proved_equal = options.proves_equal && options.proves_equal(fate.mutation);
}

bool Fate::is_killed() const noexcept { return std::ranges::find(killed, true) != killed.end(); }

std::vector<Fate> run_matrix(MatrixOptions const& options, std::function<bool(Mutation const&)> const& is_wanted,
                             MatrixObserver const& observe) {
  Given given{.options = options, .graphs = graphs_of({}, worlds_of_matrix()), .model = {}};
  std::vector<Mutation> wanted;
  std::ranges::copy_if(all_mutations(), std::back_inserter(wanted),
                       [&](Mutation const& mutation) { return !is_wanted || is_wanted(mutation); });
  std::vector<Fate> fates(wanted.size());
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> done = 0;
  std::mutex tell;
  std::exception_ptr failure;
  auto const work = [&] {
    for (std::size_t at = next++; at < wanted.size(); at = next++) {
      try {
        fates[at] = fate_of(wanted[at], given);
      } catch (...) {
        std::lock_guard const lock(tell);
        failure = std::current_exception();
        next = wanted.size();
      }
      std::lock_guard const lock(tell);
      if (observe) observe(++done, wanted.size());
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t t = 1; t < options.threads; ++t) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure != nullptr) std::rethrow_exception(failure);
  return fates;
}

}  // namespace recordshare::properties::mutate
