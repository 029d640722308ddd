// SPDX-License-Identifier: Apache-2.0
// facts.hpp defines the inductive invariant: the facts that hold in every state before an event.
#pragma once

#include <string_view>
#include <vector>

#include "properties/oracle/invariant_statements.hpp"
#include "properties/prove/symbolic_state.hpp"

namespace recordshare::properties::prove {

using SymbolicScene = Scene<SymbolicState>;

/// One part of the inductive invariant: it holds in the initial state, and every step preserves it.
struct Fact {
  std::string_view name;
  std::string_view sentence;
  bool is_of_i17;  ///< a clause of I17; all others are auxiliary
  Formula holds;
};

/// The auxiliary facts of section 2 of rules.md, which I17 does not include. The proof needs them to exclude impossible
/// states.
inline constexpr std::string_view kLoginsSentence =
    "An agent is logged in at one DN at most, and a DN has one agent at most.";
inline constexpr std::string_view kUnloadedSentence =
    "A chain that is not loaded has nothing: phase `Idle`, no party, no keeper, no consultation, no record.";
inline constexpr std::string_view kRecordsSentence = "A chain that is loaded has a record.";
inline constexpr std::string_view kMarksSentence =
    "Only a known record is Final; it became so by one request of one agent, or by the server and no agent.";

[[nodiscard]] inline std::vector<Fact> facts_of(SymbolicScene const& s) {
  SymbolicState const& state = s.state;
  auto const pairs = state.dialing | state.established;
  auto const& marks = state.records;
  auto const marks_hold = marks.final().subset_of(marks.known()) && marks.by().domain().subset_of(marks.final()) &&
                          marks.by().is_function() && marks.who().is_function() &&
                          marks.by().domain() == marks.who().domain();
  auto const is_empty = state.phase == Phase::Idle && state.parties.is_empty() && state.keepers.is_empty() &&
                        pairs.is_empty() && marks.is_empty();
  return {
      {"parties", "`parties` is empty exactly when the phase is not `Live`.", true,
       iff(state.parties.is_empty(), !s.is_live())},
      {"live", "Consultations exist only while `Live`.", true, implies(!pairs.is_empty(), s.is_live())},
      {"initiators", "Initiators of consultations are parties.", true, pairs.domain().subset_of(state.parties)},
      {"matching", "Nobody is in two consultations, nor both ends of one.", true, is_matching(pairs)},
      {"stages", "No consultation is both `Dialing` and `Established`.", true,
       (state.dialing & state.established).is_empty()},
      {"keepers", "Nobody is party and keeper.", true, (state.parties & state.keepers).is_empty()},
      {"logins", kLoginsSentence, false, state.logins.is_function() && state.logins.is_injective()},
      {"unloaded", kUnloadedSentence, false, implies(!state.loaded, is_empty)},
      {"records", kRecordsSentence, false, implies(state.loaded, !marks.is_empty())},
      {"marks", kMarksSentence, false, marks_hold},
  };
}

/// All facts.
[[nodiscard]] inline Formula invariant_of(SymbolicScene const& s) {
  Formula all(true);
  for (Fact const& fact : facts_of(s)) all = all && fact.holds;
  return all;
}

}  // namespace recordshare::properties::prove
