// SPDX-License-Identifier: Apache-2.0
// replay_tests.cpp shows that the same events in the same order give the same bytes and the same state (I16).
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/shell.hpp"
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

constexpr std::size_t kEvents = 300'000;  // enough that every kind of outcome but a limit's comes, many times over
constexpr ChainId kChains = 3;

/// A stream in which names, records and kinds of event come at random: each of few, those of the environment seldom,
/// and half the pairs the same as before, so that much of it fits.
class RandomStream {
 public:
  explicit RandomStream(std::uint64_t seed) : random_(seed) {}

  Event next() {
    switch (kind()) {
      case 0:
        return DnMonitored{dn()};
      case 1:
        return DnUnmonitored{dn()};
      case 2:
        return AgentLogin{agent(), dn()};
      case 3:
        return AgentLogout{agent()};
      case 4:
        return loaded();
      case 5:
        return ChainUnloaded{below(kChains)};
      case 6:
        return RecordAdded{below(kChains), record()};
      case 7:
        return RecordCanceled{record()};
      case 8:
        return PreviewRecord{record(), agent()};
      case 9:
        return CallEstablished{record(), agent()};
      case 10:
        return pair<SingleStepTransferCompleted>();
      case 11:
        return pair<ConsultationInitiated>();
      case 12:
        return pair<ConsultationEstablished>();
      case 13:
        return pair<ConsultationReleased>();
      case 14:
        return pair<TransferCompleted>();
      case 15:
        return pair<ConferenceCompleted>();
      case 16:
        return pair<SingleStepConferenceCompleted>();
      case 17:
        return PartyLeft{record(), agent()};
      case 18:
        return CallEnded{record()};
      default:
        return request();
    }
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  /// Logging in and loading come more often than their opposites, so that there are calls to speak of.
  std::uint64_t kind() {
    constexpr std::array kEnvironment{0U, 0U, 0U, 1U, 2U, 2U, 2U, 3U, 4U, 4U, 4U, 5U, 6U, 7U};
    return below(20) == 0 ? kEnvironment[below(kEnvironment.size())] : 8 + below(16);
  }
  std::string_view agent() { return std::array{"alice", "bob", "queue"}[below(3)]; }
  std::string_view dn() { return std::array{"7001", "7002", "7003"}[below(3)]; }
  RecordHandle record() { return below(3 * kChains); }
  template <class Pair>
  Event pair() {
    if (below(2) == 0) pair_ = {record(), agent(), agent()};
    return Pair{pair_.record, pair_.from, pair_.to};
  }
  Event request() {
    auto const request = static_cast<Request>(below(kRequests.size()));
    bool const by_target = below(2) == 0;
    return DesktopRequest{request, by_target ? pair_.to : agent(), by_target ? pair_.record : record()};
  }
  Event loaded() {
    records_.resize(below(4));
    for (auto& one : records_) one = record();
    return ChainLoaded{below(kChains), records_};
  }

  std::mt19937_64 random_;
  std::vector<RecordHandle> records_;
  ConsultationInitiated pair_{0, "alice", "bob"};
};

/// All that an engine under these policies answers to the stream of this seed.
std::string answers(std::uint64_t seed, Policies const& policies, Engine& engine) {
  engine = Engine({.policies = policies, .limits = {}});
  RandomStream stream(seed);
  std::string out;
  for (std::uint64_t sequence = 1; sequence <= kEvents; ++sequence) {
    auto const event = stream.next();
    append_line(out, sequence, type_name(event), engine.apply(event));
  }
  return out;
}

TEST(Replay, TheSameEventsGiveTheSameBytesAndTheSameState) {  // I16
  for (auto const scope : {FinalScope::Record, FinalScope::Chain})
    for (auto const reschedule : {Reschedule::Updates, Reschedule::Finalizes}) {
      Engine first;
      Engine second;
      auto const once = answers(1, {scope, reschedule}, first);
      EXPECT_TRUE(once == answers(1, {scope, reschedule}, second));
      EXPECT_FALSE(once == answers(2, {scope, reschedule}, second));
      answers(1, {scope, reschedule}, second);
      EXPECT_EQ(first.name_count(), second.name_count());
      ASSERT_EQ(first.chain_count(), second.chain_count());
      for (ChainId chain = 0; chain < kChains; ++chain) {
        ASSERT_EQ(first.phase(chain), second.phase(chain));
        EXPECT_TRUE(!first.phase(chain) || state_of(first, chain) == state_of(second, chain));
      }
    }
}

TEST(Replay, ARandomStreamMeetsEveryReasonButALimit) {
  Engine engine;
  auto const out = answers(1, {}, engine);
  for (auto const& reason : kReasons) {
    if (reason.name == "-" || reason.name == "LimitReached") continue;
    EXPECT_NE(out.find("\"reason\":\"" + std::string(reason.name) + "\""), std::string::npos) << reason.name;
  }
}

TEST(Replay, TheLinesOfAStreamGiveItsEventsBack) {  // events.md, "In"
  RandomStream stream(3);
  EventReader reader;
  std::string line;
  std::string again;
  for (std::size_t i = 0; i < kEvents; ++i) {
    line.clear();
    again.clear();
    append_line(line, stream.next());
    auto const* const event = reader.read(std::string_view(line).substr(0, line.size() - 1));
    ASSERT_NE(event, nullptr) << line << reader.message();
    append_line(again, *event);
    ASSERT_EQ(line, again);
  }
}

}  // namespace
}  // namespace recordshare::tests
