// SPDX-License-Identifier: Apache-2.0
// shared_engine.hpp defines SharedEngine, an engine with a lock for use by several threads.
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

/// An engine behind a lock. Events of all threads are serialized; the events of each thread keep their order. I14
/// holds: of any number of `RecordProcessed` for an Open record exactly one is acknowledged.
///
/// An outcome or a look-up points into the engine, and another thread may apply an event at any moment. So it is not
/// returned: your function receives it while the lock is held. Copy there what you need longer. Do not keep pointers
/// into the engine, and do not call the same SharedEngine from your function: doing so deadlocks.
///
/// Thread-safety: all members but the constructor and the destructor may run concurrently.
/// Complexity: that of the Engine's member, and one lock of a mutex. The lock is not fair.
/// Errors: values, as in Engine. An exception from your function propagates after the lock is released; the event stays
/// applied. Nothing else throws.
class SharedEngine {
 public:
  /// Constructs the engine as Engine's constructor does; check `valid()` by `read`.
  explicit SharedEngine(Options const& options = {}) noexcept : engine_(options) {}

  SharedEngine(SharedEngine const&) = delete;
  SharedEngine& operator=(SharedEngine const&) = delete;

  /// Applies `event` and returns what `receive(outcome)` returns.
  template <class Receive>
    requires std::invocable<Receive, Outcome const&>
  std::decay_t<std::invoke_result_t<Receive, Outcome const&>> apply(Event const& event, Receive&& receive) {
    std::lock_guard const lock(mutex_);
    Outcome const outcome = engine_.apply(event);
    return std::invoke(std::forward<Receive>(receive), outcome);
  }

  /// Returns what `ask(engine)` returns. All look-ups in `ask` see the same state.
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
