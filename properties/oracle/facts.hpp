// SPDX-License-Identifier: Apache-2.0
// facts.hpp lists the inductive invariant: the facts that proofs assume, prove of every step, and explorers check.
#pragma once

#include <string_view>
#include <tuple>
#include <vector>

#include "properties/world/scene.hpp"

// The prover assumes what this list holds and nothing else (properties/prove/assumptions.hpp). It proves each fact, as
// it is written here, for the initial state and after every step, and that it is as strong as section 2 of rules.md
// (properties/prove/section_2.hpp). The explorers check each fact in every state. A list is data: a test passes one
// with a planted fact.

namespace recordshare::properties::facts {

/// A fact of every state of type `S`.
template <class S>
struct Fact {
  std::string_view name;
  std::string_view sentence;
  bool is_of_i17;  ///< a clause of I17
  typename S::Bool (*holds)(Scene<S> const&);
};

/// A fact of every list of records in an event: of the set of its records, and whether it repeats one.
template <class S>
struct FactOfLists {
  std::string_view name;
  std::string_view sentence;
  typename S::Bool (*holds)(typename S::RecordSet const& set, typename S::Bool const& repeats);
};

template <class S>
struct Facts {
  std::vector<Fact<S>> of_states;
  std::vector<FactOfLists<S>> of_lists;
};

// --- Facts of states ---

struct Parties {
  static constexpr std::string_view name = "parties";
  static constexpr std::string_view sentence = "`parties` is empty exactly when the phase is not `Live`.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return iff(s.state.parties.is_empty(), !s.is_live());
  }
};

struct Live {
  static constexpr std::string_view name = "live";
  static constexpr std::string_view sentence = "Consultations exist only while `Live`.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return implies(!(s.state.dialing | s.state.established).is_empty(), s.is_live());
  }
};

struct Initiators {
  static constexpr std::string_view name = "initiators";
  static constexpr std::string_view sentence = "Initiators of consultations are parties.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return (s.state.dialing | s.state.established).domain().subset_of(s.state.parties);
  }
};

struct Matching {
  static constexpr std::string_view name = "matching";
  static constexpr std::string_view sentence = "Nobody is in two consultations, nor both ends of one.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return is_matching(s.state.dialing | s.state.established);
  }
};

struct Stages {
  static constexpr std::string_view name = "stages";
  static constexpr std::string_view sentence = "No consultation is both `Dialing` and `Established`.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return (s.state.dialing & s.state.established).is_empty();
  }
};

struct Keepers {
  static constexpr std::string_view name = "keepers";
  static constexpr std::string_view sentence = "Nobody is party and keeper.";
  static constexpr bool is_of_i17 = true;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return (s.state.parties & s.state.keepers).is_empty();
  }
};

// The following are of section 2 of rules.md, but not of I17. The proof needs them to exclude impossible states.

struct Logins {
  static constexpr std::string_view name = "logins";
  static constexpr std::string_view sentence = "A DN has one agent at most.";
  static constexpr bool is_of_i17 = false;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return s.state.logins.is_injective();
  }
};

struct Call {
  static constexpr std::string_view name = "call";
  static constexpr std::string_view sentence = "A call has one id at most, which is known only while it is `Live`.";
  static constexpr bool is_of_i17 = false;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return s.state.call.has_at_most_one() && implies(!s.state.call.is_empty(), s.is_live());
  }
};

struct Unloaded {
  static constexpr std::string_view name = "unloaded";
  static constexpr std::string_view sentence =
      "A chain that is not loaded has nothing: phase `Idle`, no party, no keeper, no consultation, no record.";
  static constexpr bool is_of_i17 = false;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    S const& state = s.state;
    auto const has_nothing = state.phase == Phase::Idle && state.parties.is_empty() && state.keepers.is_empty() &&
                             (state.dialing | state.established).is_empty() && state.records.is_empty();
    return implies(!state.loaded, has_nothing);
  }
};

struct Records {
  static constexpr std::string_view name = "records";
  static constexpr std::string_view sentence = "A chain that is loaded has a record.";
  static constexpr bool is_of_i17 = false;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    return implies(s.state.loaded, !s.state.records.is_empty());
  }
};

struct Marks {
  static constexpr std::string_view name = "marks";
  static constexpr std::string_view sentence =
      "Only a known record is Final; it became so by one request of one agent, or by the server and no agent.";
  static constexpr bool is_of_i17 = false;
  template <class S>
  static auto of_state(Scene<S> const& s) {
    auto const& marks = s.state.records;
    auto const by = marks.by();
    auto const who = marks.who();
    return marks.final().subset_of(marks.known()) && by.domain().subset_of(marks.final()) && by.is_function() &&
           who.is_function() && by.domain() == who.domain();
  }
};

using OfStates =
    std::tuple<Parties, Live, Initiators, Matching, Stages, Keepers, Logins, Call, Unloaded, Records, Marks>;

// --- Facts of lists ---

struct Lists {
  static constexpr std::string_view name = "lists";
  static constexpr std::string_view sentence = "A list that repeats a record is not empty.";
  template <class S>
  static auto of_list(typename S::RecordSet const& set, typename S::Bool const& repeats) {
    return implies(repeats, !set.is_empty());
  }
};

// --- The list, for a type of states ---

template <class F, class S>
[[nodiscard]] constexpr Fact<S> fact() {
  return {F::name, F::sentence, F::is_of_i17,
          [](Scene<S> const& s) -> typename S::Bool { return F::template of_state<S>(s); }};
}
template <class F, class S>
[[nodiscard]] constexpr FactOfLists<S> fact_of_lists() {
  return {F::name, F::sentence,
          [](typename S::RecordSet const& set, typename S::Bool const& repeats) ->
          typename S::Bool { return F::template of_list<S>(set, repeats); }};
}

/// All facts.
template <class S>
[[nodiscard]] Facts<S> const& all() {
  static Facts<S> const kAll = []<class... F>(std::tuple<F...>*) {
    return Facts<S>{{fact<F, S>()...}, {fact_of_lists<Lists, S>()}};
  }(static_cast<OfStates*>(nullptr));
  return kAll;
}

/// The first fact of a list that does not hold in a state; null if all hold.
template <class S>
[[nodiscard]] Fact<S> const* broken_by(Facts<S> const& facts, Scene<S> const& scene) {
  for (Fact<S> const& fact : facts.of_states)
    if (!fact.holds(scene)) return &fact;
  return nullptr;
}

/// The first fact of lists that does not hold of the event's list; null if all hold or it has no list.
template <class S, class E>
[[nodiscard]] FactOfLists<S> const* broken_by_list(Facts<S> const& facts, E const& event) {
  if constexpr (requires { event.records; }) {
    for (FactOfLists<S> const& fact : facts.of_lists)
      if (!fact.holds(event.records.set, event.records.repeats)) return &fact;
  }
  return nullptr;
}

}  // namespace recordshare::properties::facts
