// SPDX-License-Identifier: Apache-2.0
// main.cpp is the example of README.md, word for word: install_tests.cpp builds it against the installed library.
#include <array>
#include <iostream>
#include <recordshare/recordshare.hpp>
using namespace recordshare;

int main() {
  Engine engine;
  std::array<RecordHandle, 2> const records{101, 102};
  std::array const before{Event{DnMonitored{"7001"}},     Event{AgentLogin{"alice", "7001"}},
                          Event{DnMonitored{"7002"}},     Event{AgentLogin{"bob", "7002"}},
                          Event{ChainLoaded{1, records}}, Event{CallEstablished{101, "alice"}}};
  for (Event const& event : before)
    if (engine.apply(event).result != Result::Accepted) return 1;

  Outcome const transfer = engine.apply(SingleStepTransferCompleted{101, "alice", "bob"});
  std::cout << name(transfer.result) << " by rule " << name(transfer.rule) << '\n';
  for (AccessChange const& change : transfer.changes)
    std::cout << change.agent << ": " << name(change.from) << " -> " << name(change.to) << '\n';

  Outcome const late = engine.apply(DesktopRequest{101, "alice", Request::RecordProcessed});
  std::cout << name(late.result) << ": " << name(late.reason) << '\n';
}
