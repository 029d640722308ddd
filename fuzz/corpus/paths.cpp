// SPDX-License-Identifier: Apache-2.0
// paths.cpp finds the shortest stream to each row and condition by exploring bounded worlds.
#include <algorithm>
#include <variant>
#include <vector>

#include "fuzz/corpus/seeds.hpp"
#include "fuzz/event_bytes.hpp"
#include "fuzz/raw_state.hpp"
#include "model/event_fields.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/mutate/counting_steps.hpp"

namespace recordshare::fuzz {
namespace {

namespace explore = properties::explore;
namespace streams = properties::streams;
using properties::AgentNumber;
using properties::BoundedEvent;
using properties::Snapshot;
using properties::mutate::CountingSteps;
using Scene = properties::Scene<Snapshot>;

/// The event as a move of a stream: record r of the bounded world is the first of home r.
streams::Move move_of(BoundedEvent const& event) {
  using streams::SmallNumbers;
  return streams::move_of(model::rename<SmallNumbers>(
      event, model::Overloaded{
                 []<class Number>(Number& to, auto from) { to = Number(from); },
                 [](SmallNumbers::Parties& to, properties::AgentSet agents) { to = {agents.word(), false}; },
                 [](SmallNumbers::Dns& to, properties::DnSet dns) {
                   auto const first = std::countr_zero(dns.word());
                   to = {static_cast<std::uint8_t>(first), static_cast<streams::DnBits>(dns.word() & ~(1U << first))};
                 },
                 [](SmallNumbers::Call& to, properties::CallSet call) {
                   to = SmallNumbers::Call(call.is_empty() ? 0 : 1 + std::countr_zero(call.word()));
                 },
                 [](SmallNumbers::Record& to, properties::RecordNumber record) {
                   to = {0, static_cast<std::uint8_t>(record)};
                 },
                 [](SmallNumbers::Records& to, properties::RecordList const& list) {
                   // A list of the second record alone is that of both: a stream's lists begin with the
                   // first.
                   auto const count = 8 - std::countl_zero(list.set.word());
                   to = {0, static_cast<std::uint8_t>(count), list.repeats};
                 }}));
}

std::uint8_t roles_of(Snapshot const& state, AgentNumber agent) {
  using model::Role;
  auto const role_if = [&](properties::AgentSet set, Role role) { return set.contains(agent) ? unsigned{role} : 0U; };
  auto const pairs = state.dialing | state.established;
  return static_cast<std::uint8_t>(
      role_if(state.parties, model::kParty) | role_if(state.keepers, model::kKeeper) |
      role_if(pairs.domain(), model::kInitiator) | role_if(pairs.range(), model::kTarget) |
      role_if(state.established.domain() | state.established.range(), model::kEstablished));
}

std::uint8_t partner_of(Snapshot const& state, AgentNumber agent) {
  auto const pairs = state.dialing | state.established;
  auto const one = pairs.from(properties::only(agent)).range() | pairs.into(properties::only(agent)).domain();
  return one.is_empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(std::countr_zero(one.word()));
}

/// The header of machine_fuzzer's input for this state, and the event (checked_machine.hpp).
std::string raw_state(Scene const& scene, explore::World const& world, streams::Move const& move) {
  std::string bytes(kMachineLayout.header, '\0');
  auto const& state = scene.state;
  auto const put = [&](std::size_t at, std::size_t value) { bytes[at] = static_cast<char>(value); };
  put(0, byte_of(world.policies));
  put(1, world.agents | state.records.known().size() << 4U);
  unsigned standings = 0;
  for (std::size_t a = 0; a < world.agents; ++a) {
    AgentNumber const agent{static_cast<std::uint8_t>(a)};
    standings |= static_cast<unsigned>(properties::standing(scene, agent)) << (2U * a);
    put(kMembersOfMachine + 2 * a, roles_of(state, agent));
    put(kMembersOfMachine + 1 + 2 * a, partner_of(state, agent));
  }
  put(2, standings & 0xFFU);
  put(3, standings >> 8U);
  auto const call = state.call.is_empty() ? 0 : 1 + std::countr_zero(state.call.word());
  put(kPhaseOfMachine, static_cast<unsigned>(state.phase) | static_cast<unsigned>(call) << 2U);
  std::size_t place = 0;
  for (std::size_t r = 0; r < world.records; ++r) {
    properties::RecordNumber const record{static_cast<std::uint8_t>(r)};
    auto const mark = state.records.of(record);
    if (!state.records.known().contains(record)) continue;
    auto const request = mark.request();
    std::size_t const by = !mark.is_final() ? Disposition::kOpen
                           : request        ? index_of(*request) + 1
                                            : std::size_t{Disposition::kServer};
    put(kDispositionsOfMachine + 2 * place, by);
    put(kDispositionsOfMachine + 1 + 2 * place, static_cast<std::size_t>(mark.agent()));
    ++place;
  }
  for (auto const byte : bytes_of(move)) bytes.push_back(static_cast<char>(byte));
  return bytes;
}

/// Visits the states of one world, nearest first, and tries every event in each.
class PathFinder {
 public:
  PathFinder(explore::World const& world, std::vector<properties::mutate::RowCoverage>& rows,
             std::vector<PathToRow>& paths)
      : rows_(rows), paths_(paths) {
    options_.world = world;
    options_.symmetry = false;
    options_.checks = {.contracts = false, .invariants = false};
  }

  void run() {
    auto unused = properties::mutate::all_rows();
    explore::Exploration exploration(options_, [&] { return CountingSteps(unused); }, {});
    static_cast<void>(exploration.run());
    explore::BoundedMachine<CountingSteps> machine(options_.world.policies, CountingSteps(rows_));
    for (auto const id : nearest_first(exploration.store())) {
      Scene const scene(explore::unpacked(options_.world, exploration.store()[id].state), options_.world.policies);
      machine.enter(scene);
      explore::each_event(options_.world, [&](auto const& e) {
        properties::StepOutcome outcome;
        Snapshot after;
        auto const before = machine.steps().firsts();
        static_cast<void>(machine.step(e, outcome, after));
        if (machine.steps().firsts() != before) keep(exploration.store(), id, scene, e);
      });
    }
  }

 private:
  static std::vector<explore::StateId> nearest_first(explore::StateStore const& store) {
    std::vector<std::pair<std::size_t, explore::StateId>> all;
    for (std::size_t shard = 0; shard < explore::StateStore::kShards; ++shard)
      for (std::size_t place = 0; place < store.size_of(shard); ++place) {
        auto const id = explore::StateStore::id_of(shard, place);
        std::size_t depth = 0;
        for (auto at = store[id].parent; at != explore::kNoState; at = store[at].parent) ++depth;
        all.emplace_back(depth, id);
      }
    std::ranges::sort(all);
    std::vector<explore::StateId> ids;
    for (auto const& [depth, id] : all) ids.push_back(id);
    return ids;
  }

  void keep(explore::StateStore const& store, explore::StateId id, Scene const& scene, BoundedEvent const& event) {
    auto unused = properties::mutate::all_rows();
    PathToRow path;
    path.stream.policies = options_.world.policies;
    for (auto const& before : explore::Tracer(options_, store, CountingSteps(unused)).to_state(id).events)
      path.stream.moves.push_back(move_of(before));
    path.stream.moves.push_back(move_of(event));
    path.state = raw_state(scene, options_.world, path.stream.moves.back());
    paths_.push_back(std::move(path));
  }

  std::vector<properties::mutate::RowCoverage>& rows_;
  std::vector<PathToRow>& paths_;
  explore::ExploreOptions options_;
};

}  // namespace

std::vector<PathToRow> paths_to_rows() {
  std::vector<PathToRow> paths;
  auto rows = properties::mutate::all_rows();
  for (auto const& world : properties::mutate::worlds_of_row_coverage()) PathFinder(world, rows, paths).run();
  return paths;
}

}  // namespace recordshare::fuzz
