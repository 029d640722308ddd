// SPDX-License-Identifier: Apache-2.0
// contract_tests.cpp asks the contracts and invariants of what the engine does, and of every way to do it wrong.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "properties/world/numbering.hpp"
#include "tests/bounded_step.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;

/// An engine whose every event is seen so.
class Watched {
 public:
  explicit Watched(Policies const& policies)
      : policies_(policies), engine_({.policies = policies, .limits = {}}), numbering_(1) {}

  /// The step that the event makes; nothing where the bounded world is too small for it.
  std::optional<Step> step(Event const& event) {
    auto const bounded = numbering_.bounded(event);
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

/// Whether every contract and invariant holds of the step; where one does not, the test has failed.
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

/// Whether the whole story was seen: some are of more than one chain.
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
    for (auto const scope : {FinalScope::Record, FinalScope::Chain})
      for (auto const reschedule : {Reschedule::Updates, Reschedule::Finalizes})
        played += play(entry.path(), {scope, reschedule}) ? 1U : 0U;
  }
  EXPECT_GE(played, 4U * 10);
}

/// Events of one chain among four agents (party, keeper, target and stranger at once), three DNs and three records:
/// fewer DNs than agents, so that a DN is free now and occupied then.
class AnyEventsOfOneChain {
 public:
  explicit AnyEventsOfOneChain(std::uint64_t seed) : random_(seed) {}

  /// Half of all events make consultations or ask for something; what takes a world apart is rare.
  Event next() {
    switch (pick(40)) {
      case 0:
        return DnUnmonitored{dn()};
      case 1:
        return AgentLogout{agent()};
      case 2:
        return RecordCanceled{record()};
      case 3:
        return RecordAdded{1, record()};
      case 4:
        return PreviewRecord{record(), agent()};
      case 5:
        return CallEnded{record()};
      case 6:
        return PartyLeft{record(), agent()};
      case 7:
        return ConsultationReleased{record(), agent(), agent()};
      case 8:
        return SingleStepConferenceCompleted{record(), agent(), agent()};
      case 9:
        return SingleStepTransferCompleted{record(), agent(), agent()};
      case 10:
        return pick(8) == 0 ? Event{ChainUnloaded{1}} : loading();
      case 11:
        return ChainLoaded{1, kThree};
      case 12:
      case 13:
      case 14:
        return CallEstablished{record(), agent()};
      case 15:
      case 16:
        return DnMonitored{dn()};
      case 17:
      case 18:
      case 19:
        return AgentLogin{agent(), dn()};
      default:
        return pick(2) == 0 ? consulting() : requesting();
    }
  }

 private:
  static constexpr std::array<std::string_view, 4> kAgents{"alice", "bob", "carol", "queue"};
  static constexpr std::array<std::string_view, 3> kDns{"7001", "7002", "7003"};
  static constexpr std::array<RecordHandle, 3> kThree{101, 102, 103};

  std::size_t pick(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }
  /// The first two more often, so that their events meet.
  std::string_view agent() { return kAgents[pick(pick(2) == 0 ? 2 : kAgents.size())]; }
  std::string_view dn() { return kDns[pick(kDns.size())]; }
  RecordHandle record() { return 101 + pick(3); }
  /// Often to read, and of who was consulted last, since read-only access is rare.
  Event requesting() {
    auto const request = static_cast<Request>(pick(3) == 0 ? 0 : pick(kRequests.size()));
    return DesktopRequest{request, pick(2) == 0 ? pair_.second : agent(), record()};
  }
  Event loading() {
    records_.assign(kThree.begin(), kThree.end());
    records_.resize(pick(4));
    if (pick(4) == 0) records_.push_back(101);
    return ChainLoaded{1, records_};
  }
  /// Often of the two that the last one was of, so that what one begins another goes on with.
  Event consulting() {
    if (pick(4) == 0) pair_ = {agent(), agent()};
    auto const [from, to] = pair_;
    switch (pick(6)) {
      case 0:
        return TransferCompleted{record(), from, to};
      case 1:
        return ConferenceCompleted{record(), from, to};
      case 2:
      case 3:
        return ConsultationEstablished{record(), from, to};
      default:
        return ConsultationInitiated{record(), from, to};
    }
  }

  std::mt19937_64 random_;
  std::vector<RecordHandle> records_;
  std::pair<std::string_view, std::string_view> pair_{kAgents[0], kAgents[1]};
};

/// Which rules decided, and which reasons they gave.
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
  for (auto const scope : {FinalScope::Record, FinalScope::Chain})
    for (auto const reschedule : {Reschedule::Updates, Reschedule::Finalizes}) {
      AnyEventsOfOneChain any(1);
      Watched watched({scope, reschedule});
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

/// Calls `tell(outcome, after)` for the step with each single thing of its outcome or its next state made another.
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
  for (std::size_t i = 0; i < kRequests.size(); ++i) outcome([&](auto& o) { o.answer = static_cast<Request>(i); });
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
  for (auto const& policies : {Policies{}, Policies{FinalScope::Chain, Reschedule::Finalizes}}) {
    AnyEventsOfOneChain any(2);
    Watched watched(policies);
    Coverage coverage;
    for (std::size_t i = 0; i < 20'000; ++i) {
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
