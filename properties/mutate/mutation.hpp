// SPDX-License-Identifier: Apache-2.0
// mutation.hpp lists all mutants of the two tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::properties::mutate {

enum class Kind : std::uint8_t {
  None,             ///< the table as it is
  DropRow,          ///< the row is removed
  NegateCondition,  ///< condition `part` of the row's guards is negated; a policy's has its other value
  DropGuard,        ///< guard `part` of the row is ignored
  DropAction,       ///< action `part` is skipped
  DuplicateAction,  ///< action `part` runs twice
  RetargetAction,   ///< action `part` runs with `from` and `to` exchanged
  SwapRoles,        ///< all guards and actions run with `from` and `to` exchanged
  ChangeState,      ///< the row leads to phase number `part` instead
  SwapWithNext,     ///< the row is exchanged with the next one
  ChangeReason,     ///< a refusal has reason number `part` instead
  ChangeRule,       ///< the row names rule number `part` instead
  ForgetInR8,       ///< R8, in all rows that use it, without clause `part` (R8Clause)
};

/// The clauses of R8: "If the call is attended afterwards, there are none. If it is not, the keepers are
/// those who left by this event and those who kept the chain before, unless the call was attended then. Whoever is a
/// party is no keeper."
enum class R8Clause : std::uint8_t { NoneWhileAttended, WhoLeft, WhoKeptBefore, UnlessAttendedThen, NoParty };
inline constexpr std::size_t kR8Clauses = 5;

enum class Table : std::uint8_t { Chain, Directory };

/// A mutation.
struct Mutation {
  Table table = Table::Chain;
  Kind kind = Kind::None;
  std::size_t row = 0;   ///< zero-based, in the table
  std::size_t part = 0;  ///< see `kind`
};

/// All mutations, in the order of the tables, without those that cannot change a row (such as `from` and `to` if it
/// uses neither).
[[nodiscard]] std::vector<Mutation> const& all_mutations();

/// The id of a row, as in model::rows_in_words() and the review page: "R13.2".
[[nodiscard]] std::string const& id_of_row(Table table, std::size_t row);

/// The mutation in one line: "R6.1: action 2 dropped (`from` leaves the call)".
[[nodiscard]] std::string text_of(Mutation const& mutation);

}  // namespace recordshare::properties::mutate
