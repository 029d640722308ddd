// SPDX-License-Identifier: Apache-2.0
// explorer.hpp explores a bounded world completely, breadth first, and checks every step.
#pragma once

#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <exception>
#include <thread>
#include <vector>

#include "properties/explore/bounded_machine.hpp"
#include "properties/explore/packed_state.hpp"
#include "properties/explore/progress_path.hpp"
#include "properties/explore/report.hpp"
#include "properties/explore/state_store.hpp"
#include "properties/explore/step_check.hpp"
#include "properties/explore/trace.hpp"

// States of one depth are expanded in batches. Within a batch, threads first expand states and only read the store;
// then each adds new states to its own shards. New states are sorted before they are added, so that all results except
// the time are the same for any number of threads.

namespace recordshare::properties::explore {

/// A successor state that may be new.
struct Candidate {
  FoundState found;
  std::uint64_t hash;
};

/// The successor states, counts and findings of one thread.
template <class Steps, template <class> class Machine>
class Expander {
 public:
  Expander(ExploreOptions const& options, StateStore const& store, Steps steps, Steps more_steps)
      : options_(options),
        store_(store),
        machine_(options.world.policies, std::move(steps)),
        path_(options.world, std::move(more_steps)) {}

  /// Tries every event of the world in one state.
  void expand(StateId id) {
    PackedState const state = store_[id].state;
    Scene<Snapshot> const before(unpacked(options_.world, state), options_.world.policies);
    if (options_.checks.invariants) note(check_state(options_.checks, before, id));
    note(check_facts(options_.checks, before, id));
    machine_.enter(before);
    if (options_.checks.contracts) check_access(id, before);
    state_hash_ = hash_of(state);
    event_number_ = 0;
    processed_ = {};
    each_event(options_.world, [&](auto const& e) { this->take(id, before, e); });
    if (options_.checks.invariants && (options_.checks.only.empty() || options_.checks.only == invariants::I13::name))
      check_progress(id, before);
    for (Candidate const& candidate : reached_) {
      if (!store_.contains(candidate.found.state, candidate.hash))
        found_[StateStore::shard_of(candidate.hash)].push_back(candidate);
    }
    reached_.clear();
    ++expanded_;
  }

  /// The new successor states of one shard; the merging thread clears them.
  [[nodiscard]] std::vector<Candidate>& found(std::size_t shard) noexcept { return found_[shard]; }

  [[nodiscard]] OutcomeCounts const& outcomes() const noexcept { return outcomes_; }
  [[nodiscard]] std::size_t expanded() const noexcept { return expanded_; }
  [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }
  [[nodiscard]] WorstProgress const& progress() const noexcept { return progress_; }
  [[nodiscard]] std::optional<Finding> const& finding() const noexcept { return finding_; }

 private:
  template <class E>
  void take(StateId id, Scene<Snapshot> const& before, E const& e) {
    StepOutcome outcome;
    Snapshot next;
    std::uint64_t next_hash = state_hash_;
    if (machine_.step(e, outcome, next)) {
      Scene<Snapshot> const after(next, before.policies);
      if (auto finding = check_step(options_.checks, before, e, outcome, after, id)) note(finding);
      PackedState const state = options_.symmetry ? canonical(options_.world, next) : packed(options_.world, next);
      next_hash = hash_of(state);
      store_.prefetch(next_hash);
      reached_.push_back({{state, id}, next_hash});
    } else if (auto finding = check_idle_step(options_.checks, before, e, outcome, id)) {
      note(finding);
    }
    if constexpr (requires { e.request; }) {
      if (invariants::I13::is_kept(e, outcome, e.record)) processed_ = processed_ | only(e.record);
    }
    outcomes_.count(outcome);
    hash_ += digest(state_hash_, event_number_++, outcome, next_hash);
  }

  /// Section 3: the production domain's access equals that of rules.md.
  void check_access(StateId id, Scene<Snapshot> const& before) {
    detail::each_agent(options_.world, [&](AgentNumber agent) {
      if (machine_.access(agent) == access(before, agent)) return;
      note(Finding{"R1", "access", "`access(agent)` for a chain is the first that applies of rules.md, section 3.", id,
                   true});
    });
  }

  /// I13, for each record that needs a path in this state.
  void check_progress(StateId id, Scene<Snapshot> const& before) {
    detail::each_record(options_.world, [&](RecordNumber record) {
      if (!invariants::I13::is_owed(before, record, AgentSet::first(options_.world.agents))) return;
      std::size_t const events = processed_.contains(record) ? 1 : path_.events_from(before, record);
      WorstProgress const found{events, id, record};
      if (found.is_worse_than(progress_)) progress_ = found;
      if (events > invariants::I13::kEventsMax)
        note(Finding{invariants::I13::name, {}, invariants::I13::sentence, id, true});
    });
  }

  /// Keeps the finding with the lowest state number, and the first one for a state.
  void note(std::optional<Finding> const& finding) {
    if (finding.has_value() && (!finding_.has_value() || finding->state < finding_->state)) finding_ = finding;
  }

  ExploreOptions const& options_;
  StateStore const& store_;
  Machine<Steps> machine_;
  ProgressPath<Steps> path_;
  std::size_t expanded_ = 0;
  std::uint64_t state_hash_ = 0;
  std::uint64_t event_number_ = 0;
  RecordSet processed_;  ///< records for which an agent's `RecordProcessed` is acknowledged in this state
  std::vector<Candidate> reached_;
  std::array<std::vector<Candidate>, StateStore::kShards> found_;
  OutcomeCounts outcomes_;
  std::uint64_t hash_ = 0;
  WorstProgress progress_;
  std::optional<Finding> finding_;
};

/// One exploration. `MakeSteps` returns a new step function at each call. `Machine` is the adapter, or one with a
/// planted error.
template <class MakeSteps, template <class> class Machine = BoundedMachine>
class Exploration {
 public:
  Exploration(ExploreOptions const& options, MakeSteps make_steps, Observer observe)
      : options_(options),
        observe_(std::move(observe)),
        make_steps_(std::move(make_steps)),
        batch_end_(static_cast<std::ptrdiff_t>(options.threads)) {
    for (std::size_t t = 0; t < options_.threads; ++t)
      expanders_.emplace_back(options_, store_, make_steps_(), make_steps_());
  }

  /// Explores until all states are expanded, or to the first finding. O(states × events). Throws what the store throws.
  ExploreReport run() {
    auto const start = Clock::now();
    start_ = start;
    Snapshot const empty;
    PackedState const first = canonical(options_.world, empty);
    store_.add({first, kNoState}, hash_of(first));
    level_ = {StateStore::id_of(StateStore::shard_of(hash_of(first)), 0)};
    std::vector<std::thread> threads;
    for (std::size_t t = 1; t < options_.threads; ++t) threads.emplace_back([this, t] { work(t); });
    work(0);
    for (std::thread& thread : threads) thread.join();
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    return report(std::chrono::duration<double>(Clock::now() - start).count());
  }

  [[nodiscard]] StateStore const& store() const noexcept { return store_; }

 private:
  using Clock = std::chrono::steady_clock;
  using Steps = std::invoke_result_t<MakeSteps>;
  static constexpr std::size_t kBatch = 1 << 14;
  static constexpr std::size_t kChunk = 32;

  void work(std::size_t thread) {
    while (!done_) {
      guarded([&] {
        std::size_t const end = std::min(level_.size(), batch_begin_ + kBatch);
        for (std::size_t at = next_.fetch_add(kChunk); at < end; at = next_.fetch_add(kChunk))
          for (std::size_t i = at; i < std::min(end, at + kChunk); ++i) expanders_[thread].expand(level_[i]);
      });
      batch_end_.arrive_and_wait();
      guarded([&] {
        for (std::size_t shard = thread; shard < StateStore::kShards; shard += options_.threads) merge(shard);
      });
      batch_end_.arrive_and_wait();
      if (thread == 0) guarded([&] { begin_next_batch(); });
      batch_end_.arrive_and_wait();
    }
  }

  /// An exception in one thread stops all threads.
  template <class Work>
  void guarded(Work&& work) noexcept {
    try {
      if (!failed_) work();
    } catch (...) {
      if (!failed_.exchange(true)) failure_ = std::current_exception();
      done_ = true;
    }
  }

  void merge(std::size_t shard) {
    std::vector<Candidate>& all = expanders_.front().found(shard);
    for (std::size_t t = 1; t < expanders_.size(); ++t) {
      std::vector<Candidate>& more = expanders_[t].found(shard);
      all.insert(all.end(), more.begin(), more.end());
      more.clear();
    }
    auto const key = [](Candidate const& c) { return std::tie(c.found.state, c.found.parent); };
    std::sort(all.begin(), all.end(), [&](auto const& one, auto const& other) { return key(one) < key(other); });
    for (Candidate const& candidate : all) store_.add(candidate.found, candidate.hash);
    all.clear();
  }

  void begin_next_batch() {
    outcomes_ = 0;
    for (auto const& expander : expanders_) outcomes_ += expander.outcomes().all();
    batch_begin_ += kBatch;
    bool const found = std::ranges::any_of(expanders_, [](auto const& e) { return e.finding().has_value(); });
    if (batch_begin_ >= level_.size()) begin_next_level();
    next_ = batch_begin_;
    done_ = found || level_.empty();
    if (observe_) {
      double const seconds = std::chrono::duration<double>(Clock::now() - start_).count();
      observe_({store_.size(), store_.size() - expanded_ - batch_begin_, depth_, outcomes_, seconds});
    }
  }

  void begin_next_level() {
    expanded_ += level_.size();
    batch_begin_ = 0;
    level_.clear();
    for (std::size_t shard = 0; shard < StateStore::kShards; ++shard) {
      for (std::size_t& place = taken_[shard]; place < store_.size_of(shard); ++place) {
        StateId const id = StateStore::id_of(shard, place);
        if (store_[id].parent != kNoState) level_.push_back(id);
      }
    }
    if (!level_.empty()) ++depth_;
  }

  ExploreReport report(double seconds) {
    ExploreReport report;
    report.options = options_;
    report.states = store_.size();
    report.depth = depth_;
    report.seconds = seconds;
    report.bytes = store_.bytes();
    for (auto const& expander : expanders_) {
      report.outcomes += expander.outcomes();
      report.expanded += expander.expanded();
      report.hash += expander.hash();
      if (expander.progress().is_worse_than(report.progress)) report.progress = expander.progress();
      auto const& finding = expander.finding();
      if (finding.has_value() && (!report.finding.has_value() || finding->state < report.finding->state))
        report.finding = finding;
    }
    add_traces(report);
    return report;
  }

  void add_traces(ExploreReport& report) {
    Tracer tracer(options_, store_, make_steps_());
    if (report.finding.has_value()) report.to_finding = tracer.to_finding(*report.finding);
    if (report.progress.state == kNoState) return;
    Trace& trace = report.to_progress = tracer.to_state(report.progress.state);
    ProgressPath path(options_.world, make_steps_());
    std::vector<BoundedEvent> rest;
    Scene<Snapshot> const scene(trace.after, options_.world.policies);
    // The stored state is canonical, so the record can have another number there.
    detail::each_record(options_.world, [&](RecordNumber record) {
      bool const owed = invariants::I13::is_owed(scene, record, AgentSet::first(options_.world.agents));
      if (!owed || !rest.empty()) return;
      std::vector<BoundedEvent> found;
      if (path.events_from(scene, record, &found) == report.progress.events) rest = std::move(found);
    });
    trace.events.insert(trace.events.end(), rest.rbegin(), rest.rend());
  }

  ExploreOptions options_;
  Observer observe_;
  MakeSteps make_steps_;
  StateStore store_;
  std::vector<Expander<Steps, Machine>> expanders_;
  std::vector<StateId> level_;  ///< all states of one depth
  std::array<std::size_t, StateStore::kShards> taken_{};
  std::size_t batch_begin_ = 0;
  std::size_t expanded_ = 0;
  std::size_t depth_ = 0;
  std::uint64_t outcomes_ = 0;
  std::atomic<std::size_t> next_ = 0;
  std::barrier<> batch_end_;
  std::atomic<bool> done_ = false;
  std::atomic<bool> failed_ = false;
  std::exception_ptr failure_;
  Clock::time_point start_;
};

}  // namespace recordshare::properties::explore
