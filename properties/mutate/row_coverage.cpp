// SPDX-License-Identifier: Apache-2.0
// row_coverage.cpp explores with interpreted rows that count.
#include "properties/mutate/row_coverage.hpp"

#include <utility>

#include "properties/explore/explorer.hpp"
#include "properties/explore/limits.hpp"
#include "properties/mutate/counting_steps.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties::mutate {
namespace {

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

}  // namespace

std::vector<explore::World> const& worlds_of_row_coverage() {
  static std::vector<explore::World> const kWorlds = [] {
    std::vector<explore::World> worlds{{3, 1, {}}};
    for (Policies const& policies : kAllPolicies)
      if (policies != Policies{}) worlds.push_back({2, 2, policies});
    worlds.push_back(kWorldOfCalls);
    return worlds;
  }();
  return kWorlds;
}

std::vector<RowCoverage> all_rows() {
  std::vector<RowCoverage> rows;
  add_rows<model::ChainRules>(Table::Chain, rows);
  add_rows<model::DirectoryRules>(Table::Directory, rows);
  return rows;
}

std::vector<RowCoverage> row_coverage(std::vector<explore::World> const& worlds) {
  std::vector<RowCoverage> rows = all_rows();
  for (explore::World const& world : worlds) {
    explore::ExploreOptions options{.world = world};
    options.checks = {.contracts = false, .invariants = false};
    static_cast<void>(explore::Exploration(options, [&rows] { return CountingSteps(rows); }, {}).run());
  }
  static_cast<void>(explore::LimitTrial(CountingSteps(rows)).run());
  return rows;
}

}  // namespace recordshare::properties::mutate
