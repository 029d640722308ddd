// SPDX-License-Identifier: Apache-2.0
// shared_engine.hpp gives an engine that any number of threads may use at a time: one after the other, by a lock.
//
//     SharedEngine engine;
//     OwnedOutcome const outcome = engine.apply(DnMonitored{"7001"}, owned);  // on any thread
//     assert(outcome.result == Result::Accepted);
//     assert(engine.read([](Engine const& now) { return now.name_count(); }) == 1);
#pragma once

#include <concepts>
#include <functional>
#include <mutex>
#include <type_traits>
#include <utility>

#include <recordshare/engine.hpp>
#include <recordshare/owned_outcome.hpp>

namespace recordshare {

/// An engine behind a lock. Events of all threads take place one after the other, in some order; what each thread gives
/// stays in its order. I14 holds: of any number of `RecordProcessed` for an Open record exactly one is acknowledged.
///
/// What an engine tells points into it, and lasts until its next event, which another thread may give at any moment. So
/// it is not returned but handed to a function of yours, while the lock is held: copy there what is needed longer. Do
/// not keep what points into the engine, and do not call the same SharedEngine from there: it would wait for itself.
///
/// Thread-safety: every member may be called by any number of threads at a time, but for construction and destruction.
/// Complexity: that of the Engine's member, and one lock of a mutex. Threads that wait for it are not served in turn.
/// Errors: as of Engine, they are values. Nothing here throws of itself; what your function throws comes out, the lock
/// released, and the event has taken place already.
class SharedEngine {
 public:
  /// An engine that knows no name and no chain.
  explicit SharedEngine(Options const& options = {}) noexcept : engine_(options) {}

  SharedEngine(SharedEngine const&) = delete;
  SharedEngine& operator=(SharedEngine const&) = delete;

  /// Engine::apply; gives what `receive(outcome)` gives.
  template <class Receive>
    requires std::invocable<Receive, Outcome const&>
  std::decay_t<std::invoke_result_t<Receive, Outcome const&>> apply(Event const& event, Receive&& receive) {
    std::lock_guard const lock(mutex_);
    Outcome const outcome = engine_.apply(event);
    return std::invoke(std::forward<Receive>(receive), outcome);
  }

  /// Gives what `ask(engine)` gives, for any number of lookups at one moment: no event takes place between them.
  template <class Ask>
    requires std::invocable<Ask, Engine const&>
  std::decay_t<std::invoke_result_t<Ask, Engine const&>> read(Ask&& ask) const {
    std::lock_guard const lock(mutex_);
    return std::invoke(std::forward<Ask>(ask), engine_);
  }

 private:
  mutable std::mutex mutex_;
  Engine engine_;
};

}  // namespace recordshare
