// SPDX-License-Identifier: Apache-2.0
// mutation.cpp lists the possible mutations of every row.
#include "properties/mutate/mutation.hpp"

#include <array>
#include <string_view>

#include <boost/mp11/set.hpp>

#include "model/describe.hpp"
#include "model/directory_table.hpp"
#include "model/domain.hpp"
#include "model/table.hpp"
#include "properties/mutate/conditions.hpp"

namespace recordshare::properties::mutate {
namespace {

using boost::mp11::mp_for_each;

constexpr std::array<std::string_view, kR8Clauses> kR8ClauseNames{
    "if the call is attended afterwards, there are none", "those who left by this event",
    "those who kept the chain before", "unless the call was attended then", "whoever is a party is no keeper"};

/// The parts of a row that can be mutated.
struct RowParts {
  Rule rule = Rule::None;
  Reason reason = Reason::None;
  std::vector<std::string> conditions;
  std::vector<std::string> guards;
  std::vector<std::string> actions;
  std::vector<bool> action_names_roles;  ///< `from` or `to`
  bool names_roles = false;
  bool has_chain_states = false;
  bool meets_next = false;               ///< some event in some phase matches this row and the next
  std::vector<std::size_t> next_states;  ///< for each phase of the row
};

template <class List>
std::vector<std::string> names_of() {
  std::vector<std::string> names;
  mp_for_each<boost::mp11::mp_transform<std::type_identity, List>>(
      [&]<class Item>(std::type_identity<Item>) { names.push_back(Item::name()); });
  return names;
}

bool names_a_role(std::string const& text) {
  return text.find("`from`") != std::string::npos || text.find("`to`") != std::string::npos;
}

template <class R>
RowParts parts_of() {
  RowParts parts;
  parts.rule = R::rule;
  parts.reason = R::Verdict::reason;
  parts.conditions = condition_names<R>();
  parts.guards = names_of<typename R::If::guards>();
  parts.actions = names_of<typename R::Do::actions>();
  for (std::string const& guard : parts.guards) parts.names_roles |= names_a_role(guard);
  for (std::string const& action : parts.actions) {
    parts.action_names_roles.push_back(names_a_role(action));
    parts.names_roles |= names_a_role(action);
  }
  mp_for_each<typename R::In::states>([&]<class State>(State) {
    parts.has_chain_states |= !std::is_same_v<State, model::Directory>;
    parts.next_states.push_back(static_cast<std::size_t>(R::Enter::template after<State>::id));
  });
  return parts;
}

template <class Some, class Others>
inline constexpr bool kHaveOneInCommon = !boost::mp11::mp_empty<boost::mp11::mp_set_intersection<Some, Others>>::value;

/// Whether two rows can match the same event in the same phase.
template <class One, class Other>
inline constexpr bool kMeet =
    kHaveOneInCommon<typename One::On::template over<model::Ids>, typename Other::On::template over<model::Ids>> &&
    kHaveOneInCommon<typename One::In::states, typename Other::In::states>;

template <class Rules>
std::vector<RowParts> rows_of() {
  std::vector<RowParts> rows;
  constexpr std::size_t kRows = boost::mp11::mp_size<typename Rules::Table>::value;
  mp_for_each<boost::mp11::mp_iota_c<kRows>>([&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
    using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
    rows.push_back(parts_of<R>());
    if constexpr (I + 1 < kRows) rows.back().meets_next = kMeet<R, boost::mp11::mp_at_c<typename Rules::Table, I + 1>>;
  });
  return rows;
}

std::vector<RowParts> const& rows_of(Table table) {
  static std::vector<RowParts> const kChain = rows_of<model::ChainRules>();
  static std::vector<RowParts> const kDirectory = rows_of<model::DirectoryRules>();
  return table == Table::Chain ? kChain : kDirectory;
}

/// The next value, cyclically, skipping `None`.
template <class Enumeration, class Terms>
std::size_t next_of(Enumeration value, Terms const& terms) {
  std::size_t const next = static_cast<std::size_t>(value) + 1;
  return next < terms.size() ? next : 1;
}

void add_of_row(std::vector<Mutation>& all, Table table, std::size_t row) {
  RowParts const& parts = rows_of(table)[row];
  auto const add = [&](Kind kind, std::size_t part = 0) { all.push_back({table, kind, row, part}); };
  add(Kind::DropRow);
  for (std::size_t i = 0; i < parts.conditions.size(); ++i) add(Kind::NegateCondition, i);
  for (std::size_t i = 0; i < parts.guards.size(); ++i) add(Kind::DropGuard, i);
  for (std::size_t i = 0; i < parts.actions.size(); ++i) {
    add(Kind::DropAction, i);
    add(Kind::DuplicateAction, i);
    if (parts.action_names_roles[i]) add(Kind::RetargetAction, i);
  }
  if (parts.names_roles) add(Kind::SwapRoles);
  if (parts.has_chain_states) {
    for (std::size_t state = 0; state < kPhaseNames.size(); ++state) {
      bool changes = false;
      for (std::size_t const next : parts.next_states) changes |= next != state;
      if (changes) add(Kind::ChangeState, state);
    }
  }
  if (parts.meets_next) add(Kind::SwapWithNext);
  if (parts.reason != Reason::None) add(Kind::ChangeReason, next_of(parts.reason, kReasons));
  add(Kind::ChangeRule, next_of(parts.rule, kRules));
}

std::vector<Mutation> make_all() {
  std::vector<Mutation> all;
  for (Table const table : {Table::Chain, Table::Directory}) {
    std::size_t const rows = rows_of(table).size();
    for (std::size_t row = 0; row < rows; ++row) add_of_row(all, table, row);
  }
  for (std::size_t clause = 0; clause < kR8Clauses; ++clause)
    all.push_back({Table::Chain, Kind::ForgetInR8, 0, clause});
  return all;
}

std::string text_of_kind(Mutation const& mutation, RowParts const& parts) {
  std::string const number = std::to_string(mutation.part + 1);
  switch (mutation.kind) {
    case Kind::None:
    case Kind::ForgetInR8:
      return {};
    case Kind::DropRow:
      return "the row is dropped";
    case Kind::NegateCondition:
      return "condition " + number + " negated (" + parts.conditions[mutation.part] + ")";
    case Kind::DropGuard:
      return "guard " + number + " dropped (" + parts.guards[mutation.part] + ")";
    case Kind::DropAction:
      return "action " + number + " dropped (" + parts.actions[mutation.part] + ")";
    case Kind::DuplicateAction:
      return "action " + number + " done twice (" + parts.actions[mutation.part] + ")";
    case Kind::RetargetAction:
      return "action " + number + " with `from` and `to` exchanged (" + parts.actions[mutation.part] + ")";
    case Kind::SwapRoles:
      return "`from` and `to` exchanged";
    case Kind::ChangeState:
      return "leads to " + std::string(kPhaseNames[mutation.part]);
    case Kind::SwapWithNext:
      return "after the row that follows it";
    case Kind::ChangeReason:
      return "gives the reason " + std::string(name(static_cast<Reason>(mutation.part)));
    case Kind::ChangeRule:
      return "names " + std::string(name(static_cast<Rule>(mutation.part)));
  }
  return {};
}

}  // namespace

std::vector<Mutation> const& all_mutations() {
  static std::vector<Mutation> const kAll = make_all();
  return kAll;
}

std::string const& id_of_row(Table table, std::size_t row) {
  static std::vector<model::RowText> const kRows = model::rows_in_words();
  return kRows.at((table == Table::Chain ? model::kDirectoryRows : 0) + row).id;
}

std::string text_of(Mutation const& mutation) {
  if (mutation.kind == Kind::None) return "the tables as they are";
  if (mutation.kind == Kind::ForgetInR8) return "R8 without `" + std::string(kR8ClauseNames[mutation.part]) + "`";
  RowParts const& parts = rows_of(mutation.table)[mutation.row];
  return id_of_row(mutation.table, mutation.row) + ": " + text_of_kind(mutation, parts);
}

}  // namespace recordshare::properties::mutate
