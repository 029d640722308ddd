// SPDX-License-Identifier: Apache-2.0
// proof.hpp proves the tables, or a mutant, and reports proved and failed obligations.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/mutate/mutation.hpp"
#include "properties/prove/answer.hpp"
#include "properties/prove/counter_model.hpp"
#include "properties/prove/obligations.hpp"
#include "properties/prove/solver.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties::prove {

/// The obligations of one theorem, and their results.
struct Tally {
  std::size_t obligations = 0;
  std::size_t proved = 0;
  std::size_t plain = 0;  ///< of those proved: simplified to true, without a solver
  double seconds = 0;
};

/// An obligation that does not hold, or for which the solver gave up.
struct Failure {
  std::string theorem;
  std::string obligation = {};  ///< the name
  std::string question = {};    ///< the path: "R3.2 decides ..."
  std::string words = {};       ///< the claim
  bool is_unknown = false;
  std::optional<CounterModel> model = {};
  // For a step with a model:
  std::optional<model::AnyEvent<Bounded>> event = {};
  std::optional<StepOutcome> outcome = {};
  std::optional<Snapshot> after = {};
};

/// A path through the tables that no state and event can take, and why.
struct DeadWay {
  std::string way;                        ///< "D5.1 decides DesktopRequest in a state that is Idle"
  std::vector<std::string_view> because;  ///< sentences of facts; empty if earlier rows decide all events
};

/// The number of paths on which a row can decide, and the policies.
struct RowReach {
  std::size_t ways = 0;  ///< paths of an event in a phase
  std::size_t dead = 0;
  std::size_t unknown = 0;                        ///< paths for which the solver gave up
  std::size_t dead_by_policies = 0;               ///< of the dead, under the single policies of the options
  std::array<bool, kAllPolicies.size()> under{};  ///< for each of kAllPolicies

  /// Whether the row decides on some path, or could under other policies than those of the options.
  [[nodiscard]] bool is_alive() const noexcept {
    return ways > dead + unknown || (ways > 0 && ways == dead_by_policies);
  }
};

/// Whether the tables, or a mutant, keep the rules. Refuted: a state and an event break a claim. Unknown: nothing is
/// refuted, but the solver gave up on a claim.
enum class ProofVerdict : std::uint8_t { Proved, Refuted, Unknown };

struct ProofReport {
  std::map<std::string, Tally, std::less<>> theorems;
  std::vector<Failure> failures;
  std::vector<DeadWay> dead;
  std::map<std::pair<mutate::Table, std::size_t>, RowReach> rows;
  double seconds = 0;

  [[nodiscard]] bool holds() const noexcept { return verdict() == ProofVerdict::Proved; }
  [[nodiscard]] ProofVerdict verdict() const noexcept {
    if (failures.empty()) return ProofVerdict::Proved;
    bool const all_unknown = std::ranges::all_of(failures, &Failure::is_unknown);
    return all_unknown ? ProofVerdict::Unknown : ProofVerdict::Refuted;
  }
  [[nodiscard]] Tally total() const;
};

struct ProofOptions {
  bool stop_at_first_failure = false;
  std::string_view only = {};                        ///< the only theorem to prove of claims; empty: all
  bool reachability = true;                          ///< check for each row whether it can decide
  std::optional<Policies> policies = {};             ///< prove only under these; absent: under all
  Facts facts = facts::all<SymbolicState>();         ///< the inductive invariant to assume and to prove
  unsigned resource_limit = Solver::kResourceLimit;  ///< of the solver, for one question
};

/// A query to the solver: name, words, assumptions, the formula to refute (none for reachability), and the answer.
struct Asked {
  std::string name;
  std::string words;
  std::vector<Assumption> assumed;
  Formula denied{true};
  Answer answer = Answer::Unknown;
  std::vector<Formula> asserted;  ///< all that the solver was given: the assumptions and the denied claim
};
using AskedObserver = std::function<void(Asked const&)>;

/// Proves all questions of each_question with Z3; with a mutation, those of events that can reach the mutated row.
[[nodiscard]] ProofReport prove(mutate::Mutation const& mutation = {}, ProofOptions const& options = {},
                                AskedObserver const& asked = {});

/// Whether the mutant is equivalent to the tables: in every state that the invariants allow, every event has the same
/// outcome and the same next state. False if they differ or if it cannot be proved.
[[nodiscard]] bool proves_equal(mutate::Mutation const& mutation, unsigned resource_limit = Solver::kResourceLimit);

}  // namespace recordshare::properties::prove
