// SPDX-License-Identifier: Apache-2.0
// counting_steps.hpp interprets both tables, and counts deciding rows and values of conditions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/directory_table.hpp"
#include "model/interpreter.hpp"
#include "model/table.hpp"
#include "properties/mutate/conditions.hpp"
#include "properties/mutate/row_coverage.hpp"

namespace recordshare::properties::mutate {

template <class Rules>
inline constexpr std::size_t kRows = boost::mp11::mp_size<typename Rules::Table>::value;

/// Decides as MsmSteps does, by interpreting rows, and counts in `rows`: all_rows(), which must outlive this object.
class CountingSteps {
 public:
  explicit CountingSteps(std::vector<RowCoverage>& rows) : rows_(&rows) {}

  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision) {
    Phase none = model::Directory::id;
    decide_by<model::DirectoryRules>(kRows<model::ChainRules>, event, directory, none, decision);
  }
  template <class Event>
  void decide(Event const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision) {
    decide_by<model::ChainRules>(0, event, chain, phase, decision);
  }

  /// The number of counters that this object has raised from zero.
  [[nodiscard]] std::size_t firsts() const noexcept { return firsts_; }

 private:
  template <class Rules, class Event, class Domain>
  void decide_by(std::size_t first, Event const& event, Domain& domain, Phase& phase, model::Decision& decision) {
    bool decided = false;
    boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kRows<Rules>>>(
        [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
          using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
          if constexpr (model::is_for_event<R, Event, model::Ids>) {
            if (!decided) decided = this->template try_row<R>((*rows_)[first + I], event, domain, phase, decision);
          }
        });
  }

  template <class R, class Event, class Domain>
  bool try_row(RowCoverage& row, Event const& event, Domain& domain, Phase& phase, model::Decision& decision) {
    std::optional<Phase> const next = model::phase_after<R>(phase);
    if (!next.has_value()) return false;
    auto const count = [&](std::size_t condition, bool answer) {
      this->note(row.conditions[condition].seen[answer ? 1 : 0]);
      return answer;
    };
    if (!all_hold<R>(event, domain, count, [](std::size_t) { return true; })) return false;
    note(row.decided);
    R::apply(event, domain, decision);
    phase = *next;
    return true;
  }

  void note(std::uint64_t& count) noexcept { firsts_ += count++ == 0 ? 1 : 0; }

  std::vector<RowCoverage>* rows_;
  std::size_t firsts_ = 0;
};

}  // namespace recordshare::properties::mutate
