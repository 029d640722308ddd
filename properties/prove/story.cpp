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

/// Moves each logged-in agent to the DN of its own number, as in the explorer's world; other DNs do not matter.
Renaming to_own_dns(CounterModel const& model) {
  Renaming renaming;
  for (std::uint8_t const a : Renaming::kSame)
    for (std::uint8_t const d : Renaming::kSame)
      if (model.state.logins.contains(AgentNumber{a}, DnNumber{d}))
        std::swap(renaming.dns[d], *std::ranges::find(renaming.dns, a));
  return renaming;
}

/// The renaming of agents (with their DNs) and records to `other`, which is equal modulo renaming.
std::optional<Renaming> renaming_between(Snapshot const& one, Snapshot const& other, explore::World const& world) {
  Renaming renaming;
  do {
    renaming.dns = renaming.agents;
    renaming.records = Renaming::kSame;
    do {
      if (renaming(one) == other) return renaming;
    } while (std::next_permutation(renaming.records.begin(), renaming.records.begin() + world.records));
  } while (std::next_permutation(renaming.agents.begin(), renaming.agents.begin() + world.agents));
  return std::nullopt;
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
      out.append(
          "  No events lead there: the inductive invariant is too weak, since it does not exclude this state.\n");
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
  bool const is_small = model.agents <= kExploredAgentsMax && model.dns <= model.agents &&
                        model.records <= kExploredRecordsMax && !model.limit;
  if (!is_small) return reached;
  explore::ExploreOptions options;
  options.world = {model.agents, model.records, model.policies};
  options.checks = {.contracts = false, .invariants = false};
  auto const make_steps = [&mutation] { return mutate::MutantSteps(mutation); };
  explore::Exploration exploration(options, make_steps, {});
  static_cast<void>(exploration.run());
  Failure const by_own_dns = renamed(failure, to_own_dns(model));
  Snapshot const& state = by_own_dns.model->state;
  explore::PackedState const wanted = canonical(options.world, state);
  reached.known = Reached::Known::No;
  auto const& store = exploration.store();
  for (std::size_t shard = 0; shard < explore::StateStore::kShards; ++shard)
    for (std::size_t place = 0; place < store.size_of(shard); ++place) {
      auto const id = explore::StateStore::id_of(shard, place);
      if (store[id].state != wanted) continue;
      explore::Trace const trace = explore::Tracer(options, store, make_steps()).to_state(id);
      auto const renaming = renaming_between(state, trace.after, options.world);
      if (!renaming.has_value()) return reached;
      reached.known = Reached::Known::Yes;
      reached.failure = renamed(by_own_dns, *renaming);
      reached.events = trace.events;
      reached.events.push_back(*reached.failure.event);
      return reached;
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
