// SPDX-License-Identifier: Apache-2.0
// metamorphic.hpp defines metamorphic properties: changes of a stream that must not change the other answers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <recordshare/json_lines.hpp>

#include "properties/oracle/play.hpp"
#include "properties/world/rewrite.hpp"

namespace recordshare::properties::streams {

/// Renaming: under any other names the answers are the same, up to the names.
template <class Subject>
[[nodiscard]] std::string fault_when_renamed(Stream const& stream, std::uint64_t seed) {
  return difference(stream.moves, play<Subject>(stream), play<Subject>(stream, renaming(seed)));
}

/// I12: events of different chains are independent, in any order.
template <class Subject>
[[nodiscard]] std::string fault_when_interleaved(Stream const& stream, std::uint64_t seed) {
  auto const order = other_interleaving(stream.moves, seed);
  auto interleaved = stream;
  for (std::size_t i = 0; i < order.size(); ++i) interleaved.moves[i] = stream.moves[order[i]];
  auto played = play<Subject>(interleaved);
  auto in_order = played;
  for (std::size_t i = 0; i < order.size(); ++i) in_order.outcomes[order[i]] = std::move(played.outcomes[i]);
  return difference(stream.moves, play<Subject>(stream), in_order);
}

/// I16: an engine that is moved in the middle of a stream goes on as if it had not been moved.
template <class Subject>
[[nodiscard]] std::string fault_when_cut(Stream const& stream, std::uint64_t seed) {
  auto const cut = stream.moves.begin() + static_cast<std::ptrdiff_t>(cut_of(stream.moves, seed));
  Subject first(Options{.policies = stream.policies, .limits = {}});
  auto played = play(first, {stream.moves.begin(), cut});
  Subject second = std::move(first);
  auto const rest = play(second, {cut, stream.moves.end()});
  played.outcomes.insert(played.outcomes.end(), rest.outcomes.begin(), rest.outcomes.end());
  played.end = rest.end;
  return difference(stream.moves, play<Subject>(stream), played);
}

/// I16: the same events give the same answers and the same state.
template <class Subject>
[[nodiscard]] std::string fault_when_replayed(Stream const& stream) {
  return difference(stream.moves, play<Subject>(stream), play<Subject>(stream));
}

/// An event written as a line and read back is the same event, and has the same answer, byte for byte.
template <class Subject>
[[nodiscard]] std::string fault_through_lines(Stream const& stream) {
  Options const options{.policies = stream.policies, .limits = {}};
  Subject direct(options);
  Subject through(options);
  Teller tell(Naming::plain());
  EventReader reader;
  std::string line, again, answer, answer_through;
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    for (auto* const text : {&line, &again, &answer, &answer_through}) text->clear();
    auto const& event = tell(stream.moves[i]);
    append_line(line, event);
    auto const* const read = reader.read(std::string_view(line).substr(0, line.size() - 1));
    if (read == nullptr) return at(i, stream.moves[i]) + std::string(reader.message());
    append_line(again, *read);
    if (again != line) return at(i, stream.moves[i]) + "it is read back as " + again;
    append_line(answer, i + 1, type_name(event), direct.apply(event));
    append_line(answer_through, i + 1, type_name(*read), through.apply(*read));
    if (answer != answer_through)
      return at(i, stream.moves[i]).append(answer).append("and, as a line, ").append(answer_through);
  }
  return {};
}

/// Events without an effect can be removed: every other answer stays the same. `changes_nothing` decides by the outcome
/// and the kind of an event.
template <class Subject, class ChangesNothing>
[[nodiscard]] std::string fault_when_left_out(Stream const& stream, ChangesNothing const& changes_nothing) {
  auto all = play<Subject>(stream);
  Stream less{stream.policies, {}};
  Played kept{.outcomes = {}, .end = std::move(all.end)};
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    if (changes_nothing(all.outcomes[i], stream.moves[i])) continue;
    less.moves.push_back(stream.moves[i]);
    kept.outcomes.push_back(std::move(all.outcomes[i]));
  }
  return difference(less.moves, kept, play<Subject>(less));
}

/// I10: refused events and requests in error can be removed.
template <class Subject>
[[nodiscard]] std::string fault_without_the_refused(Stream const& stream) {
  return fault_when_left_out<Subject>(stream, [](OutcomePortrait const& outcome, Move const&) {
    return outcome.result == Result::Refused || outcome.result == Result::Error;
  });
}

/// D7, D9: requests that finalize nothing can be removed.
template <class Subject>
[[nodiscard]] std::string fault_without_what_only_asks(Stream const& stream) {
  return fault_when_left_out<Subject>(stream, [&](OutcomePortrait const&, Move const& move) {
    auto const request = move.kind.request();
    if (!request) return false;
    auto const& term = term_of(*request);
    bool const finalizes = term.kind == RequestClass::Finalizes ||
                           (term.reschedules && stream.policies.reschedule == Reschedule::Finalizes);
    return !finalizes;
  });
}

/// R1: suspended rights come back: after a logout and login, or a gap in the monitoring of a DN, the state is as
/// before. These are inserted before one move in four.
template <class Subject>
[[nodiscard]] std::string fault_when_away_for_a_moment(Stream const& stream, std::uint64_t seed) {
  auto const all = play<Subject>(stream);
  Stream longer{stream.policies, {}};
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const number = drawn(stream.moves[i], seed);
    if (number % 4 == 0) {
      auto const moment = away_for_a_moment(directory_before(stream.moves, all.outcomes, i), number / 4);
      longer.moves.insert(longer.moves.end(), moment.begin(), moment.end());
    }
    positions.push_back(longer.moves.size());
    longer.moves.push_back(stream.moves[i]);
  }
  auto played = play<Subject>(longer);
  Played kept{.outcomes = {}, .end = std::move(played.end)};
  for (auto const position : positions) kept.outcomes.push_back(std::move(played.outcomes[position]));
  return difference(stream.moves, all, kept);
}

/// E2, E4, E6: once all agents are logged out, no DN is monitored and no chain is loaded, an engine equals a new one.
template <class Subject>
[[nodiscard]] std::string fault_when_given_back(Stream const& stream) {
  Subject engine(Options{.policies = stream.policies, .limits = {}});
  auto const played = play(engine, stream.moves);
  auto const empty = play(engine, giving_everything_back()).end;
  if (empty != Portrait{}) return "after everything is released, it still holds " + difference(empty, Portrait{});
  return difference(stream.moves, played, play(engine, stream.moves));
}

}  // namespace recordshare::properties::streams
