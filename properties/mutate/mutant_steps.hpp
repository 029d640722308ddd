// SPDX-License-Identifier: Apache-2.0
// mutant_steps.hpp interprets the two tables with one mutation.
#pragma once

#include <cstddef>
#include <type_traits>

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/directory_table.hpp"
#include "model/interpreter.hpp"
#include "model/table.hpp"
#include "properties/mutate/mutant_row.hpp"
#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// The chain's domain, with R8 possibly without a clause.
class ForgetfulChain : public model::ConcreteChain {
 public:
  ForgetfulChain(model::ConcreteChain const& chain, R8Clause forgotten)
      : model::ConcreteChain(chain), forgotten_(forgotten) {}

  void find_keepers() noexcept {
    using model::Member;
    bool attended_before = false;
    for (Member const& member : members()) attended_before |= was_party(member) && eligible(member.id());
    bool const attended_now = attended();
    for (Member& member : members()) {
      bool const left = member.is(model::kLeft) && says(R8Clause::WhoLeft);
      bool const kept = member.is(model::kKeeper) && says(R8Clause::WhoKeptBefore) &&
                        (!attended_before || !says(R8Clause::UnlessAttendedThen));
      bool const may = !attended_now || !says(R8Clause::NoneWhileAttended);
      bool const is_party = member.is(model::kParty) && says(R8Clause::NoParty);
      bool const keeps = may && !is_party && (left || kept);
      constexpr auto kUnsettled = model::kLeft | model::kJoined | model::kKeeper;
      member.roles = static_cast<std::uint8_t>((member.roles & ~kUnsettled) | (keeps ? model::kKeeper : 0));
    }
  }

 private:
  static bool was_party(model::Member const& member) noexcept {
    return member.is(model::kLeft) || (member.is(model::kParty) && !member.is(model::kJoined));
  }
  [[nodiscard]] bool says(R8Clause clause) const noexcept { return clause != forgotten_; }

  R8Clause forgotten_;
};

/// One table, mutated or not.
template <class Rules>
class MutantTable {
 public:
  explicit MutantTable(Mutation const& mutation) : mutation_(mutation) {}

  /// As model::interpret, with the mutation.
  template <class Event, class Domain>
  std::size_t decide(Event const& event, Domain& domain, Phase& phase, model::Decision& decision) const {
    std::size_t decided_by = model::kNoRow;
    each_row_in_order<Rules>(mutation_, [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
      using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
      if constexpr (model::is_for_event<R, Event, model::Ids>) {
        if (decided_by != model::kNoRow) return;
        MutantRow<R> const row(mutation_, I);
        auto const next = row.next(phase);
        if (!next.has_value() || !row.holds(event, domain)) return;
        row.write_verdict(decision);
        row.do_actions(event, domain);
        phase = *next;
        decided_by = I;
      }
    });
    return decided_by;
  }

 private:
  Mutation mutation_;
};

/// Decides as MsmSteps does, with one mutation, and records the deciding rows. Not thread-safe.
class MutantSteps {
 public:
  explicit MutantSteps(Mutation const& mutation)
      : mutation_(mutation),
        chain_(mutation.table == Table::Chain ? mutation : Mutation{}),
        directory_(mutation.table == Table::Directory ? mutation : Mutation{}) {}

  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision) {
    Phase none = model::Directory::id;
    directory_row_ = directory_.decide(event, directory, none, decision);
    chain_row_ = model::kNoRow;
  }

  template <class Event>
  void decide(Event const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision) {
    if (mutation_.kind == Kind::ForgetInR8) {
      ForgetfulChain forgetful(chain, static_cast<R8Clause>(mutation_.part));
      chain_row_ = chain_.decide(event, forgetful, phase, decision);
    } else {
      chain_row_ = chain_.decide(event, chain, phase, decision);
    }
  }

  /// The numbers of the rows that decided the last event; kNoRow if none did.
  [[nodiscard]] std::size_t directory_row() const noexcept { return directory_row_; }
  [[nodiscard]] std::size_t chain_row() const noexcept { return chain_row_; }

 private:
  Mutation mutation_;
  MutantTable<model::ChainRules> chain_;
  MutantTable<model::DirectoryRules> directory_;
  std::size_t directory_row_ = model::kNoRow;
  std::size_t chain_row_ = model::kNoRow;
};

}  // namespace recordshare::properties::mutate
