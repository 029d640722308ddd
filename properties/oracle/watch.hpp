// SPDX-License-Identifier: Apache-2.0
// watch.hpp plays a stream and maps each of its chains to a bounded world, to check its steps.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/oracle/play.hpp"
#include "properties/world/numbering.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::properties::streams {

/// A step of one chain's bounded world.
struct Step {
  Scene<Snapshot> before;
  BoundedEvent event;
  StepOutcome outcome;
  Scene<Snapshot> after;
};

/// The chain of an event: the one it names, the record's chain, or, for an unknown record, the one of its number.
/// Nothing for a directory event, which concerns every chain. `engine.chain_of` is as Engine::chain_of.
[[nodiscard]] std::optional<std::size_t> chain_concerned(auto const& engine, Move const& move) {
  auto const& naming = Naming::plain();
  auto const has = mentions(move.kind);
  if (has.chain) return move.chain;
  if (!has.record) return std::nullopt;
  auto const chain = engine.chain_of(naming.records[move.home][move.record]);
  return chain ? naming.chain(*chain) : move.home;
}

/// Whether the event loads a chain with, or adds to it, a record of another chain. Such a step concerns two chains, so
/// it is in no bounded world. It is refused (E5, E7), which the comparison with the reference checks.
[[nodiscard]] bool is_of_two_chains(auto const& engine, Move const& move) {
  auto const& naming = Naming::plain();
  auto const has = mentions(move.kind);
  if (!has.chain) return false;
  auto const first = has.record ? naming.records[move.home].begin() + move.record : naming.records[move.home].begin();
  return std::any_of(first,
                     first + (has.record    ? 1
                              : has.records ? move.count
                                            : 0),
                     [&](RecordHandle record) {
                       auto const chain = engine.chain_of(record);
                       return chain && *chain != naming.chains[move.chain];
                     });
}

/// One chain of an engine, as a bounded world.
class Watched {
 public:
  Watched(std::size_t chain, Engine const& engine, Policies policies)
      : numbering_(Naming::plain().chains[chain]),
        chain_(chain),
        policies_(policies),
        now_(numbering_.snapshot(engine), policies) {}

  /// Call before the event. Returns false if the event is not a step of this chain, or does not fit into a bounded
  /// world (a ninth record: generated streams have at most eight, but a shrunk one may have more).
  bool expect(Event const& event, Engine const& engine, std::optional<std::size_t> concerned) {
    event_.reset();
    if (is_lost_ || concerned.value_or(chain_) != chain_) return false;
    event_ = numbering_.bounded(event, engine);
    is_lost_ = !event_;
    return !is_lost_;
  }
  /// Call after the event.
  [[nodiscard]] Step see(Engine const& engine, Outcome const& outcome) {
    auto const before = now_;
    auto const numbered = numbering_.bounded(outcome);
    if (outcome.result == Result::Accepted) numbering_.took_place(*event_);
    now_ = Scene(numbering_.snapshot(engine), policies_);
    return {before, *event_, numbered, now_};
  }
  [[nodiscard]] bool is_lost() const noexcept { return is_lost_; }
  [[nodiscard]] bool agrees_on_standings(Engine const& engine) const { return numbering_.agrees_on_standings(engine); }

 private:
  Numbering numbering_;
  std::size_t chain_;
  Policies policies_;
  Scene<Snapshot> now_;
  std::optional<BoundedEvent> event_;
  bool is_lost_ = false;
};

/// Plays the stream, and calls `judge` for every step of every chain; `judge` returns the violation, if any.
template <class Subject, class Judge>
[[nodiscard]] std::string fault_of_steps(Stream const& stream, Judge const& judge) {
  Subject engine(Options{.policies = stream.policies, .limits = {}});
  Teller tell(Naming::plain());
  std::vector<Watched> chains;
  chains.reserve(kChains);
  for (std::size_t chain = 0; chain < kChains; ++chain) chains.emplace_back(chain, engine, stream.policies);
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const& event = tell(stream.moves[i]);
    auto const concerned = chain_concerned(engine, stream.moves[i]);
    std::vector<Watched*> concerned_chains;
    bool const is_a_step = !is_of_two_chains(engine, stream.moves[i]);
    for (auto& chain : chains)
      if (is_a_step && chain.expect(event, engine, concerned)) concerned_chains.push_back(&chain);
    auto const outcome = engine.apply(event);
    for (auto* const chain : concerned_chains) {
      Step const step = chain->see(engine, outcome);
      if (!chain->agrees_on_standings(engine))
        return at(i, stream.moves[i]) + "an agent's standing does not agree with the logins";
      if (std::string const fault = judge(step); !fault.empty()) return at(i, stream.moves[i]) + fault;
    }
  }
  return {};
}

}  // namespace recordshare::properties::streams
