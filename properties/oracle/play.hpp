// SPDX-License-Identifier: Apache-2.0
// play.hpp plays a stream to an engine and to the reference, and reports the first difference.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/oracle/lockstep.hpp"
#include "properties/oracle/reference.hpp"
#include "properties/world/engine_view.hpp"
#include "properties/world/stream.hpp"

// A property of streams is a function that returns the violation in one sentence, or an empty string. `Subject` is the
// type under test: Engine, or one with a planted error, which the property must report.

namespace recordshare::properties::streams {

/// The position of a violation, as the beginning of its sentence.
[[nodiscard]] inline std::string at(std::size_t index, Move const& move) {
  return "event " + std::to_string(index + 1) + ", " + text_of(move) + ": ";
}

/// After each event, the outcome and the state equal those of the reference.
template <class Subject>
[[nodiscard]] std::string fault_against_reference(Stream const& stream, Limits const& limits = {}) {
  static std::vector<std::string> const agents(Naming::plain().agents.begin(), Naming::plain().agents.end());
  Options const options{.policies = stream.policies, .limits = limits};
  Subject engine(options);
  Reference reference(options);
  Teller tell(Naming::plain());
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const& event = tell(stream.moves[i]);
    auto const outcome = engine.apply(event);
    auto const expected = reference.apply(event);
    if (!same(outcome, expected))
      return at(i, stream.moves[i]) + "\n  engine:    " + properties::text_of(outcome) +
             "\n  reference: " + properties::text_of(expected);
    if constexpr (std::derived_from<Subject, Engine>) {
      if (auto const found = difference(static_cast<Engine const&>(engine), reference, agents); !found.empty())
        return at(i, stream.moves[i]) + "engine and reference differ in " + found;
    }
  }
  return {};
}

/// All outcomes of a stream, and the engine's state at its end.
struct Played {
  std::vector<OutcomePortrait> outcomes;
  Portrait end;
};

/// Plays the moves to the engine.
template <class Subject>
[[nodiscard]] Played play(Subject& engine, std::vector<Move> const& moves, Naming const& naming = Naming::plain()) {
  Played played;
  Teller tell(naming);
  played.outcomes.reserve(moves.size());
  for (auto const& move : moves) played.outcomes.push_back(portrait(engine.apply(tell(move)), naming));
  played.end = portrait(static_cast<Engine const&>(engine), naming);
  return played;
}

/// Plays the stream to a new engine.
template <class Subject>
[[nodiscard]] Played play(Stream const& stream, Naming const& naming = Naming::plain()) {
  Subject engine(Options{.policies = stream.policies, .limits = {}});
  return play(engine, stream.moves, naming);
}

/// The first difference between two runs of the same moves; empty if absent.
[[nodiscard]] inline std::string difference(std::vector<Move> const& moves, Played const& one, Played const& other) {
  for (std::size_t i = 0; i < moves.size(); ++i)
    if (auto const found = difference(one.outcomes[i], other.outcomes[i]); !found.empty())
      return at(i, moves[i]) + found;
  auto const found = difference(one.end, other.end);
  return found.empty() ? "" : "at the end they differ in " + found;
}

}  // namespace recordshare::properties::streams
