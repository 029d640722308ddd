// SPDX-License-Identifier: Apache-2.0
// row_coverage.cpp explores with rows that keep count of themselves.
#include "properties/mutate/row_coverage.hpp"

#include <optional>
#include <type_traits>

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/directory_table.hpp"
#include "model/interpreter.hpp"
#include "model/table.hpp"
#include "properties/explore/explorer.hpp"
#include "properties/explore/limits.hpp"
#include "properties/mutate/conditions.hpp"

namespace recordshare::properties::mutate {
namespace {

template <class Rules>
inline constexpr std::size_t kRows = boost::mp11::mp_size<typename Rules::Table>::value;

template <class Rules>
void add_rows(Table table, std::vector<RowCoverage>& rows) {
  boost::mp11::mp_for_each<boost::mp11::mp_iota_c<kRows<Rules>>>(
      [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
        using R = boost::mp11::mp_at_c<typename Rules::Table, I>;
        RowCoverage row;
        row.table = table;
        row.number = I;
        row.rule = R::rule;
        row.reason = R::Verdict::reason;
        row.guard = R::If::name();
        for (std::string& name : condition_names<R>()) row.conditions.push_back({std::move(name), {}});
        rows.push_back(std::move(row));
      });
}

/// Decides as MsmSteps does, by the rows, and counts.
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
  static bool try_row(RowCoverage& row, Event const& event, Domain& domain, Phase& phase, model::Decision& decision) {
    std::optional<Phase> const next = model::phase_after<R>(phase);
    if (!next.has_value()) return false;
    auto const count = [&](std::size_t condition, bool answer) {
      ++row.conditions[condition].seen[answer ? 1 : 0];
      return answer;
    };
    if (!all_hold<R>(event, domain, count, [](std::size_t) { return true; })) return false;
    ++row.decided;
    R::apply(event, domain, decision);
    phase = *next;
    return true;
  }

  std::vector<RowCoverage>* rows_;
};

}  // namespace

std::vector<explore::World> const& worlds_of_row_coverage() {
  static std::vector<explore::World> const kWorlds{{3, 1, {}},
                                                   {2, 2, {FinalScope::Chain, Reschedule::Updates}},
                                                   {2, 2, {FinalScope::Record, Reschedule::Finalizes}},
                                                   {2, 2, {FinalScope::Chain, Reschedule::Finalizes}}};
  return kWorlds;
}

std::vector<RowCoverage> row_coverage(std::vector<explore::World> const& worlds) {
  std::vector<RowCoverage> rows;
  add_rows<model::ChainRules>(Table::Chain, rows);
  add_rows<model::DirectoryRules>(Table::Directory, rows);
  for (explore::World const& world : worlds) {
    explore::ExploreOptions options{.world = world};
    options.checks = {.contracts = false, .invariants = false};
    static_cast<void>(explore::Exploration(options, [&rows] { return CountingSteps(rows); }, {}).run());
  }
  static_cast<void>(explore::LimitTrial(CountingSteps(rows)).run());
  return rows;
}

}  // namespace recordshare::properties::mutate
