// SPDX-License-Identifier: Apache-2.0
// invariants_of_streams.hpp checks the invariants of rules.md, section 8, on streams, including those that need two
// chains, a plan or a race.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/generator/random.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/oracle/watch.hpp"
#include "properties/world/rewrite.hpp"

namespace recordshare::properties::streams {

/// An invariant of states or steps holds for every one of the stream.
template <class I, class Subject>
[[nodiscard]] std::string fault_of_invariant(Stream const& stream) {
  return fault_of_steps<Subject>(stream, [](Step const& step) -> std::string {
    auto const holds_of_step = std::visit(
        [&](auto const& e) { return invariants::holds<I>(step.before, e, step.outcome, step.after); }, step.event);
    if (holds_of_step && invariants::holds<I>(step.after)) return {};
    return std::string(I::name).append(" is broken: ").append(I::sentence);
  });
}

/// I10, for the whole world: a refused event or a request in error changes no chain, agent, record or count.
template <class Subject>
[[nodiscard]] std::string fault_of_refusals(Stream const& stream) {
  Subject engine(Options{.policies = stream.policies, .limits = {}});
  Teller tell(Naming::plain());
  auto before = portrait(engine, Naming::plain());
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const result = engine.apply(tell(stream.moves[i])).result;
    auto after = portrait(engine, Naming::plain());
    if (result == Result::Refused || result == Result::Error)
      if (auto const found = difference(before, after); !found.empty())
        return at(i, stream.moves[i]) + "refused, but it changes " + found;
    before = std::move(after);
  }
  return {};
}

/// I12: an event or a request on one chain changes no other chain, and reports no change there.
template <class Subject>
[[nodiscard]] std::string fault_of_other_chains(Stream const& stream) {
  Subject engine(Options{.policies = stream.policies, .limits = {}});
  Teller tell(Naming::plain());
  auto before = portrait(engine, Naming::plain());
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const concerned = chain_concerned(engine, stream.moves[i]);
    auto const outcome = portrait(engine.apply(tell(stream.moves[i])), Naming::plain());
    auto after = portrait(engine, Naming::plain());
    if (concerned) {
      auto others = after.chains;
      others[*concerned] = before.chains[*concerned];
      bool const tells_of_others = std::ranges::any_of(
          outcome.changes, [&](ChangePortrait const& change) { return change.chain != *concerned; });
      if (others != before.chains || after.standings != before.standings || tells_of_others)
        return at(i, stream.moves[i]) + "it changes something of another chain";
    }
    before = std::move(after);
  }
  return {};
}

/// I13: from the stream's last state, for every Open record of a chain with a party or keeper, a plan of
/// at most three events ends with `RecordProcessed` acknowledged. Every prefix of a stream is a stream, so this covers
/// every state. All agents of a world can log in.
template <class Subject>
[[nodiscard]] std::string fault_of_progress(Stream const& stream) {
  auto const all = play<Subject>(stream);
  auto const directory = directory_before(stream.moves, all.outcomes, stream.moves.size());
  auto const is_acknowledged = [&](std::size_t record, std::uint8_t agent) {
    auto longer = stream;
    auto const plan = plan_for(directory, agent);
    if (plan.size() + 1 > invariants::I13::kEventsMax) return false;
    longer.moves.insert(longer.moves.end(), plan.begin(), plan.end());
    longer.moves.push_back(processed(record, agent));
    return play<Subject>(longer).outcomes.back().result == Result::Acknowledged;
  };
  for (auto const& chain : all.end.chains)
    for (auto const record : open_records(chain)) {
      bool is_owed = false;
      bool is_kept = false;
      for (std::uint8_t agent = 0; agent < kAgents && !is_kept; ++agent) {
        bool const has_place = chain.parties[agent] || chain.keepers[agent];
        is_owed = is_owed || has_place;
        is_kept = has_place && is_acknowledged(record, agent);
      }
      if (is_owed && !is_kept) return "no agent can finish record number " + std::to_string(record);
    }
  return {};
}

/// I14: of all agents with Full access at the end of the stream, in any order, one finalizes the record, and every
/// other gets an error that names that agent.
template <class Subject>
[[nodiscard]] std::string fault_of_race(Stream const& stream, std::uint64_t seed) {
  Subject engine(Options{.policies = stream.policies, .limits = {}});
  auto const end = play(engine, stream.moves).end;
  generator::Random random(seed);
  for (auto const& chain : end.chains) {
    auto const open = open_records(chain);
    std::vector<std::uint8_t> racers;
    for (std::uint8_t agent = 0; agent < kAgents; ++agent)
      if (chain.accesses[agent] == Access::Full) racers.push_back(agent);
    if (open.empty() || racers.empty()) continue;
    auto const record = random.one_of(open);
    for (auto i = racers.size(); i > 1; --i) std::swap(racers[i - 1], racers[random.below(i)]);
    std::vector<Move> race;
    race.reserve(racers.size());
    for (auto const agent : racers) race.push_back(processed(record, agent));
    auto const outcomes = play(engine, race).outcomes;
    FinalityPortrait const winner{.request = Request::RecordProcessed, .agent = racers.front()};
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      bool const is_right = i == 0 ? outcomes[i].result == Result::Acknowledged
                                   : outcomes[i].reason == Reason::RecordAlreadyFinal && outcomes[i].finality == winner;
      if (!is_right) return "racer number " + std::to_string(i + 1) + ", " + text_of(race[i]) + ", is answered wrongly";
    }
  }
  return {};
}

/// I18: every step satisfies the contract that decides it.
template <class Subject>
[[nodiscard]] std::string fault_of_contracts(Stream const& stream) {
  return fault_of_steps<Subject>(stream, [](Step const& step) -> std::string {
    auto const violation = std::visit(
        [&](auto const& e) { return contracts::check(step.before, e, step.outcome, step.after); }, step.event);
    if (!violation) return {};
    constexpr std::array<std::string_view, 4> kParts{"precondition", "answer", "postcondition", "frame"};
    return std::string("the ")
               .append(kParts[static_cast<std::size_t>(violation->part)])
               .append(" of ")
               .append(violation->contract) +
           "'s contract is broken";
  });
}

}  // namespace recordshare::properties::streams
