// SPDX-License-Identifier: Apache-2.0
// bounded_machine.hpp runs the production tables on states of a bounded world.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/table.hpp"
#include "properties/world/directory_after.hpp"
#include "properties/world/scene.hpp"

namespace recordshare::properties::explore {

/// Decides events in given states with `Steps`, which has the interface of MsmSteps, the engine's step function, over
/// the same two domains. Implements the engine's other parts (names, storage, answers) for the bounded world. Not
/// thread-safe.
template <class Steps>
class BoundedMachine {
 public:
  explicit BoundedMachine(Policies policies, Steps steps = {}) : policies_(policies), steps_(std::move(steps)) {}

  /// Sets the state in which the next events are decided.
  void enter(Scene<Snapshot> const& scene) noexcept {
    before_ = scene.state;
    for (std::uint8_t a = 0; a < kBound; ++a) standings_[a] = standing(scene, AgentNumber{a});
    lay_out(before_, laid_out_);
    records_.fill({model::kNoChain, 0});
    for (std::uint32_t i = 0; i < laid_out_.record_count; ++i) records_[laid_out_.order[i]] = {model::ChainIndex{0}, i};
    taken_ = laid_out_;
  }

  /// Decides one event. Returns whether the state changes, and then sets `after` to the new state.
  template <class E>
  bool step(E const& event, StepOutcome& outcome, Snapshot& after) {
    model::Decision decision;
    auto const numbered = numbers_of(event);
    model::DirectoryFacts const facts = facts_of(event);
    model::ConcreteDirectory directory(facts, standings_.data());
    steps_.decide(numbered, directory, decision);
    bool changed = false;
    if constexpr (is_of_chain<decltype(numbered)>) {
      if (decision.passed_to_chain) changed = step_in_chain(event, numbered, decision, outcome, after);
    } else if (directory.change() != model::DirectoryChange::None) {
      after = before_;
      make(directory.change(), event, after);
      changed = !(after == before_);
    }
    outcome.result = decision.result;
    outcome.rule = decision.rule;
    outcome.reason = decision.reason;
    return changed;
  }

  /// The agent's access in this state, by the production domain.
  [[nodiscard]] Access access(AgentNumber who) noexcept {
    model::Decision none;
    model::ChainState state = state_of(laid_out_);
    return model::ConcreteChain(state, standings_.data(), policies_, none).access(agent(who));
  }

  [[nodiscard]] Steps& steps() noexcept { return steps_; }

 private:
  using Ids = model::Ids;
  using Member = model::Member;
  using Disposition = model::Disposition;

  template <class Event>
  static constexpr bool is_of_chain = model::is_decided_by<model::ChainRules, std::remove_const_t<Event>, Ids>;

  /// A chain's state in the memory layout of the production domain.
  struct Layout {
    std::array<Member, kBound + 1> members{};
    std::array<Disposition, kBound + 1> records{};
    std::array<std::uint8_t, kBound + 1> order{};  ///< the record at each position
    std::uint32_t member_count = 0;
    std::uint32_t record_count = 0;
    Phase phase = Phase::Idle;
    model::CallId call = model::kNoCall;
  };

  /// Reserves room for every agent and record of the world.
  static model::ChainState state_of(Layout& chain) noexcept {
    return {.phase = chain.phase,
            .call = chain.call,
            .member_count = chain.member_count,
            .record_count = chain.record_count,
            .member_capacity = static_cast<std::uint32_t>(chain.members.size()),
            .record_capacity = static_cast<std::uint32_t>(chain.records.size()),
            .members = chain.members.data(),
            .records = chain.records.data()};
  }

  static void lay_out(Snapshot const& state, Layout& chain) noexcept {
    chain = {};
    chain.phase = state.phase;
    chain.call = call(state.call);
    Consultations const pairs = state.dialing | state.established;
    AgentSet const initiators = pairs.domain();
    AgentSet const targets = pairs.range();
    AgentSet const established = state.established.domain() | state.established.range();
    AgentSet const placed = state.parties | state.keepers | initiators | targets;
    std::array<std::uint8_t, kBound> position{};
    for (std::size_t a = 0; a < kBound; ++a) {
      AgentNumber const agent{static_cast<std::uint8_t>(a)};
      if (!placed.contains(agent)) continue;
      auto const role_if = [&](AgentSet set, model::Role role) { return set.contains(agent) ? unsigned{role} : 0U; };
      unsigned const roles = role_if(state.parties, model::kParty) | role_if(state.keepers, model::kKeeper) |
                             role_if(initiators, model::kInitiator) | role_if(targets, model::kTarget) |
                             role_if(established, model::kEstablished);
      position[a] = static_cast<std::uint8_t>(chain.member_count);
      Member& member = chain.members[chain.member_count++];
      member.agent = static_cast<std::uint8_t>(a);
      member.roles = static_cast<std::uint8_t>(roles);
    }
    for (std::uint64_t word = pairs.word(); word != 0; word &= word - 1) {
      auto const place = static_cast<std::size_t>(std::countr_zero(word));
      chain.members[position[place / kBound]].partner = position[place % kBound];
      chain.members[position[place % kBound]].partner = position[place / kBound];
    }
    for (std::size_t r = 0; r < kBound; ++r) {
      RecordNumber const record{static_cast<std::uint8_t>(r)};
      if (!state.records.known().contains(record)) continue;
      chain.order[chain.record_count] = static_cast<std::uint8_t>(r);
      chain.records[chain.record_count++] = disposition_of(state.records.of(record));
    }
  }

  static Disposition disposition_of(Mark mark) noexcept {
    if (!mark.is_final()) return {};
    auto const request = mark.request();
    if (!request.has_value()) return {0, Disposition::kServer & 0x7FU, 0};
    return {static_cast<std::uint8_t>(mark.agent()), static_cast<std::uint32_t>(*request) & 0x7FU, 0};
  }
  static Mark mark_of(Disposition const& record) noexcept {
    if (!record.is_final()) return Mark::open();
    auto const request = record.request();
    if (!request.has_value()) return Mark::canceled();
    return Mark::final(*request, AgentNumber{static_cast<std::uint8_t>(record.id())});
  }

  /// Converts a layout to a state; logins and monitored DNs are unchanged.
  void read(Layout const& chain, bool forgotten, Snapshot& after) const noexcept {
    after = Snapshot{};
    after.logins = before_.logins;
    after.monitored = before_.monitored;
    after.loaded = !forgotten;
    after.phase = chain.phase;
    if (chain.call != model::kNoCall) after.call = only(CallNumber{static_cast<std::uint8_t>(number_of(chain.call))});
    for (std::uint32_t i = 0; i < chain.member_count; ++i) {
      Member const& member = chain.members[i];
      AgentNumber const agent{static_cast<std::uint8_t>(member.id())};
      after.parties = after.parties | where(member.is(model::kParty), only(agent));
      after.keepers = after.keepers | where(member.is(model::kKeeper), only(agent));
      if (!member.is(model::kInitiator)) continue;
      AgentNumber const target{static_cast<std::uint8_t>(chain.members[member.partner].id())};
      Consultations& pairs = member.is(model::kEstablished) ? after.established : after.dialing;
      pairs = pairs | only(agent, target);
    }
    for (std::uint32_t i = 0; i < chain.record_count; ++i) {
      after.records = after.records.with(only(RecordNumber{chain.order[i]}), mark_of(chain.records[i]));
    }
  }

  template <class E, class Numbered>
  bool step_in_chain(E const& event, Numbered const& numbered, model::Decision& decision, StepOutcome& outcome,
                     Snapshot& after) {
    Layout& chain = taken_;
    model::ChainState state = state_of(chain);
    model::ConcreteChain domain(state, standings_.data(), policies_, decision);
    steps_.decide(numbered, domain, state.phase, decision);
    if constexpr (requires { event.request; }) answer(event, decision, outcome);
    bool const as_before = state.phase == chain.phase && state.call == chain.call &&
                           state.member_count == chain.member_count && state.record_count == chain.record_count &&
                           !decision.forgotten && same(chain.members, laid_out_.members, chain.member_count) &&
                           same(chain.records, laid_out_.records, chain.record_count);
    if (as_before) return false;
    if constexpr (requires { event.chain, event.record; }) {
      chain.order[chain.record_count] = static_cast<std::uint8_t>(event.record);
    }
    outcome.finalized = take_finalized(chain, state.record_count);
    chain.phase = state.phase;
    chain.call = state.call;
    chain.member_count = state.member_count;
    chain.record_count = state.record_count;
    read(chain, decision.forgotten, after);
    taken_ = laid_out_;
    return !(after == before_);
  }

  /// The records that became Final in this step.
  static RecordSet take_finalized(Layout& chain, std::uint32_t record_count) noexcept {
    RecordSet finalized;
    for (std::uint32_t i = 0; i < record_count; ++i) {
      finalized = finalized | where(chain.records[i].is_fresh != 0, only(RecordNumber{chain.order[i]}));
      chain.records[i].is_fresh = 0;
    }
    return finalized;
  }

  /// Whether the first `count` entries are bit-identical.
  template <class Entry>
  static bool same(std::array<Entry, kBound + 1> const& one, std::array<Entry, kBound + 1> const& other,
                   std::uint32_t count) noexcept {
    using Word = std::conditional_t<sizeof(Entry) == 8, std::uint64_t, std::uint32_t>;
    for (std::uint32_t i = 0; i < count; ++i) {
      Word word = 0;
      Word other_word = 0;
      std::memcpy(&word, &one[i], sizeof(Word));
      std::memcpy(&other_word, &other[i], sizeof(Word));
      if (word != other_word) return false;
    }
    return true;
  }

  template <class E>
  void answer(E const& event, model::Decision const& decision, StepOutcome& outcome) const noexcept {
    if (decision.result == Result::Acknowledged) outcome.answer = event.request;
    if (decision.tells_finality) outcome.finality = before_.records.of(event.record);
    outcome.shows_records = decision.shows_records;
    outcome.read_only = decision.read_only;
    outcome.shown = where(decision.shows_records, before_.records.known());
    outcome.updatable = where(decision.shows_records && !decision.read_only, before_.records.open());
  }

  // --- Names as numbers, and the directory's facts about them ---

  [[nodiscard]] model::ChainIndex chain() const noexcept {
    return before_.loaded ? model::ChainIndex{0} : model::kNoChain;
  }
  [[nodiscard]] model::RecordRef record(RecordNumber number) const noexcept {
    return records_[static_cast<std::size_t>(number)];
  }
  static model::AgentId agent(AgentNumber number) noexcept { return model::AgentId{std::uint32_t(number)}; }
  // Id 0 is the call whose id is not known.
  static model::CallId call(CallSet set) noexcept {
    return set.is_empty() ? model::kNoCall
                          : model::CallId{static_cast<std::uint32_t>(std::countr_zero(set.word())) + 1};
  }
  static std::uint32_t number_of(model::CallId call) noexcept { return static_cast<std::uint32_t>(call) - 1; }

  /// The elements of the set as ids, in `room`.
  template <class Element, class Id>
  static std::span<Id const> listed(Set<Element> set, std::array<Id, kBound>& room) noexcept {
    std::size_t count = 0;
    for (std::uint8_t i = 0; i < kBound; ++i)
      if (set.contains(Element{i})) room[count++] = Id{i};
    return std::span(room).first(count);
  }

  template <EventType T>
  model::DnEvent<Ids, T> numbers_of(model::DnEvent<Bounded, T> const& e) const noexcept {
    return {model::DnId{std::uint32_t(e.dn)}};
  }
  model::AgentLogin<Ids> numbers_of(model::AgentLogin<Bounded> const& e) noexcept {
    return {agent(e.agent), listed(e.dns, dns_)};
  }
  model::AgentLogout<Ids> numbers_of(model::AgentLogout<Bounded> const& e) const noexcept { return {agent(e.agent)}; }
  model::ChainLoaded<Ids> numbers_of(model::ChainLoaded<Bounded> const& e) const noexcept {
    static constexpr std::array<RecordHandle, kBound + 1> kSome{};  // only their number is used
    return {chain(), std::span(kSome).first(e.records.set.size() + (e.records.repeats ? 1 : 0))};
  }
  model::ChainUnloaded<Ids> numbers_of(model::ChainUnloaded<Bounded> const&) const noexcept { return {chain()}; }
  model::RecordAdded<Ids> numbers_of(model::RecordAdded<Bounded> const& e) const noexcept {
    return {chain(), record(e.record)};
  }
  template <EventType T>
  model::RecordEvent<Ids, T> numbers_of(model::RecordEvent<Bounded, T> const& e) const noexcept {
    return {record(e.record)};
  }
  template <EventType T>
  model::CallEvent<Ids, T> numbers_of(model::CallEvent<Bounded, T> const& e) const noexcept {
    return {record(e.record), call(e.call)};
  }
  template <EventType T>
  model::AgentEvent<Ids, T> numbers_of(model::AgentEvent<Bounded, T> const& e) const noexcept {
    return {record(e.record), agent(e.agent)};
  }
  template <EventType T>
  model::PartyEvent<Ids, T> numbers_of(model::PartyEvent<Bounded, T> const& e) const noexcept {
    return {record(e.record), agent(e.agent), call(e.call)};
  }
  template <EventType T>
  model::PairEvent<Ids, T> numbers_of(model::PairEvent<Bounded, T> const& e) const noexcept {
    return {record(e.record), agent(e.from), agent(e.to), call(e.call)};
  }
  template <EventType T>
  model::CompletedEvent<Ids, T> numbers_of(model::CompletedEvent<Bounded, T> const& e) const noexcept {
    return {record(e.record), agent(e.from), agent(e.to), call(e.call), call(e.new_call)};
  }
  template <EventType T>
  model::RecoveredEvent<Ids, T> numbers_of(model::RecoveredEvent<Bounded, T> const& e) noexcept {
    return {record(e.record), listed(e.parties, named_), call(e.call)};
  }
  model::DesktopRequest<Ids> numbers_of(model::DesktopRequest<Bounded> const& e) const noexcept {
    return {record(e.record), agent(e.agent), e.request};
  }

  template <class E>
  [[nodiscard]] model::DirectoryFacts facts_of(E const& event) const noexcept {
    model::DirectoryFacts facts;
    facts.chains_left = 1;
    facts.records_left = kBound + 1;
    if constexpr (requires { event.records; }) {
      facts.records_repeat = event.records.repeats || !(event.records.set & before_.records.known()).is_empty();
    }
    return facts;
  }

  // --- The directory's changes in this world ---

  template <EventType T>
  static void make(model::DirectoryChange change, model::DnEvent<Bounded, T> const& e, Snapshot& state) noexcept {
    bool const monitor = change == model::DirectoryChange::Monitor;
    state.monitored = monitor ? state.monitored | only(e.dn) : state.monitored - only(e.dn);
  }
  static void make(model::DirectoryChange, model::AgentLogin<Bounded> const& e, Snapshot& state) noexcept {
    DirectoryAfter{state}(e);
  }
  static void make(model::DirectoryChange, model::AgentLogout<Bounded> const& e, Snapshot& state) noexcept {
    DirectoryAfter{state}(e);
  }
  static void make(model::DirectoryChange, model::ChainLoaded<Bounded> const& e, Snapshot& state) noexcept {
    state.loaded = true;
    state.records = state.records.with(e.records.set, Mark::open());
  }

  Policies policies_;
  Steps steps_;
  Snapshot before_;
  std::array<Standing, kBound + 1> standings_{};
  std::array<model::RecordRef, kBound> records_{};  ///< the position of each record in the chain
  std::array<model::AgentId, kBound> named_{};      ///< the parties that the event names
  std::array<model::DnId, kBound> dns_{};           ///< the DNs that the event names
  Layout laid_out_;
  Layout taken_;
};

}  // namespace recordshare::properties::explore
