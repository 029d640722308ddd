// SPDX-License-Identifier: Apache-2.0
// machine.hpp builds a Boost.MSM state machine from a table; it is the only file that includes MSM's back end.
#pragma once

#include <array>
#include <cstddef>

// MSM's serialize() names Boost.Serialization's base_object; nothing else of that library is used.
#include <boost/serialization/base_object.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mpl/push_back.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include "model/notation.hpp"

// A flyweight: one machine object serves any number of chains. A step loads a chain's phase into it, dispatches the
// event, and reads the phase back.

namespace recordshare::model {

/// MSM's default policy, except that dispatch tables are initialized on first use: see below.
struct TablesOnFirstUse : boost::msm::back::favor_runtime_speed {};

}  // namespace recordshare::model

namespace boost::msm::back {

/// MSM keeps each dispatch table in a static member that is initialized dynamically, in unspecified order. An engine
/// used by a static initializer of another unit would call null pointers. This specialization holds MSM's own table as
/// a function-local static, initialized on first use and thread-safe.
template <class Fsm, class Stt, class Event>
struct dispatch_table<Fsm, Stt, Event, recordshare::model::TablesOnFirstUse> {
  struct Entries {
    auto operator[](int state) const noexcept {
      static dispatch_table<Fsm, Stt, Event, favor_runtime_speed> const table;
      return table.entries[state];
    }
  };
  struct Instance {
    Entries entries;
  };
  static constexpr Instance instance{};
};

}  // namespace boost::msm::back

namespace recordshare::model {

/// A state of the table as a state of MSM.
template <class State>
struct MsmState : boost::msm::front::state<> {
  static constexpr Phase id = State::id;
};

/// MSM functors for row `I` of `Rules` and `Event`: the row's guards and actions.
template <class Rules, std::size_t I, class Event>
struct RowFunctors {
  using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
  struct Guard {
    template <class Fsm, class S, class T>
    bool operator()(Event const& event, Fsm& fsm, S&, T&) const {
      return R::If::holds(event, *fsm.domain);
    }
  };
  struct Action {
    template <class Fsm, class S, class T>
    void operator()(Event const& event, Fsm& fsm, S&, T&) const {
      R::apply(event, *fsm.domain, *fsm.decision);
    }
  };
};

/// MSM's rows for `Rules`: one for each combination of row, state and event.
template <class Rules, class D>
struct MsmRows {
  template <class I>
  struct OfRow {
    using R = boost::mp11::mp_at<typename Rules::Table, I>;
    template <class State, class Event>
    struct Make {
      using Next = typename R::Enter::template after<State>;
      using Functors = RowFunctors<Rules, I::value, Event>;
      using type = boost::msm::front::Row<
          MsmState<State>, Event,
          boost::mp11::mp_if<std::is_same<Next, State>, boost::msm::front::none, MsmState<Next>>,
          typename Functors::Action,
          boost::mp11::mp_if_c<R::If::always, boost::msm::front::none, typename Functors::Guard>>;
    };
    using type = boost::mp11::mp_product<Make, typename R::In::states, typename R::On::template over<D>>;
  };
  template <class I>
  using of_row = typename OfRow<I>::type;
  using type = boost::mp11::mp_flatten<
      boost::mp11::mp_transform<of_row, boost::mp11::mp_iota<boost::mp11::mp_size<typename Rules::Table>>>>;
};

/// MSM's row number `I`, named by its number to keep the symbols short.
template <class Rules, class D, std::size_t I>
struct NumberedRow : boost::mp11::mp_at_c<typename MsmRows<Rules, D>::type, I>::type {};

/// MSM's table in reverse order, since MSM tries the last row first.
template <class Rules, class D>
struct MsmTable {
  template <class Vector, class I>
  using push = typename boost::mpl::push_back<Vector, NumberedRow<Rules, D, I::value>>::type;
  using numbers = boost::mp11::mp_iota<boost::mp11::mp_size<typename MsmRows<Rules, D>::type>>;
  using type = boost::mp11::mp_fold<boost::mp11::mp_reverse<numbers>, boost::mpl::vector0<>, push>;
};

/// MSM's front end for `Rules` over `Domain`, with events of domain `D`.
template <class Rules, class Domain, class D>
struct FrontEnd : boost::msm::front::state_machine_def<FrontEnd<Rules, Domain, D>> {
  using no_message_queue = int;     // no action posts events
  using no_exception_thrown = int;  // exceptions propagate
  using initial_state = MsmState<boost::mp11::mp_front<typename Rules::States>>;
  using transition_table = typename MsmTable<Rules, D>::type;

  /// Never called: the tables are total (is_total).
  template <class Fsm, class Event>
  void no_transition(Event const&, Fsm&, int) {}

  Domain* domain = nullptr;
  Decision* decision = nullptr;
};

/// The state machine of `Rules`, with one step as its only operation.
template <class Rules, class Domain, class D>
class Machine {
 public:
  Machine() { machine_.start(); }

  /// Decides `event` in `phase`: updates `phase` and writes `decision`. O(rows of the event in this phase).
  template <class Event>
  void step(Event const& event, Domain& domain, Phase& phase, Decision& decision) {
    machine_.domain = &domain;
    machine_.decision = &decision;
    LoadState load{kIds[static_cast<std::size_t>(phase)]};
    machine_.serialize(load, 0);
    machine_.process_event(event);
    phase = kPhases[static_cast<std::size_t>(*machine_.current_state())];
  }

 private:
  using Back = boost::msm::back::state_machine<FrontEnd<Rules, Domain, D>, TablesOnFirstUse>;

  /// An archive that loads only the number of the current state.
  struct LoadState {
    int state;
    void operator&(int (&states)[1]) const { states[0] = state; }
    template <class Other>
    void operator&(Other&) const {}
  };

  // MSM numbers states by their first appearance in the table; only these two tables map its numbers.
  static constexpr auto kIds = [] {
    std::array<int, kPhaseNames.size()> ids{};
    boost::mp11::mp_for_each<typename Rules::States>([&]<class State>(State) {
      ids[static_cast<std::size_t>(State::id)] =
          boost::msm::back::get_state_id<typename Back::stt, MsmState<State>>::value;
    });
    return ids;
  }();
  static constexpr auto kPhases = [] {
    std::array<Phase, kPhaseNames.size()> phases{};
    boost::mp11::mp_for_each<typename Rules::States>([&]<class State>(State) {
      phases[static_cast<std::size_t>(kIds[static_cast<std::size_t>(State::id)])] = State::id;
    });
    return phases;
  }();

  Back machine_;
};

}  // namespace recordshare::model
