// SPDX-License-Identifier: Apache-2.0
// story.cpp searches for a stream to a counter-model's state with the explorer, and formats the story.
#include "properties/prove/story.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <recordshare/json_lines.hpp>

#include "properties/explore/explorer.hpp"
#include "properties/mutate/mutant_steps.hpp"
#include "properties/prove/renaming.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties::prove {
namespace {

/// The worlds to search: they take seconds, and larger counter-models are rare.
constexpr std::size_t kExploredAgentsMax = 3;
constexpr std::size_t kExploredRecordsMax = 2;

/// The state without what any chain can have: logins, monitored DNs and the id of its call.
Snapshot bare(Snapshot state) {
  state.logins = {};
  state.monitored = {};
  state.call = {};
  return state;
}

/// The renaming of agents and records of one bare state to another, which is equal modulo renaming.
std::optional<Renaming> renaming_between(Snapshot const& one, Snapshot const& other, explore::World const& world) {
  Renaming renaming;
  do {
    renaming.records = Renaming::kSame;
    do {
      if (renaming(one) == other) return renaming;
    } while (std::next_permutation(renaming.records.begin(), renaming.records.begin() + world.records));
  } while (std::next_permutation(renaming.agents.begin(), renaming.agents.begin() + world.agents));
  return std::nullopt;
}

/// Gives the live call its id: the last event that sets it is given this one.
void set_call(std::vector<BoundedEvent>& events, CallSet call) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    auto const set = model::Overloaded{[&](model::CallEstablished<Bounded>& e) { return e.call = call, true; },
                                       [&](model::CallRecovered<Bounded>& e) { return e.call = call, true; },
                                       [](auto&) { return false; }};
    if (std::visit(set, *event)) return;
  }
}

/// Appends the logins, logouts and monitoring that lead from the state to the other, which differs only in these.
void append_standings(std::vector<BoundedEvent>& events, Snapshot const& from, Snapshot const& to) {
  for (std::uint8_t const i : Renaming::kSame) {
    AgentNumber const agent{i};
    auto const dns = to.logins.from(only(agent)).range();
    if (dns == from.logins.from(only(agent)).range()) continue;
    if (dns.is_empty()) {
      events.emplace_back(model::AgentLogout<Bounded>{agent});
    } else {
      events.emplace_back(model::AgentLogin<Bounded>{agent, dns});
    }
  }
  for (std::uint8_t const i : Renaming::kSame) {
    DnNumber const dn{i};
    if (to.monitored.contains(dn) && !from.monitored.contains(dn)) events.emplace_back(model::DnMonitored<Bounded>{dn});
    if (!to.monitored.contains(dn) && from.monitored.contains(dn))
      events.emplace_back(model::DnUnmonitored<Bounded>{dn});
  }
}

/// The state after these events.
Snapshot played(mutate::Mutation const& mutation, Policies const& policies, std::vector<BoundedEvent> const& events) {
  explore::BoundedMachine<mutate::MutantSteps> machine(policies, mutate::MutantSteps(mutation));
  Snapshot state;
  for (BoundedEvent const& event : events) {
    machine.enter(Scene<Snapshot>(state, policies));
    StepOutcome outcome;
    Snapshot next;
    if (std::visit([&](auto const& e) { return machine.step(e, outcome, next); }, event)) state = next;
  }
  return state;
}

/// The stored states whose chain is that of the state modulo renaming, those with the shortest streams first.
std::vector<explore::StateId> alike(explore::StateStore const& store, explore::World const& world,
                                    Snapshot const& state) {
  explore::PackedState const wanted = canonical(world, bare(state));
  std::vector<std::pair<std::size_t, explore::StateId>> found;
  for (std::size_t shard = 0; shard < explore::StateStore::kShards; ++shard)
    for (std::size_t place = 0; place < store.size_of(shard); ++place) {
      auto const id = explore::StateStore::id_of(shard, place);
      if (canonical(world, bare(unpacked(world, store[id].state))) != wanted) continue;
      std::size_t depth = 0;
      for (auto at = store[id].parent; at != explore::kNoState; at = store[at].parent) ++depth;
      found.emplace_back(depth, id);
    }
  std::ranges::sort(found);
  std::vector<explore::StateId> ids;
  for (auto const& [depth, id] : found) ids.push_back(id);
  return ids;
}

Failure renamed(Failure failure, Renaming const& renaming) {
  failure.model->state = renaming(failure.model->state);
  if (failure.event.has_value()) failure.event = renaming(*failure.event);
  if (failure.outcome.has_value()) failure.outcome = renaming(*failure.outcome);
  if (failure.after.has_value()) failure.after = renaming(*failure.after);
  return failure;
}

void append_step(std::string& out, Failure const& failure) {
  out.append("  before   ").append(text_of(failure.model->state)).append("\n");
  out.append("  policies ").append(text_of(failure.model->policies)).append("\n");
  if (failure.model->limit) out.append("  limits   the event would exceed one\n");
  if (failure.event.has_value()) {
    NamedEvents names;
    append_line(out.append("  event    "), names.named(*failure.event));
  }
  if (failure.outcome.has_value()) out.append("  outcome  ").append(text_of(*failure.outcome)).append("\n");
  if (failure.after.has_value()) out.append("  after    ").append(text_of(*failure.after)).append("\n");
}

void append_way(std::string& out, mutate::Mutation const& mutation, Failure const& failure) {
  Reached const reached = reach(mutation, failure);
  switch (reached.known) {
    case Reached::Known::TooLarge:
      append_step(out, failure);
      out.append("  No search for events that lead there was made.\n");
      return;
    case Reached::Known::No:
      append_step(out, failure);
      out.append("  No events that lead there were found: the inductive invariant is too weak to exclude this state, ")
          .append("or the mutant\n  is one of logins or of call ids.\n");
      return;
    case Reached::Known::Yes:
      break;
  }
  append_step(out, reached.failure);
  out.append("  events that lead there, the last being the one above, for `recordshare run ");
  out.append(options_of(failure.model->policies)).append("`:\n");
  NamedEvents names;
  for (BoundedEvent const& event : reached.events) append_line(out.append("    "), names.named(event));
}

}  // namespace

Reached reach(mutate::Mutation const& mutation, Failure const& failure) {
  Reached reached;
  if (!failure.model.has_value() || !failure.event.has_value()) return reached;
  CounterModel const& model = *failure.model;
  bool const is_small = model.agents <= kExploredAgentsMax && model.records <= kExploredRecordsMax && !model.limit;
  if (!is_small) return reached;
  explore::ExploreOptions options;
  options.world = {model.agents, model.records, model.policies};
  options.checks = {.contracts = false, .invariants = false};
  auto const make_steps = [&mutation] { return mutate::MutantSteps(mutation); };
  explore::Exploration exploration(options, make_steps, {});
  static_cast<void>(exploration.run());
  reached.known = Reached::Known::No;
  auto const& store = exploration.store();
  for (explore::StateId const id : alike(store, options.world, model.state)) {
    explore::Trace trace = explore::Tracer(options, store, make_steps()).to_state(id);
    auto const renaming = renaming_between(bare(model.state), bare(trace.after), options.world);
    if (!renaming.has_value()) continue;
    Snapshot const wanted = (*renaming)(model.state);
    set_call(trace.events, wanted.call);
    append_standings(trace.events, trace.after, wanted);
    if (played(mutation, model.policies, trace.events) != wanted) continue;
    reached.known = Reached::Known::Yes;
    reached.failure = renamed(failure, *renaming);
    reached.events = std::move(trace.events);
    reached.events.push_back(*reached.failure.event);
    break;
  }
  return reached;
}

std::string story_of(mutate::Mutation const& mutation, Failure const& failure) {
  std::string out("NOT PROVED: ");
  out.append(failure.theorem).append(": ").append(failure.words).append("\n");
  out.append("  where    ").append(failure.question).append("\n");
  if (failure.is_unknown) return out.append("  The solver gave up.\n");
  if (!failure.model.has_value()) return out;
  if (failure.outcome.has_value()) {
    append_way(out, mutation, failure);
  } else {
    append_step(out, failure);
  }
  return out;
}

}  // namespace recordshare::properties::prove
