// SPDX-License-Identifier: Apache-2.0
// mutation.hpp lists every mechanical mistake that the two tables are made to have, to see who finds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::properties::mutate {

enum class Kind : std::uint8_t {
  None,             ///< the table as it is
  DropRow,          ///< the row is not there
  NegateCondition,  ///< condition `part` of the row's guard is taken for its opposite; a policy's is its other value
  DropGuard,        ///< guard `part` of the row's list is not asked
  DropAction,       ///< action `part` is not done
  DuplicateAction,  ///< it is done twice
  RetargetAction,   ///< it is done with `from` and `to` exchanged
  SwapRoles,        ///< the whole row is, guards and actions
  ChangeState,      ///< the row leads to phase number `part` instead
  SwapWithNext,     ///< the row and the one after it change places
  ChangeReason,     ///< a refusal gives reason number `part` instead
  ChangeRule,       ///< the row names rule number `part` instead
  ForgetInR8,       ///< R8, whoever calls it, without its clause `part` (R8Clause)
};

/// What R8 says, clause by clause: "If the call is attended afterwards, there are none. If it is not, the keepers are
/// those who left by this event and those who kept the chain before, unless the call was attended then. Whoever is a
/// party is no keeper."
enum class R8Clause : std::uint8_t { NoneWhileAttended, WhoLeft, WhoKeptBefore, UnlessAttendedThen, NoParty };
inline constexpr std::size_t kR8Clauses = 5;

enum class Table : std::uint8_t { Chain, Directory };

/// One mistake.
struct Mutation {
  Table table = Table::Chain;
  Kind kind = Kind::None;
  std::size_t row = 0;   ///< of the table, from 0
  std::size_t part = 0;  ///< what `kind` says
  friend bool operator==(Mutation const&, Mutation const&) = default;
};

/// All of them, in the order of the tables. A mutation that could not change anything of its own accord (a row's
/// `from` and `to` where it names neither) is left out.
[[nodiscard]] std::vector<Mutation> const& all_mutations();

/// The id of a row of the tables, as model::rows_in_words() and the review page have it: "R13.2".
[[nodiscard]] std::string const& id_of_row(Table table, std::size_t row);

/// Where it is and what it is, in one line: "R6.1: action 2 dropped (`from` leaves the call)".
[[nodiscard]] std::string text_of(Mutation const& mutation);

}  // namespace recordshare::properties::mutate
