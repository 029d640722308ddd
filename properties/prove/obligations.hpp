// SPDX-License-Identifier: Apache-2.0
// obligations.hpp says what is to be proved: of the tables as they are, or with a mistake, row by row.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/prove/facts.hpp"
#include "properties/prove/paths.hpp"

namespace recordshare::properties::prove {

using SymbolicEvent = model::AnyEvent<Symbols>;

/// What is to be shown wherever the conditions of a question hold.
struct Claim {
  std::string_view theorem;  ///< "I5", "contract of R3", ...: obligations are counted by it
  std::string part;          ///< which of its parts, where it has several; for file names too
  std::string words;         ///< what it says, in a sentence
  Formula holds;
};

/// One way through the tables, or something asked of states alone, and all that is claimed of it.
struct Question {
  std::string name;   ///< "R3.2-SingleStepTransferCompleted-Live"
  std::string words;  ///< "R3.2 decides SingleStepTransferCompleted in a state that is Live"
  SymbolicState before;
  Formula given{true};  ///< beside the facts of the state before
  std::vector<Claim> claims;

  // Of a step only.
  bool is_step = false;
  SymbolicEvent event;
  Path path;
};

/// Gives `visit` every question, in an order that depends on nothing but the tables, until it returns false. With a
/// mutation, only events that meet the mutated row are asked about: for all others the tables are as they are.
void each_question(mutate::Mutation const& mutation, std::function<bool(Question const&)> const& visit);

/// The id of the row that decides.
[[nodiscard]] std::string const& id_of_row(Path const& path);
[[nodiscard]] std::size_t rows_of(mutate::Table table);

/// Whether the event can meet the row which the mutation changes.
template <class E>
[[nodiscard]] bool is_concerned(mutate::Mutation const& mutation) {
  using mutate::Kind;
  if (mutation.kind == Kind::None || mutation.kind == Kind::ForgetInR8) return true;
  bool concerned = false;
  auto const in = [&]<class Rules>(std::type_identity<Rules>) {
    boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<typename Rules::Table>>>(
        [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
          using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
          concerned = concerned || (I == mutation.row && model::is_for_event<R, E, Symbols>);
        });
  };
  if (mutation.table == mutate::Table::Chain) {
    in(std::type_identity<model::ChainRules>{});
  } else {
    in(std::type_identity<model::DirectoryRules>{});
  }
  return concerned;
}

/// Visits each type of event, each as std::type_identity.
template <class Visit>
void each_event_type(Visit&& visit) {
  boost::mp11::mp_for_each<
      boost::mp11::mp_transform<std::type_identity, boost::mp11::mp_rename<SymbolicEvent, boost::mp11::mp_list>>>(
      visit);
}

}  // namespace recordshare::properties::prove
