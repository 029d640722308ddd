// SPDX-License-Identifier: Apache-2.0
// dn_world.cpp tries every event in every state of the world of two DNs and two chains, and checks the engine.
#include "properties/explore/dn_world.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <set>
#include <span>
#include <string_view>

#include <recordshare/json_lines.hpp>

#include "properties/explore/dn_world_events.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/bounded_outcome.hpp"
#include "properties/world/directory_after.hpp"

namespace recordshare::properties::explore {
namespace {

constexpr std::array<ChainId, kChainsOfDnWorld> kChains{kBoundedChain, kBoundedChain.value() + 1};
constexpr std::array<AgentNumber, 2> kAgents{AgentNumber{0}, AgentNumber{1}};
constexpr RecordNumber kRecord{0};

RecordHandle handle_of_chain(std::size_t chain) { return handle_of(RecordNumber{static_cast<std::uint8_t>(chain)}); }

AgentNumber agent_called(Party const& who) {
  if (who.is_number) return kNumber;
  return who.name == name_of(kAgents[0]) ? kAgents[0] : kAgents[1];
}

/// Whom a number stands for in a chain (rules.md, section 2).
template <class E>
AgentNumber whom(AgentNumber named, E const&, Snapshot const& chain) {
  AgentSet const occupant = chain.logins.into(only(DnNumber{0})).domain();
  if (!(named == kNumber) || occupant.is_empty()) return named;
  Consultations const pairs = chain.dialing | chain.established;
  bool const is_itself = (chain.parties | pairs.domain() | pairs.range()).contains(kNumber);
  constexpr bool kSaysAnew =
      std::is_same_v<E, model::CallEstablished<Bounded>> || std::is_same_v<E, model::CallRecovered<Bounded>>;
  return is_itself && !kSaysAnew ? named : occupant.contains(kAgents[0]) ? kAgents[0] : kAgents[1];
}

/// The event about the agents for whom numbers stand.
template <class E>
E with_agents(E e, Snapshot const& chain) {
  if constexpr (requires { e.from; }) {
    e.from = whom(e.from, e, chain);
    e.to = whom(e.to, e, chain);
  } else if constexpr (requires { e.parties; }) {
    if (e.parties.contains(kNumber)) e.parties = (e.parties - only(kNumber)) | only(whom(kNumber, e, chain));
  } else if constexpr (requires { e.agent, e.call; }) {
    e.agent = whom(e.agent, e, chain);
  }
  return e;
}

/// Names the numbers of events. The third agent is the number that is the first DN's name.
class Naming {
 public:
  Event operator()(DnWorldEvent const& event) {
    Event named = names_.named(event.event, kChains[event.chain], handle_of_chain(event.record_of));
    std::visit([this](auto& one) { this->name_number(one); }, named);
    return named;
  }
  void clear() {
    names_.clear();
    lists_.clear();
  }

 private:
  static Party with_number(Party const& party) {
    return party.name == name_of(kNumber) ? Party(Number{name_of(DnNumber{0})}) : party;
  }
  template <class E>
  void name_number(E& e) {
    if constexpr (requires { e.from; }) {
      e.from = with_number(e.from);
      e.to = with_number(e.to);
    } else if constexpr (requires { e.parties; }) {
      std::vector<Party>& parties = lists_.emplace_back();
      for (Party const& party : e.parties) parties.push_back(with_number(party));
      e.parties = parties;
    } else if constexpr (requires { e.agent.is_number; }) {
      e.agent = with_number(e.agent);
    }
  }

  NamedEvents names_;
  std::deque<std::vector<Party>> lists_;
};

/// The state of one chain by an engine's lookups; the logins come from the accepted events.
Snapshot read(Engine const& engine, std::size_t chain, Snapshot const& directory) {
  Snapshot state;
  state.logins = directory.logins;
  state.monitored = directory.monitored;
  auto const phase = engine.phase(kChains[chain]);
  if (!phase.has_value()) return state;
  state.loaded = true;
  state.phase = *phase;
  for (Party const& who : engine.parties(kChains[chain])) state.parties = state.parties | only(agent_called(who));
  for (Party const& who : engine.keepers(kChains[chain])) state.keepers = state.keepers | only(agent_called(who));
  for (Consultation const& one : engine.consultations(kChains[chain])) {
    Consultations& pairs = one.stage == Stage::Dialing ? state.dialing : state.established;
    pairs = pairs | only(agent_called(one.initiator), agent_called(one.target));
  }
  for (std::uint8_t call = 0; call < 2; ++call)
    if (engine.call(kChains[chain]) == name_of(CallNumber{call})) state.call = only(CallNumber{call});
  for (RecordState const& record : engine.records(kChains[chain])) {
    state.records = state.records.with(only(kRecord), mark_of(record.finality, agent_called));
  }
  return state;
}

class DnWorld {
 public:
  DnWorld(DnWorldKind kind, Policies const& policies, std::function<EngineUnderTest(Options const&)> const& make_engine,
          facts::Facts<Snapshot> const& facts)
      : policies_(policies), make_engine_(make_engine), facts_(facts), events_(events_of_dn_world(kind)) {}

  DnWorldReport run(std::size_t depth_max, std::function<void(DnWorldReport const&)> const& observe) {
    auto const start = std::chrono::steady_clock::now();
    nodes_.push_back({});
    seen_.insert(canonical_number_of({}));
    std::size_t level_end = 1;
    std::size_t node = 0;
    for (; node < nodes_.size() && report_.finding.empty(); ++node) {
      if (node == level_end) {
        if (observe) observe(report_);
        level_end = nodes_.size();
        if (++report_.depth == depth_max) break;
      }
      expand(node);
      report_.states = nodes_.size();
    }
    report_.is_whole = node == nodes_.size();
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report_;
  }

 private:
  static constexpr std::size_t kNoNode = ~std::size_t{0};

  /// A state, and the event that first reached it.
  struct Node {
    DnWorldState state;
    std::size_t parent = kNoNode;
    std::size_t event = 0;
  };

  std::vector<DnWorldEvent> stream_to(std::size_t node) const {
    std::vector<DnWorldEvent> events;
    for (; nodes_[node].parent != kNoNode; node = nodes_[node].parent) events.push_back(events_[nodes_[node].event]);
    std::reverse(events.begin(), events.end());
    return events;
  }

  EngineUnderTest engine_at(std::span<DnWorldEvent const> events) {
    Options options;
    options.policies = policies_;
    EngineUnderTest engine = make_engine_(options);
    for (DnWorldEvent const& event : events) static_cast<void>(engine.apply(names_(event)));
    names_.clear();
    return engine;
  }

  void expand(std::size_t node) {
    std::vector<DnWorldEvent> const path = stream_to(node);
    EngineUnderTest engine = engine_at(path);
    for (std::size_t event = 0; event < events_.size() && report_.finding.empty(); ++event) {
      if (is_beyond(nodes_[node].state, events_[event])) continue;
      bool const changed = take(node, event, engine);
      if (!report_.finding.empty()) {
        report_.stream = path;
        report_.stream.push_back(events_[event]);
      }
      if (changed) engine = engine_at(path);
    }
  }

  /// Whether the event would add the other chain's record to a chain; in this world each has its own.
  static bool is_beyond(DnWorldState const& state, DnWorldEvent const& event) {
    bool const is_load = std::holds_alternative<model::ChainLoaded<Bounded>>(event.event);
    return event.record_of != event.chain && !state[event.record_of].loaded && is_load != state[event.chain].loaded;
  }

  /// Tries and checks one event; returns whether the engine's state has changed.
  bool take(std::size_t node, std::size_t event, EngineUnderTest const& engine) {
    DnWorldState const before = nodes_[node].state;
    Outcome const outcome = engine.apply(names_(events_[event]));
    ++report_.outcomes;
    report_.changes += outcome.changes.size();
    Snapshot directory = before[0];
    if (outcome.result == Result::Accepted) std::visit(DirectoryAfter{directory}, events_[event].event);
    DnWorldState const after{read(*engine.lookups, 0, directory), read(*engine.lookups, 1, directory)};
    check(before, events_[event], outcome, after, *engine.lookups);
    names_.clear();
    if (after == before) return false;
    if (seen_.insert(canonical_number_of(after)).second) nodes_.push_back({after, node, event});
    return true;
  }

  void check(DnWorldState const& before, DnWorldEvent const& event, Outcome const& outcome, DnWorldState const& after,
             Engine const& engine) {
    bool const of_directory = std::visit([]<class E>(E const&) { return kIsOfDirectory<E>; }, event.event);
    for (std::size_t chain = 0; chain < kChainsOfDnWorld; ++chain) {
      Scene<Snapshot> const was(before[chain], policies_);
      Scene<Snapshot> const is(after[chain], policies_);
      if (of_directory || (chain == event.chain && event.record_of == chain))
        check_step(chain, was, event, outcome, is);
      if (!of_directory && chain != event.chain && !(before[chain] == after[chain])) fail("I12", chain);
      if (auto const* const broken = facts::broken_by(facts_, is)) fail("fact " + std::string(broken->name), chain);
      if (auto const* const broken = invariants::broken_by(is)) fail(broken->name, chain);
      for (AgentNumber const agent : kAgents) {
        if (engine.access(kChains[chain], name_of(agent)) != access(is, agent)) fail("access (section 3)", chain);
      }
    }
    if (event.record_of != event.chain) check_foreign_record(before, event, outcome, after);
    check_changes(before, outcome, after);
  }

  void check_step(std::size_t chain, Scene<Snapshot> const& before, DnWorldEvent const& event, Outcome const& outcome,
                  Scene<Snapshot> const& after) {
    StepOutcome const step = bounded_outcome(outcome, [](RecordHandle) { return kRecord; }, agent_called);
    std::visit(
        [&](auto const& e) {
          auto const about = with_agents(e, before.state);
          if (auto const* const broken = facts::broken_by_list(facts_, about))
            fail("fact " + std::string(broken->name), chain);
          auto const violation = contracts::check(before, about, step, after);
          if (violation.has_value()) fail("contract " + std::string(violation->contract), chain);
          auto const* const broken = invariants::broken_by(before, about, step, after);
          if (broken != nullptr) fail(broken->name, chain);
        },
        event.event);
  }

  /// A record of another chain is refused (E5, E7), and changes neither chain.
  void check_foreign_record(DnWorldState const& before, DnWorldEvent const& event, Outcome const& outcome,
                            DnWorldState const& after) {
    bool const is_load = std::holds_alternative<model::ChainLoaded<Bounded>>(event.event);
    bool const loaded = before[event.chain].loaded;
    Reason const expected = is_load && loaded     ? Reason::DuplicateChain
                            : !is_load && !loaded ? Reason::UnknownChain
                                                  : Reason::DuplicateRecord;
    bool const as_expected = outcome.result == Result::Refused && outcome.reason == expected && after == before &&
                             outcome.rule == (is_load ? Rule::E5 : Rule::E7);
    if (!as_expected) fail(is_load ? "E5" : "E7", event.chain);
  }

  /// The reported changes are exactly the changes of access in all chains, ordered by chain and agent.
  void check_changes(DnWorldState const& before, Outcome const& outcome, DnWorldState const& after) {
    std::size_t reported = 0;
    for (std::size_t chain = 0; chain < kChainsOfDnWorld; ++chain) {
      Scene<Snapshot> const was(before[chain], policies_);
      Scene<Snapshot> const is(after[chain], policies_);
      for (AgentNumber const agent : kAgents) {
        if (access(was, agent) == access(is, agent)) continue;
        bool const there = reported < outcome.changes.size() && outcome.changes[reported].chain == kChains[chain] &&
                           outcome.changes[reported].agent == name_of(agent) &&
                           outcome.changes[reported].from == access(was, agent) &&
                           outcome.changes[reported].to == access(is, agent);
        if (!there) fail("changes: one is not reported, or not as it is", chain);
        ++reported;
      }
    }
    if (reported < outcome.changes.size()) fail("changes: a reported change did not happen", 0);
  }

  void fail(std::string_view what, std::size_t chain) {
    if (report_.finding.empty())
      report_.finding = std::string(what) + ", chain " + std::to_string(kChains[chain].value());
  }

  Policies policies_;
  std::function<EngineUnderTest(Options const&)> const& make_engine_;
  facts::Facts<Snapshot> const& facts_;
  std::vector<DnWorldEvent> events_;
  std::vector<Node> nodes_;
  std::set<DnWorldNumber> seen_;
  Naming names_;
  DnWorldReport report_;
};

}  // namespace

DnWorldReport explore_dn_world(DnWorldKind kind, Policies const& policies,
                               std::function<EngineUnderTest(Options const&)> const& make_engine, std::size_t depth_max,
                               std::function<void(DnWorldReport const&)> const& observe,
                               facts::Facts<Snapshot> const& facts) {
  return DnWorld(kind, policies, make_engine, facts).run(depth_max, observe);
}

DnWorldReport explore_dn_world(DnWorldKind kind, Policies const& policies, std::size_t depth_max,
                               std::function<void(DnWorldReport const&)> const& observe) {
  auto const make_engine = [](Options const& options) {
    auto const engine = std::make_shared<Engine>(options);
    return EngineUnderTest{[engine](Event const& event) { return engine->apply(event); }, engine.get()};
  };
  return explore_dn_world(kind, policies, make_engine, depth_max, observe);
}

void append_stream(std::string& out, std::vector<DnWorldEvent> const& events) {
  Naming named;
  for (DnWorldEvent const& event : events) append_line(out, named(event));
}

}  // namespace recordshare::properties::explore
