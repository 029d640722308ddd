// SPDX-License-Identifier: Apache-2.0
// notation.hpp defines the notation of the two tables: a row and its columns.
#pragma once

#include <string>
#include <type_traits>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <recordshare/model/events.hpp>
#include <recordshare/model/vocabulary.hpp>

// A row reads from left to right:
//
//   Row<rule, On<events>, In<states>, If<guards>, verdict, Do<actions>, Enter<state>>
//
// "By this rule, on one of these events, in one of these states, if all these guards hold: answer with this verdict,
// run these actions in order, and enter this state." The last two are optional: no action, and the state stays. Rows
// are read from the top, and the first that applies decides.
//
// A set of rules is a struct with a Table of rows, its States, and the Events that it decides. Code is generic over
// that struct, not over the table, to keep the rows out of symbol names.

namespace recordshare::model {

/// The decision on one event: rows write it, the caller reads it.
struct Decision {
  Result result = Result::Invalid;
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  bool passed_to_chain = false;       ///< the directory passed the event on: the chain's table decides
  bool shows_records = false;         ///< the answer is the chain's records ...
  bool read_only = false;             ///< ... marked read-only (D5)
  bool tells_finality = false;        ///< the answer says which request finalized the record, and whose (D8)
  bool forgotten = false;             ///< the chain is to be forgotten (E6)
  bool lacks_room = false;            ///< an action had no room: the caller must roll the step back
  std::uint32_t finalized_count = 0;  ///< how many records became Final (D9, E8)
  friend bool operator==(Decision const&, Decision const&) = default;
};

// --- States: those of a chain are its phases; the directory has one state. ---

struct Idle {
  static constexpr Phase id = Phase::Idle;
};
struct Live {
  static constexpr Phase id = Phase::Live;
};
struct WrapUp {
  static constexpr Phase id = Phase::WrapUp;
};
struct Directory {
  static constexpr Phase id = Phase::Idle;  // not used
};

// --- The columns ---

/// The events of a row.
template <template <class> class... Events>
struct On {
  template <class D>
  using over = boost::mp11::mp_list<Events<D>...>;
};

/// All events of domain `D`, in the order of the register; requests, which are one type, come last.
template <class D>
using AllEvents = boost::mp11::mp_rename<AnyEvent<D>, boost::mp11::mp_list>;
struct OnAny {
  template <class D>
  using over = AllEvents<D>;
};

/// The name that stands for all requests.
inline constexpr std::string_view kAnyRequest = "DesktopRequest";

/// The name of an event type; all requests are one type.
template <class Event>
[[nodiscard]] constexpr std::string_view name_of_event() noexcept {
  if constexpr (requires { Event::type; }) {
    return name(Event::type);
  } else {
    return kAnyRequest;
  }
}

/// The events of one section of rules.md, in the order of the register.
template <Section Of>
struct OnSection {
  template <class D>
  using over = boost::mp11::mp_rename<AnyEventOf<Of, D>, boost::mp11::mp_list>;
};

/// The states of a row.
template <class... States>
struct In {
  using states = boost::mp11::mp_list<States...>;
};
using Anytime = In<Idle, Live, WrapUp>;

/// The guards of a row, evaluated in this order. The row applies if all hold; without guards it always applies.
template <class... Guards>
struct If {
  using guards = boost::mp11::mp_list<Guards...>;
  static constexpr bool always = sizeof...(Guards) == 0;
  static std::string name() {
    std::string text;
    ((text += (text.empty() ? "" : ", and ") + Guards::name()), ...);
    return text;
  }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    if constexpr (always) {
      return domain.truth();
    } else {
      return (Guards::holds(event, domain) && ...);
    }
  }
};

/// The actions of a row, run in this order.
template <class... Actions>
struct Do {
  using actions = boost::mp11::mp_list<Actions...>;
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    (Actions::run(event, domain), ...);
  }
};

/// The state that a row leads to.
template <class State>
struct Enter {
  template <class From>
  using after = State;
};
struct Stay {
  template <class From>
  using after = From;
};

// --- Verdicts ---

template <Result Is, Reason Why>
struct Answer {
  static constexpr Result result = Is;
  static constexpr Reason reason = Why;
};
using Accept = Answer<Result::Accepted, Reason::None>;
template <Reason Why>
using Refuse = Answer<Result::Refused, Why>;
using Acknowledge = Answer<Result::Acknowledged, Reason::None>;
template <Reason Why>
using TurnDown = Answer<Result::Error, Why>;
/// The directory knows everything that the event names; the chain's table decides.
struct PassToChain : Answer<Result::Invalid, Reason::None> {};

// --- The row ---

template <Rule Id, class On_, class In_, class If_, class Verdict_, class Do_ = Do<>, class Enter_ = Stay>
struct Row {
  static constexpr Rule rule = Id;
  using On = On_;
  using In = In_;
  using If = If_;
  using Verdict = Verdict_;
  using Do = Do_;
  using Enter = Enter_;

  /// Runs the row's actions and writes its verdict.
  template <class Event, class Domain>
  static void apply(Event const& event, Domain& domain, Decision& decision) {
    decision.result = Verdict::result;
    decision.rule = Id;
    decision.reason = Verdict::reason;
    decision.passed_to_chain = std::is_same_v<Verdict, PassToChain>;
    Do::run(event, domain);
  }
};

template <class... Row_>
using Rows = boost::mp11::mp_list<Row_...>;

/// Whether `Row` is for `Event`, an event of domain `D`.
template <class Row, class Event, class D>
inline constexpr bool is_for_event = boost::mp11::mp_contains<typename Row::On::template over<D>, Event>::value;

/// Whether `Row` is for `State`.
template <class Row, class State>
inline constexpr bool is_for_state = boost::mp11::mp_contains<typename Row::In::states, State>::value;

/// The events of all rows of `Table`, in the order of the register.
template <class Table>
struct OnEventsOf {
  template <class D>
  struct IsMet {
    template <class Event>
    struct By {
      template <class Row>
      using fn = std::bool_constant<is_for_event<Row, Event, D>>;
    };
    template <class Event>
    using fn = boost::mp11::mp_any_of_q<Table, By<Event>>;
  };
  template <class D>
  using over = boost::mp11::mp_copy_if_q<AllEvents<D>, IsMet<D>>;
};

/// Whether `Rules` decide `Event`, an event of domain `D`.
template <class Rules, class Event, class D>
inline constexpr bool is_decided_by = boost::mp11::mp_contains<typename Rules::Events::template over<D>, Event>::value;

/// Whether the table is total: every event has, in every state, a row without guards, so that some row always applies.
template <class Rules, class D>
[[nodiscard]] constexpr bool is_total() {
  using boost::mp11::mp_for_each, boost::mp11::mp_transform;
  bool total = true;
  mp_for_each<typename Rules::States>([&]<class S>(S) {
    mp_for_each<mp_transform<std::type_identity, typename Rules::Events::template over<D>>>(
        [&]<class E>(std::type_identity<E>) {
          bool decided = false;
          mp_for_each<typename Rules::Table>(
              [&]<class R>(R) { decided |= is_for_event<R, E, D> && is_for_state<R, S> && R::If::always; });
          total &= decided;
        });
  });
  return total;
}

}  // namespace recordshare::model
