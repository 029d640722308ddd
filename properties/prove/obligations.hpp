// SPDX-License-Identifier: Apache-2.0
// obligations.hpp lists the proof obligations of the tables, or of a mutant, row by row.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/prove/assumptions.hpp"
#include "properties/prove/paths.hpp"

namespace recordshare::properties::prove {

/// A claim to prove under the conditions of a question.
struct Claim {
  std::string_view theorem;  ///< "I5", "contract of R3", ...: for counting obligations
  std::string part;          ///< the part, if the theorem has several; also for file names
  std::string words;         ///< the claim in a sentence
  Formula holds;
};

/// One path through the tables, or a property of states alone, with all claims about it.
struct Question {
  std::string name;                          ///< "R3.2-SingleStepTransferCompleted-Live"
  std::string words;                         ///< "R3.2 decides SingleStepTransferCompleted in a state that is Live"
  std::optional<SymbolicState> before = {};  ///< none for the initial state
  bool assumes_facts = true;                 ///< of the state before; a question without one assumes nothing
  std::vector<Claim> claims;

  // Only for a step.
  bool is_step = false;
  std::optional<SymbolicEvent> event = {};  ///< also of a question of totality
  Path path;
};

/// Calls `visit` for every question, in an order that depends only on the tables, until it returns false. With a
/// mutation, only events that can reach the mutated row are included: the others are decided as before.
/// The claims about `facts` are included.
void each_question(mutate::Mutation const& mutation, std::function<bool(Question const&)> const& visit,
                   Facts const& facts = facts::all<SymbolicState>());

/// All phases, from the vocabulary: a state is in one of them.
inline constexpr auto kPhases = [] {
  std::array<Phase, kPhaseNames.size()> phases{};
  for (std::size_t i = 0; i < phases.size(); ++i) phases[i] = static_cast<Phase>(i);
  return phases;
}();

/// The id of the deciding row.
[[nodiscard]] std::string const& id_of_row(Path const& path);
[[nodiscard]] std::size_t rows_of(mutate::Table table);

/// Whether the event can reach the mutated row.
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
