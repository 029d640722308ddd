// SPDX-License-Identifier: Apache-2.0
// large_sizes_tests.cpp compares the engine with the reference at each size at which something grows, and at the
// limits.
#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/large_names.hpp"
#include "engine/generator/random.hpp"
#include "properties/world/policies.hpp"
#include "tests/both.hpp"

namespace recordshare::tests {
namespace {

// ---- Every size of a chain ----

RecordHandle handle(std::uint64_t chain, std::size_t position) { return (chain + 1) << 40 | position << 16 | 0xFF; }

/// A chain that is loaded with each of these sizes grows past the next two sizes of its block, while some of its
/// records become Final: by a request, by another agent, or by the server.
TEST(LargeChain, GrowsAndKeepsWhatIsFinal) {
  for (Policies const& policies : properties::kAllPolicies) {
    Both both({.policies = policies, .limits = {}});
    for (std::string_view const agent : {"alice", "bob"}) {
      RECORDSHARE_SAME(both, DnMonitored{agent});
      RECORDSHARE_SAME(both, AgentLogin{agent, agent});
    }
    std::uint64_t chain = 0;
    for (std::size_t const size :
         {1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U, 16U, 17U, 31U, 33U, 63U, 64U, 65U, 127U, 128U, 129U, 255U, 256U, 257U}) {
      std::vector<RecordHandle> records;
      for (std::size_t i = 0; i < size; ++i) records.push_back(handle(chain, i));
      RECORDSHARE_SAME(both, ChainLoaded{chain, records});
      RECORDSHARE_SAME(both, CallEstablished{records[0], "alice"});
      RECORDSHARE_SAME(both, SingleStepConferenceCompleted{records[0], "alice", "bob"});
      std::size_t const grown = std::min<std::size_t>(2 * size + 3, size + 140);
      for (std::size_t i = size; i <= grown; ++i) {
        // The last record before each growth is Final, by each way in turn; under `final_scope=chain` all are.
        std::string_view const agent = i % 2 == 0 ? "alice" : "bob";
        if (i % 5 == 0) {
          RECORDSHARE_SAME(both, RecordCanceled{handle(chain, i - 1)});
        } else if (i % 3 != 0 || (i & (i - 1)) == 0) {
          RECORDSHARE_SAME(both, DesktopRequest{handle(chain, i - 1), agent, Request::RecordProcessed});
        }
        RECORDSHARE_SAME(both, RecordAdded{chain, handle(chain, i)});
        RECORDSHARE_SAME(both, DesktopRequest{handle(chain, i - 1), agent, Request::RecordProcessed});
        RECORDSHARE_SAME(both, DesktopRequest{handle(chain, i / 2), agent, Request::DoNotCall});
        if (i < size + 4 || i % 16 < 2) {
          RECORDSHARE_SAME(both, DesktopRequest{handle(chain, i), agent, Request::ChainedRecordRequest});
          ASSERT_EQ(both.difference({"alice", "bob"}), "") << "chain " << chain << " of " << i << " records";
        }
      }
      RECORDSHARE_SAME(both, CallEnded{handle(chain, grown)});
      RECORDSHARE_SAME(both, ChainUnloaded{chain});
      ASSERT_EQ(both.difference({"alice", "bob"}), "");
      ++chain;
    }
  }
}

/// The longest chain that the limits allow: each record has its own position.
TEST(LargeChain, OfTheMostRecordsHasAPlaceForEach) {
  constexpr std::size_t kRecords = Limits::kRecordsMax;
  for (FinalScope const scope : {FinalScope::Record, FinalScope::Chain}) {
    Engine engine({.policies = {.final_scope = scope}, .limits = {.records = kRecords + 100}});
    std::vector<RecordHandle> records;
    for (std::size_t i = 0; i < kRecords; ++i) records.push_back(handle(7, i));
    ASSERT_EQ(engine.apply(DnMonitored{"7001"}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(AgentLogin{"alice", "7001"}).result, Result::Accepted);
    records.push_back(1);
    EXPECT_EQ(engine.apply(ChainLoaded{7, records}).reason, Reason::LimitReached);
    records.pop_back();
    ASSERT_EQ(engine.apply(ChainLoaded{7, records}).result, Result::Accepted);
    EXPECT_EQ(engine.apply(RecordAdded{7, 1}).reason, Reason::LimitReached);
    ASSERT_EQ(engine.apply(CallEstablished{records[kRecords - 1], "alice"}).result, Result::Accepted);
    std::set<std::size_t> final;
    for (std::size_t const position :
         std::initializer_list<std::size_t>{255, 256, 32'767, 32'768, kRecords - 1, 511, 0, 65'280}) {
      Outcome const outcome = engine.apply(DesktopRequest{records[position], "alice", Request::RecordProcessed});
      bool const first = final.empty() || scope == FinalScope::Record;
      ASSERT_EQ(outcome.result, first ? Result::Acknowledged : Result::Error) << position;
      final.insert(position);
    }
    std::size_t position = 0;
    for (RecordState const& record : engine.records(7)) {
      ASSERT_EQ(record.record, records[position]);
      ASSERT_EQ(record.finality.has_value(), scope == FinalScope::Chain || final.contains(position)) << position;
      ++position;
    }
    EXPECT_EQ(position, kRecords);
    Outcome const shown = engine.apply(DesktopRequest{records[9], "alice", Request::ChainedRecordRequest});
    ASSERT_TRUE(shown.shown.has_value());
    EXPECT_EQ(shown.shown->records.size(), kRecords);
    EXPECT_EQ(shown.shown->records[65'279].updatable, scope == FinalScope::Record);
    EXPECT_FALSE(shown.shown->records[65'280].updatable);
  }
}

/// A record that a long list has twice is found wherever it is.
TEST(LargeChain, ARecordTwiceInALongListIsRefused) {
  Both both({});
  for (std::size_t const size : {9U, 65U, 257U, 1000U}) {
    std::vector<RecordHandle> records;
    for (std::size_t i = 0; i < size; ++i) records.push_back(handle(~i % 3, i));
    for (std::size_t const first : {std::size_t{0}, size / 2, size - 2}) {
      RecordHandle const kept = std::exchange(records[size - 1], records[first]);
      RECORDSHARE_SAME(both, ChainLoaded{size, records});
      std::swap(records[0], records[size - 1]);
      RECORDSHARE_SAME(both, ChainLoaded{size, records});
      std::swap(records[0], records[size - 1]);
      records[size - 1] = kept;
    }
    RECORDSHARE_SAME(both, ChainLoaded{size, records});
    RECORDSHARE_SAME(both, ChainUnloaded{size});
  }
  EXPECT_EQ(both.difference({}), "");
}

/// An agent who finalized this many records keeps the name until the last of their chains is unloaded.
TEST(LargeChain, TheFinalRecordsOfAnAgentAreCounted) {
  for (std::size_t const count : {1U, 2U, 255U, 256U, 257U, 65'535U, 65'536U, 65'537U}) {
    Engine engine({.policies = {.final_scope = FinalScope::Chain}, .limits = {}});
    auto const take = [&](Event const& event) {
      Result const result = engine.apply(event).result;
      ASSERT_TRUE(has_taken_place(result)) << type_name(event);
    };
    take(DnMonitored{"7001"});
    take(AgentLogin{"alice", "7001"});
    std::uint64_t chains = 0;
    for (std::size_t left = count; left > 0; ++chains) {
      std::vector<RecordHandle> records;
      for (std::size_t i = 0; i < std::min<std::size_t>(left, 1000); ++i) records.push_back(handle(chains, i));
      left -= records.size();
      take(ChainLoaded{chains, records});
      take(PreviewRecord{records[0], "alice"});
      take(DesktopRequest{records[0], "alice", Request::RecordProcessed});
      take(PreviewRecord{records[0], "alice"});
      take(CallEstablished{records[0], "queue"});
      take(CallEnded{records[0]});
    }
    take(AgentLogout{"alice"});
    take(DnUnmonitored{"7001"});
    for (std::uint64_t chain = 0; chain < chains; ++chain) {
      EXPECT_GE(engine.name_count(), 1U) << count;
      for (RecordState const& record : engine.records(chain)) ASSERT_EQ(record.finality->agent, "alice");
      take(ChainUnloaded{chain});
    }
    EXPECT_EQ(engine.name_count(), 0U) << count;
  }
}

// ---- Very many chains, names and members ----

/// An agent is a member of thousands of chains: the list of changes has them all, in the order of unsigned numbers.
TEST(LargeIndex, AnAgentIsInThousandsOfChains) {
  constexpr std::uint64_t kChains = 4200;
  Both both({});
  RECORDSHARE_SAME(both, AgentLogin{"alice", "7001"});
  RECORDSHARE_SAME(both, AgentLogin{"bob", "7002"});
  RECORDSHARE_SAME(both, DnMonitored{"7002"});
  auto const id = [](std::uint64_t number) { return number << 63 | number << 33 | 0xFF; };
  auto const record = [](std::uint64_t number) { return RecordHandle{~(number << 12)}; };
  for (std::uint64_t number = 1; number <= kChains; ++number) {
    RecordHandle const one = record(number);
    RECORDSHARE_SAME(both, ChainLoaded{id(number), {&one, 1}});
    RECORDSHARE_SAME(both, CallEstablished{one, "alice"});
    if (number % 3 == 0) {
      RECORDSHARE_SAME(both, SingleStepConferenceCompleted{one, "alice", "bob"});
    }
  }
  RECORDSHARE_SAME(both, DnMonitored{"7001"});
  RECORDSHARE_SAME(both, DnUnmonitored{"7002"});
  RECORDSHARE_SAME(both, DnUnmonitored{"7001"});
  RECORDSHARE_SAME(both, DnMonitored{"7001"});
  ASSERT_EQ(both.difference({"alice", "bob"}), "");
  for (std::uint64_t number = 1; number <= kChains; ++number) {
    if (number % 7 == 0) continue;
    RECORDSHARE_SAME(both, CallEnded{record(number)});
    if (number % 21 != 1) {  // less than an eighth of the list's room is kept: it shrinks
      RECORDSHARE_SAME(both, ChainUnloaded{id(number)});
    }
  }
  RECORDSHARE_SAME(both, AgentLogout{"alice"});
  RECORDSHARE_SAME(both, DnMonitored{"7002"});
  RECORDSHARE_SAME(both, AgentLogin{"alice", "7001"});
  ASSERT_EQ(both.difference({"alice", "bob"}), "");
}

/// Names that differ in one byte, or in their length alone, come and go: ids are used again, tables grow and shrink.
TEST(LargeDirectory, NamesComeAndGo) {
  constexpr std::uint32_t kNames = 3000;
  Both both({});
  std::vector<std::string> agents;
  std::vector<std::string> dns;
  for (std::uint32_t number = 0; number < kNames; ++number) {
    agents.push_back(number < kNameBytesMax ? std::string(number + 1, '=') : generator::large_name(number, 'a'));
    dns.push_back(number < kNameBytesMax ? std::string(number + 1, '=') : generator::large_name(number, 'd'));
  }
  generator::Random random(5);
  // First all log in, then half of all events are logouts: ids are released in another order.
  for (std::uint32_t i = 0; i < 4 * kNames; ++i) {
    std::uint32_t const number = i < kNames ? i : random.below(kNames);
    switch (i < kNames ? 0 : random.below(4)) {
      case 0:
        RECORDSHARE_SAME(both, AgentLogin{agents[number], dns[number]});
        break;
      case 1:
        RECORDSHARE_SAME(both, DnMonitored{dns[number]});
        break;
      case 2:
        RECORDSHARE_SAME(both, DnUnmonitored{dns[number]});
        break;
      default:
        RECORDSHARE_SAME(both, AgentLogout{agents[number]});
        break;
    }
    if (i % 2000 == 1999) {
      ASSERT_EQ(both.difference(agents), "") << i;
    }
  }
}

/// Members beyond the 256th leave a chain that they were in before: the conference moves in their lists of chains.
TEST(LargeConference, ItsMembersLeaveOtherChains) {
  constexpr std::uint64_t kMembers = 300;
  Both both({});
  std::vector<std::string> agents;
  for (std::uint32_t number = 0; number < kMembers; ++number) {
    agents.push_back(generator::large_name(number, 'a'));
    RECORDSHARE_SAME(both, AgentLogin{agents.back(), agents.back()});
    RECORDSHARE_SAME(both, DnMonitored{agents.back()});
  }
  std::array<std::uint64_t, 6> const chosen{1, 44, 255, 256, 257, 299};
  for (std::uint64_t const i : chosen) {
    for (std::uint64_t const chain : {2 * i, 2 * i + 1}) {
      std::array<RecordHandle, 1> const records{chain};
      RECORDSHARE_SAME(both, ChainLoaded{chain, records});
      RECORDSHARE_SAME(both, CallEstablished{records[0], agents[i]});
    }
  }
  std::array<RecordHandle, 1> const records{0};
  RECORDSHARE_SAME(both, ChainLoaded{0, records});
  RECORDSHARE_SAME(both, CallEstablished{0, agents[0]});
  for (std::uint64_t i = 1; i < kMembers; ++i) {
    RECORDSHARE_SAME(both, SingleStepConferenceCompleted{0, agents[0], agents[i]});
  }
  for (std::uint64_t const i : chosen) {
    RECORDSHARE_SAME(both, CallEnded{RecordHandle{2 * i}});
    RECORDSHARE_SAME(both, ChainUnloaded{2 * i});
  }
  for (std::uint64_t const i : chosen) {
    RECORDSHARE_SAME(both, PartyLeft{0, agents[i]});
    RECORDSHARE_SAME(both, DnUnmonitored{agents[i]});
  }
  ASSERT_EQ(both.difference({agents[0], agents[44], agents[256]}), "");
}

/// The limits' defaults: members up to a thousand, and not one more. The position of each member is its own.
TEST(LargeConference, HasAThousandMembers) {
  constexpr std::size_t kMembers = 1000;
  Engine engine;
  std::array<RecordHandle, 1> const records{1};
  std::vector<std::string> agents;
  for (std::uint32_t number = 0; number <= kMembers; ++number) {
    agents.push_back(generator::large_name(number, 'a'));
    ASSERT_EQ(engine.apply(AgentLogin{agents.back(), agents.back()}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(DnMonitored{agents.back()}).result, Result::Accepted);
  }
  ASSERT_EQ(engine.apply(ChainLoaded{1, records}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(CallEstablished{1, agents[0]}).result, Result::Accepted);
  for (std::size_t i = 1; i < kMembers; ++i)
    ASSERT_EQ(engine.apply(SingleStepConferenceCompleted{1, agents[0], agents[i]}).result, Result::Accepted) << i;
  EXPECT_EQ(engine.apply(SingleStepConferenceCompleted{1, agents[0], agents[kMembers]}).reason, Reason::LimitReached);
  // Pairs far apart consult; every third member leaves, so that others move to their positions.
  for (std::size_t i = 0; i < kMembers / 2; ++i)
    ASSERT_EQ(engine.apply(ConsultationInitiated{1, agents[i], agents[kMembers - 1 - i]}).result, Result::Accepted);
  for (std::size_t i = 0; i < kMembers; i += 3)
    ASSERT_EQ(engine.apply(PartyLeft{1, agents[i]}).result, Result::Accepted);
  std::set<std::pair<std::string, std::string>> expected;
  for (std::size_t i = 0; i < kMembers / 2; ++i) {
    if (i % 3 != 0 && (kMembers - 1 - i) % 3 != 0) expected.emplace(agents[i], agents[kMembers - 1 - i]);
  }
  std::set<std::pair<std::string, std::string>> found;
  for (Consultation const& one : engine.consultations(1)) found.emplace(one.initiator.name, one.target.name);
  EXPECT_EQ(found, expected);
  for (std::size_t i = 0; i < kMembers; ++i)
    EXPECT_EQ(engine.access(1, agents[i]), i % 3 == 0 ? Access::None : Access::Full) << i;
  ASSERT_EQ(engine.apply(CallEnded{1}).result, Result::Accepted);
  Outcome const unloaded = engine.apply(ChainUnloaded{1});
  EXPECT_EQ(unloaded.changes.size(), 666U);
  EXPECT_TRUE(std::ranges::is_sorted(unloaded.changes, {}, &AccessChange::agent));
}

}  // namespace
}  // namespace recordshare::tests
