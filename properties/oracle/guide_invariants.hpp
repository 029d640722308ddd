// SPDX-License-Identifier: Apache-2.0
// guide_invariants.hpp defines the invariants I19 to I22 (rules.md, section 8): the guide's sentences G6, G9 and G10.
#pragma once

#include "properties/oracle/invariant_statements.hpp"

// I19 to I22 state of one step what the guide promises to those who read rules.md: what a consulted agent, the agents
// of a conference and those with Full access have. With I5, they find a table in which, for example, R7 does not let
// the target join.

namespace recordshare::properties::invariants {

struct I19 {
  static constexpr std::string_view name = "I19";
  static constexpr std::string_view sentence =
      "After a consultation `a → b` was established with both eligible and `b` no party: `access(b)` = ReadOnly; and "
      "while it is only initiated, `b` gains nothing by it.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after)
    requires(is<E>(EventType::ConsultationInitiated, EventType::ConsultationEstablished))
  {
    if constexpr (is<E>(EventType::ConsultationEstablished)) {
      auto const both = after.eligible.contains(e.from) && after.eligible.contains(e.to);
      return implies(is_accepted(outcome) && both && !after.state.parties.contains(e.to), after.reading.contains(e.to));
    } else {
      return implies(after.full.contains(e.to), before.full.contains(e.to)) &&
             implies(after.reading.contains(e.to), before.reading.contains(e.to));
    }
  }
};

struct I20 {
  static constexpr std::string_view name = "I20";
  static constexpr std::string_view sentence =
      "After a conference `a → b` completed: all who were parties are, and `b` is; every eligible one of them has Full "
      "access.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after)
    requires kIsConference<E>
  {
    auto const all = before.state.parties | only(e.to);
    return implies(is_accepted(outcome),
                   all.subset_of(after.state.parties) && (all & after.eligible).subset_of(after.full));
  }
};

struct I21 {
  static constexpr std::string_view name = "I21";
  static constexpr std::string_view sentence =
      "After a party left or the call ended, whoever left is no party, and if the call is attended then, has no "
      "access.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const& after)
    requires(is<E>(EventType::PartyLeft, EventType::CallEnded))
  {
    auto const left = [&] {
      if constexpr (is<E>(EventType::PartyLeft)) return before.state.parties & only(e.agent);
      return before.state.parties;
    }();
    return implies(is_accepted(outcome), (left & after.state.parties).is_empty() &&
                                             implies(after.attended, (left & (after.full | after.reading)).is_empty()));
  }
};

struct I22 {
  static constexpr std::string_view name = "I22";
  static constexpr std::string_view sentence =
      "*Nothing is withheld:* every request of an agent with Full access on an Open record is acknowledged, and every "
      "`ChainedRecordRequest` of an agent with access is.";
  template <class S, class E, class O>
  static constexpr auto of_step(Scene<S> const& before, E const& e, O const& outcome, Scene<S> const&)
    requires kIsRequest<E>
  {
    auto const& records = before.state.records;
    auto const may_write = before.full.contains(e.agent) && records.open().contains(e.record);
    auto const may_read = (before.full | before.reading).contains(e.agent) && records.known().contains(e.record);
    return implies(may_write || (may_read && reads(e.request)), is_acknowledged(outcome));
  }
};

}  // namespace recordshare::properties::invariants
