// SPDX-License-Identifier: Apache-2.0
// lock_tests.cpp tests the lock of a SharedEngine, and the look-ups of one engine, from several threads.
#include <array>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <ctime>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/run_together.hpp"

namespace recordshare::tests {
namespace {

/// The chain of the tests below: a hundred records, which each event changes together.
constexpr ChainId kChain = 1;
constexpr std::size_t kRecords = 100;
constexpr std::array<std::string_view, 2> kNames{"alice", "bob"};

std::vector<RecordHandle> records() {
  std::vector<RecordHandle> all;
  for (std::uint64_t i = 0; i < kRecords; ++i) all.push_back(100 + i);
  return all;
}

/// Everything that the engine says of the chain, which is the same at the beginning and the end of a function that
/// holds the lock.
struct Seen {
  std::size_t names = 0, chains = 0, known = 0, listed = 0, final = 0;
  std::size_t parties = 0, eligible = 0, full = 0;
  bool has_phase = false;
  friend bool operator==(Seen const&, Seen const&) = default;
};

Seen seen(Engine const& engine, std::vector<RecordHandle> const& handles) {
  Seen now;
  now.names = engine.name_count();
  now.chains = engine.chain_count();
  now.has_phase = engine.phase(kChain).has_value();
  for (RecordHandle const handle : handles) now.known += engine.chain_of(handle).has_value() ? 1 : 0;
  for (RecordState const& record : engine.records(kChain)) {
    ++now.listed;
    now.final += record.finality.has_value() ? 1 : 0;
  }
  for ([[maybe_unused]] Party const& party : engine.parties(kChain)) ++now.parties;
  for (std::string_view const agent : kNames) {
    now.eligible += engine.standing(agent) == Standing::Eligible ? 1 : 0;
    now.full += engine.access(kChain, agent) == Access::Full ? 1 : 0;
  }
  return now;
}

/// Why a state lies between two events; empty if it does not. Each event changes two things or more together.
std::string what_is_torn(Seen const& now) {
  bool const loaded = now.chains == 1;
  if (now.has_phase != loaded) return "a chain is counted and has no phase, or has one and is not counted";
  if (now.known != (loaded ? kRecords : 0)) return "a part of the records is known";
  if (now.listed != now.known) return "a part of the records is listed";
  if (now.final != 0 && now.final != kRecords) return "a part of the records is Final";
  if (now.parties > 1) return "a transfer leaves two parties";
  if (now.full > 1) return "a transfer leaves two agents with full access";
  return {};
}

/// The first fault that any thread has seen.
class Fault {
 public:
  void tell(std::string const& fault) {
    std::lock_guard const lock(mutex_);
    if (first_.empty()) first_ = fault;
  }
  [[nodiscard]] std::string first() const {
    std::lock_guard const lock(mutex_);
    return first_;
  }

 private:
  mutable std::mutex mutex_;
  std::string first_;
};

/// Counts the functions that run under the lock at the same time. Relaxed, so that the counter itself orders nothing:
/// ThreadSanitizer still sees accesses that the lock does not order.
class Overlap {
 public:
  /// Enters, lets other threads run, and leaves; whether it was alone.
  template <class Inside>
  bool alone_in(Inside const& inside) {
    bool alone = inside_.fetch_add(1, std::memory_order_relaxed) == 0;
    inside();
    std::this_thread::yield();
    alone = alone && inside_.load(std::memory_order_relaxed) == 1;
    inside_.fetch_sub(1, std::memory_order_relaxed);
    return alone;
  }

 private:
  std::atomic<int> inside_ = 0;
};

/// Two threads apply events and two read. `Front` is a SharedEngine, or one with a planted error; it only has to keep
/// functions apart and states whole.
template <class Front>
class Threads {
 public:
  Threads() {
    for (std::string_view const agent : kNames) {
      take(DnMonitored{agent});
      take(AgentLogin{agent, agent});
    }
  }

  /// The first fault in this many rounds of events; empty if all is well.
  std::string run(std::size_t rounds) {
    run_together(4, [&](std::size_t i) {
      if (i < 2) {
        for (std::size_t round = 0; round < rounds; ++round) i == 0 ? change_chain(round) : change_names(round);
        ++finished_;
      } else {
        while (finished_ < 2 && fault_.first().empty()) look();
      }
    });
    return fault_.first();
  }

 private:
  /// The events of one chain: loaded, called, transferred, finalized, ended and unloaded.
  void change_chain(std::size_t round) {
    std::string_view const one = kNames[round % 2];
    std::string_view const other = kNames[1 - round % 2];
    take(ChainLoaded{kChain, records_}, 0);
    take(CallEstablished{records_[0], one}, 1);
    take(SingleStepTransferCompleted{records_[1], one, other}, 2);
    take(DesktopRequest{records_[2], other, Request::RecordProcessed});
    take(CallEnded{records_[3]}, 0);
    take(ChainUnloaded{kChain});
  }
  /// Names of both kinds come and go, so that maps and buffers that all events share are changed, too.
  void change_names(std::size_t round) {
    std::string const name = "a name that is stored outside its entry " + std::to_string(round % 7);
    take(DnMonitored{name}, 0);
    take(AgentLogin{name, name}, 0);
    take(AgentLogout{name}, 0);
    take(DnUnmonitored{name}, 0);
  }
  /// Applies an event, which must be accepted with this number of changes.
  void take(Event const& event, std::size_t changes = kAny) {
    std::string fault;
    front_.apply(event, [&](Outcome const& outcome) {
      bool const alone = overlap_.alone_in([&] {
        if (!has_taken_place(outcome.result)) fault = std::string(type_name(event)) + " is not accepted";
        if (changes != kAny && outcome.changes.size() != changes)
          fault = std::string(type_name(event)) + " has the changes of another event";
        for (AccessChange const& change : outcome.changes) {
          if (change.chain != kChain || (change.agent != kNames[0] && change.agent != kNames[1]))
            fault = "a change names another chain or agent";
        }
      });
      if (!alone) fault = "a receiver does not run alone";
    });
    if (!fault.empty()) fault_.tell(fault);
  }
  void look() {
    std::string const fault = front_.read([&](Engine const& engine) {
      std::string torn;
      bool const alone = overlap_.alone_in([&] {
        Seen const before = seen(engine, records_);
        std::this_thread::yield();
        torn = before == seen(engine, records_) ? what_is_torn(before) : "the state changes while a function reads it";
      });
      return alone ? torn : "a function that reads does not run alone";
    });
    if (!fault.empty()) fault_.tell(fault);
  }

  static constexpr std::size_t kAny = static_cast<std::size_t>(-1);

  Front front_{Options{.policies = {.final_scope = FinalScope::Chain}, .limits = {}}};
  std::vector<RecordHandle> const records_ = records();
  Overlap overlap_;
  Fault fault_;
  std::atomic<int> finished_ = 0;
};

TEST(Lock, NoFunctionSeesAStateBetweenTwoEventsOrRunsBesideAnother) { EXPECT_EQ(Threads<SharedEngine>().run(300), ""); }

/// While a function holds the lock, a call on another thread does not return: whichever of the two members each calls.
TEST(Lock, AFunctionHoldsTheLockUntilItReturns) {
  SharedEngine shared;
  auto const apply = [&](auto const& inside) { shared.apply(DnMonitored{"7001"}, [&](Outcome const&) { inside(); }); };
  auto const read = [&](auto const& inside) { shared.read([&](Engine const&) { return inside(), 0; }); };
  auto const expect_apart = [&](auto const& first, auto const& second, std::string_view which) {
    for (int round = 0; round < 20; ++round) {
      std::atomic<bool> entered = false;
      std::atomic<bool> called = false;
      std::atomic<bool> returned = false;
      bool returned_inside = false;
      run_together(2, [&](std::size_t i) {
        if (i == 0) {
          first([&] {
            entered = true;
            while (!called) std::this_thread::yield();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            returned_inside = returned;
          });
        } else {
          while (!entered) std::this_thread::yield();
          called = true;
          second([] {});
          returned = true;
        }
      });
      ASSERT_FALSE(returned_inside) << which;
    }
  };
  expect_apart(apply, apply, "an event beside a receiver");
  expect_apart(apply, read, "a look-up beside a receiver");
  expect_apart(read, apply, "an event beside a look-up");
}

/// What is returned is a value: a reference into the engine would outlive the lock.
TEST(Lock, NoReferenceIntoTheEngineLeavesIt) {
  auto const options = [](Engine const& engine) -> Options const& { return engine.options(); };
  auto const outcome = [](Outcome const& it) -> Outcome const& { return it; };
  static_assert(std::same_as<decltype(std::declval<SharedEngine&>().read(options)), Options>);
  static_assert(std::same_as<decltype(std::declval<SharedEngine&>().apply(Event{}, outcome)), Outcome>);
  static_assert(!std::is_copy_constructible_v<SharedEngine> && !std::is_move_constructible_v<SharedEngine>);
}

TEST(Lock, AReceiverAndAQuestionAreCalledOnce) {
  SharedEngine shared;
  int calls = 0;
  shared.apply(DnMonitored{"7001"}, [&](Outcome const&) { ++calls; });
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(shared.read([&](Engine const& engine) { return ++calls, engine.name_count(); }), 1U);
  EXPECT_EQ(calls, 2);
}

/// After an exception from a question the lock is free, as after one from a receiver.
TEST(Lock, IsFreeAfterAnException) {
  SharedEngine shared;
  EXPECT_THROW(shared.read([](Engine const&) -> int { throw 1; }), int);
  EXPECT_THROW(shared.apply(DnMonitored{"7001"}, [](Outcome const&) -> int { throw 1; }), int);
  std::thread other([&] { shared.apply(DnMonitored{"7002"}, [](Outcome const&) {}); });
  other.join();
  EXPECT_EQ(shared.read([](Engine const& engine) { return engine.name_count(); }), 2U);
}

// ---- Without a lock ----

/// The const members of one engine run at the same time (engine.hpp): ThreadSanitizer finds a write in any of them.
TEST(Concurrency, ConstMembersOfOneEngineRunTogether) {
  Engine engine;
  std::vector<RecordHandle> const handles = records();
  for (std::string_view const agent : kNames) {
    ASSERT_EQ(engine.apply(DnMonitored{agent}).result, Result::Accepted);
    ASSERT_EQ(engine.apply(AgentLogin{agent, agent}).result, Result::Accepted);
  }
  ASSERT_EQ(engine.apply(ChainLoaded{kChain, handles}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(CallEstablished{handles[0], "alice"}).result, Result::Accepted);
  ASSERT_EQ(engine.apply(ConsultationInitiated{handles[0], "alice", "bob"}).result, Result::Accepted);
  Engine const& shared = engine;
  Seen const expected = seen(shared, handles);
  std::atomic<int> differences = 0;
  std::clock_t const begin = std::clock();
  run_together(3, [&](std::size_t) {
    // As long in processor time on any machine: on a busy one, a thread is stopped at many places.
    for (int round = 0; round < 20 || std::clock() - begin < CLOCKS_PER_SEC / 2; ++round) {
      if (seen(shared, handles) != expected || shared.options().limits != Limits{}) ++differences;
      std::size_t at = 0;
      for (RecordState const& record : shared.records(kChain)) differences += record.record == handles[at++] ? 0 : 1;
      for (Consultation const& one : shared.consultations(kChain)) differences += one.target == "bob" ? 0 : 1;
      for (Party const& keeper : shared.keepers(kChain)) differences += keeper.name.empty() ? 0 : 1;
    }
  });
  EXPECT_EQ(differences, 0);
}

// ---- The check itself, on planted errors ----

/// An engine with a lock that is never held, or is given back before the function runs. A second, hidden lock keeps the
/// engine itself whole, so that only what the check looks at is wrong.
template <bool InApply, bool InRead>
class GivesTheLockBack {
 public:
  explicit GivesTheLockBack(Options const& options) : engine_(options) {}

  template <class Receive>
  auto apply(Event const& event, Receive const& receive) {
    std::unique_lock lock(mutex_);
    OwnedOutcome const kept = owned(engine_.apply(event));
    std::vector<AccessChange> changes;
    for (auto const& [chain, agent, from, to] : kept.changes) changes.push_back({chain, agent, from, to});
    Outcome outcome;
    outcome.result = kept.result;
    outcome.rule = kept.rule;
    outcome.changes = changes;
    if constexpr (InApply) lock.unlock();
    return receive(outcome);
  }
  template <class Ask>
  auto read(Ask const& ask) const {
    std::shared_lock lock(mutex_);
    if constexpr (!InRead) {
      lock.unlock();
      std::unique_lock const alone(mutex_);
      return ask(engine_);
    } else {
      return ask(engine_);  // readers run beside each other
    }
  }

 private:
  mutable std::shared_mutex mutex_;
  Engine engine_;
};

TEST(PlantedInLocks, AReceiverAfterTheLockIsReported) {
  EXPECT_NE((Threads<GivesTheLockBack<true, false>>().run(300)), "");
}
TEST(PlantedInLocks, ReadersThatDoNotHoldTheLockAreReported) {
  EXPECT_NE((Threads<GivesTheLockBack<false, true>>().run(300)), "");
}
TEST(PlantedInLocks, WithBothLocksNothingIsReported) {
  EXPECT_EQ((Threads<GivesTheLockBack<false, false>>().run(50)), "");
}
TEST(PlantedInLocks, EveryTornStateIsReported) {
  Seen const loaded{.names = 4, .chains = 1, .known = kRecords, .listed = kRecords, .has_phase = true};
  auto const expect_torn = [&](auto change) {
    Seen torn = loaded;
    change(torn);
    EXPECT_NE(what_is_torn(torn), "");
  };
  EXPECT_EQ(what_is_torn(loaded), "");
  EXPECT_EQ(what_is_torn({}), "");
  expect_torn([](Seen& it) { it.has_phase = false; });
  expect_torn([](Seen& it) { it.chains = 0; });
  expect_torn([](Seen& it) { it.known = 99; });
  expect_torn([](Seen& it) { it.listed = 99; });
  expect_torn([](Seen& it) { it.final = 1; });
  expect_torn([](Seen& it) { it.parties = 2; });
  expect_torn([](Seen& it) { it.full = 2; });
}

}  // namespace
}  // namespace recordshare::tests
