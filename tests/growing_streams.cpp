// SPDX-License-Identifier: Apache-2.0
// growing_streams.cpp makes streams in which names, chains, records and members grow.
#include "tests/growing_streams.hpp"

#include <string>

namespace recordshare::tests {

using generator::KeptEvents;

namespace {

/// A name that is stored within its entry, or every eighth beside it.
std::string agent(std::size_t number) {
  return "a" + std::to_string(number) + (number % 8 == 5 ? std::string(40, 'x') : std::string());
}
std::string dn(std::size_t number) {
  return "d" + std::to_string(number) + (number % 8 == 3 ? std::string(40, 'x') : std::string());
}

}  // namespace

std::vector<RecordHandle> handles(std::uint64_t first, std::size_t count) {
  std::vector<RecordHandle> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(first + i);
  return all;
}

KeptEvents many_names() {
  constexpr std::size_t kNames = 1040;
  KeptEvents kept;
  for (std::size_t i = 0; i < kNames; ++i) kept.keep(AgentLogin{agent(i), dn(i)});
  for (std::size_t i = 0; i < kNames; i += 2) kept.keep(AgentLogout{agent(i)});
  for (std::size_t i = 0; i < kNames; i += 2) kept.keep(AgentLogin{agent(i + 100'000), dn(i + 100'000)});
  for (std::size_t i = 0; i < 40; ++i) kept.keep(DnMonitored{dn(200'000 + i)});
  return kept;
}

KeptEvents many_outsiders() {
  KeptEvents kept;
  kept.keep(ChainLoaded{1, handles(101, 2)});
  kept.keep(CallEstablished{101, "first"});
  for (std::size_t i = 0; i < 1030; ++i) {
    kept.keep(SingleStepTransferCompleted{101, i == 0 ? "first" : agent(i - 1), agent(i)});
    if (i < 1000) continue;
    kept.keep(ConsultationInitiated{101, agent(i), agent(i + 100'000)});
    kept.keep(ConsultationReleased{101, agent(i), agent(i + 100'000)});
  }
  kept.keep(CallEnded{101});
  kept.keep(ChainUnloaded{1});
  for (std::size_t i = 0; i < 1040; ++i) kept.keep(DnMonitored{dn(i)});
  for (std::size_t i = 0; i < 1040; ++i) kept.keep(DnUnmonitored{dn(i)});
  return kept;
}

KeptEvents many_chains() {
  constexpr std::uint64_t kChains = 1040;
  KeptEvents kept;
  auto const load = [&](std::uint64_t chain) { kept.keep(ChainLoaded{chain, handles(chain * 10, 1 + chain % 5)}); };
  for (std::uint64_t chain = 0; chain < kChains; ++chain) load(chain);
  for (std::uint64_t chain = 0; chain < kChains; chain += 2) kept.keep(ChainUnloaded{chain});
  for (std::uint64_t chain = 0; chain < kChains; chain += 2) load(chain + 5000);
  return kept;
}

KeptEvents long_chains() {
  KeptEvents kept;
  kept.keep(DnMonitored{"d"});
  kept.keep(AgentLogin{"alice", "d"});
  kept.keep(ChainLoaded{1, handles(1, 1)});
  kept.keep(CallEstablished{1, "alice"});
  for (std::uint64_t record = 2; record <= 300; ++record) {
    kept.keep(RecordAdded{1, record});
    if (record % 3 == 0) kept.keep(DesktopRequest{record - 1, "alice", Request::RecordProcessed});
    if (record % 7 == 0) kept.keep(DesktopRequest{record, "alice", Request::ChainedRecordRequest});
    if (record % 50 == 0) kept.keep(RecordCanceled{record});
  }
  kept.keep(DesktopRequest{1, "alice", Request::ChainedRecordRequest});
  for (std::uint64_t const chain : {2U, 3U}) {
    kept.keep(ChainLoaded{chain, handles(10'000 * chain, 1000)});
    kept.keep(CallEstablished{10'000 * chain, "alice"});
    kept.keep(RecordAdded{chain, 10'000 * chain + 1000});
    kept.keep(DesktopRequest{10'000 * chain, "alice", Request::ChainedRecordRequest});
  }
  kept.keep(CallEnded{1});
  kept.keep(ChainUnloaded{1});
  return kept;
}

KeptEvents many_members() {
  KeptEvents kept;
  kept.keep(ChainLoaded{1, handles(1, 2)});
  kept.keep(CallEstablished{1, agent(0)});
  for (std::size_t i = 1; i < 300; ++i) {
    if (i % 3 == 0) {
      kept.keep(ConsultationInitiated{1, agent(i - 1), agent(i)});
      kept.keep(ConsultationEstablished{1, agent(i - 1), agent(i)});
      kept.keep(ConferenceCompleted{1, agent(i - 1), agent(i)});
    } else {
      kept.keep(SingleStepConferenceCompleted{1, agent(i - 1), agent(i)});
    }
    if (i % 16 == 0) {
      kept.keep(AgentLogin{agent(i), dn(i)});
      kept.keep(DnMonitored{dn(i)});
    }
  }
  for (std::size_t i = 0; i < 298; ++i) kept.keep(PartyLeft{1, agent(i)});
  kept.keep(SingleStepConferenceCompleted{1, agent(299), agent(0)});
  kept.keep(CallEnded{1});
  kept.keep(PreviewRecord{1, agent(288)});
  kept.keep(ChainUnloaded{1});
  return kept;
}

KeptEvents many_chains_of_one_agent(std::uint64_t chains) {
  KeptEvents kept;
  kept.keep(AgentLogin{"alice", "7001"});
  for (std::uint64_t chain = 1; chain <= chains; ++chain) {
    kept.keep(ChainLoaded{chain, handles(chain, 1)});
    kept.keep(CallEstablished{chain, "alice"});
    if (chain % 64 == 0) kept.keep(SingleStepConferenceCompleted{chain, "alice", "bob"});
    if (chain % 500 == 0) kept.keep(DnMonitored{"7001"});
    if (chain % 500 == 1) kept.keep(DnUnmonitored{"7001"});
  }
  kept.keep(DnMonitored{"7001"});
  kept.keep(AgentLogout{"alice"});
  for (std::uint64_t chain = 1; chain <= chains; ++chain) {
    kept.keep(CallEnded{chain});
    if (chain % 3 != 0) kept.keep(ChainUnloaded{chain});
  }
  return kept;
}

}  // namespace recordshare::tests
