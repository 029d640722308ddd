// SPDX-License-Identifier: Apache-2.0
// engine_state.hpp takes an event through the two tables: look up its names, decide, keep what changed, tell it.
#pragma once

#include <new>
#include <utility>
#include <variant>
#include <vector>

#include <recordshare/engine.hpp>

#include "engine/library/access_changes.hpp"
#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"
#include "engine/library/directory_keeper.hpp"
#include "engine/library/resolve.hpp"
#include "model/concrete_chain.hpp"
#include "model/table.hpp"

namespace recordshare {

/// All that an engine holds, generic over what runs the tables: `Steps` decides as MsmSteps does.
///
/// INVARIANT: whatever needs memory asks for it before anything is changed; an event that cannot get it is decided anew
/// as one that exceeds a limit.
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

  /// What made a record Final; of an Open one, nothing that means anything.
  [[nodiscard]] Finality finality_of(Disposition const& record) const noexcept {
    return {record.request(), directory_.agent(record.id()).name};
  }

  /// Puts `question` to the chain as the rules see it. The chain is not changed.
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
    Resolver resolver(directory_, chains_);
    auto const event = resolver(named);
    Outcome outcome;
    outcome.message = resolver.message();
    if (!outcome.message.empty()) return outcome;

    changes_.clear();
    AgentId const concerned = agent_concerned(event);
    if (concerned != kNobody) note_chains_of(concerned);
    if constexpr (requires { named.records; }) make_room_for_answer(named.records.size());
    model::Decision decision;
    // NOLINTNEXTLINE(misc-const-correctness): only some events have a change for it to make
    DirectoryKeeper keeper(directory_, chains_, options_.limits, resolver.brought());
    model::DirectoryFacts const facts = keeper.facts_of(event, out_of_memory_, scratch_);
    model::ConcreteDirectory domain(facts, directory_.standings());
    steps_.decide(event, domain, decision);
    keeper.make(domain.change(), event);
    if constexpr (is_of_chain<decltype(event)>) {
      if (decision.passed_to_chain) decide_in_chain(event, named, resolver.brought(), decision, outcome);
    } else if (concerned != kNobody && decision.result == Result::Accepted) {
      compare_chains_of(concerned);
      outcome.changes = changes_.sorted();
    }
    outcome.result = decision.result;
    outcome.rule = decision.rule;
    outcome.reason = decision.reason;
    return outcome;
  }

  template <class Event>
  static constexpr bool is_of_chain =
      boost::mp11::mp_contains<model::ChainRules::Events::over<Ids>, std::remove_cvref_t<Event>>::value;

  // --- An event of the directory changes the accesses of all chains in which one agent has a place ---

  template <EventType T>
  AgentId agent_concerned(model::DnEvent<Ids, T> const& event) const noexcept {
    return directory_.dn(event.dn).occupant;
  }
  static AgentId agent_concerned(model::AgentLogin<Ids> const& event) noexcept { return event.agent; }
  static AgentId agent_concerned(model::AgentLogout<Ids> const& event) noexcept { return event.agent; }
  template <class Event>
  static AgentId agent_concerned(Event const&) noexcept {
    return kNobody;
  }

  void note_chains_of(AgentId agent) {
    std::vector<ChainIndex> const& chains = directory_.agent(agent).chains;
    if (chains.empty() || out_of_memory_) return;
    std::size_t members = 0;
    for (ChainIndex const chain : chains) members += chains_[chain].member_count;
    changes_.reserve(members);
    for (ChainIndex const chain : chains) {
      ask(chain, [&](model::ConcreteChain const& state) { changes_.note(state); });
    }
  }
  void compare_chains_of(AgentId agent) noexcept {
    for (ChainIndex const chain : directory_.agent(agent).chains) {
      ask(chain, [&](model::ConcreteChain const& state) {
        changes_.compare(chains_[chain].id, state, state.members().size(), directory_);
      });
    }
  }

  // --- An event of one chain: what depends on its type is little, so that the code of 15 types stays in the cache ---

  /// A chain and what is known of it while an event is decided.
  struct InChain {
    ChainIndex index = kNoChain;
    AgentId newcomer = kNobody;  ///< whom the event can give a place
    bool is_new_name = false;    ///< the newcomer's name is held for this event, unless it stays
    std::size_t members_before = 0;
    ChainState state{};
  };

  template <class Event, class NamedEvent>
  void decide_in_chain(Event const& event, NamedEvent const& named, Brought const& brought, model::Decision& decision,
                       Outcome& outcome) {
    InChain in{.index = chain_of(event), .newcomer = newcomer_of(event)};
    if (in.newcomer != kNobody) make_room_for_newcomer(in, brought.agent);
    if constexpr (is_added_record<Event>) {
      make_room_for_answer(chains_[in.index].record_count + std::size_t{1});
      chains_.announce_record(in.index, named.record);
    }
    in.state = chains_.state_of(in.index);
    in.members_before = in.state.member_count;
    model::ConcreteChain chain(in.state, directory_.standings(), options_.policies, decision);
    if constexpr (is_request<Event>) {
      steps_.decide(event, chain, in.state.phase, decision);
      answer(event, in.state, decision, outcome);
    } else {
      changes_.note(chain);
      steps_.decide(event, chain, in.state.phase, decision);
      bool const takes_place = decision.result == Result::Accepted;
      if (takes_place) keep(in, chain, decision.forgotten, outcome);
      if constexpr (is_added_record<Event>) {
        if (!takes_place) chains_.take_back_record(named.record);
      }
      if (in.is_new_name) directory_.release_if_unused(in.newcomer);
    }
  }

  [[gnu::noinline]] void make_room_for_newcomer(InChain& in, std::string_view name) {
    chains_.make_room_for_member(in.index, in.newcomer);
    changes_.reserve(chains_[in.index].member_count + std::size_t{1});
    in.is_new_name = !directory_.agents().holds(in.newcomer);
    if (in.is_new_name) directory_.hold_agent(name);
  }
  [[gnu::noinline]] void keep(InChain const& in, model::ConcreteChain const& chain, bool is_forgotten,
                              Outcome& outcome) noexcept {
    changes_.compare(chains_[in.index].id, chain, in.members_before, directory_);
    outcome.changes = changes_.sorted();
    if (is_forgotten) return chains_.forget(in.index);
    chains_.settle(in.index, in.state);
  }

  template <class Event>
  static constexpr bool is_request = std::is_same_v<Event, model::DesktopRequest<Ids>>;
  template <class Event>
  static constexpr bool is_added_record = std::is_same_v<Event, model::RecordAdded<Ids>>;

  template <class Event>
  static ChainIndex chain_of(Event const& event) noexcept {
    if constexpr (requires { event.chain; }) {
      return event.chain;
    } else {
      return event.record.chain;
    }
  }

  /// Whom an event can give a place in the chain that the agent did not have before; room must be there for it. An end
  /// of a consultation that is established, released or completed has its place already.
  template <class Event>
  static AgentId newcomer_of(Event const& event) noexcept {
    if constexpr (requires { Event::type; }) {
      constexpr EventType kType = Event::type;
      if constexpr (kType == EventType::CallEstablished || kType == EventType::PreviewRecord) return event.agent;
      if constexpr (kType == EventType::SingleStepTransferCompleted || kType == EventType::ConsultationInitiated ||
                    kType == EventType::SingleStepConferenceCompleted) {
        return event.to;
      }
    }
    return kNobody;
  }

  // --- Answers to requests ---

  void make_room_for_answer(std::size_t records) {
    if (!out_of_memory_ && records <= options_.limits.records) shown_.reserve(records);
  }

  void answer(model::DesktopRequest<Ids> const& event, ChainState const& state, model::Decision const& decision,
              Outcome& outcome) noexcept {
    directory_.agent(event.agent).finalized_count += decision.finalized_count;
    if (decision.result == Result::Acknowledged) outcome.answer = answer_of(event.request);
    if (decision.tells_finality) outcome.finality = finality_of(state.records[event.record.position]);
    outcome.shows_records = decision.shows_records;
    outcome.read_only = decision.read_only;
    if (decision.shows_records) show_records(event.record.chain, decision.read_only, outcome);
  }
  void show_records(ChainIndex index, bool read_only, Outcome& outcome) noexcept {
    StoredChain const& chain = chains_[index];
    shown_.clear();
    for (std::uint32_t i = 0; i < chain.record_count; ++i) {
      shown_.push_back({chain.handles()[i], !read_only && !chain.dispositions()[i].is_final()});
    }
    outcome.records = shown_;
  }

  Options options_;
  Directory directory_;
  ChainStore chains_;
  Steps steps_;
  AccessChanges changes_;
  std::vector<ShownRecord> shown_;
  std::vector<std::uint64_t> scratch_;
  bool out_of_memory_ = false;
};

}  // namespace recordshare
