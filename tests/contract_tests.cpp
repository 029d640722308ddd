// SPDX-License-Identifier: Apache-2.0
// contract_tests.cpp checks contracts and invariants on the engine's steps, and on every single change of them.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"
#include "properties/world/numbering.hpp"
#include "properties/world/policies.hpp"
#include "tests/bounded_step.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// An engine whose every event is checked as a step.
class Watched {
 public:
  explicit Watched(Policies const& policies)
      : policies_(policies), engine_({.policies = policies, .limits = {}}), numbering_(1) {}

  /// The step of the event; nullopt if the bounded world is too small for it.
  std::optional<Step> step(Event const& event) {
    auto const bounded = numbering_.bounded(event, engine_);
    if (!bounded) return std::nullopt;
    auto const before = numbering_.snapshot(engine_);
    auto const outcome = numbering_.bounded(engine_.apply(event));
    if (outcome.result == Result::Accepted) numbering_.took_place(*bounded);
    EXPECT_TRUE(numbering_.agrees_on_standings(engine_));
    return Step{before, *bounded, outcome, numbering_.snapshot(engine_)};
  }
  [[nodiscard]] Policies const& policies() const { return policies_; }

 private:
  Policies policies_;
  Engine engine_;
  properties::Numbering numbering_;
};

/// Whether every contract and invariant holds for the step; otherwise the test fails.
bool all_hold(Step const& step, Policies const& policies) {
  Scene const before(step.before, policies);
  Scene const after(step.after, policies);
  auto const violation = check(before, step.event, step.outcome, after);
  auto const broken = broken_invariant(before, step.event, step.outcome, after);
  if (violation)
    ADD_FAILURE() << "the " << properties::contracts::kPartNames[static_cast<std::size_t>(violation->part)] << " of "
                  << violation->contract << " is broken by rule " << name(step.outcome.rule);
  EXPECT_EQ(broken, "");
  EXPECT_EQ(deciding(before, step.event), 1U);
  return !violation && broken.empty();
}

// ---- What the engine does ----

/// Whether the whole story was checked: some stories have more than one chain.
bool play(fs::path const& in, Policies const& policies) {
  Watched watched(policies);
  EventReader reader;
  std::istringstream stream(read_file(in));
  for (std::string line; std::getline(stream, line);) {
    auto const* const event = reader.read(line);
    if (event == nullptr) continue;
    auto const step = watched.step(*event);
    if (!step) return false;
    EXPECT_TRUE(all_hold(*step, policies)) << in << ": " << line;
  }
  return true;
}

TEST(Contracts, HoldInTheConformanceStoriesOfOneChain) {
  std::size_t played = 0;
  for (auto const& entry : fs::directory_iterator(fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories")) {
    if (!entry.path().string().ends_with(".in.jsonl")) continue;
    for (Policies const& policies : properties::kAllPolicies) played += play(entry.path(), policies) ? 1U : 0U;
  }
  EXPECT_GE(played, properties::kAllPolicies.size() * 10);
}

/// A stream of a bounded world: one chain, four agents and five DNs.
generator::StreamGenerator events_of_one_chain(std::uint64_t seed, Policies const& policies) {
  return generator::StreamGenerator({.seed = seed,
                                     .agents = 4,
                                     .chains = 1,
                                     .engine = {.policies = policies, .limits = {}},
                                     .profile = generator::Profile::Small});
}

/// The rules that decided, and their reasons.
class Coverage {
 public:
  void add(StepOutcome const& outcome) {
    rules_.insert(outcome.rule);
    reasons_.insert(outcome.reason);
  }
  /// R1, R8 and R12 decide nothing by themselves, and the bounded world has no limits.
  void expect_whole() const {
    for (std::size_t i = 1; i < kRules.size(); ++i) {
      auto const rule = static_cast<Rule>(i);
      bool const decides = rule != Rule::R1 && rule != Rule::R8 && rule != Rule::R12;
      EXPECT_EQ(rules_.contains(rule), decides) << name(rule);
    }
    for (std::size_t i = 1; i < kReasons.size(); ++i) {
      auto const reason = static_cast<Reason>(i);
      EXPECT_EQ(reasons_.contains(reason), reason != Reason::LimitReached) << name(reason);
    }
  }

 private:
  std::set<Rule> rules_;
  std::set<Reason> reasons_;
};

TEST(Contracts, HoldOfAnyEventsUnderEveryPolicy) {
  for (Policies const& policies : properties::kAllPolicies) {
    auto any = events_of_one_chain(1, policies);
    Watched watched(policies);
    Coverage coverage;
    for (std::size_t i = 0; i < 50'000; ++i) {
      auto const step = watched.step(any.next());
      ASSERT_TRUE(step && all_hold(*step, watched.policies())) << "event " << i;
      coverage.add(step->outcome);
    }
    coverage.expect_whole();
  }
}

// ---- Every wrong way to do it ----

/// Calls `tell(outcome, after)` for every single change of the step's outcome or next state.
template <class Tell>
void change_one_thing(Step const& step, Tell tell) {
  auto const outcome = [&](auto change) {
    StepOutcome other = step.outcome;
    change(other);
    if (other != step.outcome) tell(other, step.after);
  };
  for (std::size_t i = 0; i < kResultNames.size(); ++i) outcome([&](auto& o) { o.result = static_cast<Result>(i); });
  for (std::size_t i = 0; i < kRules.size(); ++i) outcome([&](auto& o) { o.rule = static_cast<Rule>(i); });
  for (std::size_t i = 0; i < kReasons.size(); ++i) outcome([&](auto& o) { o.reason = static_cast<Reason>(i); });
  for (std::size_t i = 0; i < kRequests.size(); ++i) outcome([&](auto& o) { o.answer = enumerator_at<Request>(i); });
  outcome([](auto& o) { o.answer.reset(); });
  outcome([](auto& o) { o.shows_records = !o.shows_records; });
  outcome([](auto& o) { o.read_only = !o.read_only; });
  for (unsigned byte = 0; byte < 256; ++byte)
    outcome([&](auto& o) { o.finality = properties::Mark(static_cast<std::uint8_t>(byte)); });
  auto const after = [&](auto change) {
    Snapshot other = step.after;
    change(other);
    if (other != step.after) tell(step.outcome, other);
  };
  after([](auto& s) { s.loaded = !s.loaded; });
  for (std::size_t i = 0; i < kPhaseNames.size(); ++i) after([&](auto& s) { s.phase = static_cast<Phase>(i); });
  for (unsigned i = 0; i < properties::kBound; ++i) {
    auto const bit = static_cast<std::uint8_t>(1U << i);
    auto const flip = [&](auto& set) {
      set = std::decay_t<decltype(set)>(static_cast<std::uint8_t>(set.word() ^ bit));
    };
    outcome([&](auto& o) { flip(o.shown); });
    outcome([&](auto& o) { flip(o.updatable); });
    outcome([&](auto& o) { flip(o.finalized); });
    after([&](auto& s) { flip(s.call); });
    after([&](auto& s) { flip(s.parties); });
    after([&](auto& s) { flip(s.keepers); });
    after([&](auto& s) { flip(s.monitored); });
    for (auto const mark : std::to_array<std::uint8_t>({0x00, 0x01, 0x80, 0xA8, 0xAB, 0xC0}))
      after([&](auto& s) { s.records = s.records.with(properties::RecordSet(bit), properties::Mark(mark)); });
  }
  for (unsigned i = 0; i < 64; ++i) {
    auto const flip = [&](auto& pairs) { pairs = std::decay_t<decltype(pairs)>(pairs.word() ^ std::uint64_t{1} << i); };
    after([&](auto& s) { flip(s.dialing); });
    after([&](auto& s) { flip(s.established); });
    after([&](auto& s) { flip(s.logins); });
  }
}

TEST(Contracts, LeaveNothingOpen) {
  for (auto const& policies : properties::kEachValueOfPolicies) {
    auto any = events_of_one_chain(2, policies);
    Watched watched(policies);
    Coverage coverage;
    for (std::size_t i = 0; i < 40'000; ++i) {
      auto const step = watched.step(any.next());
      ASSERT_TRUE(step && all_hold(*step, policies));
      coverage.add(step->outcome);
      Scene const before(step->before, policies);
      std::size_t unseen = 0;
      change_one_thing(*step, [&](StepOutcome const& outcome, Snapshot const& after) {
        unseen += check(before, step->event, outcome, Scene(after, policies)) ? 0U : 1U;
      });
      ASSERT_EQ(unseen, 0U) << "event " << i << ", decided by " << name(step->outcome.rule);
    }
    coverage.expect_whole();
  }
}

}  // namespace
}  // namespace recordshare::tests
