// SPDX-License-Identifier: Apache-2.0
// proof.hpp proves the tables, as they are or with a mistake, and says what was proved and what was not.
#pragma once

#include <array>
#include <cstddef>
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
#include "properties/world/policies.hpp"

namespace recordshare::properties::prove {

/// How many obligations of one theorem there are, and what became of them.
struct Tally {
  std::size_t obligations = 0;
  std::size_t proved = 0;
  std::size_t plain = 0;  ///< of those proved: seen to hold as the formula was made, before any solver was asked
  double seconds = 0;
};

/// An obligation that does not hold, or that the solver gave up on.
struct Failure {
  std::string theorem;
  std::string obligation = {};  ///< its name
  std::string question = {};    ///< where: "R3.2 decides ..."
  std::string words = {};       ///< what was claimed
  bool is_unknown = false;
  std::optional<CounterModel> model = {};
  // Of a step with a model:
  std::optional<model::AnyEvent<Bounded>> event = {};
  std::optional<StepOutcome> outcome = {};
  std::optional<Snapshot> after = {};
};

/// A way through the tables that no state and event can take, and what forbids it.
struct DeadWay {
  std::string way;                        ///< "D5.1 decides DesktopRequest in a state that is Idle"
  std::vector<std::string_view> because;  ///< sentences of facts; none where the rows before leave nothing
};

/// Of a row: in how many ways it can decide, and under which policies.
struct RowReach {
  std::size_t ways = 0;  ///< of an event in a phase
  std::size_t dead = 0;
  std::size_t dead_by_policies = 0;               ///< of these, under the policies that alone were asked about
  std::array<bool, kAllPolicies.size()> under{};  ///< each of kAllPolicies
};

struct ProofReport {
  std::map<std::string, Tally, std::less<>> theorems;
  std::vector<Failure> failures;
  std::vector<DeadWay> dead;
  std::map<std::pair<mutate::Table, std::size_t>, RowReach> rows;
  double seconds = 0;

  [[nodiscard]] bool holds() const noexcept { return failures.empty(); }
  [[nodiscard]] Tally total() const;
};

struct ProofOptions {
  bool stop_at_first_failure = false;
  bool reachability = true;               ///< ask of each row whether it can decide
  std::optional<Policies> policies = {};  ///< prove under these alone; else under all
};

/// Told of every obligation that a solver is asked: its name, its words, what is assumed, and what is to be shown not
/// to hold (of reachability, nothing); and the answer.
struct Asked {
  std::string name;
  std::string words;
  std::vector<Fact> facts;
  Formula given{true};
  Formula denied{true};
  Answer answer = Answer::Unknown;
};
using AskedObserver = std::function<void(Asked const&)>;

/// Proves what each_question asks, with Z3. With a mutation, of the events that meet the mutated row.
[[nodiscard]] ProofReport prove(mutate::Mutation const& mutation = {}, ProofOptions const& options = {},
                                AskedObserver const& asked = {});

/// Whether the tables with the mutation do the same as those without: from every state that the invariants allow every
/// event has the same outcome, and leaves the same state. False where that is not so, or could not be proved.
[[nodiscard]] bool proves_equal(mutate::Mutation const& mutation);

}  // namespace recordshare::properties::prove
