// SPDX-License-Identifier: Apache-2.0
// checked_replay.cpp plays a stream straight through, and again with a restart, and compares the answers' bytes.
#include "fuzz/checked_replay.hpp"

#include <string_view>
#include <utility>

#include <recordshare/recordshare.hpp>

#include "engine/report/lines.hpp"
#include "properties/oracle/play.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;

/// An engine, its answers, and the log of its events.
struct Desk {
  explicit Desk(Options const& options, SpoilRestart const& spoil_with = {})
      : engine(options), spoil(spoil_with.outcome) {}

  void take(Event const& event) {
    Outcome outcome = engine.apply(event);
    if (spoil != nullptr) spoil(event, outcome);
    append_line(answers, ++sequence, type_name(event), outcome);
    append_line(log, event);
  }

  Engine engine;
  void (*spoil)(Event const& event, Outcome& outcome);
  std::uint64_t sequence = 0;
  std::string answers;
  std::string log;
};

std::string difference(Desk const& one, Desk const& other) {
  auto const& names = streams::Naming::plain();
  return streams::difference(streams::portrait(one.engine, names), streams::portrait(other.engine, names));
}

/// The first line that differs.
std::string first_difference(std::string_view one, std::string_view other) {
  std::size_t at = 0;
  while (at < one.size() && at < other.size() && one[at] == other[at]) ++at;
  auto const begin = one.substr(0, at).rfind('\n') + 1;  // 0 if there is no newline
  auto const line = [&](std::string_view text) { return std::string(take_line(text = text.substr(begin))); };
  return "the answer is `" + line(one) + "`, and after a restart `" + line(other) + "`";
}

/// Replays every event of the log on the desk; returns the message for a line that cannot be read again.
std::string replay(std::string_view log, Desk& desk) {
  EventReader reader;
  while (!log.empty()) {
    auto const* const event = reader.read(take_line(log));
    if (event == nullptr) return "a line of the log cannot be read again: " + std::string(reader.message());
    desk.take(*event);
  }
  return {};
}

}  // namespace

std::string fault_of_restart(EventInput const& input, SpoilRestart const& spoil) {
  auto const& moves = input.stream.moves;
  streams::Teller tell(streams::Naming::plain());
  Desk straight(input.options(), spoil);
  Desk restarted(input.options());
  {
    Desk lost(input.options());
    for (std::size_t i = 0; i < moves.size(); ++i) {
      straight.take(tell(moves[i]));
      if (i < input.cut) lost.take(tell(moves[i]));
    }
    if (spoil.log != nullptr) spoil.log(lost.log);
    if (auto const fault = replay(lost.log, restarted); !fault.empty()) return fault;
    if (spoil.at_cut != nullptr) spoil.at_cut(restarted.engine);
    if (auto const fault = difference(lost, restarted); !fault.empty()) return "replayed, it differs in " + fault;
  }
  Desk moved = std::move(restarted);
  for (std::size_t i = input.cut; i < moves.size(); ++i) moved.take(tell(moves[i]));
  if (spoil.at_end != nullptr) spoil.at_end(moved.engine);
  if (straight.answers != moved.answers) return first_difference(straight.answers, moved.answers);
  auto const fault = difference(straight, moved);
  return fault.empty() ? "" : "at the end, after a restart, it differs in " + fault;
}

}  // namespace recordshare::fuzz
