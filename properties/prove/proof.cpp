// SPDX-License-Identifier: Apache-2.0
// proof.cpp runs the solver on every obligation, and collects the results.
#include "properties/prove/proof.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "properties/prove/solver.hpp"

namespace recordshare::properties::prove {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// One run of the prover.
class Prover {
 public:
  Prover(mutate::Mutation const& mutation, ProofOptions const& options, AskedObserver const& asked)
      : mutation_(mutation), options_(options), asked_(asked), solver_(options.resource_limit) {}

  ProofReport run() {
    auto const start = Clock::now();
    for (mutate::Table const table : {mutate::Table::Chain, mutate::Table::Directory})
      for (std::size_t row = 0; row < rows_of(table); ++row) report_.rows[{table, row}];
    each_question(
        mutation_,
        [&](Question const& question) {
          ask(question);
          return !is_over();
        },
        options_.facts);
    if (options_.reachability && mutation_.kind == mutate::Kind::None && !is_over()) judge_rows();
    report_.seconds = seconds_since(start) - seconds_told_;
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool is_wanted(Claim const& claim) const {
    return options_.only.empty() || claim.theorem == options_.only;
  }

  [[nodiscard]] bool is_over() const { return options_.stop_at_first_failure && !report_.holds(); }

  /// Sets what is assumed for a question: what a dead path may be due to, and the rest.
  void assume(Question const& question) {
    facts_.clear();
    given_.clear();
    if (question.before.has_value() && question.assumes_facts)
      facts_ = assumed_of_state(options_.facts, SymbolicScene(*question.before, any_policies()));
    std::ranges::copy(assumed_of_policies(options_.policies), std::back_inserter(facts_));
    if (question.event.has_value()) given_ = assumed_of_event(options_.facts, *question.event);
    if (question.is_step) given_.push_back(assumed_of_path(question.path.condition));
  }

  void add(std::vector<Assumption> const& assumed) {
    for (Assumption const& one : assumed) solver_.add(one.holds);
  }

  void ask(Question const& question) {
    assume(question);
    solver_.push();
    add(facts_);
    solver_.push();
    add(given_);
    bool const all_at_once = options_.stop_at_first_failure && all_hold(question);
    if (!all_at_once)
      for (Claim const& claim : question.claims)
        if (!is_over() && is_wanted(claim)) prove_claim(question, claim);
    solver_.pop();
    solver_.pop();
    if (options_.reachability && question.is_step && !is_over()) reach(question);
  }

  /// If one failure is enough, all claims are first checked together.
  bool all_hold(Question const& question) {
    Formula all(true);
    for (Claim const& claim : question.claims)
      if (is_wanted(claim)) all = all && claim.holds;
    if (all.is_true()) return true;
    solver_.push();
    solver_.add(!all);
    Answer const answer = solver_.check();
    solver_.pop();
    return answer == Answer::CannotHold;
  }

  void prove_claim(Question const& question, Claim const& claim) {
    auto const start = Clock::now();
    Tally& tally = report_.theorems[std::string(claim.theorem)];
    ++tally.obligations;
    Answer answer = Answer::CannotHold;
    std::vector<Formula> asserted;
    if (claim.holds.is_true()) {
      ++tally.plain;
    } else {
      solver_.push();
      solver_.add(!claim.holds);
      if (asked_) asserted = solver_.asserted();
      answer = solver_.check();
      if (answer != Answer::CannotHold) fail(question, claim, answer);
      solver_.pop();
    }
    if (answer == Answer::CannotHold) ++tally.proved;
    tally.seconds += seconds_since(start);
    if (!asked_) return;
    std::string const words = question.words + ". Claim (" + std::string(claim.theorem) + "): " + claim.words;
    tell({name_of(question, claim), words, all_assumed(), !claim.holds, answer, std::move(asserted)});
  }

  [[nodiscard]] std::vector<Assumption> all_assumed() const {
    std::vector<Assumption> all = facts_;
    all.insert(all.end(), given_.begin(), given_.end());
    return all;
  }

  static std::string name_of(Question const& question, Claim const& claim) {
    std::string name = question.name + "-" + std::string(claim.theorem) + (claim.part.empty() ? "" : "-" + claim.part);
    for (char& letter : name)
      if (letter == ' ') letter = '-';
    return name;
  }

  void fail(Question const& question, Claim const& claim, Answer answer) {
    Failure failure{.theorem = std::string(claim.theorem), .obligation = name_of(question, claim)};
    failure.question = question.words;
    failure.words = claim.words;
    failure.is_unknown = answer == Answer::Unknown;
    if (!failure.is_unknown && question.before.has_value()) failure.model = solver_.smallest_model();
    if (failure.model.has_value()) {
      CounterModel& model = *failure.model;
      model.state.phase = question.before->phase.value;
      if (question.event.has_value()) failure.event = evaluate(*question.event, model);
      if (question.is_step) {
        failure.outcome = evaluate(question.path.outcome, model);
        failure.after = evaluate(question.path.after, model);
      }
    }
    report_.failures.push_back(std::move(failure));
  }

  /// The time of the observer is not counted.
  void tell(Asked const& asked) {
    auto const start = Clock::now();
    asked_(asked);
    seconds_told_ += seconds_since(start);
  }

  // --- Reachability ---

  void reach(Question const& question) {
    auto const start = Clock::now();
    solver_.push();
    add(given_);
    std::vector<Formula> holds;
    for (Assumption const& fact : facts_) holds.push_back(fact.holds);
    std::vector<std::size_t> used;
    Answer const answer = solver_.check(holds, used);
    solver_.pop();
    bool const is_known = note_reach(question, answer, used);
    Tally& tally = report_.theorems["reachability"];
    ++tally.obligations;
    if (is_known) {
      ++tally.proved;
    } else {
      Failure failure{.theorem = "reachability", .obligation = question.name, .question = question.words};
      failure.words = "Whether the row can decide, and under which policies, is known.";
      failure.is_unknown = true;
      report_.failures.push_back(std::move(failure));
    }
    tally.seconds += seconds_since(start);
    if (!asked_) return;
    std::string const words = question.words + ". Is there such a state and event?";
    tell({question.name + "-reachability", words, all_assumed(), Formula(true), answer, {}});
  }

  /// Returns whether the solver gave no answer but Unknown.
  bool note_reach(Question const& question, Answer answer, std::vector<std::size_t> const& used) {
    bool is_known = answer != Answer::Unknown;
    using mutate::Table;
    Path const& path = question.path;
    RowReach& of_directory = report_.rows[{Table::Directory, path.directory_row}];
    RowReach* const of_chain = path.is_passed_on() ? &report_.rows[{Table::Chain, path.chain_row}] : nullptr;
    for (RowReach* const reach : {&of_directory, of_chain}) {
      if (reach == nullptr) continue;
      ++reach->ways;
      if (answer == Answer::CanHold) {
        is_known = reach_under_policies(*reach) && is_known;
      } else if (answer == Answer::Unknown) {
        ++reach->unknown;
      } else {
        ++reach->dead;
        for (std::size_t const i : used)
          if (facts_[i].name == "policies") ++reach->dead_by_policies;
      }
    }
    if (answer != Answer::CannotHold) return is_known;
    DeadWay dead{question.words, {}};
    for (std::size_t const i : used) dead.because.push_back(facts_[i].sentence);
    report_.dead.push_back(std::move(dead));
    return is_known;
  }

  bool reach_under_policies(RowReach& reach) {
    bool is_known = true;
    for (std::size_t i = 0; i < kAllPolicies.size(); ++i) {
      if (reach.under[i]) continue;
      solver_.push();
      add(facts_);
      add(given_);
      solver_.add(are_in_force(kAllPolicies[i]));
      Answer const answer = solver_.check();
      reach.under[i] = answer == Answer::CanHold;
      is_known = is_known && answer != Answer::Unknown;
      solver_.pop();
    }
    return is_known;
  }

  void judge_rows() {
    Tally& tally = report_.theorems["no dead row"];
    for (auto const& [key, reach] : report_.rows) {
      ++tally.obligations;
      if (reach.is_alive()) {
        ++tally.proved;
        continue;
      }
      Failure failure{.theorem = "no dead row"};
      failure.question = mutate::id_of_row(key.first, key.second);
      failure.words = "The row decides some event in some state.";
      failure.is_unknown = reach.unknown > 0;
      report_.failures.push_back(std::move(failure));
    }
  }

  mutate::Mutation const& mutation_;
  ProofOptions const& options_;
  AskedObserver const& asked_;
  Formulas formulas_;
  Solver solver_;
  std::vector<Assumption> facts_;  ///< assumed of the state before, and the policies
  std::vector<Assumption> given_;  ///< assumed of the event and the path
  ProofReport report_;
  double seconds_told_ = 0;
};

}  // namespace

Tally ProofReport::total() const {
  Tally total;
  for (auto const& [theorem, tally] : theorems) {
    total.obligations += tally.obligations;
    total.proved += tally.proved;
    total.plain += tally.plain;
    total.seconds += tally.seconds;
  }
  return total;
}

ProofReport prove(mutate::Mutation const& mutation, ProofOptions const& options, AskedObserver const& asked) {
  return Prover(mutation, options, asked).run();
}

}  // namespace recordshare::properties::prove
