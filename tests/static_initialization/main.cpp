// SPDX-License-Identifier: Apache-2.0
// main.cpp uses an engine before main() begins, before any initializer of the library could run, and after main() ends.
#include <array>
#include <cstdlib>

#include <recordshare/recordshare.hpp>

using namespace recordshare;

namespace {

bool plays_a_call() {
  Engine engine;
  std::array<RecordHandle, 1> const records{101};
  for (Event const& event :
       {Event{DnMonitored{"7001"}}, Event{AgentLogin{"alice", "7001"}}, Event{ChainLoaded{1, records}},
        Event{CallEstablished{101, "alice"}}, Event{PartyLeft{101, "alice"}}})
    if (engine.apply(event).result != Result::Accepted) return false;
  EventReader reader;
  Event const* const request = reader.read(R"({"type":"RecordProcessed","record":101,"agent":"alice"})");
  return request != nullptr && engine.apply(*request).rule == Rule::D9 && reader.read("{") == nullptr;
}

struct AtExit {
  AtExit() = default;
  AtExit(AtExit const&) = delete;
  AtExit& operator=(AtExit const&) = delete;
  ~AtExit() {
    if (!plays_a_call()) std::_Exit(1);
  }
};

// Linkers order initializers as objects: the library's come after the program's, so a static object in it would crash.
AtExit const at_exit;
bool const played_before_main = plays_a_call();

}  // namespace

int main() { return played_before_main ? 0 : 1; }
