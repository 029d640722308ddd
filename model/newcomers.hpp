// SPDX-License-Identifier: Apache-2.0
// newcomers.hpp derives from the rows which members and records an event can add, and checks that limits cover them.
#pragma once

#include <type_traits>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>
#include <boost/mp11/set.hpp>
#include <boost/mp11/utility.hpp>

#include "model/guards.hpp"
#include "model/notation.hpp"

// An action declares whom it can add (actions.hpp), and a guard whose membership it implies (guards.hpp). Rows are read
// from the top, so that a row that does not apply implies facts for the rows below it: R13 refuses an event whose
// `from` is not a party, so that no row of R3 to R7 can add `from`.

namespace recordshare::model {

namespace derive {

using boost::mp11::mp_list;

template <class T>
using get_adds = typename T::adds;
template <class T>
using get_asks = typename T::asks;
template <class T>
using get_asks_members = typename T::asks_members;
template <class T>
using get_members = typename T::members;
template <class T>
using get_names = typename T::names;
template <class T>
using get_opposite = typename T::opposite;

/// The list of `T`, or an empty list if it has none.
template <template <class> class Get, class T>
using listed = boost::mp11::mp_eval_or<mp_list<>, Get, T>;

/// What a guard implies when it holds: agents that are members, or agents whose names are held (as members' are).
struct Members {
  template <class Guard>
  using fn = listed<get_members, Guard>;
};
struct HeldNames {
  template <class Guard>
  using fn = boost::mp11::mp_set_union<listed<get_members, Guard>, listed<get_names, Guard>>;
};

/// What a guard implies when it does not hold.
template <class Shown>
struct IfNot {
  template <class Guard>
  using fn = typename Shown::template fn<boost::mp11::mp_eval_or<void, get_opposite, Guard>>;
};

template <class Lists>
using union_of = boost::mp11::mp_apply<boost::mp11::mp_set_union, boost::mp11::mp_push_front<Lists, mp_list<>>>;

template <class Action>
using added_by_action = listed<get_adds, Action>;
template <class Row>
using added_by = union_of<boost::mp11::mp_transform<added_by_action, typename Row::Do::actions>>;

/// What a row implies when it applies: the union over its guards.
template <class Row, class Shown>
using shown_by = union_of<boost::mp11::mp_transform_q<Shown, typename Row::If::guards>>;

/// What a row implies when it does not apply: some guard does not hold, so the intersection over its guards.
template <class Guards, class Shown>
struct NotShown {
  using type =
      boost::mp11::mp_apply<boost::mp11::mp_set_intersection, boost::mp11::mp_transform_q<IfNot<Shown>, Guards>>;
};
template <class Shown>
struct NotShown<mp_list<>, Shown> {
  using type = mp_list<>;
};

/// The result of reading rows of one event in one state: what is implied for the next row, and what they can add.
template <class Shown, class Added>
struct Read {
  using added = Added;
};

template <class Event, class D, class State, class Shown>
struct ReadRow {
  template <class Before, class Row>
  struct Next {
    using type = Before;
  };
  template <class Known, class Added, class Row>
    requires(is_for_event<Row, Event, D> && is_for_state<Row, State>)
  struct Next<Read<Known, Added>, Row> {
    using known_here = boost::mp11::mp_set_union<Known, shown_by<Row, Shown>>;
    using type = Read<boost::mp11::mp_set_union<Known, typename NotShown<typename Row::If::guards, Shown>::type>,
                      boost::mp11::mp_set_union<Added, boost::mp11::mp_set_difference<added_by<Row>, known_here>>>;
  };
  template <class Before, class Row>
  using fn = typename Next<Before, Row>::type;
};

template <class Rules, class Event, class D, class Shown>
struct Added {
  template <class State>
  using in = typename boost::mp11::mp_fold_q<typename Rules::Table, Read<mp_list<>, mp_list<>>,
                                             ReadRow<Event, D, State, Shown>>::added;
  using type = union_of<boost::mp11::mp_transform<in, typename Rules::States>>;
};

template <class List>
using parties_of = boost::mp11::mp_set_intersection<mp_list<Agent, From, To, Named>, List>;

}  // namespace derive

/// The parties (Agent, From, To or Named) that a row of `Rules` can add as new members of the chain.
template <class Rules, class Event, class D>
using newcomers = derive::parties_of<typename derive::Added<Rules, Event, D, derive::Members>::type>;

/// Everything that a row of `Rules` can add to the engine's state: names of agents, DNs and calls, a chain, records.
template <class Rules, class Event, class D>
using additions = typename derive::Added<Rules, Event, D, derive::HeldNames>::type;

/// Whether a row of `Rules` can add a record to the event's chain.
template <class Rules, class Event, class D>
inline constexpr bool adds_record = boost::mp11::mp_contains<additions<Rules, Event, D>, Record>::value;

namespace derive {

template <class Table, class Event, class D>
struct FirstRow {
  template <class Row>
  using is_for = boost::mp11::mp_bool<is_for_event<Row, Event, D>>;
  using type = boost::mp11::mp_at<Table, boost::mp11::mp_find_if<Table, is_for>>;
};

template <class Guard>
using asked_by_guard = listed<get_asks, Guard>;
template <class Guard>
using members_asked_by_guard = listed<get_asks_members, Guard>;

}  // namespace derive

/// Checks for one event that the limits ask for all that a row of either table adds. A limit is in the first row of its
/// event ("before any other reason"). An engine makes room for the parties of one member of the event.
template <class ChainTable, class DirectoryTable, class Event, class D>
struct RoomIsAskedFor {
  using limit = typename derive::FirstRow<typename DirectoryTable::Table, Event, D>::type::If::guards;
  using asked = derive::union_of<boost::mp11::mp_transform<derive::asked_by_guard, limit>>;
  using members_asked = derive::union_of<boost::mp11::mp_transform<derive::members_asked_by_guard, limit>>;
  using newcomers = model::newcomers<ChainTable, Event, D>;
  using added = boost::mp11::mp_set_union<additions<ChainTable, Event, D>, additions<DirectoryTable, Event, D>>;

  static_assert(boost::mp11::mp_size<newcomers>::value <= 1, "an event adds one member of it, or all who are named");
  static_assert(boost::mp11::mp_empty<boost::mp11::mp_set_difference<newcomers, members_asked>>::value,
                "a row of the chain's table adds a member for whom the limits do not ask for room");
  static_assert(boost::mp11::mp_empty<boost::mp11::mp_set_difference<members_asked, newcomers>>::value,
                "the limits ask for a member that no row of the chain's table adds");
  static_assert(boost::mp11::mp_empty<boost::mp11::mp_set_difference<added, asked>>::value,
                "a row adds a name, a chain or a record for which the limits do not ask for room");
  static constexpr bool value = true;
};

namespace derive {

template <class Action>
using finalizes = boost::mp11::mp_bool<requires { Action::finalizes; }>;
template <class Row>
using adds_nothing_or_finalizes_nothing =
    boost::mp11::mp_bool<boost::mp11::mp_empty<added_by<Row>>::value ||
                         boost::mp11::mp_none_of<typename Row::Do::actions, finalizes>::value>;

}  // namespace derive

/// Whether the limits ask for room for all that the rows add; otherwise a compile error.
template <class ChainTable, class DirectoryTable, class D>
[[nodiscard]] consteval bool all_room_is_asked_for() {
  static_assert(boost::mp11::mp_all_of<typename ChainTable::Table, derive::adds_nothing_or_finalizes_nothing>::value,
                "a row adds and finalizes: a roll-back would restore members, but leave records Final");
  return []<class... Event>(boost::mp11::mp_list<Event...>) {
    return (RoomIsAskedFor<ChainTable, DirectoryTable, Event, D>::value && ...);
  }(typename DirectoryTable::Events::template over<D>{});
}

}  // namespace recordshare::model
