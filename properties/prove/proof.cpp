// SPDX-License-Identifier: Apache-2.0
// proof.cpp runs the solver on every obligation, and collects the results.
#include "properties/prove/proof.hpp"

#include <chrono>

#include "properties/prove/solver.hpp"

namespace recordshare::properties::prove {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kPoliciesSentence = "The policies are those that were asked for.";

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// One run of the prover.
class Prover {
 public:
  Prover(mutate::Mutation const& mutation, ProofOptions const& options, AskedObserver const& asked)
      : mutation_(mutation), options_(options), asked_(asked) {}

  ProofReport run() {
    auto const start = Clock::now();
    for (mutate::Table const table : {mutate::Table::Chain, mutate::Table::Directory})
      for (std::size_t row = 0; row < rows_of(table); ++row) report_.rows[{table, row}];
    each_question(mutation_, [&](Question const& question) {
      ask(question);
      return !is_over();
    });
    if (options_.reachability && mutation_.kind == mutate::Kind::None) judge_rows();
    report_.seconds = seconds_since(start) - seconds_told_;
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool is_over() const { return options_.stop_at_first_failure && !report_.holds(); }

  void ask(Question const& question) {
    facts_ = facts_of(SymbolicScene(question.before, any_policies()));
    if (options_.policies.has_value())
      facts_.push_back({"policies", kPoliciesSentence, false, are_in_force(*options_.policies)});
    solver_.push();
    for (Fact const& fact : facts_) solver_.add(fact.holds);
    solver_.push();
    solver_.add(question.given);
    bool const all_at_once = options_.stop_at_first_failure && all_hold(question);
    if (!all_at_once)
      for (Claim const& claim : question.claims)
        if (!is_over()) prove_claim(question, claim);
    solver_.pop();
    solver_.pop();
    if (options_.reachability && question.is_step && !is_over()) reach(question);
  }

  /// If one failure is enough, all claims are first checked together.
  bool all_hold(Question const& question) {
    Formula all(true);
    for (Claim const& claim : question.claims) all = all && claim.holds;
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
    if (claim.holds.is_true()) {
      ++tally.plain;
    } else {
      solver_.push();
      solver_.add(!claim.holds);
      answer = solver_.check();
      if (answer != Answer::CannotHold) fail(question, claim, answer);
      solver_.pop();
    }
    if (answer == Answer::CannotHold) ++tally.proved;
    tally.seconds += seconds_since(start);
    if (!asked_) return;
    std::string const words = question.words + ". Claim (" + std::string(claim.theorem) + "): " + claim.words;
    tell({name_of(question, claim), words, facts_, question.given, !claim.holds, answer});
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
    if (!failure.is_unknown) failure.model = solver_.smallest_model();
    if (failure.model.has_value()) {
      CounterModel& model = *failure.model;
      model.state.phase = question.before.phase.value;
      failure.event = evaluate(question.event, model);
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
    solver_.add(question.given);
    std::vector<Formula> holds;
    for (Fact const& fact : facts_) holds.push_back(fact.holds);
    std::vector<std::size_t> used;
    Answer const answer = solver_.check(holds, used);
    solver_.pop();
    note_reach(question, answer, used);
    Tally& tally = report_.theorems["reachability"];
    ++tally.obligations;
    if (answer == Answer::Unknown) {
      Failure failure{.theorem = "reachability", .obligation = question.name, .question = question.words};
      failure.words = "Whether the row can decide is known.";
      failure.is_unknown = true;
      report_.failures.push_back(std::move(failure));
    } else {
      ++tally.proved;
    }
    tally.seconds += seconds_since(start);
    if (!asked_) return;
    tell({question.name + "-reachability", question.words + ". Is there such a state and event?", facts_,
          question.given, Formula(true), answer});
  }

  void note_reach(Question const& question, Answer answer, std::vector<std::size_t> const& used) {
    using mutate::Table;
    Path const& path = question.path;
    RowReach& of_directory = report_.rows[{Table::Directory, path.directory_row}];
    RowReach* const of_chain = path.is_passed_on() ? &report_.rows[{Table::Chain, path.chain_row}] : nullptr;
    for (RowReach* const reach : {&of_directory, of_chain}) {
      if (reach == nullptr) continue;
      ++reach->ways;
      if (answer == Answer::CanHold) {
        reach_under_policies(question, *reach);
      } else {
        ++reach->dead;
        for (std::size_t const i : used)
          if (facts_[i].sentence == kPoliciesSentence) ++reach->dead_by_policies;
      }
    }
    if (answer != Answer::CannotHold) return;
    DeadWay dead{question.words, {}};
    for (std::size_t const i : used) dead.because.push_back(facts_[i].sentence);
    report_.dead.push_back(std::move(dead));
  }

  void reach_under_policies(Question const& question, RowReach& reach) {
    for (std::size_t i = 0; i < kAllPolicies.size(); ++i) {
      if (reach.under[i]) continue;
      solver_.push();
      for (Fact const& fact : facts_) solver_.add(fact.holds);
      solver_.add(question.given);
      solver_.add(are_in_force(kAllPolicies[i]));
      reach.under[i] = solver_.check() == Answer::CanHold;
      solver_.pop();
    }
  }

  void judge_rows() {
    Tally& tally = report_.theorems["no dead row"];
    for (auto const& [key, reach] : report_.rows) {
      ++tally.obligations;
      if (reach.ways > reach.dead || (reach.ways > 0 && reach.ways == reach.dead_by_policies)) {
        ++tally.proved;
        continue;
      }
      Failure failure{.theorem = "no dead row"};
      failure.question = mutate::id_of_row(key.first, key.second);
      failure.words = "The row decides some event in some state.";
      report_.failures.push_back(std::move(failure));
    }
  }

  mutate::Mutation const& mutation_;
  ProofOptions const& options_;
  AskedObserver const& asked_;
  Formulas formulas_;
  Solver solver_;
  std::vector<Fact> facts_;
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
