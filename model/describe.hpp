// SPDX-License-Identifier: Apache-2.0
// describe.hpp describes the rows of the two tables in words, derived from their types.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <boost/mp11/algorithm.hpp>

#include "model/directory_table.hpp"
#include "model/table.hpp"

namespace recordshare::model {

/// A domain of placeholder types, to instantiate a table that never runs.
struct NoNames {
  using Agent = int;
  struct Party {};
  struct Parties {};
  using Dn = int;
  struct Dns {};
  using Call = int;
  using Chain = int;
  using Record = int;
  using Records = int;
  using Request = int;
};

/// One row in words.
struct RowText {
  bool is_directory = false;  ///< a row of the directory's table, not the chain's
  std::size_t number = 0;     ///< its zero-based position in its table
  Rule rule = Rule::None;
  std::string id;                        ///< "R13.2": the second of its rule's rows, the directory's before the chain's
  std::vector<std::string_view> events;  ///< its event types; all requests are one type
  std::vector<Phase> phases;             ///< its phases; empty for a row of the directory
  std::vector<std::string> guards;       ///< in the order of evaluation; all must hold; empty: it always applies
  std::vector<std::string> actions;      ///< in the order of execution
  Result result = Result::Invalid;
  bool passes = false;  ///< passes the event to the chain's table: no result of its own
  Reason reason = Reason::None;
  bool begins = false;  ///< the chain becomes known
  bool ends = false;    ///< the chain is forgotten
  bool enters = false;  ///< it enters `phase`; otherwise the phase stays
  Phase phase = Phase::Idle;
  std::vector<Rule> functions;        ///< R1 and R8, if the row uses them
  std::vector<std::size_t> policies;  ///< indices in kPolicies of the policies that its guards read
};

// --- R1 and R8 have no rows: R1 is the guard Eligible and the actions that change it; R8 is the action FindKeepers ---

template <class Part>
inline constexpr Rule kFunction = Rule::None;
template <class Who>
inline constexpr Rule kFunction<Eligible<Who>> = Rule::R1;
template <>
inline constexpr Rule kFunction<Monitor> = Rule::R1;
template <>
inline constexpr Rule kFunction<Unmonitor> = Rule::R1;
template <>
inline constexpr Rule kFunction<LogIn> = Rule::R1;
template <>
inline constexpr Rule kFunction<LogOut> = Rule::R1;
template <>
inline constexpr Rule kFunction<FindKeepers> = Rule::R8;

/// Visits a guard or action and its parts.
template <class Part>
struct Parts {
  static void add_to(RowText& row) {
    if (kFunction<Part> != Rule::None) row.functions.push_back(kFunction<Part>);
  }
};
template <class Guard>
struct Parts<Not<Guard>> : Parts<Guard> {};
template <class One, class Other>
struct Parts<Either<One, Other>> {
  static void add_to(RowText& row) {
    Parts<One>::add_to(row);
    Parts<Other>::add_to(row);
  }
};
template <class One, class Other>
struct Parts<Both<One, Other>> : Parts<Either<One, Other>> {};
template <auto Value>
struct Parts<Policy<Value>> {
  static void add_to(RowText& row) { row.policies.push_back(policy_of(Value)); }
};

/// Describes `Row`; `number` is its position in its table.
template <class Row>
[[nodiscard]] RowText text_of_row(bool is_directory, std::size_t number) {
  using boost::mp11::mp_for_each, boost::mp11::mp_transform;
  using Guards = mp_transform<std::type_identity, typename Row::If::guards>;
  using Actions = mp_transform<std::type_identity, typename Row::Do::actions>;
  using Events = mp_transform<std::type_identity, typename Row::On::template over<NoNames>>;
  RowText row;
  row.is_directory = is_directory;
  row.number = number;
  row.rule = Row::rule;
  row.result = Row::Verdict::result;
  row.passes = std::is_same_v<typename Row::Verdict, PassToChain>;
  row.reason = Row::Verdict::reason;
  mp_for_each<Events>([&]<class Event>(std::type_identity<Event>) { row.events.push_back(name_of_event<Event>()); });
  mp_for_each<typename Row::In::states>([&]<class State>(State) {
    using Next = typename Row::Enter::template after<State>;
    if (!is_directory) row.phases.push_back(State::id);
    if constexpr (!std::is_same_v<typename Row::Enter, Stay>) {
      row.enters = true;
      row.phase = Next::id;
    }
  });
  mp_for_each<Guards>([&]<class Guard>(std::type_identity<Guard>) {
    row.guards.push_back(Guard::name());
    Parts<Guard>::add_to(row);
  });
  mp_for_each<Actions>([&]<class Action>(std::type_identity<Action>) {
    row.actions.push_back(Action::name());
    row.begins |= std::is_same_v<Action, LoadChain>;
    row.ends |= std::is_same_v<Action, Forget>;
    Parts<Action>::add_to(row);
  });
  return row;
}

/// The number of rows of the directory's table, which come first in rows_in_words().
inline constexpr std::size_t kDirectoryRows = boost::mp11::mp_size<DirectoryRules::Table>::value;

/// Describes every row of both tables in the order of evaluation: the directory's first. O(rows^2).
[[nodiscard]] inline std::vector<RowText> rows_in_words() {
  using boost::mp11::mp_for_each, boost::mp11::mp_transform;
  std::vector<RowText> rows;
  std::size_t number = 0;
  mp_for_each<mp_transform<std::type_identity, DirectoryRules::Table>>(
      [&]<class Row>(std::type_identity<Row>) { rows.push_back(text_of_row<Row>(true, number++)); });
  number = 0;
  mp_for_each<mp_transform<std::type_identity, ChainRules::Table>>(
      [&]<class Row>(std::type_identity<Row>) { rows.push_back(text_of_row<Row>(false, number++)); });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::size_t of_rule = 1;
    for (std::size_t before = 0; before < i; ++before) of_rule += rows[before].rule == rows[i].rule ? 1 : 0;
    rows[i].id = std::string(name(rows[i].rule)) + "." + std::to_string(of_rule);
  }
  return rows;
}

}  // namespace recordshare::model
