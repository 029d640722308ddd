// SPDX-License-Identifier: Apache-2.0
// engine_state.hpp applies an event: resolve names, decide by the two tables, commit, and build the outcome.
#pragma once

#include <new>
#include <utility>
#include <variant>

#include <recordshare/engine.hpp>

#include "engine/library/buffers.hpp"
#include "engine/library/chain_store.hpp"
#include "engine/library/chain_transaction.hpp"
#include "engine/library/directory.hpp"
#include "engine/library/directory_transaction.hpp"
#include "engine/library/resolve.hpp"
#include "model/concrete_chain.hpp"
#include "model/directory_table.hpp"
#include "model/newcomers.hpp"
#include "model/table.hpp"

namespace recordshare {

static_assert(model::all_room_is_asked_for<model::ChainRules, model::DirectoryRules, model::Ids>());

/// The state of an engine, generic over the evaluator of the tables: `Steps` has the interface of MsmSteps.
///
/// An event is two transactions: one of the directory and one of its chain. Each reserves room before it changes
/// anything. If memory runs out, the event is decided again as one that exceeds a limit.
template <class Steps>
class BasicEngineState {
 public:
  BasicEngineState(Options const& options, SeededHash hash, Steps steps = {})
      : options_(options), directory_(hash), chains_(hash, directory_), steps_(std::move(steps)) {}

  /// Engine::apply.
  Outcome apply(Event const& event) noexcept {
    auto const decide_one = [this](auto const& one) { return this->decide(one); };
    out_of_memory_ = false;
    try {
      return std::visit(decide_one, event);
    } catch (std::bad_alloc const&) {
      out_of_memory_ = true;
      return std::visit(decide_one, event);
    }
  }

  [[nodiscard]] Options const& options() const noexcept { return options_; }
  [[nodiscard]] Directory const& directory() const noexcept { return directory_; }
  [[nodiscard]] ChainStore const& chains() const noexcept { return chains_; }
  [[nodiscard]] Steps& steps() noexcept { return steps_; }

  /// The finality of a Final record; unspecified for an Open one.
  [[nodiscard]] Finality finality_of(Disposition const& record) const noexcept {
    return {record.request(), directory_.agent(record.id()).name};
  }

  /// Calls `question` with the chain's domain. It must not change the chain.
  template <class Ask>
  auto ask(ChainIndex chain, Ask&& question) const {
    auto& self = const_cast<BasicEngineState&>(*this);
    ChainState state = self.chains_.state_of(chain);
    model::Decision none;
    return question(model::ConcreteChain(state, directory_.standings(), options_.policies, none));
  }

 private:
  using Ids = model::Ids;

  template <class NamedEvent>
  Outcome decide(NamedEvent const& named) {
    Resolver resolver(directory_, chains_, buffers_.resolver, !out_of_memory_);
    auto const event = resolver(named);
    Outcome outcome;
    outcome.message = resolver.message();
    if (!outcome.message.empty()) return outcome;

    buffers_.changes.clear();
    model::Decision decision;
    ChainId new_chain;
    if constexpr (requires { named.records; }) new_chain = named.chain;
    DirectoryTransaction transaction({directory_, chains_, buffers_, options_}, event, new_chain, out_of_memory_);
    model::ConcreteDirectory domain(transaction.facts(), directory_.standings());
    steps_.decide(event, domain, decision);
    if constexpr (is_of_chain<decltype(event)>) {
      if (decision.passed_to_chain) decide_in_chain(event, named, decision, outcome);
    } else {
      transaction.commit(domain.change());
    }
    if (decision.lacks_room) {
      outcome = without_room();  // `outcome` is all that is returned, so that it is made where the caller wants it
      return outcome;
    }
    if (decision.result == Result::Accepted) outcome.changes = buffers_.changes.sorted();
    if constexpr (is_of_chain<decltype(event)>) {
      if (decision.finalized_count > 0) outcome.finalized = take_finalized(chain_of(event));
    }
    outcome.result = decision.result;
    outcome.rule = decision.rule;
    outcome.reason = decision.reason;
    return outcome;
  }

  template <class Event>
  static constexpr bool is_of_chain = model::is_decided_by<model::ChainRules, std::remove_cvref_t<Event>, Ids>;

  /// The production tables never get here (all_room_is_asked_for). Mutants can, and the event changes nothing.
  static Outcome without_room() noexcept {
    Outcome outcome;
    outcome.message = "internal error: a rule adds a member or a record without reserved room; nothing was changed";
    return outcome;
  }

  // --- Events of one chain: little code depends on the type, so that the code of 15 types stays in the cache ---

  template <class Event, class NamedEvent>
  void decide_in_chain(Event const& event, [[maybe_unused]] NamedEvent const& named, model::Decision& decision,
                       Outcome&) {
    ChainAdditions additions{.newcomers = newcomers_of(event), .new_record = {}};
    if constexpr (model::adds_record<model::ChainRules, Event, Ids>) additions.new_record = named.record;
    ChainTransaction transaction(directory_, chains_, buffers_, chain_of(event), additions, options_.policies,
                                 decision);
    steps_.decide(event, transaction.chain(), transaction.phase(), decision);
    if (decision.result == Result::Accepted && !transaction.commit()) decision.lacks_room = true;
  }

  /// A request adds nothing and moves nobody, so that it needs no room and finalizes in place.
  void decide_in_chain(model::DesktopRequest<Ids> const& event, DesktopRequest const&, model::Decision& decision,
                       Outcome& outcome) {
    using Additions = model::additions<model::ChainRules, model::DesktopRequest<Ids>, Ids>;
    static_assert(boost::mp11::mp_empty<Additions>::value, "a request is no transaction");
    ChainState state = chains_.state_of(event.record.chain);
    model::ConcreteChain chain(state, directory_.standings(), options_.policies, decision);
    steps_.decide(event, chain, state.phase, decision);
    answer(event, state, decision, outcome);
  }

  template <class Event>
  static ChainIndex chain_of(Event const& event) noexcept {
    if constexpr (requires { event.chain; }) {
      return event.chain;
    } else {
      return event.record.chain;
    }
  }

  // --- Answers to requests ---

  void answer(model::DesktopRequest<Ids> const& event, ChainState const& state, model::Decision const& decision,
              Outcome& outcome) noexcept {
    directory_.agent(event.agent).add_finalized(decision.finalized_count);
    if (decision.result == Result::Acknowledged) outcome.answer = answer_of(event.request);
    if (decision.tells_finality) outcome.finality = finality_of(state.records[event.record.position]);
    if (decision.shows_records) outcome.shown = shown(chains_[event.record.chain], decision.read_only);
  }
  /// The records that became Final in this step, in the chain's order.
  std::span<RecordHandle const> take_finalized(ChainIndex index) noexcept {
    ChainState const state = chains_.state_of(index);
    buffers_.finalized.clear();
    for (std::uint32_t i = 0; i < state.record_count; ++i) {
      if (state.records[i].is_fresh == 0) continue;
      state.records[i].is_fresh = 0;
      buffers_.finalized.push_back(chains_[index].handles()[i]);
    }
    return buffers_.finalized;
  }
  ShownChain shown(StoredChain const& chain, bool read_only) noexcept {
    buffers_.shown.clear();
    for (std::uint32_t i = 0; i < chain.record_count; ++i) {
      buffers_.shown.push_back({chain.handles()[i], !read_only && !chain.dispositions()[i].is_final()});
    }
    return {read_only, buffers_.shown};
  }

  Options options_;
  Directory directory_;
  ChainStore chains_;
  Steps steps_;
  Buffers buffers_;
  bool out_of_memory_ = false;
};

}  // namespace recordshare
